package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// typeInto types into the line that has the focus, as a keyboard does: the
// test fails when nothing has it.
func (c *counter) typeInto(text string) {
	c.t.Helper()
	f := c.ui.cashier.Canvas().Focused()
	if f == nil {
		c.t.Fatal("no line has the focus")
	}
	for _, r := range text {
		c.clock.Add(hand)
		f.TypedRune(r)
	}
	c.quiet()
}

// hit presses a key where the focus is.
func (c *counter) hit(names ...fyne.KeyName) {
	for _, n := range names {
		if f := c.ui.cashier.Canvas().Focused(); f != nil {
			c.clock.Add(hand)
			f.TypedKey(&fyne.KeyEvent{Name: n})
			c.quiet()
			continue
		}
		c.press(c.ui.cashier, string(n))
	}
}

// late makes a sale whose money came late, and leaves the windows idle.
func (c *counter) late(amount money.Money, keys ...string) id.Payment {
	c.t.Helper()
	c.press(c.ui.cashier, keys...)
	c.press(c.ui.cashier, "Return")
	c.settle()
	c.accept()
	id := c.ui.state.Front
	c.press(c.ui.cashier, "Escape", "F4")
	c.settle()
	if _, err := c.till.Happened(context.Background(), id, payment.VerifiedPaid{Received: amount}); err != nil {
		c.t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(c.ui.cashier, "Escape")
	return id
}

// A manager completes a sale by its late money with the keyboard alone: the
// list, the form with a name in Khmer and a PIN, what will happen, F4.
func TestManagerResolvesByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	if err := c.till.SetSetting(context.Background(), settings.ManagerPIN, "2468"); err != nil {
		t.Fatal(err)
	}
	c.ui.deps.ManagerPIN = func() bool { set, _ := c.till.ManagerPINSet(); return set }
	id := c.late(uitest.USD(500), "5", "0", "0")
	c.press(c.ui.cashier, "ុ") // U of a Khmer layout
	if c.cashier().Desk.Rows[0].Amount != "$5.00" || !c.shows("$5.00") {
		t.Fatal("the list does not show the money")
	}
	c.press(c.ui.cashier, "1")
	c.settle() // what was said of it so far
	c.press(c.ui.cashier, "1")
	c.settle() // a PIN is needed
	if e := c.lines()[1]; !e.Visible() || !e.Password {
		t.Fatal("no line for the PIN")
	}
	c.typeInto("សុខា")
	if got := c.lines()[0].Text; got != "សុខា" || c.ui.state.Entry.Digits != "" {
		t.Fatalf("the line holds %q, the amount %q", got, c.ui.state.Entry.Digits)
	}
	c.hit("Tab")
	c.typeInto("1357")
	c.hit("Return", "F4")
	c.settle()
	if c.ui.state.Page() != view.PageForm || c.ui.state.Form().Problem.Code != fault.PINWrong || c.lines()[1].Text != "" {
		t.Fatalf("a wrong PIN: page %d, %q, line %q", c.ui.state.Page(), c.ui.state.Form().Problem.Code, c.lines()[1].Text)
	}
	c.typeInto("24")
	c.tap("4") // the keypad types into the form too
	c.hit("BackSpace")
	c.typeInto("68")
	c.hit("Return")
	if c.ui.state.Page() != view.PageReview || c.ui.cashier.Canvas().Focused() != nil {
		t.Fatalf("page %d, focus %v", c.ui.state.Page(), c.ui.cashier.Canvas().Focused())
	}
	c.hit("Return", "F4")
	c.settle()
	if c.ui.state.Page() != view.PageDone || !c.shows("01/2026/000001") {
		t.Fatalf("page %d, %q", c.ui.state.Page(), c.cashier().Desk.Text)
	}
	a, err := c.till.Attempt(context.Background(), id)
	if err != nil || a.State != payment.Paid {
		t.Errorf("state %s, %v", a.State, err)
	}
	rows, err := c.db.Resolutions(context.Background(), id)
	if err != nil || len(rows) != 1 || rows[0].By != "សុខា" {
		t.Errorf("recorded %+v, %v", rows, err)
	}
	c.hit("Return")
	if c.ui.state.Page() != view.PageClosed || c.cashier().Head.Money.Text != "" {
		t.Error("the list is empty and stays")
	}
	c.press(c.ui.cashier, "7")
	if c.cashier().Amount.Amount != "$0.07" {
		t.Errorf("the next sale begins with %q", c.cashier().Amount.Amount)
	}
}

