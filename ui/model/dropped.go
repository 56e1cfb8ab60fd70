package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/ui/view"
)

// A person who types on while the till is at something can't see which of the keys
// are taken. Taken one by one, as each finds the till, the tail of a figure would be
// charged: of 3 5 0 Enter the 0 and the Enter come after a slow commit. So the first
// key that can't be taken begins a lump, and all keys after it are dropped with it
// until they pause. The rule stands here alone, before any page sees a key.

// drops reports that a key is not taken, because of what is under way or as the rest
// of a lump; the state says so then.
func (s Model) drops(a view.Action, now time.Time) (Model, bool) {
	switch {
	case a.Verb.Anywhere():
		return s, false
	case a.Verb == view.DoFocus: // a touch, not a key
		s.parted = parted{}
		return s, s.committing()
	}
	before := s
	s, dropped := s.dropsKey(a, now)
	switch {
	case !dropped:
		if s, dropped = s.behindParting(a, now); !dropped {
			s.parted = parted{}
		}
	case parts[a.Verb] && !before.committing() && !before.hand.inLump(now):
		s = s.parts(partedWhole)
	}
	return s, dropped
}

// dropsKey is drops but for what a key that was dropped before means for this one.
func (s Model) dropsKey(a view.Action, now time.Time) (Model, bool) {
	late := s.hand.inLump(now) && (a.Verb.Begins() || a.Verb == view.DoCharge || !s.live())
	chosen := a.Verb == view.DoDigits && s.hand.again(a, now) // it chose, and may be a figure's first by now
	cut := s.hand.behindCut(a.Verb, now)
	if late || chosen || cut || s.hand.behindRefused(a.Verb, now) {
		if cut && figure(a.Verb) && a.Verb != view.DoCharge && s.Page() != view.PageClosed && !s.stands {
			s.Entry = s.Entry.clear() // the other half of the figure
		}
		s.hand = s.hand.drop(now)
		return s.Say(now, view.StatusAttention, words.KeysDropped), true
	}
	s.hand = s.hand.takes()
	if s.hand.isStray(a.Verb, s.Page()) {
		s.Said.until = now.Add(2 * saidFor)
		return s, true
	}
	s.hand.stray = false
	return s.tooEarly(a, now)
}

// tooEarly drops a key that what is under way can't take.
func (s Model) tooEarly(a view.Action, now time.Time) (Model, bool) {
	switch {
	case s.committing():
		return s.waitsFor(a.Verb, now), true
	case s.Looking > 0 && a.Verb.Sells(): // the bill is not whole yet
		s.hand = s.hand.drop(now)
		return s.Say(now, view.StatusNone, words.Working), true
	case s.Working() && a.Verb != view.DoEscape && a.Verb != view.DoBringFront: // those two end it
		s.hand = s.hand.drop(now)
		return s.Say(now, view.StatusNone, words.Working), true
	case s.live() && a.Verb.Begins(): // the amount's own keys say so
		s.hand = s.hand.drop(now)
	}
	return s, false
}

// TypeAgain says that what was typed is not taken, and begins a lump with it: alone, the
// figure's tail would be another amount. ended: it was Enter
// or Tab alone, and what stands before it was taken.
func (s Model) TypeAgain(now time.Time, ended bool) Model {
	s.hand = s.hand.drop(now)
	how := partedAnew
	if ended {
		how = partedWhole
	}
	s = s.parts(how)
	return s.Say(now, view.StatusAttention, words.TypeAgain)
}

// Struck notes that a key went down, before it is known what it means.
func (s Model) Struck(now time.Time) Model {
	s.hand = s.hand.strikes(now)
	return s
}

// committing reports that the till is at something whose end changes what stands on
// the screen: a charge, notes, a PIN, a bill that is put aside.
func (s Model) committing() bool {
	return s.Charging || s.Holding || s.page != nil && s.page.waits()
}

// live reports that the payment in front is under way and nothing lies over it: its own
// keys, which are no figure's, are taken then, and end a lump.
func (s Model) live() bool {
	return s.Page() == view.PageClosed && s.Front != "" && s.Busy() && !s.committing()
}

// waitsFor says that a key is too early. Enter, Esc and F4 pressed twice begin no
// lump: nothing is typed by them.
func (s Model) waitsFor(v view.Verb, now time.Time) Model {
	sale := s.Charging || s.Holding
	switch {
	case v == view.DoCharge && sale:
		return s.Say(now, view.StatusNone, words.UnderWay)
	case v == view.DoEscape && sale:
		return s.Say(now, view.StatusNone, words.Preparing)
	case v == view.DoCharge, v == view.DoEscape, v == view.DoConfirm:
		return s.Say(now, view.StatusNone, words.Working)
	}
	s.hand = s.hand.drop(now)
	return s.Say(now, view.StatusAttention, words.KeysDropped)
}

// notTaken says why a key of an amount was not taken. The digits behind a point that
// can't be are its decimals, and go with it.
func (s Model) notTaken(a view.Action, e entry, wrong fault.Code, now time.Time) Model {
	s.hand = s.hand.strays(s.Page(), a.Verb == view.DoPoint && !e.pointed)
	return s.SayError(now, wrong)
}

// wholeOnly says that a page takes no point, and so no decimals.
func (s Model) wholeOnly(now time.Time) Model {
	s.hand = s.hand.strays(s.Page(), true)
	return s.Say(now, view.StatusAttention, words.WholeOnly)
}

// saidOf is the sentence of the last thing that was tried. That keys were dropped is
// said on, though what was under way has come to its end and says nothing.
func (s Model) saidOf(now time.Time) view.Chip {
	text := s.Said.Text(s.Language, now)
	if text == "" && !s.hand.dropped.IsZero() && now.Sub(s.hand.dropped) < saidFor {
		return view.Chip{Status: view.StatusAttention, Text: s.word(words.KeysDropped)}
	}
	return view.Chip{Status: s.Said.status, Text: text}
}
