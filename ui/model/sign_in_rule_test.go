package model

import (
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/sale"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// undecided is a shop with staff that has not said whether everybody signs in.
func undecided(s Model) Model {
	s = staffed(s)
	s.Snap.AsksSignIn = true
	return s
}

// An owner who signs in is asked whether everybody has to, once there is an answer never again:
// nobody else is, nor while something is being sold, and Esc leaves it for the next time.
func TestSignInRuleIsAsked(t *testing.T) {
	t.Parallel()
	bill := []sale.BillLine{{Quantity: 1, Price: uitest.USD(500)}}
	for name, c := range map[string]struct {
		shop Model
		who  int
		want bool
	}{
		"the owner":         {undecided(canned()), 0, true},
		"a manager":         {undecided(canned()), 1, false},
		"a cashier":         {undecided(canned()), 2, false},
		"answered":          {staffed(canned()), 0, false},
		"a bill":            {func() Model { s := undecided(canned()); s.Cart = cart{Lines: bill, currency: "USD"}; return s }(), 0, false},
		"a figure is typed": {afterKeys(undecided(canned()), digit("5")), 0, false},
		"a code is shown":   {withFront(uitest.Shown("19", uitest.USD(350), time.Minute))(undecided(canned())), 0, false},
		"a code is lacking": {func() Model { s := undecided(canned()); s.Snap.NoRecovery = true; return s }(), 0, false},
	} {
		s := signInAs(c.shop, c.who)
		if got := s.asksSignInRule(); got != c.want {
			t.Errorf("%s: asked %t", name, got)
		}
		if !c.want {
			continue
		}
		if s, _ = s.Act(ask(view.DoEscape), uitest.Noon.Add(time.Second)); s.Page() != view.PageClosed {
			t.Errorf("%s: Esc leaves page %d", name, s.Page())
		}
		if s = signInAs(s, c.who); !s.asksSignInRule() {
			t.Errorf("%s: not asked again", name)
		}
	}
}

// F4 is yes and N is no; other keys answer nothing, and the question goes with the owner.
func TestSignInRuleIsAnswered(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]Command{"F4": SignInRuleCommand{On: true}, "N": SignInRuleCommand{}, "Enter": nil, "Y": nil, "5": nil, "F2": nil} {
		p := typing(t, signInAs(undecided(canned()), 0)).pause(time.Second).press(key)
		if p.last != want || p.s.asksSignInRule() != (want == nil) {
			t.Errorf("%s: asks %+v, stands %t", key, p.last, p.s.asksSignInRule())
		}
	}
	s := signInAs(undecided(canned()), 0)
	next := s.Snap
	next.Version, next.SignedIn = next.Version+1, staff.SignedIn{}
	if after, _ := s.Apply(next, uitest.Noon.Add(time.Second)); after.asksSignInRule() {
		t.Error("the question stands without the owner")
	}
}

// A till that nobody could sign in to any more opens by itself, and is not locked.
func TestNobodyIsLockedOut(t *testing.T) {
	t.Parallel()
	s, _ := staffed(canned()).lock(uitest.Noon)
	for name, before := range map[string]Model{"the lock": s, "a PIN": afterKeys(s, digit("1"))} {
		next := before.Snap
		next.Version, next.NobodySignsIn = next.Version+1, true
		after, _ := before.Apply(next, uitest.Noon.Add(time.Second))
		if after.Page() != view.PageClosed {
			t.Errorf("%s: page %d", name, after.Page())
		}
		if after, c := after.lock(uitest.Noon.Add(2 * time.Second)); c != nil || after.Page() != view.PageClosed || after.Said.Key != words.LockNoPIN {
			t.Errorf("%s: locked by %v, says %q", name, c, after.Said.Key)
		}
	}
}
