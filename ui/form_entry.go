package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// formEntry is a line of a form. It is fyne's own entry, so that every keyboard
// layout and input method types into it; but the keys that lead through the
// till's screens go to the router first, and no key ever leaves it by itself.
type formEntry struct {
	widget.Entry
	onKey   func(action)
	onFocus func()
	keys    *heldKeys // nil: no key is known to be held
}

func newFormEntry(onKey func(action), onFocus func()) *formEntry {
	e := &formEntry{onKey: onKey, onFocus: onFocus}
	e.ExtendBaseWidget(e)
	// Fyne would put an eye there that shows a PIN to the queue.
	e.ActionItem = canvas.NewRectangle(color.Transparent)
	return e
}

// TypedKey sends Enter, Esc, Tab, the arrows up and down and the function keys
// to the router; the others edit the line.
func (e *formEntry) TypedKey(k *fyne.KeyEvent) {
	a, ok := actionOfKey(k.Name)
	if e.keys != nil {
		e.keys.typed(k.Name)
		a.held = e.keys.held
	}
	switch a.verb {
	case doBackspace, doFirst, doLast:
		ok = false
	}
	if ok {
		e.onKey(a)
		return
	}
	e.Entry.TypedKey(k)
}

// KeyDown and KeyUp tell which keys are held down.
func (e *formEntry) KeyDown(k *fyne.KeyEvent) {
	if e.keys != nil {
		e.keys.press(k.Name)
	}
	e.Entry.KeyDown(k)
}

// KeyUp ends it.
func (e *formEntry) KeyUp(k *fyne.KeyEvent) {
	if e.keys != nil {
		e.keys.release(k.Name)
	}
	e.Entry.KeyUp(k)
}

// AcceptsTab keeps fyne from walking the focus: the form does that.
func (e *formEntry) AcceptsTab() bool { return true }

// FocusGained tells the form which line is typed into.
func (e *formEntry) FocusGained() {
	e.Entry.FocusGained()
	e.onFocus()
}

// fill sets the text from outside; what is typed next stands behind it.
func (e *formEntry) fill(text string, secret bool) {
	if e.Password != secret {
		e.Password = secret
		e.Refresh()
	}
	if e.Text != text {
		e.SetText(text)
		e.CursorColumn = len([]rune(text))
		e.Refresh()
	}
}
