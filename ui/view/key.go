package view

import "unicode"

// Key is a key of the keyboard by the name that labels show: one of those below, or
// the character that it types, a letter as a capital.
type Key string

// The keys that type no character.
const (
	KeyEnter     Key = "Enter"
	KeyEscape    Key = "Esc"
	KeyBackspace Key = "Backspace"
	KeyDelete    Key = "Del"
	KeyTab       Key = "Tab"
	KeyUp        Key = "↑"
	KeyDown      Key = "↓"
	KeyPageUp    Key = "PgUp"
	KeyPageDown  Key = "PgDn"
	KeyHome      Key = "Home"
	KeyEnd       Key = "End"
	KeyF1        Key = "F1"
	KeyF2        Key = "F2"
	KeyF3        Key = "F3"
	KeyF4        Key = "F4"
	KeyF5        Key = "F5"
	KeyF6        Key = "F6"
	KeyF7        Key = "F7"
	KeyF8        Key = "F8"
	KeyF9        Key = "F9"
	KeyF10       Key = "F10"
	KeyF11       Key = "F11"
	KeyF12       Key = "F12"
	KeyCtrlL     Key = "Ctrl+L"
)

// KeyOf is the key that types a character, whether or not with shift.
func KeyOf(r rune) Key { return Key(unicode.ToUpper(r)) }

// String is what labels show.
func (k Key) String() string { return string(k) }
