package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// sellsUnsigned is said before the first owner: nobody has to sign in.
func (c *counter) sellsUnsigned() {
	c.t.Helper()
	if err := c.till.SetSetting(c.t.Context(), settings.SignIn, "false"); err != nil {
		c.t.Fatal(err)
	}
}

// hire gives the shop an owner, a manager and a cashier; nobody has to sign in before they sell.
func (c *counter) hire() {
	c.t.Helper()
	c.sellsUnsigned()
	owner := staff.Approval{By: "Sokha", PIN: "114782"}
	for _, p := range []struct {
		name string
		role staff.Role
		pin  string
	}{{"Sokha", staff.Owner, "114782"}, {"Dara", staff.Manager, "228814"}, {"Srey", staff.Cashier, "3471"}} {
		if _, err := c.till.AddStaff(c.t.Context(), p.name, p.role, p.pin, owner); err != nil {
			c.t.Fatal(err)
		}
	}
	c.ui.apply(c.till.Snapshot())
}

// The first start asks for the owner's PIN, twice.
func TestFirstOwner(t *testing.T) {
	c := openCounter(t, Deps{AsksOwner: true})
	if bars := c.cashier().Notices; len(bars) != 1 || bars[0].Buttons[0].Action.Verb != view.DoOwner {
		t.Fatalf("bars %+v", bars)
	}
	c.press(c.ui.cashier, "o")
	c.settle() // whether there is a PIN of before
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	if f := c.ui.state.Form(); f.Problem.Code != fault.StaffName || f.Focus != 0 {
		t.Fatalf("without a name: %+v", f)
	}
	c.write("Sokha")
	c.enter(fyne.KeyReturn)
	c.write("12")
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	if f := c.ui.state.Form(); f.Problem.Code != fault.PINShort || f.Focus != 1 {
		t.Fatalf("a short PIN: %+v", f)
	}
	c.write("128347") // and not what stands behind the one that was refused
	c.enter(fyne.KeyReturn)
	c.write("128374")
	c.enter(fyne.KeyReturn)
	if f := c.ui.state.Form(); f.Problem.Key == "" || !c.at(words.FieldAgain) || c.line().Text != "" {
		t.Fatalf("two PINs: %+v", f)
	}
	c.write("128347")
	c.enter(fyne.KeyReturn)
	c.settle()
	if snap := c.till.Snapshot(); !snap.Staffed || snap.StaffList[0].Name != "Sokha" || snap.StaffList[0].Role != staff.Owner {
		t.Errorf("%+v", snap.StaffList)
	}
	if bars := c.cashier().Notices; len(bars) != 0 {
		t.Errorf("still asked: %+v", bars)
	}
}

// A locked till takes nothing but a sign-in; a wrong PIN keeps it locked; the sale
// then carries the name.
func TestLock(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.hire()
	c.ui.do(view.Action{Verb: view.DoLock})
	c.settle()
	c.press(w, "F9", "F12", "F7", "Escape", "5", "9")
	if c.ui.state.Page() != view.PageLock {
		t.Fatalf("page %d", c.ui.state.Page())
	}
	c.press(w, "3")
	c.write("9999")
	c.enter(fyne.KeyReturn)
	c.settle()
	if f := c.ui.state.Form(); c.ui.state.Page() != view.PageForm || f.Problem.Code != fault.PINWrong || !c.at(words.FieldOwnPIN) || c.line().Text != "" {
		t.Fatalf("a wrong PIN: %+v", f)
	}
	c.write("3471")
	c.enter(fyne.KeyReturn)
	c.settle()
	if in := c.till.Snapshot().SignedIn; in.Name != "Srey" || c.ui.state.Page() != view.PageClosed {
		t.Fatalf("%+v, page %d", in, c.ui.state.Page())
	}
	c.press(w, "5", "0", "F9", "Return")
	c.settle()
	if sale := c.sales()[0]; sale.Cashier != "Srey" {
		t.Errorf("rung up by %q", sale.Cashier)
	}
}

