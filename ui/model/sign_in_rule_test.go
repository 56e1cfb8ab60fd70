package model

import (
	"testing"
	"time"

	"psar/pos/staff"
	"psar/ui/uitest"
)

// undecided is a shop with staff that has not said whether everybody signs in.
func undecided(s Model) Model {
	s = staffed(s)
	s.Snap.AsksSignIn = true
	return s
}

// An owner who signs in is asked whether everybody has to; once there is an answer, and before
// there is a recovery code, they are not.
func TestSignInRuleIsAsked(t *testing.T) {
	t.Parallel()
	lacking := undecided(canned())
	lacking.Snap.NoRecovery = true
	askedOfOwners(t, undecided, map[string]Model{"answered": staffed(canned()), "a code is lacking": lacking}, Model.asksSignInRule)
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
