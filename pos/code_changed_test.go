package pos_test

import (
	"testing"

	"psar/pos/money"
	"psar/pos/payment"
)

// The code of a payment that waits is rewritten in its row while the till is closed: the customer is
// shown the journal's, or none where that is damaged too. Cash goes on.
func TestChangedCodeIsShownToNobody(t *testing.T) {
	t.Parallel()
	const row = "UPDATE attempts SET qr = 'thief', payee_account = 'mallory@bank'"
	for name, c := range map[string]struct {
		sql   []string
		state payment.State
	}{
		"the row":          {[]string{row}, payment.Shown},
		"its fact as well": {[]string{row, "UPDATE journal SET payload = replace(payload, 'shown', 'Shown') WHERE kind = 'attempt.moved'"}, payment.Cancelled},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			was := s.shown(350, money.USD)
			s.whileClosed(c.sql...)
			a, err := s.till.Attempt(t.Context(), was.ID)
			if err != nil {
				t.Fatal(err)
			}
			if a.State != c.state || a.State == payment.Shown && (a.QR != was.QR || a.Payee != was.Payee) || a.QR == "thief" {
				t.Errorf("%+v, was %+v", a, was)
			}
			for _, shown := range s.till.Snapshot().Attempts {
				if shown.QR == "thief" {
					t.Errorf("%+v", shown)
				}
			}
			s.sellFor(money.Cents(100))
		})
	}
}