// The same by touch, with what a manager wrote before it.
func TestManagerResolvesByTouch(t *testing.T) {
	c := openCounter(t, Deps{})
	id := c.late(uitest.USD(400), "5", "0", "0")
	c.tap(c.cashier().Head.Money.Text)
	c.tap(c.cashier().Desk.Rows[0].Amount)
	c.settle()
	c.tap(c.cashier().Desk.Buttons[3].Label) // note
	c.settle()
	c.typeInto("ភ្ញៀវទូរស័ព្ទមក")
	c.ui.cashier.Canvas().Focus(c.lines()[1]) // as a mouse does: the test driver knows only one window
	c.typeInto("Sokha")
	c.tap(c.cashier().Desk.Buttons[0].Label) // continue
	c.tap(c.cashier().Desk.Buttons[1].Label) // do it
	c.settle()
	c.tap(c.cashier().Desk.Buttons[0].Label)
	c.tap(c.cashier().Desk.Rows[0].Amount)
	c.settle()
	if got := c.cashier().Desk.Past[1]; !strings.Contains(got, "ភ្ញៀវទូរស័ព្ទមក") || !strings.Contains(got, "Sokha") {
		t.Errorf("the history says %q", got)
	}
	c.tap(c.cashier().Desk.Buttons[2].Label) // sent back
	c.settle()
	c.typeInto("FT26327HX81")
	c.hit("Return")
	c.typeInto("Sokha")
	c.hit("Return", "F4")
	c.settle()
	a, err := c.till.Attempt(context.Background(), id)
	if err != nil || a.State != payment.Resolved || len(c.till.Snapshot().Unmatched) != 0 {
		t.Errorf("state %s, %v", a.State, err)
	}
}

// The first riel code waits for the owner's word, is shown at once after it,
// and the next account is refused with an alert that stays until it is read.
func TestPayeeAndAlertOnTheWindows(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	charge := func(account string) {
		t.Helper()
		c.press(w, "/", "5", "0", "0", "0", "Return")
		c.settle()
		c.happen(payment.Sending{})
		c.happen(payment.CodeAccepted{QR: uitest.GoodCode, Payee: payment.Payee{Account: account, Name: "SOK DARA"}, Expires: c.clock.Now().Add(10 * time.Minute)})
	}
	charge("sok_dara@aclb")
	if c.customer().Kind != view.CustomerPreparing || c.cashier().Panel.Card != (view.Card{}) {
		t.Fatal("a code is seen before the owner's word")
	}
	c.press(w, "Y")
	c.settle()
	c.typeInto("Sokha")
	c.hit("Return")
	if c.customer().Kind != view.CustomerPreparing {
		t.Fatal("shown before the second key")
	}
	c.hit("F4")
	c.settle()
	if c.customer().Kind != view.CustomerCode || c.cashier().Panel.Card == (view.Card{}) {
		t.Fatalf("the code is not shown: customer %d", c.customer().Kind)
	}
	c.happen(payment.VerifiedPaid{Received: uitest.KHR(5000)})
	c.press(w, "Escape")
	charge("thief@bank")
	if c.customer().Kind != view.CustomerWait || len(c.cashier().Notices) == 0 {
		t.Fatal("a strange account raises no alarm")
	}
	c.press(w, "Escape", "Escape", "A")
	c.settle()
	if got := c.cashier().Desk.Amount; got != "thief@bank" {
		t.Fatalf("the alarm is about %q", got)
	}
	c.typeInto("Sokha")
	c.hit("Return", "F4")
	c.settle()
	if len(c.cashier().Notices) != 0 || len(c.till.Snapshot().Alerts) != 0 {
		t.Error("the alarm stays though it was read")
	}
}

// Asked anew the sale stays the same; the old code paid after all completes it.
func TestAskedAnewAndTheOldCodePaid(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "3", "5", "0", "Return")
	c.settle()
	c.accept()
	old := c.ui.state.Front
	c.clock.Add(11 * time.Minute)
	c.happen(payment.VerifiedUnpaid{})
	c.clock.Add(2 * time.Second)
	c.press(w, "Return")
	c.settle()
	c.accept()
	renewed := c.ui.state.Front
	if renewed == old || c.customer().Kind != view.CustomerCode {
		t.Fatalf("front %s, customer %d", renewed, c.customer().Kind)
	}
	a, _ := c.till.Snapshot().Attempt(renewed)
	if b, _ := c.till.Snapshot().Attempt(old); a.Sale != b.Sale || a.Replaces != old {
		t.Fatalf("another sale: %s, %s", a.Sale, b.Sale)
	}
	if _, err := c.till.Happened(context.Background(), old, payment.VerifiedPaid{Received: uitest.USD(350)}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	if c.customer().Kind != view.CustomerPaid || c.cashier().Panel.Kind != view.PanelPaid || c.ui.state.Front != old {
		t.Errorf("customer %d, front %s", c.customer().Kind, c.ui.state.Front)
	}
}

