package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

// The money of one $5.00 is said to be sent back while a second $5.00 lands: nothing
// is resolved, and the payment is shown as it stands now.
func TestMoreMoneyLandsBeforeTheKey(t *testing.T) {
	c := openCounter(t, Deps{})
	id := c.late(uitest.USD(500), "5", "0", "0")
	c.press(c.ui.cashier, "u", "1")
	c.settle()
	c.press(c.ui.cashier, "3")
	c.settle()
	c.typeInto("FT5")
	c.hit("Return")
	c.typeInto("Sokha")
	c.hit("Return")
	if c.ui.state.Page() != view.PageReview || !c.shows("$5.00") {
		t.Fatalf("page %d, %q", c.ui.state.Page(), c.cashier().Desk.Text)
	}
	if _, err := c.till.Happened(t.Context(), id, payment.VerifiedPaid{Received: uitest.USD(1000)}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	if text := c.cashier().Desk.Text; !strings.Contains(text, "$5.00") {
		t.Errorf("what is approved changed under the key: %q", text)
	}
	c.hit("F4")
	c.settle()
	if said := c.ui.state.Said; said.Code != fault.FiguresChanged || c.ui.state.Page() != view.PageDetail {
		t.Errorf("page %d, %+v", c.ui.state.Page(), said)
	}
	if v := c.cashier().Desk; v.Amount != "$10.00" {
		t.Errorf("the payment is shown with %q", v.Amount)
	}
	rows, err := c.db.Resolutions(t.Context(), id)
	if err != nil || len(rows) != 0 {
		t.Errorf("settled: %+v (%v)", rows, err)
	}
}

// cashiers is a counter of a shop with staff, at which the cashier has signed in.
func cashiers(t *testing.T) *counter {
	t.Helper()
	c := openCounter(t, Deps{})
	if err := c.till.SetSetting(t.Context(), settings.PrinterLink, "paper:"); err != nil {
		t.Fatal(err)
	}
	c.hire()
	if _, err := c.till.SignIn(t.Context(), "Srey", "3471"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	return c
}

// asksManager takes the manager's word that the till has to ask for.
func (c *counter) asksManager() {
	c.t.Helper()
	if v := c.cashier().Desk; !c.form(words.ApproveTitle) || v.Problem != "" { // nothing was tried yet
		c.t.Fatalf("page %d says %q", c.ui.state.Page(), v.Problem)
	}
	c.fill("Dara", "228814")
	c.enter(fyne.KeyReturn)
	c.settle()
}

// Another paper is a manager's: the cashier's key asks for their word, and what
// waited is done by it.
func TestPrinterAsksForAManager(t *testing.T) {
	c := cashiers(t)
	c.press(c.ui.cashier, "r")
	c.settle() // the picture of its paper
	c.press(c.ui.cashier, "3")
	c.settle()
	if got := c.till.Snapshot().Settings.Printer(settings.RoleReceipt).WidthMM; got != 80 {
		t.Fatalf("the paper is %d mm by the cashier's key", got)
	}
	c.asksManager()
	for c.ui.state.Snap.Settings.Printer(settings.RoleReceipt).WidthMM != 58 { // a picture may be there before it
		c.settle()
	}
	if got := c.ui.state.Page(); got != view.PagePrinter {
		t.Errorf("page %d", got)
	}
}

// Cash that was taken goes back by a manager's word, not by the cashier's key.
func TestTakenCashAsksForAManager(t *testing.T) {
	c := cashiers(t)
	w := c.ui.cashier
	c.press(w, "1", "2", "0", "0", "F9", "5", "0", "0", "F10")
	c.settle()
	c.press(w, "BackSpace", "F4")
	c.settle()
	if n := len(c.till.Snapshot().PartPaid); n != 1 {
		t.Fatalf("%d sales paid in part after the cashier's key", n)
	}
	if v := c.cashier().Desk; v.Amount != "$5.00" {
		t.Errorf("asked about %q", v.Amount)
	}
	c.asksManager()
	if n := len(c.till.Snapshot().PartPaid); n != 0 {
		t.Errorf("%d sales paid in part", n)
	}
}
