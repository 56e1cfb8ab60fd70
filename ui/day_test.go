package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/ui/uitest"
	"psar/ui/view"
)

// write types into the form's line that has the focus, as a person does.
func (c *counter) write(text string) {
	c.t.Helper()
	c.typeInto(text)
}

// enter sends a key to the line that has the focus, or to the router.
func (c *counter) enter(key fyne.KeyName) {
	c.t.Helper()
	c.hit(key)
}

// A whole day by keys: the float counted note by note, a sale, ice, the count, the
// Z report.
func TestDayByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "F12", "1")
	c.press(w, "Down", "Down", "Down", "4", "Down", "Down", "Down", "2") // 4 × $10, 2 × $1
	c.press(w, "/", "Down", "Down", "Down", "Down", "Down", "Down", "3") // 3 × 10,000
	if v := c.cashier().Count; v.Columns[0].Sum != "$42.00" || v.Columns[1].Sum != "30,000 ៛" {
		t.Fatalf("counted %q and %q", v.Columns[0].Sum, v.Columns[1].Sum)
	}
	c.press(w, "F2")
	c.write("Sok")
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	if shift := c.till.Snapshot().Shift; !shift.Open || shift.By != "Sok" || money.Displayed(shift.Drawer) != "$42.00 + 30,000 ៛" {
		t.Fatalf("%+v", shift)
	}
	c.press(w, "Return", "3", "5", "0", "F9", "5", "0", "0", "Return") // $1 and 2,100 back
	c.settle()
	c.press(w, "0", "F12", "3")
	c.write("8000/")
	if got := c.lines()[0].Text; got != "8,000" || c.ui.state.Form().Money() != uitest.KHR(8000) {
		t.Errorf("the line says %q: %v", got, c.ui.state.Form().Money())
	}
	c.enter(fyne.KeyReturn)
	c.write("ice")
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	if drawer := c.till.Snapshot().Shift.Drawer; money.Displayed(drawer) != "$46.00 + 19,900 ៛" {
		t.Errorf("in the drawer: %s", money.Displayed(drawer))
	}
	c.press(w, "Return", "F12", "1")
	c.press(w, "Down", "Down", "Down", "4", "Down", "1", "Down", "Down", "1")                 // 40 + 5 + 1
	c.press(w, "/", "Down", "Down", "Down", "Down", "Down", "Down", "1", "Down", "1", "Down", // 10,000 + 5,000
		"2", "Down", "Down", "1", "Down", "Down", "3") // 2 × 2,000, 500, 3 × 100: 19,800
	c.press(w, "F2")
	c.enter(fyne.KeyReturn)
	c.write("a torn note")
	c.enter(fyne.KeyReturn)
	if v := c.cashier().Desk; !strings.Contains(v.Facts[0], "$46.00 + 19,900 ៛") || v.Facts[2] != "100 ៛ short" {
		t.Fatalf("the review says %q", v.Facts)
	}
	c.press(w, "F4")
	c.settle()
	z, err := c.db.Z(t.Context(), 1)
	if err != nil || z.Z.ClosedBy != "Sok" || z.Drawer[1].Over != uitest.KHR(-100) || z.Sales[0].Count != 1 || len(z.Z.Counts[1].Notes) != 8 {
		t.Fatalf("%+v %v", z, err)
	}
	if v := c.cashier().Desk; !strings.Contains(v.Text, "100 ៛ short") || v.Status != view.StatusAttention {
		t.Errorf("done: %q", v.Text)
	}
}

// What would make a wrong Z is refused, and changes nothing.
func TestDayRefuses(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "5", "Return")
	c.settle()
	c.accept()
	c.press(w, "F2", "F12", "2")
	if c.ui.state.Said.Code != fault.ShiftBusy {
		t.Errorf("closing over a live code: %q", c.ui.state.Said.Code)
	}
	c.press(w, "Escape", "F3", "Escape", "F4")
	c.settle()
	c.press(w, "Escape", "F12", "1")
	c.press(w, "F2") // of the page that is seen by now
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	c.press(w, "Return", "F12", "3")
	c.write("500")
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	if f := c.ui.state.Form(); f.Problem.Code != fault.ReasonMissing || f.Focus != 1 {
		t.Errorf("without a reason: %+v", f)
	}
	c.write("ice")
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	if f := c.ui.state.Form(); c.ui.state.Page() != view.PageForm || f.Problem.Code != fault.DrawerShort || f.Focus != 0 {
		t.Errorf("more than there is: %+v", f)
	}
}

