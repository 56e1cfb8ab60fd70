package pos_test

import (
	"time"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// ledger is what a walk itself knows that it did beside the sales: the truth that reports and
// audits are held against, without a look at the database.
type ledger struct {
	periods map[int]map[journal.Kind]int
	people  map[report.AuditCount]int
	away    map[int][]report.Spell
	stands  bool   // the till has a bill that the customer sees
	by      string // who rang it up
}

// did notes what was done.
func (w *walk) did(kind journal.Kind, by string) {
	l, snap := &w.ledger, w.till.Snapshot()
	if l.periods == nil {
		l.periods, l.people, l.away = map[int]map[journal.Kind]int{}, map[report.AuditCount]int{}, map[int][]report.Spell{}
	}
	z := snap.Shift.Z
	if l.periods[z] == nil {
		l.periods[z] = map[journal.Kind]int{}
	}
	l.periods[z][kind]++
	l.people[report.AuditCount{By: by, Day: money.DayOf(w.clock.Now(), 4), Kind: kind}]++
}

// trace does something to a bill that is not sold, copies a receipt or prints a test page.
func (w *walk) trace() {
	ctx, by := w.t.Context(), w.till.Snapshot().SignedIn.Name
	receipt := len(w.receipts) > 0
	switch n := w.r.IntN(6); {
	case n < 3:
		w.traceBill(by)
	case n == 3 && receipt:
		if w.checked(w.till.Reprint(ctx, w.receipts[w.r.IntN(len(w.receipts))])) {
			w.did(facts.ReceiptReprinted, by)
		}
	case n == 4 && receipt:
		if w.coin(2) {
			w.checked(w.till.ViewReceipt(ctx, w.receipts[w.r.IntN(len(w.receipts))]))
			w.did(facts.ReceiptViewed, by)
			return
		}
		if w.checked(second(w.till.CopyReceipt(ctx, w.receipts[w.r.IntN(len(w.receipts))], "file:x"))) {
			w.did(facts.ReceiptCopied, by)
		}
	case n == 5:
		if w.checked(w.till.PrintTest(ctx, settings.RoleReceipt)) {
			w.did(facts.PrinterTested, by)
		}
	}
}

// traceBill does something to a bill, shows one to the customer, or takes it off.
func (w *walk) traceBill(by string) {
	kinds := map[sale.TraceKind]journal.Kind{
		sale.TraceLineRemoved: "bill.line_removed", sale.TraceCleared: "bill.cleared", sale.TraceHeldCleared: "bill.held_cleared", sale.TraceGivenUp: "bill.given_up",
		sale.TracePriceChanged: "bill.price_changed", sale.TraceQuantityLowered: "bill.quantity_lowered", sale.TraceQuantityRaised: "bill.quantity_raised",
		sale.TraceDiscountChanged: "bill.discount_changed",
	}
	var traces []sale.Trace
	for range w.r.IntN(3) {
		traces = append(traces, sale.Trace{Kind: sale.TraceKinds()[w.r.IntN(len(kinds))], Lines: w.bill().Lines, Seen: w.coin(2)})
	}
	var standing *sale.Standing
	switch w.r.IntN(3) {
	case 0:
		standing = &sale.Standing{Bill: w.bill(), Total: w.price()}
	case 1:
		standing = &sale.Standing{}
	}
	if !w.checked(w.till.Trace(w.t.Context(), traces, standing)) {
		return
	}
	for _, trace := range traces {
		w.did(kinds[trace.Kind], by)
	}
	if standing != nil {
		w.ledger.stands, w.ledger.by = len(standing.Bill.Lines) > 0, by
	}
}

// restart is a power cut: a bill that stood there is told of, and a till that was closed for
// long within a shift.
func (w *walk) restart() {
	before := w.till.Snapshot().Shift
	sold, err := w.disk.PeriodReport(w.t.Context(), before.Z)
	if err != nil {
		w.t.Fatal(err)
	}
	w.close()
	closed := w.clock.Now()
	if w.coin(2) {
		w.clock.Add(time.Duration(10+w.r.IntN(120)) * time.Minute)
	}
	w.testShop.open()
	if w.ledger.stands {
		w.did(facts.BillGivenUp, w.ledger.by)
		w.ledger.stands = false
	}
	opened := w.clock.Now()
	if begun := before.Open || sold.Sales[0].Count+sold.Sales[1].Count > 0; begun && opened.Sub(closed) > 30*time.Minute {
		w.did(facts.TillWasClosed, "")
		w.ledger.away[before.Z] = append(w.ledger.away[before.Z], report.Spell{Since: closed, Until: opened})
	}
}

// checkTraces compares a period's report with what the walk did.
func (w *walk) checkTraces(z int, r report.Report) {
	w.t.Helper()
	for _, kind := range []journal.Kind{
		"bill.line_removed", "bill.cleared", "bill.held_cleared", "bill.given_up", "bill.price_changed", "bill.quantity_lowered",
		"bill.quantity_raised", "bill.discount_changed", "receipt.viewed", "receipt.copied", "printer.tested", "till.was_closed",
	} {
		if got, want := counted(r, kind), w.ledger.periods[z][kind]; got != want {
			w.t.Errorf("Z %d: %d of %s, and %d were done", z, got, kind, want)
		}
	}
	if got, want := r.Corrections.Reprints, w.ledger.periods[z][facts.ReceiptReprinted]; got != want {
		w.t.Errorf("Z %d: %d reprints, and %d were done", z, got, want)
	}
	away := w.ledger.away[z]
	if len(r.Closed) != len(away) {
		w.t.Errorf("Z %d: closed %+v, and was %+v", z, r.Closed, away)
		return
	}
	for i, c := range r.Closed {
		if off := away[i].Since.Sub(c.Since); !c.Until.Equal(away[i].Until) || off < 0 || off > time.Minute {
			w.t.Errorf("Z %d: closed from %v to %v, and was from %v to %v", z, c.Since, c.Until, away[i].Since, away[i].Until)
		}
	}
}

// checkAudit compares the audit of all days with what the walk did, by whom and when.
func (w *walk) checkAudit() {
	w.t.Helper()
	r, err := w.disk.Audit(w.t.Context(), "2026-11-01", money.DayOf(w.clock.Now(), 4))
	if err != nil {
		w.t.Fatal(err)
	}
	own := map[journal.Kind]bool{}
	for c := range w.ledger.people {
		own[c.Kind] = true
	}
	found := map[report.AuditCount]int{}
	events := 0
	for _, c := range r.Audit.People {
		n := c.Count
		if c.Kind != report.AuditApproval && c.Kind != report.AuditOverride {
			events += n
		}
		if c.Count = 0; own[c.Kind] {
			found[c] = n
		}
	}
	for c, n := range w.ledger.people {
		if found[c] != n {
			w.t.Errorf("the audit tells of %d of %+v, and %d were done", found[c], c, n)
		}
		delete(found, c)
	}
	for c, n := range found {
		w.t.Errorf("the audit tells of %d of %+v, which nobody did", n, c)
	}
	if events != len(r.Audit.Events)+r.Audit.More {
		w.t.Errorf("%d events are counted, %d listed and %d more", events, len(r.Audit.Events), r.Audit.More)
	}
}
