package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// A note on a line stands on the cashier's screen, the customer's and in the
// sale; an empty one takes it away.
func TestNoteOnLine(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "m")
	if c.ui.state.Said.Key == "" || c.ui.state.Page() != view.PageClosed {
		t.Error("a note without a line")
	}
	c.clock.Add(time.Second) // it was read
	c.press(w, "1", "5", "0", "+", "M")
	c.write("no sugar")
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	if v := c.customer(); v.Lines[0][0] != "ចំនួនទឹកប្រាក់ · no sugar" {
		t.Errorf("the customer sees %q", v.Lines[0][0])
	}
	c.press(w, "F9", "Return")
	c.settle()
	if s := c.sales(); len(s) != 1 || s[0].Lines[0].Note != "no sugar" {
		t.Fatalf("%+v", s)
	}
	c.press(w, "Return", "2", "0", "0", "+", "M")
	c.write("x")
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	c.press(w, "M")
	c.enter(fyne.KeyBackspace)
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	if l := c.ui.state.Cart.Lines; len(l) != 1 || l[0].Note != "" {
		t.Errorf("%+v", l)
	}
}

// An item at another price keeps the catalogue's beside it, and a cashier needs a
// manager for it; a price of nothing is refused.
func TestPriceOfLine(t *testing.T) {
	c := grocer(t)
	c.sellsUnsigned()
	if _, err := c.till.AddStaff(t.Context(), "Sokha", staff.Owner, "246810", staff.Approval{}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.ui.deps.ManagerPIN = func() bool { return true }
	w := c.ui.cashier
	c.clock.Add(time.Second)
	c.scan("8847100010018")
	c.settle()
	c.press(w, "M")
	c.enter(fyne.KeyDown)
	for range 3 {
		c.enter(fyne.KeyBackspace)
	}
	c.enter(fyne.KeyReturn)
	if f := c.ui.state.Form(); f.Problem.Code != fault.AmountZero {
		t.Errorf("a price of nothing: %+v", f.Problem)
	}
	c.write("600")
	c.enter(fyne.KeyReturn)
	if l := c.ui.state.Cart.Lines[0]; l.Price != uitest.USD(600) || l.List != uitest.USD(620) {
		t.Fatalf("%+v", l)
	}
	c.press(w, "F9", "Return")
	c.settle()
	if f := c.ui.state.Form(); !c.form(words.ApproveTitle) {
		t.Errorf("%+v", f)
	}
	c.enter(fyne.KeyEscape)
	c.press(w, "Escape", "M")
	c.enter(fyne.KeyDown)
	for range 3 {
		c.enter(fyne.KeyBackspace)
	}
	c.write("620")
	c.enter(fyne.KeyReturn)
	if l := c.ui.state.Cart.Lines[0]; l.List != (money.Money{}) {
		t.Errorf("%+v", l)
	}
}
