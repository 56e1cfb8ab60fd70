package model

import (
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/ui/uitest"
	"psar/ui/view"
)

// barred is a shop at whose till nobody could sign in any more.
func barred(s Model) Model {
	s.Snap.NobodySignsIn = true
	s.Snap.Version++
	return s
}

// A till that nobody could sign in to any more opens by itself, and is not locked.
func TestNobodyIsLockedOut(t *testing.T) {
	t.Parallel()
	s, _ := staffed(canned()).lock(uitest.Noon)
	for name, before := range map[string]Model{"the lock": s, "a PIN": afterKeys(s, digit("1"))} {
		after, _ := before.Apply(barred(before).Snap, uitest.Noon.Add(time.Second))
		if after.Page() != view.PageClosed {
			t.Errorf("%s: page %d", name, after.Page())
		}
		for none, key := range map[bool]string{true: "3", false: "Esc"} { // without a recovery code there is nothing to choose
			p := typing(t, after)
			p.s.Snap.NoRecovery = none
			if p.press("CtrlL"); p.last != Command(SignOutCommand{}) || p.s.Said.Key != words.LockNoPIN || p.s.Page() == view.PageClosed != none {
				t.Errorf("%s: locked by %v to page %d, says %q", name, p.last, p.s.Page(), p.s.Said.Key)
			}
			if p.press(key); p.s.Page() != view.PageClosed {
				t.Errorf("%s: page %d is not left", name, p.s.Page())
			}
		}
	}
}

// Where nobody could sign in an owner reaches the recovery code by Ctrl+L, their name and F2; a
// PIN that is refused there leaves them at it. Once it was used the till asks for a sign-in.
func TestOwnerReachesTheRecoveryCode(t *testing.T) {
	t.Parallel()
	p := typing(t, barred(staffed(canned()))).press("CtrlL 1 2 4 6 8 1 3 Enter")
	p.answer(p.last, told{}, fault.New(fault.PINDoubted, "Sokha"))
	if p.s.Form().task() != taskSignIn || p.s.Form().Problem.Code != fault.PINDoubted {
		t.Fatalf("page %d, %+v", p.s.Page(), p.s.Form())
	}
	if p.pause(time.Second).press("F2"); p.s.Form().task() != taskLost {
		t.Fatalf("F2 leads to page %d", p.s.Page())
	}
	p.s = afterKeys(p.s, typed(0, "0123 4567 89ab cdef"), typed(1, "729418"), typed(2, "729418"), ask(view.DoDown), ask(view.DoDown), ask(view.DoCharge))
	asked, ok := p.s.Form().asked.(LostPINCommand)
	if !ok {
		t.Fatalf("asks %T", p.s.Form().asked)
	}
	snap := barred(p.s).Snap
	snap.NobodySignsIn = false
	p.s, _ = p.s.Apply(snap, p.now)
	p.answer(asked, told{}, nil)
	if p.press("Esc"); p.s.Page() != view.PageLock {
		t.Errorf("the till opens without a sign-in: page %d", p.s.Page())
	}
}

// Who goes away where nobody could sign in is signed out, once, and nothing is locked.
func TestIdleWhereNobodyCanSignIn(t *testing.T) {
	t.Parallel()
	s := barred(signInAs(staffed(canned()), 2))
	s = s.openDay(uitest.Noon)
	later := uitest.Noon.Add(time.Hour)
	s, c := s.LockIdle(later)
	if c != Command(SignOutCommand{}) || s.Page() != view.PageClosed || s.Said.Key != words.LockNoPIN {
		t.Fatalf("%v, page %d, says %q", c, s.Page(), s.Said.Key)
	}
	s.Said = Said{}
	if s, c = s.LockIdle(later.Add(time.Second)); c != nil || s.Said.Key != "" {
		t.Errorf("once more: %v, says %q", c, s.Said.Key)
	}
}
