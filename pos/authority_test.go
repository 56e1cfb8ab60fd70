package pos

import (
	"context"
	"errors"
	"testing"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// fakePeople is a fake of the port People. The hash of a PIN is the PIN itself.
type fakePeople struct {
	people staff.Roster
	hashes map[id.Person]string
	tries  []facts.ManagerTries
}

func (c *fakePeople) People(context.Context) (facts.People, error) {
	p := facts.People{Roster: c.people, Told: len(c.people) > 0, Prints: map[id.Person]string{}, Doubted: map[id.Person]string{}}
	for of, hash := range c.hashes {
		p.Prints[of] = facts.PINPrint(hash)
	}
	return p, nil
}
func (c *fakePeople) RecoveryHash(context.Context) (string, error) { return "", nil }
func (c *fakePeople) PINHash(_ context.Context, of id.Person) (string, error) {
	return c.hashes[of], nil
}
func (c *fakePeople) ManagerTries(context.Context) ([]facts.ManagerTries, error) { return c.tries, nil }
func (c *fakePeople) Hash(pin string, _ bool) (string, error)                    { return pin, nil }
func (c *fakePeople) Checkable(string) bool                                      { return true }
func (c *fakePeople) Renews(string, bool) bool                                   { return false }
func (c *fakePeople) Matches(_ context.Context, hash, pin string) (bool, error) {
	return hash != "" && hash == pin, nil
}
func (c *fakePeople) checked(t *testing.T, a *authority, by, pin string) (given checkedApproval) {
	t.Helper()
	given, staffed, _ := a.prepareCheck(staff.Approval{By: by, PIN: pin}, noon)
	given, err := a.comparePIN(t.Context(), given, staffed)
	if err != nil {
		t.Fatal(err)
	}
	return given
}

// newFakePeople returns an authority over an owner, a manager, a cashier and somebody who left,
// and the kinds of the facts that it records.
func newFakePeople(t *testing.T) (*fakePeople, *authority, *[]journal.Kind) {
	t.Helper()
	c := &fakePeople{
		people: staff.Roster{
			{ID: 1, Name: "Sokha", Role: staff.Owner, Active: true},
			{ID: 2, Name: "Dara", Role: staff.Manager, Active: true},
			{ID: 3, Name: "Chan", Role: staff.Cashier, Active: true},
			{ID: 4, Name: "Vanna", Role: staff.Owner},
		},
		hashes: map[id.Person]string{1: "1111", 2: "2222", 3: "3333", 4: "4444"},
	}
	recorded := new([]journal.Kind)
	a := &authority{people: c, pins: c, record: func(_ time.Time, f journal.Fact) error {
		*recorded = append(*recorded, f.Kind)
		return nil
	}, alarm: func(_ payment.Alert, f journal.Fact) error {
		*recorded = append(*recorded, f.Kind, facts.AlertRaised)
		return nil
	}}
	if err := a.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c, a, recorded
}

func TestAuthorityByApproval(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, by, pin string
		action        staff.Action
		want          fault.Code
	}{
		{"OK", "dara", "2222", staff.ActionRefund, ""},
		{"CashierMayNot", "Chan", "3333", staff.ActionRefund, fault.PermissionMissing},
		{"WrongPIN", "Dara", "1111", staff.ActionRefund, fault.PINWrong},
		{"NobodyOfThatName", "Nobody", "2222", staff.ActionRefund, fault.PINWrong},
		{"WorksHereNoMore", "Vanna", "4444", staff.ActionRefund, fault.PINWrong},
		{"NoName", "", "2222", staff.ActionRefund, fault.ManagerNeeded},
		{"NoWord", "", "", staff.ActionRefund, fault.ManagerNeeded},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			crew, a, recorded := newFakePeople(t)
			grant, err := a.authorize(circumstances{now: noon}, c.action, crew.checked(t, a, c.by, c.pin), "")
			if fault.CodeOf(err) != c.want {
				t.Fatalf("%v, want %q", err, c.want)
			}
			if wrong := c.want == fault.PINWrong; wrong != (len(*recorded) == 1) {
				t.Errorf("recorded: %v", *recorded)
			}
			if err == nil && (grant.by != "Dara" || grant.action != c.action) {
				t.Errorf("%+v", grant)
			}
		})
	}
}

func TestAuthorityBySignIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		signed id.Person
		signIn bool
		action staff.Action
		want   fault.Code
	}{
		{"NobodySells", 0, false, staff.ActionSell, ""},
		{"NobodySellsWhereOneMustSignIn", 0, true, staff.ActionSell, fault.SignInFirst},
		{"NobodyMakesALink", 0, true, staff.ActionLink, ""},
		{"CashierSells", 3, true, staff.ActionSell, ""},
		{"ManagerReads", 2, true, staff.ActionXReport, ""},
		{"CashierReadsNothing", 3, true, staff.ActionXReport, fault.PermissionMissing},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, a, _ := newFakePeople(t)
			a.signed = c.signed
			if _, err := a.authorize(circumstances{noon, c.signIn}, c.action, checkedApproval{}, ""); fault.CodeOf(err) != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestAuthorityComparesFigures(t *testing.T) {
	t.Parallel()
	crew, a, recorded := newFakePeople(t)
	given := crew.checked(t, a, "Dara", "2222")
	given.Shown = "5.00 USD"
	if _, err := a.authorize(circumstances{now: noon}, staff.ActionRefund, given, "10.00 USD"); fault.CodeOf(err) != fault.FiguresChanged || len(*recorded) != 0 {
		t.Errorf("other figures: %v; recorded %v", err, *recorded)
	}
	if _, err := a.authorize(circumstances{now: noon}, staff.ActionRefund, given, "5.00 USD"); err != nil {
		t.Errorf("the figures that were shown: %v", err)
	}
}

func TestAuthorityGrantIsSpentOnce(t *testing.T) {
	t.Parallel()
	grantOf := func(t *testing.T, crew *fakePeople, a *authority) *Grant {
		t.Helper()
		g, err := a.authorize(circumstances{now: noon}, staff.ActionRefund, crew.checked(t, a, "Dara", "2222"), "")
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	for _, c := range []struct {
		name   string
		before func(*fakePeople, *authority, *Grant)
		want   fault.Code
	}{
		{"OK", func(*fakePeople, *authority, *Grant) {}, ""},
		{"Twice", func(_ *fakePeople, a *authority, g *Grant) { _ = a.spend([]*Grant{g}) }, fault.Internal},
		{"AnotherPIN", func(c *fakePeople, _ *authority, _ *Grant) { c.hashes[2] = "9999" }, fault.ManagerNeeded},
		{"LeftTheShop", func(_ *fakePeople, a *authority, _ *Grant) {
			a.keep(staff.Person{ID: 2, Name: "Dara", Role: staff.Manager})
		}, fault.ManagerNeeded},
		{"LowerRole", func(_ *fakePeople, a *authority, _ *Grant) {
			a.keep(staff.Person{ID: 2, Name: "Dara", Role: staff.Cashier, Active: true})
		}, fault.ManagerNeeded},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			crew, a, _ := newFakePeople(t)
			g := grantOf(t, crew, a)
			c.before(crew, a, g)
			if err := a.spend([]*Grant{g}); fault.CodeOf(err) != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestAuthoritySignsOutWhoLeaves(t *testing.T) {
	t.Parallel()
	_, a, _ := newFakePeople(t)
	a.signed = 3
	if in := a.signedIn(); in.Name != "Chan" {
		t.Errorf("signed in: %+v", in)
	}
	a.keep(staff.Person{ID: 3, Name: "Chan", Role: staff.Cashier})
	if in := a.signedIn(); in.ID != 0 {
		t.Errorf("left, and signed in: %+v", in)
	}
}

func TestAuthorityThrottlesTries(t *testing.T) {
	t.Parallel()
	crew, a, recorded := newFakePeople(t)
	for range pinTries {
		if _, err := a.tryPIN("Dara", crew.checked(t, a, "Dara", "0000"), noon); fault.CodeOf(err) != fault.PINWrong {
			t.Fatal(err)
		}
	}
	if _, err := a.tryPIN("DARA", crew.checked(t, a, "Dara", "2222"), noon); fault.CodeOf(err) != fault.PINLocked {
		t.Errorf("the right PIN at once: %v", err)
	}
	if _, err := a.tryPIN("Sokha", crew.checked(t, a, "Sokha", "1111"), noon); err != nil {
		t.Errorf("another person: %v", err)
	}
	if _, err := a.tryPIN("Dara", crew.checked(t, a, "Dara", "2222"), noon.Add(pinWait)); err != nil || a.lastTryWrong("Dara") {
		t.Errorf("the right PIN after the wait: %v", err)
	}
	if n := len(*recorded); n != pinTries+2 || (*recorded)[n-1] != facts.ManagerKnown {
		t.Errorf("recorded: %v", *recorded)
	}
}

// Tries are counted in memory even where they cannot be stored; then they are not answered.
func TestAuthorityCountsTriesOnAFullDisk(t *testing.T) {
	t.Parallel()
	crew, a, _ := newFakePeople(t)
	full := errors.New("full")
	a.record = func(time.Time, journal.Fact) error { return full }
	for _, pin := range []string{"0000", "2222"} { // the second one is right
		if _, err := a.tryPIN("Dara", crew.checked(t, a, "Dara", pin), noon); !errors.Is(err, full) || fault.CodeOf(err) == fault.PINWrong || !a.lastTryWrong("Dara") {
			t.Errorf("%v, tried %v", err, a.lastTryWrong("Dara"))
		}
	}
	if a.forgetTries("dara"); a.lastTryWrong("Dara") {
		t.Error("a new PIN was never tried")
	}
}

func TestAuthorityRemembersTries(t *testing.T) {
	t.Parallel()
	c, a, _ := newFakePeople(t)
	c.tries = []facts.ManagerTries{{By: "Chan", Wrong: 2, At: noon}, {By: "Dara", Wrong: pinTries, At: noon}, {By: "Chan", At: noon}}
	if err := a.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a.lastTryWrong("Chan") || !a.lastTryWrong("Dara") {
		t.Errorf("tried: Chan %v, Dara %v", a.lastTryWrong("Chan"), a.lastTryWrong("Dara"))
	}
	if _, _, waits := a.prepareCheck(staff.Approval{By: "dara"}, noon.Add(pinWait-1)); !waits {
		t.Error("the wait ended with the run")
	}
}

func TestPINGuardDoubles(t *testing.T) {
	t.Parallel()
	for wrong, want := range map[int]time.Duration{
		1: 0, pinTries - 1: 0, pinTries: pinWait, pinTries + 1: 2 * pinWait, pinTries + 2: 4 * pinWait, 100: pinWaitMost,
	} {
		if got := guardAfter(wrong, noon, pinWaitMost).until.Sub(noon); got != want {
			t.Errorf("after %d wrong: %v, want %v", wrong, got, want)
		}
	}
	_, a, _ := newFakePeople(t)
	for name, want := range map[string]time.Duration{"Sokha": pinWaitOwner, "Dara": pinWaitMost, "Nobody": pinWaitMost} {
		if got := guardAfter(100, noon, longestWait(a.roster.Named(name))).until.Sub(noon); got != want {
			t.Errorf("after 100 wrong for %s: %v, want %v", name, got, want)
		}
	}
}
