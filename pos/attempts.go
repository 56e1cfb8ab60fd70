package pos

import (
	"context"
	"maps"
	"slices"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/sale"
)

// attempts is the till's part that knows the payments that something may still become
// of, and those that the windows still show. It decides nothing: the state machine is
// payment.Attempt's, and what it says is kept here once it is durable.
type attempts struct {
	stored Payments

	opened     time.Time
	last       id.Payment                     // the highest id that was issued
	watching   map[id.Payment]payment.Attempt // still verified, in progress or not
	unmatched  map[id.Payment]payment.Attempt // money without a sale
	rechecking map[id.Payment]payment.Attempt // paid, and still asked after a second payment
	ended      []payment.Attempt              // since the till was opened, newest last, for the windows
	receipts   map[id.Payment]id.Receipt      // of ended that were paid
	dropped    map[id.Sale]sale.Sale          // sales of ended that were given up
	alerts     []payment.Alert                // unread; replaced, never changed: snapshots hold it
	gateway    GatewayStatus
}

const (
	// keepEnded is how long an ended attempt stays in the snapshot.
	keepEnded = time.Hour
	// recheckMost is how long after its end a paid code is asked after at the most,
	// also where the gateway never answers.
	recheckMost = 3 * payment.RecheckFor
)

// openAttempts reads what the runs before left of a till number's payments.
func openAttempts(ctx context.Context, stored Payments, till int, now time.Time) (*attempts, error) {
	p := &attempts{stored: stored, opened: now, receipts: make(map[id.Payment]id.Receipt), dropped: make(map[id.Sale]sale.Sale)}
	for _, list := range []struct {
		into   *map[id.Payment]payment.Attempt
		filter payment.Filter
	}{
		{&p.watching, payment.Filter{Watched: true}},
		{&p.unmatched, payment.Filter{Unmatched: true}},
		{&p.rechecking, payment.Filter{Recheck: true}},
	} {
		found, err := stored.Attempts(ctx, list.filter)
		if err != nil {
			return nil, err
		}
		*list.into = make(map[id.Payment]payment.Attempt, len(found))
		for _, a := range found {
			(*list.into)[a.ID] = a
		}
	}
	p.forgetRechecks(now)
	var err error
	if p.alerts, err = stored.Alerts(ctx, true); err != nil {
		return nil, err
	}
	p.last, err = stored.LastPaymentID(ctx, till)
	return p, err
}

// find returns an attempt from memory or, when nothing more is asked of it, from the
// Store. The error's code is fault.PaymentUnknown or the Store's.
func (p *attempts) find(ctx context.Context, paymentID id.Payment) (payment.Attempt, error) {
	for _, known := range []map[id.Payment]payment.Attempt{p.watching, p.unmatched, p.rechecking} {
		if a, ok := known[paymentID]; ok {
			return a, nil
		}
	}
	return p.stored.Attempt(ctx, paymentID)
}

// watched lists the attempts that are still verified, oldest first.
func (p *attempts) watched() []payment.Attempt { return sorted(p.watching) }

// shown lists the attempts in progress, oldest first, and then those that ended.
func (p *attempts) shown() (list []payment.Attempt) {
	for _, a := range p.watched() {
		if a.InProgress() {
			list = append(list, a)
		}
	}
	return append(list, p.ended...)
}

// free refuses a sale that waits for a payment: its customer may be making it.
func (p *attempts) free(of id.Sale) error {
	for _, a := range p.watched() {
		if a.Sale == of && a.InProgress() {
			return fault.New(fault.SaleState, a.State)
		}
	}
	return nil
}

// noMoneyCame refuses a sale that a customer has paid for after all, too late for
// it: whose money that is a manager says first.
func (p *attempts) noMoneyCame(of id.Sale) error {
	for _, a := range sorted(p.unmatched) {
		if a.Sale == of {
			return fault.New(fault.SaleMoneyCame, a.Unmatched().Display())
		}
	}
	return nil
}

