package pos

import (
	"context"
	"slices"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
)

// fakePayments is a fake of the port Payments.
type fakePayments struct {
	Payments
	attempts []payment.Attempt
	last     id.Payment
}

func (l fakePayments) Attempts(_ context.Context, f payment.Filter) (found []payment.Attempt, err error) {
	for _, a := range l.attempts {
		_, again := a.NextRecheck()
		if f.Watched && a.Watched || f.Unmatched && a.Unmatched().Minor > 0 || f.Recheck && again {
			found = append(found, a)
		}
	}
	return found, nil
}

func (l fakePayments) Attempt(_ context.Context, of id.Payment) (payment.Attempt, error) {
	for _, a := range l.attempts {
		if a.ID == of {
			return a, nil
		}
	}
	return payment.Attempt{}, fault.New(fault.PaymentUnknown, of)
}

func (l fakePayments) LastPaymentID(context.Context, int) (id.Payment, error) { return l.last, nil }
func (l fakePayments) Alerts(context.Context, bool) ([]payment.Alert, error)  { return nil, nil }
func (l fakePayments) open(t *testing.T) *attempts {
	t.Helper()
	p, err := openAttempts(t.Context(), l, 1, noon)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func ids(list []payment.Attempt) (found []id.Payment) {
	for _, a := range list {
		found = append(found, a.ID)
	}
	return found
}

// attempt returns an attempt of $5.00 that last changed at noon.
func attempt(of id.Payment, s payment.State, watched bool) payment.Attempt {
	return payment.Attempt{ID: of, Sale: "sale-" + id.Sale(of), State: s, Amount: money.Cents(500), Changed: noon, Watched: watched}
}

func TestAttemptsOpen(t *testing.T) {
	t.Parallel()
	late := attempt("7", payment.Unmatched, false)
	late.Received = money.Cents(500)
	old := attempt("8", payment.Paid, false)
	old.Received, old.Changed = money.Cents(500), noon.Add(-recheckMost-time.Second)
	p := fakePayments{
		attempts: []payment.Attempt{attempt("10", payment.Shown, true), attempt("9", payment.Expired, true), late, old},
		last:     "10",
	}.open(t)
	if got := ids(p.watched()); !slices.Equal(got, []id.Payment{"9", "10"}) {
		t.Errorf("watched: %v, want the oldest first", got)
	}
	if got := ids(sorted(p.unmatched)); !slices.Equal(got, []id.Payment{"7"}) {
		t.Errorf("unclaimed: %v", got)
	}
	if got := ids(sorted(p.rechecking)); !slices.Equal(got, []id.Payment{"7"}) {
		t.Errorf("asked after again: %v; one was asked after for long enough", got)
	}
	if got := ids(p.shown(p.watched())); !slices.Equal(got, []id.Payment{"10"}) || p.last != "10" {
		t.Errorf("shown: %v, last %s", got, p.last)
	}
	if a, err := p.find(t.Context(), "8"); err != nil || a.ID != "8" {
		t.Errorf("one of which nothing is asked any more: %v, %v", a.ID, err)
	}
	if _, err := p.find(t.Context(), "99"); fault.CodeOf(err) != fault.PaymentUnknown {
		t.Errorf("one that there is not: %v", err)
	}
	if p.removeUnsent("10"); len(p.shown(p.watched())) != 0 {
		t.Error("one that was never sent is shown")
	}
}

func TestAttemptsKeep(t *testing.T) {
	t.Parallel()
	p := fakePayments{}.open(t)
	p.keep(attempt("1", payment.Shown, true))
	if err := p.checkIdle("sale-1"); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("a sale that waits for its payment is free: %v", err)
	}
	p.keep(attempt("1", payment.Cancelled, true))
	if err := p.checkIdle("sale-1"); err != nil {
		t.Errorf("after the cancel: %v", err)
	}
	if got := ids(p.shown(p.watched())); !slices.Equal(got, []id.Payment{"1"}) || len(p.watched()) != 1 {
		t.Errorf("cancelled, shown: %v, watched: %v", got, p.watched())
	}
	late := attempt("1", payment.Unmatched, false)
	late.Received = money.Cents(500)
	p.keep(late)
	if err := p.checkNoUnmatched("sale-1"); fault.CodeOf(err) != fault.SaleMoneyCame {
		t.Errorf("money came: %v", err)
	}
	if len(p.watched()) != 0 || len(p.shown(p.watched())) != 1 {
		t.Errorf("late: watched %v, shown %v", p.watched(), p.shown(p.watched()))
	}
	late.State, late.Resolved = payment.Resolved, money.Cents(500)
	if p.keep(late); p.checkNoUnmatched("sale-1") != nil {
		t.Error("settled, and still somebody's money")
	}
	earlier := attempt("2", payment.Expired, false)
	earlier.Changed = noon.Add(-time.Millisecond)
	if p.keep(earlier); len(p.shown(p.watched())) != 1 {
		t.Error("one that ended in an earlier run is shown")
	}
}

