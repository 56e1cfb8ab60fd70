package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/pos"
	"psar/pos/id"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/staff"
	"psar/ui/look"
	"psar/ui/uitest"
	"psar/ui/view"
)

func openHistoryCounter(t *testing.T) *counter {
	t.Helper()
	c := openCounter(t, Deps{})
	c.ui.deps.History, c.ui.deps.SaleDetails = c.db.History, c.db.SaleDetails
	c.ui.state.CanHistory = true
	return c
}

// sell takes an amount in notes, to the cent.
func (c *counter) sell(keys ...string) {
	c.t.Helper()
	c.press(c.ui.cashier, append(keys, "F9", "Return")...)
	c.settle()
	c.press(c.ui.cashier, "0")
	c.press(c.ui.cashier, "Return")
}

// found waits for the answer to what was typed; what can't be read has none.
func (c *counter) found() {
	c.t.Helper()
	for c.ui.state.History().Busy {
		c.settle()
	}
}

func (c *counter) pastNumbers() []string {
	var all []string
	for _, r := range c.cashier().History.Rows {
		if r.Amount != "" {
			all = append(all, strings.TrimPrefix(r.Number, "01/2026/0000"))
		}
	}
	return all
}

// A sale is found, looked at and printed again, and something of it goes back, by
// keys alone.
func TestHistoryByKeys(t *testing.T) {
	c := openHistoryCounter(t)
	w := c.ui.cashier
	for range 10 {
		c.sell("3", "5", "0")
	}
	c.sell("1", "2", "3", "0")
	c.press(w, "T")
	c.settle()
	if got := strings.Join(c.pastNumbers(), " "); got != "11 10 09 08 07 06 05 04 03" {
		t.Fatalf("the first page: %s", got)
	}
	c.press(w, "Next") // PgDn
	c.settle()
	if got := strings.Join(c.pastNumbers(), " "); got != "02 01" {
		t.Fatalf("the second page: %s", got)
	}
	c.press(w, "Prior")
	c.settle()
	c.write("12.30")
	c.found()
	if got := strings.Join(c.pastNumbers(), " "); got != "11" {
		t.Fatalf("$12.30: %s", got)
	}
	c.enter(fyne.KeyEscape)
	c.settle()
	// A scanner types the receipt's code and Enter before anything is found.
	c.write("01/2026/000002")
	c.enter(fyne.KeyReturn)
	for !c.cashier().Details.On {
		c.settle()
	}
	v := c.cashier().Details
	if !v.On || v.Title != "01/2026/000002" || v.Amount != "$3.50" || len(v.Journal) == 0 {
		t.Fatalf("%+v", v)
	}
	if first := v.Journal[0]; !strings.Contains(first.Left, "$3.50") || !strings.Contains(first.Sub, "# ") {
		t.Errorf("the journal begins with %+v", first)
	}
	c.press(w, "P")
	c.settle()
	jobs, err := c.db.PrintJobs(t.Context(), queue.Queued)
	if last := jobs[len(jobs)-1]; err != nil || last.Receipt == nil || !last.Receipt.Copy || last.Receipt.Number.Sequence != 2 {
		t.Errorf("printed %+v %v", last, err)
	}
	for last := (view.LedgerRow{}); last.Left != "To the printer: receipt"; {
		c.settle() // the sale is read anew: its journal has grown
		last = c.cashier().Details.Journal[len(c.cashier().Details.Journal)-1]
	}
	c.press(w, "F7")
	for c.cashier().Desk.Page != view.PageRefund {
		c.settle()
	}
	if v := c.cashier().Desk; v.Title != "Refund · $3.50" {
		t.Fatalf("%+v", v)
	}
	// The whole sale is taken back: another key, a reason, a manager, F4.
	c.press(w, "F2")
	c.settle()
	c.write("rung up twice")
	c.enter(fyne.KeyReturn)
	c.write("Dara")
	c.enter(fyne.KeyReturn)
	c.press(w, "F4")
	c.settle()
	sold, err := c.db.SaleByReceipt(t.Context(), id.Receipt{Till: 1, Year: 2026, Sequence: 2})
	if err != nil {
		t.Fatal(err)
	}
	refunds, err := c.db.Refunds(t.Context(), sold.ID)
	if err != nil || len(refunds) != 1 || refunds[0].Kind != sale.RefundVoid || refunds[0].Reason != "rung up twice" {
		t.Fatalf("%+v %v", refunds, err)
	}
	c.press(w, "Return", "T")
	c.settle()
	c.write("vo")
	c.found()
	if got := strings.Join(c.pastNumbers(), " "); got != "02" || c.cashier().History.Rows[0].State != "Voided" {
		t.Errorf("voided: %s", got)
	}
	// What was taken back once can't be voided again.
	c.enter(fyne.KeyEscape)
	c.settle()
	c.enter(fyne.KeyF2)
	c.settle()
	if v := c.cashier().History; v.Filters[0].Label != "Paid" || v.Rows[0].Number != "01/2026/000011" {
		t.Errorf("by key: %+v", v.Filters)
	}
}

