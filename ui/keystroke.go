package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

// keystroke is one key, or one character of a keyboard.
type keystroke struct {
	char   rune         // 0 where the key types none
	key    fyne.KeyName // of a key without a character
	at     time.Time    // when the windows saw it
	late   time.Duration
	struck time.Time // when it went down, at the earliest, by the shop's clock
	repeat bool      // the keyboard's own repeat of a key that is held
	back   bool      // Tab with shift
	mute   bool      // it may end a scan, and does nothing else
	edit   *edit     // what it did to the line of a form
	drawn  *drawn    // what was on the screen when it came
}

// early is when the stroke came at the earliest. It may have waited for late before it was
// seen: for nothing while the windows keep up, or else for as long as their tick failed.
func (s keystroke) early() time.Time { return s.at.Add(-s.late) }

// ends reports that a scanner may end with it.
func (s keystroke) ends() bool {
	return !s.back && (s.key == fyne.KeyReturn || s.key == fyne.KeyEnter || s.key == fyne.KeyTab ||
		s.char == '\r' || s.char == '\n' || s.char == '\t')
}

// ended reports that keys were Enter or Tab, and nothing was typed with them.
func ended(strokes []keystroke) bool {
	return !slices.ContainsFunc(strokes, func(s keystroke) bool { return !s.ends() })
}

// types reports that it is a character of a text.
func (s keystroke) types() bool { return s.char != 0 && !s.ends() }

func (s keystroke) digit() bool {
	return s.char >= '0' && s.char <= '9' || s.char >= '០' && s.char <= '៩'
}
