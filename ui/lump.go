package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
)

// A person who types on while the till is at something can't see which of the keys
// are taken. Taken one by one, as each finds the till, the tail of a figure would be
// charged: of 3 5 0 Enter the 0 and the Enter come after a slow commit. So the first
// key that can't be taken begins a lump, and all keys after it are dropped with it
// until they pause. The rule stands here alone, before any page sees a key.

// lumpPause without a key ends a lump. A hand that types on takes 100 to 300 ms a key.
const lumpPause = 600 * time.Millisecond

// drops reports that a key is not taken, because of what is under way or as the rest
// of a lump; the state says so then.
func (s state) drops(a action, now time.Time) (state, bool) {
	switch {
	case a.verb.anywhere():
		return s, false
	case a.verb == doFocus: // a touch, not a key
		return s, s.committing()
	}
	if s.inLump(now) && (a.verb.begins() || a.verb == doCharge || !s.live()) {
		s.lump = now
		return s.say(now, statusAttention, words.KeysDropped), true
	}
	s.lump = time.Time{}
	if s.stray && s.strayAt == s.desk.page && a.verb == doDigits { // 5 0 . 5 in riel: neither 505 nor a key that went unheard
		s.said.until = now.Add(2 * saidFor)
		return s, true
	}
	s.stray = false
	switch {
	case s.committing():
		return s.waitsFor(a.verb, now), true
	case s.looking > 0 && a.verb.sells(): // the bill is not whole yet
		s.lump = now
		return s.say(now, statusNone, words.Working), true
	case s.working() && a.verb != doEscape && a.verb != doBringFront: // those two end it
		s.lump = now
		return s.say(now, statusNone, words.Working), true
	case s.live() && a.verb.begins(): // the amount's own keys say so
		s.lump = now
	}
	return s, false
}

// inLump reports that keys are dropped until they pause.
func (s state) inLump(now time.Time) bool { return !s.lump.IsZero() && now.Sub(s.lump) < lumpPause }

// committing reports that the till is at something whose end changes what stands on
// the screen: a charge, notes, a PIN, a bill that is put aside.
func (s state) committing() bool {
	return s.charging || s.holding || s.desk.form.busy || s.desk.page == deskCash && s.desk.cash.busy
}

// live reports that the payment in front is under way and nothing lies over it: its own
// keys, which are no figure's, are taken then, and end a lump.
func (s state) live() bool {
	return s.desk.page == deskClosed && s.front != "" && s.busy() && !s.committing()
}

// waitsFor says that a key is too early. Enter, Esc and F4 pressed twice begin no
// lump: nothing is typed by them.
func (s state) waitsFor(v verb, now time.Time) state {
	sale := s.charging || s.holding
	switch {
	case v == doCharge && sale:
		return s.say(now, statusNone, words.UnderWay)
	case v == doEscape && sale:
		return s.say(now, statusNone, words.Preparing)
	case v == doCharge, v == doEscape, v == doConfirm:
		return s.say(now, statusNone, words.Working)
	}
	s.lump = now
	return s.say(now, statusAttention, words.KeysDropped)
}

// begins reports that more keys are likely to follow which mean nothing without this
// one: a figure's, or those of a page that it opens.
func (v verb) begins() bool {
	switch v {
	case doDigits, doPoint, doBackspace, doFlip, doQuantity, doDiscount, doNextLine, doNote,
		doCash, doSplit, doHold, doItems, doLine, doRate, doField:
		return true
	}
	return false
}

// notTaken says why a key of an amount was not taken. The digits behind a point that
// can't be are its decimals, and go with it.
func (s state) notTaken(a action, e entry, wrong fault.Code, now time.Time) state {
	s.stray, s.strayAt = a.verb == doPoint && !e.pointed, s.desk.page
	return s.sayError(now, wrong)
}

// wholeOnly says that a page takes no point, and so no decimals.
func (s state) wholeOnly(now time.Time) state {
	s.stray, s.strayAt = true, s.desk.page
	return s.say(now, statusAttention, words.WholeOnly)
}

// saidOf is the sentence of the last thing that was tried. That keys were dropped is
// said on, though what was under way has come to its end and says nothing.
func (s state) saidOf(now time.Time) chipView {
	text := s.said.text(s.language, now)
	if text == "" && !s.lump.IsZero() && now.Sub(s.lump) < saidFor {
		return chipView{statusAttention, s.word(words.KeysDropped)}
	}
	return chipView{s.said.status, text}
}
