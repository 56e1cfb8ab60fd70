package ui

import (
	"slices"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/ui/model"
)

// made are the print jobs that were made since it was asked last.
func (e *eyes) made() (fresh []queue.Job) {
	all, err := e.w.db.PrintJobs(e.w.t.Context(), queue.Queued, queue.Printing, queue.Printed, queue.Unverified, queue.Failed, queue.Unknown, queue.TooOld)
	if err != nil {
		e.w.t.Fatal(err)
	}
	for _, j := range all {
		if j.ID > e.paper {
			fresh = append(fresh, j)
		}
	}
	for _, j := range fresh {
		e.paper = j.ID
		e.papers[j.Kind]++
	}
	return fresh
}

// papersOf compares what is printed for a command with what was on the screen when its key
// went down. A drawer that opens is a job as well.
func (e *eyes) papersOf(c model.Command, g glance) {
	_, refunds := c.(model.RefundCommand)
	backs := 0
	for _, j := range e.made() {
		switch {
		case j.Kind == queue.KindReceipt && j.Receipt.Refund != nil:
			backs++
			if shown := g.v.Desk.Amount; !refunds || j.Receipt.Refund.Of != c.(model.RefundCommand).Request.Receipt || !says(shown, j.Receipt.Total) {
				e.w.fail("a refund's paper over %s by %s, and %q was shown", j.Receipt.Total.Display(), commandName(c), shown)
			}
		case j.Kind == queue.KindReceipt:
			e.receipt(j, c, g)
		case j.Kind == queue.KindSlip:
			if !slices.Contains([]string{"Slip", "LinkSlip"}, commandName(c)) || j.Slip.Amount.Display() != g.v.Panel.Amount {
				e.w.fail("a slip over %s by %s, and %s was shown", j.Slip.Amount.Display(), commandName(c), g.v.Panel.Amount)
			}
		case !slices.Contains(printedBy[j.Kind], commandName(c)):
			e.w.fail("a %s is printed by %s", j.Kind, commandName(c))
		}
	}
	if refunds != (backs == 1) {
		e.w.fail("%d papers say what goes back by %s", backs, commandName(c))
	}
}

// printedBy are the commands that the other papers, and the drawer, come of.
var printedBy = map[queue.Kind][]string{
	queue.KindTest:   {"TestPage"},
	queue.KindReport: {"Print", "Count", "PrintMade"},
	queue.KindDrawer: {"Drawer", "Give", "Back", "Refund", "Move", "Count"},
}

// receipt compares a sale's receipt with the total and the change that were shown, and a
// copy with the number that was.
func (e *eyes) receipt(j queue.Job, c model.Command, g glance) {
	r := j.Receipt
	if again, ok := c.(model.ReprintCommand); r.Copy != ok || ok && again.Receipt != r.Number {
		e.w.fail("receipt %s is printed by %s, a copy %v", r.Number, commandName(c), r.Copy)
	}
	if shown, ok := e.totals[e.saleOf(r.Number)]; !ok || shown != r.Total.Display() {
		e.w.fail("receipt %s over %s, and %s was shown", r.Number, r.Total.Display(), shown)
	}
	if _, gave := c.(model.GiveCommand); !gave {
		return
	}
	for _, o := range g.v.Cash.Options {
		if o.Chosen && len(r.Change) > 0 && o.Text != money.Displayed(r.Change) {
			e.w.fail("receipt %s gives %s back, and %s was shown", r.Number, money.Displayed(r.Change), o.Text)
		}
	}
}

// saleOf is the sale of a receipt, "" for none.
func (e *eyes) saleOf(number id.Receipt) id.Sale {
	for _, s := range e.completed() {
		if s.Receipt == number {
			return s.ID
		}
	}
	return ""
}

// banked sees that money which comes by itself prints nothing but its sale's receipt, over
// what was shown.
func (e *eyes) banked(a payment.Attempt) {
	for _, j := range e.made() {
		if j.Kind == queue.KindReceipt && !j.Receipt.Copy && e.saleOf(j.Receipt.Number) == a.Sale && e.totals[a.Sale] == j.Receipt.Total.Display() {
			continue
		}
		e.w.fail("a %s is printed when the bank says something of %s over %s", j.Kind, a.ID, a.Amount.Display())
	}
}
