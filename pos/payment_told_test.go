package pos_test

import (
	"fmt"
	"testing"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
)

// Money that somebody wrote into the rows of a payment was never paid: no sale is completed with it.
func TestForgedMoneySettlesNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.getsKey()
	never := s.shown(350, money.USD)
	s.happened(never.ID, payment.CancelledByCashier{})
	true350 := s.unmatched(350, 350)
	s.whileClosed(fmt.Sprintf("UPDATE attempts SET state = 'unclaimed', received_minor = 350, received_currency = 'USD' WHERE id = %s", never.ID))
	for _, kind := range []payment.ResolutionKind{payment.ResolveSale, payment.ResolveRefund} {
		if _, code := s.resolve(pos.ResolveRequest{Payment: never.ID, Kind: kind, Reference: "7"}); code != fault.PaymentDoubted {
			t.Errorf("%s: %s", kind, code)
		}
	}
	if n := len(s.alertsOf(payment.AlertPaymentRow)); n != 1 {
		t.Errorf("%d alerts", n)
	}
	if n := len(s.sales()); n != 0 {
		t.Errorf("%d sales", n)
	}
	if _, code := s.resolve(pos.ResolveRequest{Payment: never.ID, Kind: payment.ResolveNote, Note: "looked"}); code != "" {
		t.Errorf("a note: %s", code)
	}
	if got, code := s.resolve(pos.ResolveRequest{Payment: true350.ID, Kind: payment.ResolveSale}); code != "" || got.State != payment.Paid {
		t.Errorf("what was paid: %+v %s", got, code)
	}
}