// A shift that was left open over the end of its day is said loudly.
func TestShiftLeftOpen(t *testing.T) {
	c := openCounter(t, Deps{})
	if _, err := c.till.OpenShift(t.Context(), drawer.CountRequest{By: "Sok"}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	if bars := c.cashier().Notices; len(bars) > 0 {
		t.Errorf("on its own day: %+v", bars)
	}
	snap := c.till.Snapshot()
	snap.Day, snap.Version = "2026-11-23", snap.Version+1
	c.clock.Add(24 * time.Hour)
	c.ui.apply(snap)
	if bars := c.cashier().Notices; len(bars) == 0 || !strings.Contains(bars[0].Text, "2026-11-22") {
		t.Errorf("the day after: %+v", bars)
	}
}

// One of two goes back, by keys alone: the receipt, the line, the reason, the
// manager, and what to count out.
func TestRefundByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "2", "*", "6", "0", "0", "+", "5", "0", "F9", "Return") // 2 × $6.00 and $0.50
	c.settle()
	c.press(w, "0", "F7")
	c.write("9")
	c.enter(fyne.KeyReturn)
	c.settle()
	if f := c.ui.state.Form(); f.Problem.Code != fault.ReceiptUnknown {
		t.Fatalf("%+v", f)
	}
	c.enter(fyne.KeyEscape)
	c.press(w, "F7")
	c.write("1")
	c.enter(fyne.KeyReturn)
	c.settle()
	if v := c.cashier().Desk; v.Page != view.PageRefund || v.Title != "Refund · $12.50" {
		t.Fatalf("%+v", v)
	}
	c.press(w, "-", "Down", "-", "Return")
	c.settle() // whether a PIN is needed
	c.write("sour")
	c.enter(fyne.KeyReturn)
	c.write("Dara")
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	refunds, err := c.db.Refunds(t.Context(), c.sales()[0].ID)
	if err != nil || len(refunds) != 1 || refunds[0].Total != uitest.USD(600) || refunds[0].By != "Dara" || refunds[0].Reason != "sour" {
		t.Fatalf("%+v %v", refunds, err)
	}
	if v := c.cashier().Desk; v.Page != view.PageDone || !strings.Contains(v.Text, "$6.00") || !strings.Contains(v.Text, "01/2026/000002") {
		t.Errorf("%+v", v)
	}
	// The rest by the bank, by hand: that needs its reference.
	c.press(w, "Return", "F7")
	c.write("01/2026/000001")
	c.enter(fyne.KeyReturn)
	c.settle()
	c.press(w, "/", "Return")
	c.settle()
	c.enter(fyne.KeyReturn)
	c.write("sour")
	c.enter(fyne.KeyReturn)
	c.write("Dara")
	c.enter(fyne.KeyReturn)
	if f := c.ui.state.Form(); f.Problem.Code != fault.ReferenceMissing || f.Focus != 0 {
		t.Fatalf("without a reference: %+v", f)
	}
	c.write("FT-77")
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	if refunds, err = c.db.Refunds(t.Context(), c.sales()[0].ID); err != nil || len(refunds) != 2 || refunds[1].Paid[0].Reference != "FT-77" {
		t.Errorf("%+v %v", refunds, err)
	}
	c.press(w, "Return", "F7")
	c.write("1")
	c.enter(fyne.KeyReturn)
	c.settle()
	if f := c.ui.state.Form(); f.Problem.Code != fault.RefundOver {
		t.Errorf("a third time: %+v", f)
	}
}
