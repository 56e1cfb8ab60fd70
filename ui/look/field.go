package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Keyboard is who gets the keys of a line before the line does.
type Keyboard interface {
	Press(*fyne.KeyEvent) // a key goes down
	Release(fyne.KeyName) // and up
	Key(*fyne.KeyEvent)   // a key is typed, or typed again; its character, if it has one, follows
	Char(rune)            // a character is typed
	Settle()              // something else is done to the line
}

// Field is a line of a form. It is fyne's own entry, so that every keyboard
// layout and input method types into it; but every key goes to its keyboard first, which
// tells typing from scans, and no key ever leaves the line by itself.
type Field struct {
	widget.Entry
	Keys    Keyboard
	onFocus func()
}

func NewField(onFocus func()) *Field {
	e := &Field{onFocus: onFocus}
	e.ExtendBaseWidget(e)
	// Fyne would put an eye there that shows a PIN to the queue.
	e.ActionItem = canvas.NewRectangle(color.Transparent)
	return e
}

// TypedRune sends a character to the keyboard, which types it into the line.
func (e *Field) TypedRune(r rune) { e.Keys.Char(r) }

// TypedKey sends every key to the keyboard, which gives back those that edit the line.
func (e *Field) TypedKey(k *fyne.KeyEvent) { e.Keys.Key(k) }

// TypedShortcut copies and pastes, behind what was typed before.
func (e *Field) TypedShortcut(s fyne.Shortcut) {
	e.Keys.Settle()
	e.Entry.TypedShortcut(s)
}

// KeyDown and KeyUp tell which keys are held down.
func (e *Field) KeyDown(k *fyne.KeyEvent) {
	e.Keys.Press(k)
	e.Entry.KeyDown(k)
}

// KeyUp ends it.
func (e *Field) KeyUp(k *fyne.KeyEvent) {
	e.Keys.Release(k.Name)
	e.Entry.KeyUp(k)
}

// AcceptsTab keeps fyne from walking the focus: the form does that.
func (e *Field) AcceptsTab() bool { return true }

// FocusGained tells the form which line is typed into.
func (e *Field) FocusGained() {
	e.Entry.FocusGained()
	e.onFocus()
}

// Fill sets the text from outside; what is typed next stands behind it.
func (e *Field) Fill(text string, secret bool) {
	if e.Password != secret {
		e.Password = secret
		e.Refresh()
	}
	if e.Text != text {
		e.Restore(LineText{text: text, column: len([]rune(text))})
	}
}

// LineText is what stands in a line, and where the cursor is.
type LineText struct {
	text   string
	column int
}

func (e *Field) LineText() LineText { return LineText{e.Text, e.CursorColumn} }

func (e *Field) Restore(l LineText) {
	e.SetText(l.text)
	e.CursorColumn = l.column
	e.Refresh()
}
