package pos

import (
	"context"
	"time"

	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/text"
)

// cashDrawer is the till's part for the current period and the cash expected in the
// drawer: the float, or before it is counted what the last close left, and everything
// committed since.
type cashDrawer struct {
	shift drawer.Shift
}

func openDrawer(ctx context.Context, from Drawer) (cashDrawer, error) {
	shift, err := from.Shift(ctx)
	return cashDrawer{shift}, err
}

// reread reads the period anew, after another program wrote into the database: it may have closed
// the one that was open.
func (d *cashDrawer) reread(ctx context.Context, from Drawer) error {
	is, err := openDrawer(ctx, from)
	if err == nil {
		*d = is
	}
	return err
}

// period is the number of the period, which its Z report will have.
func (d *cashDrawer) period() int { return d.shift.Z }

// checkClock refuses a clock that is before the last Z report, with fault.ClockBack: new rows
// would be dated before a closed period. Not if the owner said, by the setting
// day.clock_wrong_z, that the clock of that Z report was wrong.
func (d *cashDrawer) checkClock(now time.Time, wrongZ int) error {
	if now.Before(d.shift.LastZ) && wrongZ != d.shift.LastNumber {
		return fault.New(fault.ClockBack, money.Local(d.shift.LastZ))
	}
	return nil
}

// checkCount refuses to open a shift twice, and to hand over one that is not open.
func (d *cashDrawer) checkCount(kind drawer.CountKind) error {
	switch {
	case kind == drawer.CountOpen && d.shift.Open:
		return fault.New(fault.ShiftOpen, d.shift.Z)
	case kind == drawer.CountHandover && !d.shift.Open:
		return fault.New(fault.ShiftNone)
	}
	return nil
}

// newCount returns a count beside the cash expected.
func (d *cashDrawer) newCount(kind drawer.CountKind, r drawer.CountRequest, sums []money.Money, day money.Day, now time.Time) drawer.Count {
	return drawer.Count{
		Z: d.shift.Z, Kind: kind, Day: day, At: now,
		By: text.Name(r.By), To: text.Name(r.To), Notes: r.Notes,
		Counted: sums, Expected: d.shift.Drawer, Reason: text.Tidy(r.Reason),
	}
}

// lacks reports that the drawer should hold less than an amount, and what it should hold.
func (d *cashDrawer) lacks(m money.Money) (held money.Money, short bool) {
	minor := money.MinorOf(d.shift.Drawer, m.Currency)
	return money.Of(max(0, minor), m.Currency), m.Minor > minor
}

// checkHolds refuses to take out more cash than the drawer holds. mayKnow says whether
// the error may name the cash expected: a cashier who counts blind must not learn it by
// asking for more.
func (d *cashDrawer) checkHolds(m money.Money, mayKnow bool) error {
	held, short := d.lacks(m)
	switch {
	case !short:
		return nil
	case !mayKnow:
		return fault.New(fault.DrawerLess, m.Display())
	}
	return fault.New(fault.DrawerShort, held.Display())
}

// checkPaysBack is checkHolds for a part of a refund, whose approver may see the cash expected:
// the other currency may have enough.
func (d *cashDrawer) checkPaysBack(m money.Money) error {
	held, short := d.lacks(m)
	if !short {
		return nil
	}
	return fault.New(fault.DrawerShort, held.Display(), m.Display(), "refund")
}

// keep applies a committed batch to the cash expected. before returns the part-paid sale
// that a row of the batch replaces, whose cash is counted already.
func (d *cashDrawer) keep(batch Batch, before func(id.Sale) sale.Sale) {
	for _, s := range batch.Sales {
		for _, m := range before(s.ID).InDrawer() {
			d.shift = d.shift.Plus(m.Negative())
		}
		d.shift = d.shift.Plus(s.InDrawer()...)
	}
	for _, r := range batch.Refunds {
		for _, tender := range r.Paid {
			if tender.Kind.Cash() {
				d.shift = d.shift.Plus(tender.Amount.Negative())
			}
		}
	}
	for _, m := range batch.CashMoves {
		d.shift = d.shift.Plus(m.Signed())
	}
}

// keepCount applies a count that opened the shift or handed it over.
func (d *cashDrawer) keepCount(count drawer.Count) { d.shift = d.shift.After(count) }

// keepZ starts the next period with the cash that the closing count left.
func (d *cashDrawer) keepZ(z report.ZReport, count drawer.Count) {
	d.shift = drawer.Shift{Z: z.Number + 1, LastZ: z.Made, LastNumber: z.Number, Left: count.Counted}.Plus(count.Counted...)
}