// keep puts an attempt where its state belongs.
func (p *attempts) keep(a payment.Attempt) {
	put := func(list map[id.Payment]payment.Attempt, belongs bool) {
		if belongs {
			list[a.ID] = a
		} else {
			delete(list, a.ID)
		}
	}
	put(p.watching, a.Watched)
	put(p.unmatched, a.Unmatched().Minor > 0)
	_, again := a.NextRecheck()
	put(p.rechecking, again)
	i := slices.IndexFunc(p.ended, func(o payment.Attempt) bool { return o.ID == a.ID })
	switch {
	case i >= 0 && p.ended[i].State == a.State:
		p.ended[i] = a
		return
	case i >= 0:
		p.ended = slices.Delete(p.ended, i, i+1)
	case a.Changed.Before(p.opened):
		return // it ended in an earlier run: the windows begin without it
	}
	if !a.InProgress() {
		p.ended = append(p.ended, a)
	}
}

// unsent lets go of an attempt that a stop kept from being sent: the windows begin
// without it.
func (p *attempts) unsent(paymentID id.Payment) { delete(p.watching, paymentID) }

// keepSale takes what became of a sale: whether it may still be paid, and by which
// receipt it was.
func (p *attempts) keepSale(s sale.Sale) {
	if delete(p.dropped, s.ID); s.State == sale.Dropped && !s.GivenBack() {
		p.dropped[s.ID] = s
	}
	if s.State != sale.Completed {
		return
	}
	for _, tender := range s.Tenders {
		if tender.PaymentID != "" { // notes have none
			p.receipts[tender.PaymentID] = s.Receipt
		}
	}
}

// keepAlert takes an alert, or that it was read.
func (p *attempts) keepAlert(alert payment.Alert) {
	kept := make([]payment.Alert, 0, len(p.alerts)+1) // a published snapshot holds the old one
	for _, a := range p.alerts {
		if a.ID != alert.ID {
			kept = append(kept, a)
		}
	}
	if alert.Unread() {
		kept = append(kept, alert)
	}
	p.alerts = kept
}

// forget lets go of what ended too long ago for the windows to show it.
func (p *attempts) forget(now time.Time) {
	p.ended = slices.DeleteFunc(p.ended, func(a payment.Attempt) bool {
		old := now.Sub(a.Changed) > keepEnded
		if old {
			delete(p.receipts, a.ID)
		}
		return old
	})
	known := make(map[id.Sale]bool, len(p.ended))
	for _, a := range p.ended {
		known[a.Sale] = true
	}
	maps.DeleteFunc(p.dropped, func(id id.Sale, _ sale.Sale) bool { return !known[id] })
}

// forgetRechecks lets go of what was asked after for long enough.
func (p *attempts) forgetRechecks(now time.Time) {
	maps.DeleteFunc(p.rechecking, func(_ id.Payment, a payment.Attempt) bool { return now.Sub(a.LastChange()) > recheckMost })
}

// stillPayable are the sales of ended attempts that may still be paid, nil for none.
// One that has money after all waits for a manager.
func (p *attempts) stillPayable() map[id.Sale]sale.Sale {
	if len(p.dropped) == 0 {
		return nil
	}
	free := maps.Clone(p.dropped)
	for _, a := range p.unmatched {
		delete(free, a.Sale)
	}
	return free
}

// nothingLeft are the failures of calls that were never made: they say nothing
// of the bank link.
var nothingLeft = map[fault.Code]bool{
	fault.ProfileMissing: true, fault.ProfileChanged: true, fault.SettingInvalid: true,
	fault.KeyringAway: true, fault.Internal: true,
}

// heard keeps what the answers say of the bank link.
func (p *attempts) heard(e payment.Event, now time.Time) {
	var problem fault.Code
	switch e := e.(type) {
	case payment.OutcomeUnknown:
		if nothingLeft[e.Reason] {
			return
		}
		problem = e.Reason
	case payment.GatewayRefused:
		if nothingLeft[e.Reason] {
			return
		}
	case payment.CodeAccepted, payment.CodeRejected, payment.VerifiedPaid, payment.VerifiedUnpaid, payment.PaidUnclear:
	default:
		return
	}
	if !p.gateway.Known || p.gateway.Problem != problem {
		p.gateway = GatewayStatus{Known: true, Problem: problem, Since: now}
	}
}

func byID(a, b payment.Attempt) int {
	if n := len(a.ID) - len(b.ID); n != 0 {
		return n
	}
	if a.ID < b.ID {
		return -1
	}
	return 1
}

func sorted(attempts map[id.Payment]payment.Attempt) []payment.Attempt {
	return slices.SortedFunc(maps.Values(attempts), byID)
}
