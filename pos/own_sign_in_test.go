package pos_test

import (
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
)

// A command beside the windows has nothing of whoever signed in there, and takes nothing
// away from them.
func TestOwnSignIn(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(daraMan)
	command, other := pos.WithOwnSignIn(t.Context()), pos.WithOwnSignIn(t.Context())
	rate := func(value string) (fault.Code, fault.Code) {
		by := fault.CodeOf(s.till.SetSetting(command, settings.Rate, value+"0"))
		return by, fault.CodeOf(s.till.SetSetting(other, settings.Rate, value+"5"))
	}
	cashier := func() string {
		t.Helper()
		made, err := s.till.PayCash(command, pos.CashRequest{Amount: money.Cents(350)})
		if err != nil {
			t.Fatal(err)
		}
		return made.Cashier
	}
	dara := s.till.Snapshot().SignedIn
	if here, there := rate("401"); here != fault.ManagerNeeded || there != fault.ManagerNeeded {
		t.Errorf("by the right of the windows: %q, %q", here, there)
	}
	if in := s.till.SnapshotUnder(command).SignedIn; in.ID != 0 || s.till.SnapshotUnder(command).May(staff.ActionRate) {
		t.Errorf("signed in: %+v", in)
	}
	if got := cashier(); got != "" {
		t.Errorf("the sale of nobody is %q's", got)
	}
	if _, err := s.till.SignIn(command, sreyOwner.By, sreyOwner.PIN); err != nil {
		t.Fatal(err)
	}
	if in := s.till.SnapshotUnder(command).SignedIn; in.Name != "Srey" || in.Role != staff.Owner {
		t.Errorf("signed in: %+v", in)
	}
	if here, there := rate("402"); here != "" || there != fault.ManagerNeeded {
		t.Errorf("the command's own right: %q, another's: %q", here, there)
	}
	if got := cashier(); got != "Srey" {
		t.Errorf("the sale of Srey is %q's", got)
	}
	if in := s.till.Snapshot().SignedIn; in != dara || s.till.SnapshotUnder(t.Context()).SignedIn != dara {
		t.Errorf("at the windows stands %+v", in)
	}
	if out := s.facts(facts.SignedOut); len(out) != 0 {
		t.Errorf("signed out: %v", out)
	}
	if err := s.till.SignOut(command); err != nil || s.till.Snapshot().SignedIn != dara || s.till.SnapshotUnder(command).SignedIn.ID != 0 {
		t.Errorf("%v; at the windows stands %+v", err, s.till.Snapshot().SignedIn)
	}
	s.wantJournal()
}

// Who leaves the shop is signed out everywhere, and only the windows' leaving is a fact of theirs.
func TestOwnSignInOfWhoLeaves(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(sokCashier)
	command := pos.WithOwnSignIn(t.Context())
	if _, err := s.till.SignIn(command, daraMan.By, daraMan.PIN); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Dara", "Sok"} {
		person, err := s.till.StaffNamed(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		left := person
		left.Active = false
		if _, err := s.till.ChangeStaff(command, left, "", staff.Approval{By: sreyOwner.By, PIN: sreyOwner.PIN, Shown: person.Figures()}); err != nil {
			t.Fatal(err)
		}
	}
	if in := s.till.SnapshotUnder(command).SignedIn; in.ID != 0 {
		t.Errorf("left, and signed in: %+v", in)
	}
	if code := fault.CodeOf(s.till.SetSetting(command, settings.Rate, "4010")); code != fault.ManagerNeeded {
		t.Errorf("left, and has the right: %q", code)
	}
	if in := s.till.Snapshot().SignedIn; in.ID != 0 {
		t.Errorf("left, and stands at the windows: %+v", in)
	}
	if out := s.facts(facts.SignedOut); len(out) != 1 {
		t.Errorf("signed out: %v", out)
	}
}

// Wrong PINs count together, wherever they are typed.
func TestOwnSignInCountsWrongPINs(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	command := pos.WithOwnSignIn(t.Context())
	for range 3 {
		if _, err := s.till.SignIn(command, daraMan.By, "918273"); fault.CodeOf(err) != fault.PINWrong {
			t.Fatal(err)
		}
	}
	for range 2 {
		if _, err := s.till.SignIn(pos.WithOwnSignIn(t.Context()), daraMan.By, "918273"); fault.CodeOf(err) != fault.PINWrong {
			t.Fatal(err)
		}
	}
	if _, err := s.till.SignIn(t.Context(), daraMan.By, daraMan.PIN); fault.CodeOf(err) != fault.PINLocked {
		t.Errorf("after five: %v", err)
	}
}

// What a command charges is told apart from what the windows charge.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	here, err := s.till.Charge(t.Context(), pos.ChargeRequest{Amount: money.Cents(100)})
	if err != nil {
		t.Fatal(err)
	}
	there, err := s.till.Charge(pos.WithOwnSignIn(t.Context()), pos.ChargeRequest{Amount: money.Cents(200)})
	if err != nil {
		t.Fatal(err)
	}
	if now := s.till.Snapshot(); now.Elsewhere[here.ID] || !now.Elsewhere[there.ID] || len(now.Elsewhere) != 1 {
		t.Errorf("%v", now.Elsewhere)
	}
}
