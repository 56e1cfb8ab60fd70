package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/view"
)

// rates are those that somebody stood for, the newest first.
func (c *counter) rates() []facts.RateConfirmation {
	c.t.Helper()
	rates, err := c.db.Rates(c.t.Context(), 5)
	if err != nil {
		c.t.Fatal(err)
	}
	return rates
}

// Yesterday's rate is asked about, until somebody says that it is right.
func TestRateBar(t *testing.T) {
	c := openCounter(t, Deps{})
	if bars := c.cashier().Notices; len(bars) > 0 {
		t.Errorf("a rate that was set today was asked about: %+v", bars)
	}
	c.clock.Add(24 * time.Hour)
	c.press(c.ui.cashier, "5", "0", "F9", "Return") // whatever brings the next snapshot
	c.settle()
	c.press(c.ui.cashier, "0")
	snap := c.till.Snapshot()
	if snap.Day != "2026-11-23" { // the till looks every 20 s whether the day has turned
		snap.RateOld, snap.Version = true, snap.Version+1
		c.ui.apply(snap)
	}
	if bars := c.cashier().Notices; len(bars) == 0 || !strings.Contains(bars[len(bars)-1].Text, "4,100 ៛") {
		t.Fatalf("%+v", bars)
	}
	c.press(c.ui.cashier, "K")
	c.settle()
	if v := c.cashier().Desk; !strings.Contains(v.Facts[1], "4,100 ៛") {
		t.Errorf("the rates of before: %q", v.Facts)
	}
	c.enter(fyne.KeyReturn)
	c.settle()
	if rates := c.rates(); len(rates) != 2 || rates[0].Rate != 4100 || c.ui.state.Page() != view.PageClosed {
		t.Errorf("%+v", rates)
	}
}

// Another rate takes a second key; a slip of a digit and a rate of nothing are
// refused, and nothing is written.
func TestChangeRateByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	c.press(c.ui.cashier, "k")
	c.settle()
	for _, wrong := range []string{"0", "405", "40500"} {
		for range 5 {
			c.enter(fyne.KeyBackspace)
		}
		c.write(wrong)
		c.enter(fyne.KeyReturn)
		if f := c.ui.state.Form(); f.Problem.Key == "" || c.ui.state.Page() != view.PageForm {
			t.Errorf("%s: %+v", wrong, f)
		}
	}
	for range 5 {
		c.enter(fyne.KeyBackspace)
	}
	c.write("៤០៥០")
	c.enter(fyne.KeyReturn)
	if c.ui.state.Page() != view.PageReview || len(c.rates()) != 1 {
		t.Fatalf("page %d, %+v", c.ui.state.Page(), c.rates())
	}
	c.press(c.ui.cashier, "Return") // the first key again does nothing
	c.press(c.ui.cashier, "F4")
	c.settle()
	if rates := c.rates(); len(rates) != 2 || rates[0].Rate != 4050 || c.till.Snapshot().Settings.Rate() != 4050 {
		t.Errorf("%+v", rates)
	}
}

// Once the shop has an owner a cashier needs a manager's word for the rate.
func TestRateNeedsManager(t *testing.T) {
	c := openCounter(t, Deps{})
	if err := c.till.SetSetting(t.Context(), settings.SignIn, "false"); err != nil { // nobody has signed in
		t.Fatal(err)
	}
	if _, err := c.till.AddStaff(t.Context(), "Sokha", staff.Owner, "246810", staff.Approval{}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(c.ui.cashier, "k")
	c.settle()
	c.enter(fyne.KeyReturn)
	c.fill("Sokha", "1111")
	c.enter(fyne.KeyReturn)
	c.settle()
	if f := c.ui.state.Form(); f.Problem.Code != fault.PINWrong {
		t.Fatalf("%+v", f)
	}
	c.write("246810")
	c.enter(fyne.KeyReturn)
	c.settle()
	if rates := c.rates(); len(rates) != 2 || rates[0].By != "Sokha" {
		t.Errorf("%+v", rates)
	}
}