// A link by keys: made, fetched, copied, sent to the tray.
func TestLinkOnTheWindows(t *testing.T) {
	c := openCounter(t, Deps{PaymentLink: func(a payment.Attempt) (string, error) { return "https://pay.example/" + string(a.ID), nil }})
	w := c.ui.cashier
	c.press(w, "5", "0", "0", "L")
	c.settle()
	if c.ui.state.Said.Code != fault.LinkNoReturn {
		t.Fatalf("said %q", c.ui.state.Said.Code)
	}
	if err := c.till.SetSetting(context.Background(), settings.LinkSuccessURL, "https://shop.example/thanks"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(w, "ល")
	c.settle()
	c.happen(payment.Sending{})
	c.happen(payment.LinkReady{Expires: c.clock.Now().Add(24 * time.Hour)})
	c.settle()
	link := "https://pay.example/" + string(c.ui.state.Front)
	if got := scan(t, w); got != link || c.cashier().Panel.Link != link {
		t.Errorf("the code says %q, the text %q", got, c.cashier().Panel.Link)
	}
	c.press(w, "c")
	if got := c.ui.deps.App.Clipboard().Content(); got != link {
		t.Errorf("the clipboard holds %q", got)
	}
	if c.customer().Kind != view.CustomerIdle {
		t.Error("the customer's window shows a link's payment")
	}
	c.press(w, "F2")
	if len(c.cashier().Tray) != 1 || !c.shows(c.cashier().Amount.Caption) {
		t.Error("not in the tray")
	}
	for _, l := range c.logged {
		if strings.Contains(l, "pay.example") {
			t.Errorf("a link is in the log: %s", l)
		}
	}
}

// From Verify's "paid" to both windows painted, on the real store: the till
// commits, then the windows draw. The floor is the software painter alone on
// the same two pictures.
func BenchmarkPaidToBothScreens(b *testing.B) {
	c := openCounter(b, Deps{})
	var floor, whole time.Duration
	for b.Loop() {
		b.StopTimer()
		c.press(c.ui.cashier, "1", "2", "3", "0", "Return")
		c.settle()
		c.accept()
		c.ui.cashier.Canvas().Capture()
		c.ui.customer.Canvas().Capture()
		c.clock.Add(time.Second)
		b.StartTimer()
		begun := time.Now()
		c.happen(payment.VerifiedPaid{Received: uitest.USD(1230)})
		c.ui.cashier.Canvas().Capture()
		c.ui.customer.Canvas().Capture()
		whole += time.Since(begun)
		b.StopTimer()
		if c.customer().Kind != view.CustomerPaid {
			b.Fatal("not paid")
		}
		begun = time.Now()
		c.ui.cashier.Canvas().Capture()
		c.ui.customer.Canvas().Capture()
		floor += time.Since(begun)
		c.clock.Add(model.PaidFor)
		c.ui.tick()
		b.StartTimer()
	}
	n := float64(b.N)
	b.ReportMetric(float64(floor.Microseconds())/n/1000, "painter-ms/op")
	b.ReportMetric(float64((whole-floor).Microseconds())/n/1000, "own-ms/op")
	b.ReportMetric(float64(whole)/float64(floor), "x/floor")
}

// A line of a form shows the figure that counts, and no other: a key that is not taken
// leaves no trace in it, however often it is pressed.
func TestLineShowsWhatCounts(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "3", "5", "0", "+", "M")
	c.hit("Return")
	shows := func(want string) {
		t.Helper()
		f := c.ui.state.Form()
		if got := c.lines()[1].Text; got != want || f.Money().Grouped() != want {
			t.Errorf("the line shows %q, %v counts, want %s", got, f.Money(), want)
		}
	}
	shows("3.50")
	c.typeInto("4.25")
	shows("4.25")
	for range 2 {
		c.typeInto("5")
		shows("4.25")
		if c.ui.state.Form().Problem.Code != fault.AmountDecimals || c.cashier().Desk.Problem == "" {
			t.Error("and nothing is said")
		}
	}
	c.typeInto("..")
	shows("4.25")
	c.hit("BackSpace", "BackSpace", "BackSpace")
	shows("0.04")
	c.typeInto("25")
	c.hit("Return")
	c.clock.Add(model.SettleFor) // the bill is read
	c.press(w, "Return")
	if !c.ui.state.Charging || c.ui.state.Total() != uitest.USD(425) {
		t.Errorf("charging %v, total %v", c.ui.state.Charging, c.ui.state.Total())
	}
	c.settle()
	if a, _ := c.ui.state.Attempt(); a.Amount != uitest.USD(425) {
		t.Errorf("asks for %v", a.Amount)
	}
}
