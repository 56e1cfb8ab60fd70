package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/ui/view"
)

// Staff are taken in, changed and let go at the till, each by an owner's PIN.
func TestStaffByKeys(t *testing.T) {
	c := openCounter(t, Deps{AsksOwner: true})
	w := c.ui.cashier
	c.press(w, "s") // nobody yet: the first owner
	if !c.form(words.OwnerTitle) {
		t.Fatalf("%+v", c.cashier().Desk)
	}
	c.settle()
	c.fill("Sokha", "246810", "246810")
	c.enter(fyne.KeyReturn)
	c.settle()
	if code := c.cashier().Desk.Amount; len(code) != 19 || !c.shows(code) {
		t.Fatalf("no recovery code: %+v", c.cashier().Desk)
	}
	c.press(w, "F4") // it is on paper

	c.press(w, "S")
	c.enter(fyne.KeyF3)
	c.fill("Dara", " ", "135790", "135791", "", "246810")
	c.enter(fyne.KeyReturn)
	if !c.at(words.FieldAgain) {
		t.Fatalf("two PINs that differ: %+v", c.line())
	}
	c.write("135790")
	for range 3 {
		c.enter(fyne.KeyReturn)
	}
	c.settle()
	list := c.till.Snapshot().StaffList
	if len(list) != 2 || list[1].Name != "Dara" || list[1].Role != staff.Manager || c.ui.state.Page() != view.PageStaff {
		t.Fatalf("%+v, page %d", list, c.ui.state.Page())
	}
	if _, err := c.till.SignIn(t.Context(), "Dara", "135790"); err != nil {
		t.Errorf("the PIN that was set: %v", err)
	}

	// Two presses on: cashier again. The PIN stays, an owner's wrong one changes nothing.
	c.press(w, "2")
	c.fill("", "", "", "", "", "999999")
	c.enter(fyne.KeyReturn)
	c.settle()
	if f := c.ui.state.Form(); f.Problem.Code != fault.PINWrong || !c.at(words.FieldOwnerPIN) || c.line().Text != "" {
		t.Fatalf("%+v", f)
	}
	for !c.at(words.FieldRole) {
		c.enter(fyne.KeyUp)
	}
	c.write("  ") // owner, and then cashier
	for !c.at(words.FieldOwnerPIN) {
		c.enter(fyne.KeyDown)
	}
	c.write("246810")
	c.enter(fyne.KeyReturn)
	c.settle()
	if p := c.till.Snapshot().StaffList[1]; p.Role != staff.Cashier {
		t.Errorf("%+v", p)
	}

	c.press(w, "1")
	c.enter(fyne.KeyF2)
	c.fill("", "246810")
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	if f := c.ui.state.Form(); f.Problem.Code != fault.OwnerLast {
		t.Errorf("the last owner: %+v", f.Problem)
	}
	c.enter(fyne.KeyEscape)
	c.press(w, "2")
	c.enter(fyne.KeyF2)
	c.fill("", "246810")
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	if list := c.till.Snapshot().StaffList; len(list) != 1 {
		t.Errorf("%+v", list)
	}
	left := c.till.Snapshot().StaffLeft
	if len(left) != 1 {
		t.Fatalf("left: %+v", left)
	}
	c.press(w, "2") // who left stands behind who works here
	c.fill("", "246810")
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	if still := c.till.Snapshot().StaffLeft; len(still) != 0 {
		t.Errorf("by name: %+v", still)
	}
	if who, err := c.till.StaffNamed(t.Context(), staff.NumberName(left[0].ID)); err != nil || who != left[0] {
		t.Errorf("the number is %+v (%v)", who, err)
	}
}
