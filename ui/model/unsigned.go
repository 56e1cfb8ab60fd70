package model

import (
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/staff"
	"psar/ui/view"
)

// uncheckable are why a PIN can't be compared: see pos.Snapshot.Unsigned.
var uncheckable = map[fault.Code]bool{fault.PINKeyring: true, fault.PINElsewhere: true}

// needsNobody reports that nobody has to sign in, whatever the setting till.sign_in says.
func needsNobody(snap pos.Snapshot) bool { return snap.Unsigned || snap.NobodySignsIn }

// withoutSignIn opens a till at which a PIN could not be checked, or was the last one to be
// changed outside it, where the till allows it, and says in whose name nothing is sold.
func (s Model) withoutSignIn(now time.Time) Model {
	f := s.Form()
	code := f.Problem.Code
	opens := s.Snap.NobodySignsIn && code != "" || s.Snap.Unsigned && uncheckable[code]
	if k, ok := f.of.(signInForm); !ok || !opens || k.lock.opens { // Esc leaves that one: F2 is there
		return s
	}
	s = s.closePage()
	s.touched = now
	s = s.SayError(now, code, f.Problem.args...)
	s.Said.lead = words.OpenUnsigned
	return s
}

// locksAgain asks for a sign-in that was not needed before, once nothing is being sold: the shop
// has its first owner, the rule was turned on, who stood there works here no more or has had
// their drawer taken over by a command, or a PIN can be checked again.
func (s Model) locksAgain(before Model) Model {
	s.unlocked = s.unlocked || !before.locks()
	s.relieved = s.Snap.SignedIn.ID == 0 && (s.relieved || s.worksHere(before.Snap.SignedIn.ID)) && s.Page() != view.PageLock && !needsNobody(s.Snap)
	if (s.relieved || s.locks() && s.unlocked) && s.Page() == view.PageClosed && s.Entry.Empty() && s.Cart.Empty() && s.Front == "" && !s.committing() {
		s.unlocked, s.relieved = false, false
		return s.open(lockPage{})
	}
	return s
}

func (s Model) worksHere(who id.Person) bool {
	return slices.ContainsFunc(s.Snap.StaffList, func(p staff.Person) bool { return p.ID == who })
}
