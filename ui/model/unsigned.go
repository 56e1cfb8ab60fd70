package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/ui/view"
)

// uncheckable are why a PIN can't be compared: see pos.Snapshot.Unsigned.
var uncheckable = map[fault.Code]bool{fault.PINKeyring: true, fault.PINElsewhere: true}

// withoutSignIn opens a till at which a PIN could not be checked, where the till allows it, and
// says in whose name nothing is sold.
func (s Model) withoutSignIn(now time.Time) Model {
	f := s.Form()
	if f.task() != taskSignIn || !s.Snap.Unsigned || !uncheckable[f.Problem.Code] {
		return s
	}
	s = s.closePage()
	s.touched = now
	s = s.SayError(now, f.Problem.Code)
	s.Said.lead = words.OpenUnsigned
	return s
}

// locksAgain asks for the sign-in that was left out, once nothing is being sold.
func (s Model) locksAgain(before Model) Model {
	s.unlocked = s.unlocked || before.Snap.Unsigned
	switch {
	case !s.locks():
		s.unlocked = s.Snap.Unsigned
	case s.unlocked && s.Page() == view.PageClosed && s.Entry.Empty() && s.Cart.Empty() && s.Front == "" && !s.committing():
		s.unlocked = false
		return s.open(lockPage{})
	}
	return s
}