func TestAttemptsStillPayable(t *testing.T) {
	t.Parallel()
	p := fakePayments{}.open(t)
	if p.stillPayable() != nil {
		t.Error("none is not nil")
	}
	for _, n := range []id.Payment{"1", "2", "3"} {
		p.keep(attempt(n, payment.Cancelled, true))
		p.keepSale(sale.Sale{ID: "sale-" + id.Sale(n), State: sale.Dropped})
	}
	p.keepSale(sale.Sale{ID: "sale-2", State: sale.Open}) // charged again
	late := attempt("3", payment.Unmatched, false)
	late.Received = money.Cents(500)
	p.keep(late)
	if got := p.stillPayable(); len(got) != 1 || got["sale-1"].ID != "sale-1" {
		t.Errorf("still payable: %v", got)
	}
	p.forget(noon.Add(keepEnded))
	if len(p.stillPayable()) != 1 {
		t.Error("forgotten within the hour")
	}
	p.forget(noon.Add(keepEnded + 1))
	if len(p.stillPayable()) != 0 || len(p.shown(p.watched())) != 0 {
		t.Errorf("after the hour: %v, %v", p.stillPayable(), p.shown(p.watched()))
	}
}

func TestAttemptsForgetReceipts(t *testing.T) {
	t.Parallel()
	p := fakePayments{}.open(t)
	p.keep(attempt("1", payment.Paid, false))
	p.keepSale(sale.Sale{ID: "sale-1", State: sale.Completed, Receipt: id.Receipt{Sequence: 4}, Tenders: []sale.Tender{
		{Kind: sale.TenderKHQRUSD, PaymentID: "1"}, {Kind: sale.TenderCashKHR},
	}})
	if len(p.receipts) != 1 || p.receipts["1"].Sequence != 4 {
		t.Errorf("receipts: %v", p.receipts)
	}
	if p.forget(noon.Add(keepEnded + 1)); len(p.receipts) != 0 {
		t.Errorf("receipts of nothing that is shown: %v", p.receipts)
	}
}

func TestAttemptsAlerts(t *testing.T) {
	t.Parallel()
	p := fakePayments{}.open(t)
	p.keepAlert(payment.Alert{ID: 1})
	published := p.alerts
	p.keepAlert(payment.Alert{ID: 1, Times: 2})
	p.keepAlert(payment.Alert{ID: 2})
	if len(p.alerts) != 2 || p.alerts[0].Times != 2 {
		t.Errorf("alarms: %+v", p.alerts)
	}
	if p.keepAlert(payment.Alert{ID: 1, Read: noon}); len(p.alerts) != 1 || p.alerts[0].ID != 2 {
		t.Errorf("after one was read: %+v", p.alerts)
	}
	if len(published) != 1 || published[0].Times != 0 {
		t.Errorf("what was published has changed: %+v", published)
	}
}

func TestAttemptsUpdateGatewayStatus(t *testing.T) {
	t.Parallel()
	p := fakePayments{}.open(t)
	for i, c := range []struct {
		event payment.Event
		want  GatewayStatus
	}{
		{payment.CancelledByCashier{}, GatewayStatus{}},
		{payment.OutcomeUnknown{Reason: fault.ProfileMissing}, GatewayStatus{}}, // no call was sent
		{payment.OutcomeUnknown{Reason: fault.GatewayTimeout}, GatewayStatus{true, fault.GatewayTimeout, noon.Add(2)}},
		{payment.OutcomeUnknown{Reason: fault.GatewayTimeout}, GatewayStatus{true, fault.GatewayTimeout, noon.Add(2)}},
		{payment.GatewayRefused{Reason: fault.KeyringAway}, GatewayStatus{true, fault.GatewayTimeout, noon.Add(2)}},
		{payment.VerifiedUnpaid{}, GatewayStatus{true, "", noon.Add(5)}},
	} {
		if p.updateGateway(c.event, noon.Add(time.Duration(i))); p.gateway != c.want {
			t.Errorf("%d, %T: %+v, want %+v", i, c.event, p.gateway, c.want)
		}
	}
}
