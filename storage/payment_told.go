package storage

import (
	"context"

	"psar/pos/payment"
)

// PaymentTold holds a payment against the journal's last fact of it. The alert says how it differs,
// and is none where it does not; where the fact is in doubt, or hidden, it is another one whatever its
// row says.
func (db *DB) PaymentTold(ctx context.Context, a payment.Attempt) (alert payment.Alert, err error) {
	err = db.judging(ctx, db.ownKey(), func(q querier, j judgement) error {
		d := db.doubter(ctx, q, j)
		told, fact, err := d.toldAttempt(ctx, a.ID, a.Sale)
		if err != nil {
			return err
		}
		hidden := false
		if fact.Seq > 0 {
			if hidden, err = factsHidden(ctx, q, string(a.ID), attemptFacts, fact.Seq, j.last, 0); err != nil {
				return err
			}
		}
		if fact.Seq > 0 && !hidden && sameAttempt(a, told) {
			return nil
		}
		says, has := contrast(told, asTold(a, told))
		name := string(a.ID) + ": "
		alert = payment.Alert{Kind: payment.AlertPaymentRow, Expected: name + says, Actual: name + has}
		return nil
	})
	return alert, err
}