// Whoever signed in and went away leaves a locked till; a code that is shown stays
// on the customer's window, and is paid all the same.
func TestLockAfterIdle(t *testing.T) {
	c := openCounter(t, Deps{})
	c.hire()
	if _, err := c.till.SignIn(t.Context(), "Srey", "3471"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(c.ui.cashier, "5", "0", "Return")
	c.settle()
	c.accept()
	c.clock.Add(9*time.Minute + 59*time.Second - 3*model.SettleFor)
	c.ui.tick()
	if c.ui.state.Page() == view.PageLock {
		t.Error("too early")
	}
	c.clock.Add(time.Second)
	c.ui.tick()
	c.settle()
	if c.ui.state.Page() != view.PageLock || c.till.Snapshot().SignedIn.ID != 0 {
		t.Fatalf("page %d, %+v", c.ui.state.Page(), c.till.Snapshot().SignedIn)
	}
	if v := c.customer(); v.Amount != "$0.50" {
		t.Errorf("the customer sees %+v", v)
	}
	c.happen(payment.VerifiedPaid{Received: uitest.USD(50)})
	if len(c.sales()) != 1 || c.ui.state.Page() != view.PageLock {
		t.Error("the payment was lost, or opened the till")
	}
}

// A manager's name comes into a form by touch.
func TestApproverByTouch(t *testing.T) {
	c := openCounter(t, Deps{ManagerPIN: func() bool { return true }})
	w := c.ui.cashier
	c.hire()
	c.press(w, "5", "0", "F9", "Return")
	c.settle()
	c.press(w, "0", "F7")
	c.write("1")
	c.enter(fyne.KeyReturn)
	c.settle()
	c.press(w, "Return")
	c.settle()
	c.write("sour")
	c.tap(c.cashier().Desk.Buttons[3].Label, "2", "2", "8", "8", "1", "4")
	c.tap(c.cashier().Desk.Buttons[0].Label)
	c.press(w, "F4")
	c.settle()
	refunds, err := c.db.Refunds(t.Context(), c.sales()[0].ID)
	if err != nil || len(refunds) != 1 || refunds[0].By != "Dara" {
		t.Errorf("%+v %v, %+v", refunds, err, c.ui.state.Form())
	}
}

// A drawer that another has opened is closed by a manager's word: the form asks
// for it, and keeps what was counted.
func TestCloseAnothersShift(t *testing.T) {
	c := openCounter(t, Deps{ManagerPIN: func() bool { return true }})
	w := c.ui.cashier
	c.hire()
	srey := staff.Approval{By: "Srey", PIN: "3471", Shown: c.till.Snapshot().Shift.Figures()}
	if _, err := c.till.OpenShift(t.Context(), drawer.CountRequest{Counted: []money.Money{uitest.USD(100)}, By: "Srey", Approval: srey}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(w, "F12", "1", "Down", "Down", "Down", "Down", "Down", "Down", "1", "F2")
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	f := c.ui.state.Form()
	if c.ui.state.Page() != view.PageForm || f.Problem.Code != fault.ManagerNeeded || !c.at(words.FieldManager) {
		t.Fatalf("page %d, %+v", c.ui.state.Page(), f)
	}
	c.write("Dara")
	c.enter(fyne.KeyReturn)
	c.write("228814")
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	if z, err := c.db.Z(t.Context(), 1); err != nil || z.Drawer[0].Over.Minor != 0 {
		t.Errorf("%+v %v", z.Drawer, err)
	}
}

// A name under a float or under notes that go out counts by its own PIN, which the
// form asks for; it is of who has signed in, whatever name was typed, and without one
// it is nobody's.
func TestNameUnderNotesNeedsItsPIN(t *testing.T) {
	c := openCounter(t, Deps{ManagerPIN: func() bool { return true }})
	w := c.ui.cashier
	c.hire()
	asked := func() {
		t.Helper()
		c.press(w, "F4")
		c.settle()
		f := c.ui.state.Form()
		if _, managers := c.filled(words.FieldManager); f.Problem.Code != fault.PINMissing || !c.at(words.FieldOwnPIN) || managers {
			t.Fatalf("page %d, %+v", c.ui.state.Page(), f)
		}
	}
	c.press(w, "F12", "1", "Down", "Down", "Down", "4", "F2")
	c.write("Srey")
	c.enter(fyne.KeyReturn)
	asked()
	if c.till.Snapshot().Shift.Open {
		t.Fatal("the shift is open")
	}
	c.write("3334")
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	if f := c.ui.state.Form(); f.Problem.Code != fault.PINWrong || !c.at(words.FieldOwnPIN) || c.line().Text != "" {
		t.Fatalf("after a wrong PIN: %+v", f)
	}
	c.write("3471")
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	if shift := c.till.Snapshot().Shift; !shift.Open || shift.By != "Srey" {
		t.Fatalf("%+v", shift)
	}
	out := func() {
		t.Helper()
		c.press(w, "Return", "F12", "3")
		c.write("100")
		c.enter(fyne.KeyReturn)
		c.write("ice")
		c.enter(fyne.KeyReturn)
	}
	moved := func(want string) {
		t.Helper()
		if v := c.cashier().Desk; c.ui.state.Page() != view.PageReview || want == "" && v.Past[0] != "" || !strings.Contains(v.Past[0], want) {
			t.Errorf("the review says %q, want %q", v.Past[0], want)
		}
		c.press(w, "F4")
		c.settle()
		if c.ui.state.Page() != view.PageDone {
			t.Fatalf("page %d, %+v", c.ui.state.Page(), c.ui.state.Form())
		}
	}
	out()
	c.enter(fyne.KeyReturn)
	asked() // the shift's name stood in the line
	c.write("3471")
	c.enter(fyne.KeyReturn)
	moved("Srey")
	out()
	for range "Srey" {
		c.enter(fyne.KeyBackspace)
	}
	c.enter(fyne.KeyReturn)
	moved("")
	if _, err := c.till.SignIn(t.Context(), "Dara", "228814"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	out()
	c.enter(fyne.KeyReturn)
	moved("Dara")
}

// A discount above the limit needs a manager's word: the counter, and the code, wait
// for it, and the bill stays as it was.
func TestDiscountNeedsManager(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.hire()
	word := func() {
		t.Helper()
		c.write("Dara")
		c.enter(fyne.KeyReturn)
		c.write("2223")
		c.enter(fyne.KeyReturn)
		c.settle()
		f := c.ui.state.Form()
		by, _ := c.filled(words.FieldManager)
		if !c.form(words.ApproveTitle) || f.Problem.Code != fault.PINWrong || by != "Dara" || !c.at(words.FieldPIN) || c.line().Text != "" {
			t.Fatalf("after a wrong PIN: %+v", f)
		}
		c.write("228814")
		c.enter(fyne.KeyReturn)
		c.settle()
	}
	bill := func() { c.press(w, "1", "0", "0", "0", "+", "5", "0", "-", "2") } // half of it
	bill()
	c.press(w, "F9", "Return")
	c.settle()
	if v := c.cashier().Desk; !c.form(words.ApproveTitle) || v.Problem != "" { // nothing was tried yet
		t.Fatalf("page %d, %+v", c.ui.state.Page(), v)
	}
	c.enter(fyne.KeyEscape)
	if c.ui.state.Page() != view.PageCash || len(c.sales()) != 0 {
		t.Fatalf("page %d", c.ui.state.Page())
	}
	c.press(w, "Return")
	c.settle()
	word()
	if sales := c.sales(); len(sales) != 1 || sales[0].Total != uitest.USD(500) || c.ui.state.Page() != view.PageChange {
		t.Fatalf("%+v, page %d", sales, c.ui.state.Page())
	}
	c.press(w, "Return")
	bill()
	c.press(w, "Return")
	c.settle()
	if !c.form(words.ApproveTitle) || c.ui.state.Charging {
		t.Fatalf("%+v", c.cashier().Desk)
	}
	word()
	if a, ok := c.ui.state.Attempt(); !ok || a.Amount != uitest.USD(500) {
		t.Errorf("asked for %+v", a)
	}
}
