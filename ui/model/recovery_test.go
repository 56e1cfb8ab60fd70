package model

import (
	"maps"
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// An owner who signs in is offered a recovery code where there is none.
func TestRecoveryIsOffered(t *testing.T) {
	t.Parallel()
	askedOfOwners(t, unrecovered, map[string]Model{"there is a code": staffed(canned())},
		func(s Model) bool { return s.Form().task() == taskRecovery })
}

// askedOfOwners tries what an owner who signs in is asked: nobody else is, nor while something is
// being sold, nor in shops that are settled, and Esc leaves it for the next time.
func askedOfOwners(t *testing.T, open func(Model) Model, settled map[string]Model, asked func(Model) bool) {
	t.Helper()
	bill := open(canned())
	bill.Cart = cart{Lines: []sale.BillLine{{Quantity: 1, Price: uitest.USD(500)}}, currency: "USD"}
	type shop struct {
		shop Model
		who  int
		want bool
	}
	shops := map[string]shop{
		"the owner":         {open(canned()), 0, true},
		"a manager":         {open(canned()), 1, false},
		"a cashier":         {open(canned()), 2, false},
		"a bill":            {bill, 0, false},
		"a figure is typed": {afterKeys(open(canned()), digit("5")), 0, false},
		"a code is shown":   {withFront(uitest.Shown("19", uitest.USD(350), time.Minute))(open(canned())), 0, false},
	}
	for name, s := range settled {
		shops[name] = shop{shop: s}
	}
	for name, c := range shops {
		s := signInAs(c.shop, c.who)
		if got := asked(s); got != c.want {
			t.Errorf("%s: asked %t", name, got)
		}
		if !c.want {
			continue
		}
		if s, _ = s.Act(ask(view.DoEscape), uitest.Noon.Add(time.Second)); s.Page() != view.PageClosed {
			t.Errorf("%s: Esc leaves page %d", name, s.Page())
		}
		if s = signInAs(s, c.who); !asked(s) {
			t.Errorf("%s: not asked again", name)
		}
	}
}

// Where the keyring is why a PIN can't be checked, or the last one was changed outside the till,
// the till opens without a sign-in, and says it; a wrong PIN opens nothing. Once somebody could
// sign in the sign-in is asked for again.
func TestTillOpensWhereNobodyCanSignIn(t *testing.T) {
	t.Parallel()
	type open struct{ unsigned, nobody bool }
	for _, c := range []struct {
		why *fault.Error
		open
	}{
		{fault.New(fault.PINKeyring), open{unsigned: true}}, {fault.New(fault.PINElsewhere), open{unsigned: true}},
		{fault.New(fault.PINDoubted, "Dara"), open{nobody: true}},
		{fault.New(fault.PINWrong), open{}}, {fault.New(fault.PINDoubted, "Dara"), open{}},
	} {
		code, opens := c.why.Code, c.open != open{}
		for name, late := range map[string]bool{"the snapshot first": false, "the answer first": true} {
			p := typing(t, staffed(canned()))
			p.s.Snap.Settings = maps.Clone(p.s.Snap.Settings)
			p.s.Snap.Settings[settings.SignIn] = "true"
			p.press("CtrlL 1 2 4 6 8 1 3 Enter")
			begun, ok := p.last.(SignInCommand)
			if !ok {
				t.Fatalf("%T", p.last)
			}
			tell := func(now open) {
				snap := p.s.Snap
				snap.Version++
				snap.SignedIn, snap.Unsigned, snap.NobodySignsIn = staff.SignedIn{}, now.unsigned, now.nobody
				p.s, _ = p.s.Apply(snap, p.now)
			}
			if !late {
				tell(c.open)
			}
			p.answer(begun, told{}, c.why)
			if late {
				tell(c.open)
			}
			if got := p.s.Page() == view.PageClosed; got != opens {
				t.Errorf("%s, %s: page %d", code, name, p.s.Page())
			}
			if !opens {
				continue
			}
			if p.s.Said.Code != code || len(p.s.Said.args) != len(c.why.Args) || p.s.Said.lead != words.OpenUnsigned {
				t.Errorf("%s, %s: said %+v", code, name, p.s.Said)
			}
			if p.press("3"); p.s.Entry.Empty() {
				t.Errorf("%s, %s: nothing can be typed", code, name)
			}
			if tell(open{}); p.s.Page() != view.PageClosed {
				t.Errorf("%s, %s: locked amid a figure", code, name)
			}
			p.press("<")
			if tell(open{}); p.s.Page() != view.PageLock {
				t.Errorf("%s, %s: page %d once somebody could sign in", code, name, p.s.Page())
			}
		}
	}
}

// The first owner's shop asks who sells from then on: once the code is on paper, the lock page
// stands there, and not a refused sale.
func TestFirstOwnerSignsIn(t *testing.T) {
	t.Parallel()
	p := typing(t, canned())
	p.s = p.s.open(codePage{code: "0123-4567-89AB-CDEF"})
	snap := staffed(canned()).Snap
	snap.Settings = maps.Clone(snap.Settings)
	snap.Settings[settings.SignIn], snap.SignedIn = "true", staff.SignedIn{}
	snap.Version = p.s.Snap.Version + 1
	p.s, _ = p.s.Apply(snap, p.now)
	if _, ok := p.s.page.(codePage); !ok {
		t.Fatalf("the code is gone: page %d", p.s.Page())
	}
	if p.press("F4"); p.s.Page() != view.PageClosed {
		t.Fatalf("page %d", p.s.Page())
	}
	if p.s = p.s.Tick(p.now); p.s.Page() != view.PageLock {
		t.Errorf("page %d", p.s.Page())
	}
}

// A new code stands on the screen until somebody says that it is on paper, once, and never
// where the customer looks.
func TestRecoveryCodeIsShownOnce(t *testing.T) {
	t.Parallel()
	const code = "0123-4567-89AB-CDEF"
	owner := afterKeys(func() Model { s := canned(); s.AsksOwner = true; return s }(), ask(view.DoOwner), typed(0, "Sokha"), typed(1, "918273"), typed(2, "918273"), ask(view.DoDown), ask(view.DoDown), ask(view.DoCharge))
	for name, s := range map[string]Model{
		"the first owner": owner,
		"renewed":         afterKeys(staffed(canned()), ask(view.DoStaff), ask(view.DoCheckNow), typed(1, "918273"), ask(view.DoCharge), ask(view.DoCharge)),
	} {
		p := typing(t, s)
		p.answer(s.Form().asked, told{code: code}, nil).pause(time.Second)
		shown := func() string { return p.s.Cashier(p.now).Desk.Amount }
		if shown() != code || p.s.Customer(p.now) != s.Customer(p.now) {
			t.Fatalf("%s: shows %q, and to the customer %+v", name, shown(), p.s.Customer(p.now))
		}
		if p.press("Esc Enter 5 F2"); shown() != code || p.s.Said.Key != words.RecoveryFirst {
			t.Errorf("%s: other keys leave %q, say %q", name, shown(), p.s.Said.Key)
		}
		p.pause(time.Second).press("F4")
		if p.s.Page() != view.PageClosed || shown() == code {
			t.Errorf("%s: F4 leaves page %d, %q", name, p.s.Page(), shown())
		}
	}
}

// Who has lost the PIN gets a new one by the code, on the page of the sign-in: owners alone, and
// where there is a code.
func TestLostPIN(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		shop Model
		row  string
		want bool
	}{
		"the owner": {staffed(canned()), "1", true}, "a manager": {staffed(canned()), "2", false}, "there is no code": {unrecovered(canned()), "1", false},
	} {
		s, _ := c.shop.lock(uitest.Noon)
		p := typing(t, s).press(c.row).pause(time.Second).press("F2")
		if got := p.s.Form().task() == taskLost; got != c.want {
			t.Errorf("%s: asked for the code: %t", name, got)
		}
	}
	s, _ := staffed(canned()).lock(uitest.Noon)
	fill := func(s Model, again string) Model {
		return afterKeys(s, digit("1"), ask(view.DoNextSale), typed(0, "o123 4567 89ab cdef"), typed(1, "729418"), typed(2, again), ask(view.DoDown), ask(view.DoDown), ask(view.DoCharge))
	}
	if other := fill(s, "729419"); other.Form().Problem.Key != words.PINsDiffer || other.Form().Busy() {
		t.Errorf("two PINs: %+v", other.Form())
	}
	s = fill(s, "729418")
	c, ok := s.Form().asked.(LostPINCommand)
	if !ok || c != (LostPINCommand{"Sokha", "o123 4567 89ab cdef", "729418"}) {
		t.Fatalf("asks %+v", s.Form().asked)
	}
	if wrong := done(s, c, told{}, fault.New(fault.RecoveryWrong), uitest.Noon); wrong.Form().Problem.Code != fault.RecoveryWrong || wrong.Form().Focus != 0 {
		t.Errorf("a wrong code: %+v", wrong.Form())
	}
	s = done(s, c, told{}, nil, uitest.Noon)
	if s.Page() != view.PageLock || s.Said.Key != words.RecoveryUsed {
		t.Errorf("leaves page %d, says %+v", s.Page(), s.Said)
	}
}

// Where only an owner's word counts, a form without a name asks for the owner's.
func TestOwnersFormsAskForTheOwner(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]Model{
		"recovery code":   afterKeys(staffed(canned()), ask(view.DoStaff), ask(view.DoCheckNow), typed(0, ""), view.Action{Verb: view.DoFocus, Index: 9}, ask(view.DoCharge)),
		"who leaves":      afterKeys(staffed(canned()), ask(view.DoStaff), digit("2"), ask(view.DoNextSale), typed(0, ""), view.Action{Verb: view.DoFocus, Index: 9}, ask(view.DoCharge)),
		"a manager's yes": afterKeys(formOf(2, "1"), typed(0, ""), view.Action{Verb: view.DoFocus, Index: 9}, ask(view.DoCharge)),
	} {
		want := "This needs the owner. "
		if name == "a manager's yes" {
			want = "This needs a manager. "
		}
		if got := s.Cashier(uitest.Noon).Desk.Problem; !strings.HasPrefix(got, want) {
			t.Errorf("%s: it says %q", name, got)
		}
	}
}
