package ui

import "fyne.io/fyne/v2"

// heldKeys tells a key that is held down from one that is pressed again: the toolkit
// says of a held key that it is typed, and typed, but goes down once.
type heldKeys struct {
	down map[fyne.KeyName]bool // true: typed since it went down
	held bool                  // the key that was typed last
}

func (h *heldKeys) press(name fyne.KeyName) {
	if h.down == nil {
		h.down = map[fyne.KeyName]bool{}
	}
	h.down[name], h.held = false, false
}

func (h *heldKeys) release(name fyne.KeyName) {
	delete(h.down, name)
	h.held = false
}

// isDown reports that a key is held down.
func (h *heldKeys) isDown(name fyne.KeyName) bool {
	_, down := h.down[name]
	return down
}

// typed notes that a key was typed: its character, if it has one, follows.
func (h *heldKeys) typed(name fyne.KeyName) {
	before, known := h.down[name]
	if h.held = known && before; known {
		h.down[name] = true
	}
}
