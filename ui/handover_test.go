package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// Who takes the drawer over types a PIN of their own; without it the name is nobody's, and
// the drawer stays whose it was. With the drawer goes the till: it is they who have signed in then.
func TestTakerTypesTheirPIN(t *testing.T) {
	c := openCounter(t, Deps{ManagerPIN: func() bool { return true }})
	w := c.ui.cashier
	c.hire()
	if _, err := c.till.SignIn(t.Context(), "Srey", "3471"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.till.OpenShift(t.Context(), drawer.CountRequest{Counted: []money.Money{uitest.USD(100)}}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(w, "F12", "5")
	c.press(w, "F2") // of the page that is seen by now
	c.write("Dara")
	c.enter(fyne.KeyReturn)
	for _, tried := range []struct {
		pin  string
		want fault.Code
	}{{"", fault.PINMissing}, {"3471", fault.PINWrong}, {"228814", ""}} { // Srey's own is not Dara's
		if tried.pin != "" {
			c.write(tried.pin)
		}
		c.enter(fyne.KeyReturn)
		c.press(w, "F4")
		c.settle()
		if tried.want == "" {
			break
		}
		_, own := c.filled(words.FieldOwnPIN)
		if f := c.ui.state.Form(); c.ui.state.Page() != view.PageForm || f.Problem.Code != tried.want || !c.at(words.FieldToPIN) || c.line().Text != "" || own {
			t.Fatalf("after %q: page %d, %+v", tried.pin, c.ui.state.Page(), f)
		}
		if by := c.till.Snapshot().Shift.By; by != "Srey" {
			t.Fatalf("the drawer is %q's", by)
		}
	}
	if by := c.till.Snapshot().Shift.By; by != "Dara" || c.ui.state.Page() != view.PageDone {
		t.Errorf("the drawer is %q's: page %d, %+v", by, c.ui.state.Page(), c.ui.state.Form().Problem)
	}
	if said := c.cashier().Desk.Text; said != words.Text(words.English, words.DidPassOn, "Dara") {
		t.Errorf("it says %q", said)
	}
	c.press(w, "Return")
	c.press(w, "5", "0", "F9", "Return")
	c.settle()
	if sold := c.sales(); len(sold) != 1 || sold[0].Cashier != "Dara" {
		t.Errorf("the next sale: %+v", sold)
	}
}

// A command in a terminal proves nobody at the windows. Where it hands over the drawer of
// whoever has signed in there, they ask who stands there, once what is being rung up is done,
// also where nobody has to sign in.
func TestHandoverByACommandLocks(t *testing.T) {
	for name, c := range map[string]struct {
		rule  string
		locks bool
		by    staff.Approval
	}{
		"of who stands there":                          {"true", true, staff.Approval{By: "Srey", PIN: "3471"}},
		"of who stands there, where nobody has to":     {"false", true, staff.Approval{By: "Srey", PIN: "3471"}},
		"of who stands there, by the manager's word":   {"true", true, staff.Approval{By: "Dara", PIN: "228814"}},
		"of somebody else, by the word of the manager": {"true", false, staff.Approval{By: "Dara", PIN: "228814"}},
	} {
		t.Run(name, func(t *testing.T) { handedOverByACommand(t, c.rule, c.locks, c.by) })
	}
}

func handedOverByACommand(t *testing.T, rule string, locks bool, by staff.Approval) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.hire()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	signIn := func(who, pin string) {
		t.Helper()
		_, err := c.till.SignIn(t.Context(), who, pin)
		must(err)
	}
	owner := staff.Approval{By: "Sokha", PIN: "114782", Shown: c.till.Snapshot().Settings.Figures(settings.SignIn)}
	if rule == "true" {
		must(c.till.SetSettingBy(t.Context(), settings.SignIn, rule, owner))
	}
	signIn("Srey", "3471")
	_, err := c.till.OpenShift(t.Context(), drawer.CountRequest{})
	must(err)
	if !locks {
		signIn("Sokha", "114782")
	}
	c.ui.apply(c.till.Snapshot())
	c.press(w, "5", "0")
	by.Shown = c.till.Snapshot().Shift.Figures()
	_, err = c.till.HandOver(pos.WithOwnSignIn(t.Context()), drawer.CountRequest{To: "Dara", ToPIN: "228814", Approval: by})
	must(err)
	c.ui.apply(c.till.Snapshot())
	if c.ui.state.Page() != view.PageClosed {
		t.Fatalf("what is being rung up is covered by page %d", c.ui.state.Page())
	}
	c.press(w, "Escape")
	c.ui.tick()
	if locked := c.ui.state.Page() == view.PageLock; locked != locks {
		t.Errorf("page %d, locked %v, want %v", c.ui.state.Page(), locked, locks)
	}
	if in := c.till.Snapshot().SignedIn.Name; (in == "") != locks {
		t.Errorf("at the till is %q", in)
	}
}
