package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// keyboard is who gets the keys of a line before the line does.
type keyboard interface {
	Press(fyne.KeyName)   // a key goes down
	Release(fyne.KeyName) // and up
	Key(fyne.KeyName)     // a key is typed, or typed again; its character, if it has one, follows
	Char(rune)            // a character is typed
	Settle()              // something else is done to the line
}

// formEntry is a line of a form. It is fyne's own entry, so that every keyboard
// layout and input method types into it; but every key goes to its keyboard first, which
// tells typing from scans, and no key ever leaves the line by itself.
type formEntry struct {
	widget.Entry
	keys    keyboard
	onFocus func()
}

func newFormEntry(onFocus func()) *formEntry {
	e := &formEntry{onFocus: onFocus}
	e.ExtendBaseWidget(e)
	// Fyne would put an eye there that shows a PIN to the queue.
	e.ActionItem = canvas.NewRectangle(color.Transparent)
	return e
}

// TypedRune sends a character to the keyboard, which types it into the line.
func (e *formEntry) TypedRune(r rune) { e.keys.Char(r) }

// TypedKey sends every key to the keyboard, which gives back those that edit the line.
func (e *formEntry) TypedKey(k *fyne.KeyEvent) { e.keys.Key(k.Name) }

// TypedShortcut copies and pastes, behind what was typed before.
func (e *formEntry) TypedShortcut(s fyne.Shortcut) {
	e.keys.Settle()
	e.Entry.TypedShortcut(s)
}

// KeyDown and KeyUp tell which keys are held down.
func (e *formEntry) KeyDown(k *fyne.KeyEvent) {
	e.keys.Press(k.Name)
	e.Entry.KeyDown(k)
}

// KeyUp ends it.
func (e *formEntry) KeyUp(k *fyne.KeyEvent) {
	e.keys.Release(k.Name)
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
		e.restore(lineText{text: text, column: len([]rune(text))})
	}
}

// lineText is what stands in a line, and where the cursor is.
type lineText struct {
	text   string
	column int
}

func (e *formEntry) lineText() lineText { return lineText{e.Text, e.CursorColumn} }

func (e *formEntry) restore(l lineText) {
	e.SetText(l.text)
	e.CursorColumn = l.column
	e.Refresh()
}