// The list follows the shop: a sale that is made meanwhile stands on top, and the
// chosen one stays chosen.
func TestHistoryFollowsTheShop(t *testing.T) {
	c := openHistoryCounter(t)
	c.sell("3", "5", "0")
	c.sell("1", "2", "0")
	c.press(c.ui.cashier, "T")
	c.settle()
	c.enter(fyne.KeyDown)
	if _, err := c.till.PayCash(t.Context(), pos.CashRequest{Amount: uitest.USD(700)}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.settle()
	v := c.cashier().History
	if got := strings.Join(c.pastNumbers(), " "); got != "03 02 01" || !v.Rows[2].Chosen || v.Rows[2].Amount != "$3.50" {
		t.Errorf("%s: %+v", got, v.Rows[:3])
	}
}

// A receipt that is scanned while an amount is typed shows its sale; the amount
// stays as it was, and nobody is asked for money.
func TestScanOfReceipt(t *testing.T) {
	c := openHistoryCounter(t)
	c.sell("3", "5", "0")
	c.press(c.ui.cashier, "9", "9")
	c.clock.Add(time.Second)
	c.scan("01/2026/000001")
	c.settle()
	c.settle()
	if v := c.cashier().Details; !v.On || v.Title != "01/2026/000001" {
		t.Fatalf("%+v", v)
	}
	c.press(c.ui.cashier, "Escape")
	c.settle()
	c.enter(fyne.KeyEscape)
	c.settle()
	c.enter(fyne.KeyEscape)
	if s := c.ui.state; s.Page() != view.PageClosed || s.Entry.Money() != uitest.USD(99) || len(s.Snap.Attempts) != 0 {
		t.Errorf("%v %v, %d payments", s.Page(), s.Entry.Money(), len(s.Snap.Attempts))
	}
}

// What was given up has no receipt: it is not printed, and nothing goes back.
func TestHistoryOfCancelled(t *testing.T) {
	c := openHistoryCounter(t)
	w := c.ui.cashier
	c.press(w, "5", "Return")
	c.settle()
	c.accept()
	c.press(w, "Escape", "F4")
	c.settle()
	c.press(w, "Escape", "T")
	c.settle()
	c.enter(fyne.KeyReturn)
	c.settle()
	if v := c.cashier().Details; !v.On || v.State != "Cancelled" || !v.Buttons[1].Off || !v.Buttons[2].Off {
		t.Fatalf("%+v", v)
	}
	c.press(w, "P")
	if !strings.Contains(c.cashier().Panel.Said.Text, "no receipt") {
		t.Errorf("said %q", c.cashier().Panel.Said.Text)
	}
	c.press(w, "F7", "Escape", "Escape")
	if c.ui.state.Page() != view.PageClosed {
		t.Errorf("still open: %v", c.ui.state.Page())
	}
}

// A void comes too late once something went back.
func TestVoidComesTooLate(t *testing.T) {
	c := openHistoryCounter(t)
	w := c.ui.cashier
	c.sell("2", "*", "6", "0", "0")
	if _, err := c.till.Refund(t.Context(), pos.RefundRequest{
		Receipt: c.sales()[0].Receipt, Lines: map[int]int64{1: 1}, Reason: "sour",
		Approval: staff.Approval{By: "Dara", Shown: staff.FiguresOf(uitest.USD(600))},
	}); err != nil {
		t.Fatal(err)
	}
	c.press(w, "F7")
	c.write("1")
	c.enter(fyne.KeyReturn)
	c.settle()
	c.press(w, "F2")
	if v := c.cashier(); v.Desk.Page != view.PageRefund || !v.Desk.Buttons[3].Off || !strings.Contains(v.Panel.Said.Text, "voided whole") {
		t.Errorf("%+v", v.Desk)
	}
}

// The line of the past shows what is looked for: a key that is dropped leaves no trace in it.
func TestLineOfThePastShowsWhatCounts(t *testing.T) {
	c := openHistoryCounter(t)
	c.press(c.ui.cashier, "T")
	c.settle()
	c.typeInto("3")
	c.ui.state = c.ui.state.TypeAgain(c.clock.Now(), false)
	c.typeInto("5")
	line := c.ui.cashier.Canvas().Focused().(*look.Field)
	if got := c.ui.state.History().Find; got != "3" || line.Text != got {
		t.Errorf("looks for %q, and shows %q", got, line.Text)
	}
	c.clock.Add(time.Second)
	if c.typeInto("0"); c.ui.state.History().Find != "30" || line.Text != "30" {
		t.Errorf("then it looks for %q, and shows %q", c.ui.state.History().Find, line.Text)
	}
}
