package ui

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

func openHistoryCounter(t *testing.T) *counter {
	t.Helper()
	c := openCounter(t, Deps{})
	c.ui.deps.History, c.ui.deps.SaleStory = c.db.History, c.db.SaleStory
	c.ui.state.canHistory = true
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
	for c.ui.state.desk.history.busy {
		c.settle()
	}
}

func (c *counter) pastNumbers() []string {
	var all []string
	for _, r := range c.cashier().history.rows {
		if r.amount != "" {
			all = append(all, strings.TrimPrefix(r.number, "01/2026/0000"))
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
	for !c.cashier().story.on {
		c.settle()
	}
	v := c.cashier().story
	if !v.on || v.title != "01/2026/000002" || v.amount != "$3.50" || len(v.journal) == 0 {
		t.Fatalf("%+v", v)
	}
	if first := v.journal[0]; !strings.Contains(first.left, "$3.50") || !strings.Contains(first.sub, "# ") {
		t.Errorf("the journal begins with %+v", first)
	}
	c.press(w, "P")
	c.settle()
	jobs, err := c.db.PrintJobs(t.Context(), queue.Queued)
	if last := jobs[len(jobs)-1]; err != nil || last.Receipt == nil || !last.Receipt.Copy || last.Receipt.Number.Sequence != 2 {
		t.Errorf("printed %+v %v", last, err)
	}
	for last := (ledgerRow{}); last.left != "To the printer: receipt"; {
		c.settle() // the sale is read anew: its journal has grown
		last = c.cashier().story.journal[len(c.cashier().story.journal)-1]
	}
	c.press(w, "F7")
	for c.cashier().desk.page != deskRefund {
		c.settle()
	}
	if v := c.cashier().desk; v.title != "Refund · $3.50" {
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
	refunds, err := c.db.Refunds(t.Context(), c.ui.state.desk.refund.sale.ID)
	if err != nil || len(refunds) != 1 || refunds[0].Kind != sale.RefundVoid || refunds[0].Reason != "rung up twice" {
		t.Fatalf("%+v %v", refunds, err)
	}
	c.press(w, "Return", "T")
	c.settle()
	c.write("vo")
	c.found()
	if got := strings.Join(c.pastNumbers(), " "); got != "02" || c.cashier().history.rows[0].state != "Voided" {
		t.Errorf("voided: %s", got)
	}
	// What was taken back once can't be voided again.
	c.enter(fyne.KeyEscape)
	c.settle()
	c.enter(fyne.KeyF2)
	c.settle()
	if v := c.cashier().history; v.filters[0].label != "Paid" || v.rows[0].number != "01/2026/000011" {
		t.Errorf("by key: %+v", v.filters)
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
	if _, err := c.till.PayCash(t.Context(), pos.CashRequest{Amount: usd(700)}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.settle()
	v := c.cashier().history
	if got := strings.Join(c.pastNumbers(), " "); got != "03 02 01" || !v.rows[2].chosen || v.rows[2].amount != "$3.50" {
		t.Errorf("%s: %+v", got, v.rows[:3])
	}
}

// A receipt that is scanned while an amount is typed shows its sale; the amount
// stays as it was, and nobody is asked for money.
func TestScanOfReceipt(t *testing.T) {
	c := openHistoryCounter(t)
	c.sell("3", "5", "0")
	c.press(c.ui.cashier, "9", "9")
	c.clock.advance(time.Second)
	c.scan("01/2026/000001")
	c.settle()
	c.settle()
	if v := c.cashier().story; !v.on || v.title != "01/2026/000001" {
		t.Fatalf("%+v", v)
	}
	c.press(c.ui.cashier, "Escape")
	c.settle()
	c.enter(fyne.KeyEscape)
	c.settle()
	c.enter(fyne.KeyEscape)
	if s := c.ui.state; s.desk.page != deskClosed || s.entry.money() != usd(99) || len(s.snap.Attempts) != 0 {
		t.Errorf("%v %v, %d payments", s.desk.page, s.entry.money(), len(s.snap.Attempts))
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
	if v := c.cashier().story; !v.on || v.state != "Cancelled" || !v.buttons[1].off || !v.buttons[2].off {
		t.Fatalf("%+v", v)
	}
	c.press(w, "P")
	if !strings.Contains(c.cashier().panel.said.text, "no receipt") {
		t.Errorf("said %q", c.cashier().panel.said.text)
	}
	c.press(w, "F7", "Escape", "Escape")
	if c.ui.state.desk.page != deskClosed {
		t.Errorf("still open: %v", c.ui.state.desk.page)
	}
}

// A void comes too late once something went back.
func TestVoidComesTooLate(t *testing.T) {
	c := openHistoryCounter(t)
	w := c.ui.cashier
	c.sell("2", "*", "6", "0", "0")
	if _, err := c.till.Refund(t.Context(), pos.RefundRequest{
		Receipt: c.sales()[0].Receipt, Lines: map[int]int64{1: 1}, Reason: "sour",
		Approval: staff.Approval{By: "Dara", Shown: staff.FiguresOf(usd(600))},
	}); err != nil {
		t.Fatal(err)
	}
	c.press(w, "F7")
	c.write("1")
	c.enter(fyne.KeyReturn)
	c.settle()
	c.press(w, "F2")
	if v := c.cashier(); v.desk.page != deskRefund || !v.desk.buttons[3].off || !strings.Contains(v.panel.said.text, "voided whole") {
		t.Errorf("%+v", v.desk)
	}
}

// What is typed to find a sale means what a person means by it.
func TestFinderReads(t *testing.T) {
	t.Parallel()
	f := state{snap: pos.Snapshot{Day: "2026-11-22", Settings: settings.Values{settings.TillNumber: "3"}}}.finder()
	receipt := func(n int) id.Receipt { return id.Receipt{Till: 3, Year: 2026, Sequence: n} }
	for text, want := range map[string]pos.HistoryFilter{
		"":                    {},
		"R-187":               {Receipt: receipt(187)},
		"r187":                {Receipt: receipt(187)},
		"#14000":              {Receipt: receipt(14000)},
		"01/2026/000187":      {Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}},
		"R-01/2025/9":         {Receipt: id.Receipt{Till: 1, Year: 2025, Sequence: 9}},
		"7":                   {Receipt: receipt(7)},
		"14000":               {Receipt: receipt(14000), Amount: khr(14000)},
		"១៤០០០":               {Receipt: receipt(14000), Amount: khr(14000)},
		"3.50":                {Amount: usd(350)},
		"$3":                  {Amount: usd(300)},
		"$1,250.75":           {Amount: usd(125075)},
		"14,000":              {Amount: khr(14000)},
		"500៛":                {Amount: khr(500)},
		"$5៛":                 {}, // of two currencies at once
		"23/11":               {From: "2025-11-23", To: "2025-11-23"},
		"22/11":               {From: "2026-11-22", To: "2026-11-22"},
		"29/2":                {From: "2024-02-29", To: "2024-02-29"},
		"1/3/2024":            {From: "2024-03-01", To: "2024-03-01"},
		"2026-11-01":          {From: "2026-11-01", To: "2026-11-01"},
		"20/11-22/11":         {From: "2026-11-20", To: "2026-11-22"},
		"22/11–20/11":         {From: "2026-11-20", To: "2026-11-22"},
		"14:30":               {Clock: pos.ClockSpan{From: 14*60 + 20, To: 14*60 + 40}},
		"0:05 21/11":          {Clock: pos.ClockSpan{From: 23*60 + 55, To: 15}, From: "2026-11-21", To: "2026-11-21"},
		"14:00-15:30 paid":    {Clock: pos.ClockSpan{From: 14 * 60, To: 15*60 + 30}, State: pos.PastPaid},
		"25:00":               {},
		"14:00-":              {},
		"refu":                {State: pos.PastRefunded},
		"បានសង":               {State: pos.PastRefunded},
		"សងវិញ":               {State: pos.PastRefunded},
		"110000000000015":     {Payment: "110000000000015"},
		"3.50 21/11 Paid":     {Amount: usd(350), From: "2026-11-21", To: "2026-11-21", State: pos.PastPaid},
		"unclaimed 2026-11-3": {},
		"hello":               {},
		"0":                   {},
		"31/2":                {},
		"-":                   {},
	} {
		got, ok := f.read(text)
		if got != want || ok != (want != pos.HistoryFilter{} || text == "") {
			t.Errorf("%q: %+v %v, want %+v", text, got, ok, want)
		}
	}
}

// A row of the journal is read as the till writes it: the sum that a payment asked
// for is the payment's.
func TestJournalRowSaysWhatWasAsked(t *testing.T) {
	t.Parallel()
	payload, err := json.Marshal(payment.Attempt{ID: "11795448607511", Amount: usd(500)})
	if err != nil {
		t.Fatal(err)
	}
	s := newState(cannedSnapshot(), words.English, nil, false)
	var said factSays
	if err := json.Unmarshal(payload, &said); err != nil {
		t.Fatal(err)
	}
	if got, want := s.factText(facts.AttemptReserved, said), "Payment 11795448607511 asked for $5.00"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
