package pos

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
)

// attempts is the till's part for payments: those that may still change, and those that
// the windows still show. It decides nothing: payment.Attempt is the state machine, and
// its results are kept here once they are durable.
type attempts struct {
	stored Payments

	opened     time.Time
	last       id.Payment                     // the highest id issued
	watching   map[id.Payment]payment.Attempt // still verified, in progress or not
	stuck      map[id.Payment]bool            // those of watching that can't end: see passOver
	unmatched  map[id.Payment]payment.Attempt // with unmatched money
	rechecking map[id.Payment]payment.Attempt // paid, and still verified for a second payment
	ended      []payment.Attempt              // since the till was opened, newest last, for the windows
	receipts   map[id.Payment]id.Receipt      // of the paid ones among ended
	elsewhere  map[id.Payment]bool            // those among shown that were not charged at the windows
	dropped    map[id.Sale]sale.Sale          // sales of ended that were given up
	taken      map[id.Sale]money.Money        // what is taken off the open sales, where anything is
	alerts     []payment.Alert                // unread; replaced, never modified: snapshots hold it
	gateway    GatewayStatus
}

const (
	// keepEnded is how long an ended attempt stays in the snapshot.
	keepEnded = time.Hour
	// recheckMost is how long after its end a paid code is verified at most, even
	// where the gateway never answers.
	recheckMost = 3 * payment.RecheckFor
)

// openAttempts loads the payments that earlier runs left, and the last id of a till number.
func openAttempts(ctx context.Context, stored Payments, till int, now time.Time) (*attempts, error) {
	p := &attempts{
		stored: stored, opened: now,
		receipts: make(map[id.Payment]id.Receipt), elsewhere: make(map[id.Payment]bool), stuck: make(map[id.Payment]bool),
		dropped: make(map[id.Sale]sale.Sale), taken: make(map[id.Sale]money.Money),
	}
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
			if a.QR != "" && list.filter.Watched {
				if a, err = stored.ToldCode(ctx, a); err != nil {
					return nil, err
				}
			}
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

// find returns an attempt from memory or, when it is in none of the lists, from the
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

// shown lists the attempts in progress of those watched, in their order, and then those
// that ended.
func (p *attempts) shown(watched []payment.Attempt) []payment.Attempt {
	list := make([]payment.Attempt, 0, len(watched)+len(p.ended))
	for _, a := range watched {
		if a.InProgress() && !p.stuck[a.ID] {
			list = append(list, a)
		}
	}
	return append(list, p.ended...)
}

// unfinished are the attempts that must end before a period does.
func (p *attempts) unfinished() iter.Seq[payment.Attempt] {
	return func(yield func(payment.Attempt) bool) {
		for _, a := range p.watching {
			if !p.stuck[a.ID] && !yield(a) {
				return
			}
		}
	}
}

// checkIdle refuses a sale that a customer may be paying right now, with fault.SaleState.
func (p *attempts) checkIdle(of id.Sale) error {
	for _, a := range p.watched() {
		if a.Sale == of && a.InProgress() {
			return fault.New(fault.SaleState, a.State)
		}
	}
	return nil
}

// checkNoUnmatched refuses a sale that has unmatched money, with fault.SaleMoneyCame: a manager
// resolves that money first.
func (p *attempts) checkNoUnmatched(of id.Sale) error {
	for _, a := range sorted(p.unmatched) {
		if a.Sale == of {
			return fault.New(fault.SaleMoneyCame, a.Unmatched().Display())
		}
	}
	return nil
}

// keep puts an attempt into the lists that its state belongs to.
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
		return // it ended in an earlier run: the windows start without it
	}
	if !a.InProgress() {
		p.ended = append(p.ended, a)
	}
}

// removeUnsent removes an attempt that was never sent because the till stopped: the windows
// start without it.
func (p *attempts) removeUnsent(paymentID id.Payment) { delete(p.watching, paymentID) }

// keepSale records the new state of a sale: whether it may still be paid, what is taken off it,
// and its receipt number.
func (p *attempts) keepSale(s sale.Sale) {
	if delete(p.taken, s.ID); s.State == sale.Open && s.Discount.Minor > 0 {
		p.taken[s.ID] = s.Discount
	}
	if delete(p.dropped, s.ID); s.State == sale.Dropped && !s.GivenBack() {
		p.dropped[s.ID] = s
	}
	if s.State != sale.Completed {
		return
	}
	for _, tender := range s.Tenders {
		if tender.PaymentID != "" { // cash has none
			p.receipts[tender.PaymentID] = s.Receipt
		}
	}
}

// keepAlert adds an alert, or removes one that was read.
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

// forget removes attempts that ended too long ago to be shown.
func (p *attempts) forget(now time.Time) {
	p.ended = slices.DeleteFunc(p.ended, func(a payment.Attempt) bool {
		old := now.Sub(a.Changed) > keepEnded
		if old {
			delete(p.receipts, a.ID)
			delete(p.elsewhere, a.ID)
		}
		return old
	})
	known := make(map[id.Sale]bool, len(p.ended))
	for _, a := range p.ended {
		known[a.Sale] = true
	}
	maps.DeleteFunc(p.dropped, func(id id.Sale, _ sale.Sale) bool { return !known[id] })
}

// forgetRechecks removes payments that were verified for long enough.
func (p *attempts) forgetRechecks(now time.Time) {
	maps.DeleteFunc(p.rechecking, func(_ id.Payment, a payment.Attempt) bool { return now.Sub(a.LastChange()) > recheckMost })
}

// stillPayable returns the sales of ended attempts that may still be paid; nil for none. A
// sale with unmatched money waits for a manager instead.
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

// neverSent are the failures of calls that were never sent: they say nothing about the
// connection to the bank.
var neverSent = map[fault.Code]bool{
	fault.ProfileMissing: true, fault.ProfileChanged: true, fault.SettingInvalid: true,
	fault.KeyringAway: true, fault.SecretDoubted: true, fault.Internal: true,
}

// updateGateway updates the state of the connection to the bank from an answer.
func (p *attempts) updateGateway(e payment.Event, now time.Time) {
	var problem fault.Code
	switch e := e.(type) {
	case payment.OutcomeUnknown:
		if neverSent[e.Reason] {
			return
		}
		problem = e.Reason
	case payment.GatewayRefused:
		if neverSent[e.Reason] {
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

func byID(a, b id.Payment) int {
	if n := len(a) - len(b); n != 0 {
		return n
	}
	return strings.Compare(string(a), string(b))
}

func sorted(attempts map[id.Payment]payment.Attempt) []payment.Attempt {
	list := make([]payment.Attempt, 0, len(attempts))
	for _, known := range slices.SortedFunc(maps.Keys(attempts), byID) { // an attempt is too large to be moved about
		list = append(list, attempts[known])
	}
	return list
}
