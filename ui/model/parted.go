package model

import (
	"time"
	"unicode/utf8"

	"psar/assets/words"
	"psar/ui/view"
)

// parted is the line of a form behind whose text a key was dropped that goes on to the next
// line. What is typed then is meant for that one: a PIN would stand readable behind a name.
// So nothing is added to the line until the key is pressed again, or something else than
// typing is done.
type parted struct {
	at Place
	on bool
}

// parts are the keys that go on to another line.
var parts = map[view.Verb]bool{view.DoCharge: true, view.DoTab: true, view.DoDown: true, view.DoUp: true}

// parts notes that such a key was dropped.
func (s Model) parts() Model {
	if s.Page() == view.PageForm && s.lineText() != "" {
		s.parted = parted{s.Place(), true}
	}
	return s
}

// lineText is what stands in the form's line that is typed into.
func (s Model) lineText() string {
	f := s.Form()
	if f.Focus >= len(f.Fields) {
		return ""
	}
	return f.Fields[f.Focus].text
}

// behindParting refuses what would be added to a line that was left by a key which was dropped.
func (s Model) behindParting(a view.Action, now time.Time) (Model, bool) {
	if !s.parted.on || s.parted.at != s.Place() {
		return s, false
	}
	switch a.Verb {
	case view.DoDigits, view.DoPoint, view.DoFlip:
	case view.DoField:
		if a.Index != s.Form().Focus || utf8.RuneCountInString(a.Text) <= utf8.RuneCountInString(s.lineText()) {
			return s, false
		}
	default:
		return s, false
	}
	return s.Say(now, view.StatusAttention, words.EnterFirst), true
}
