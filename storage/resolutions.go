package storage

import (
	"context"
	"database/sql"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
)

// Resolutions returns the resolutions of a payment's unmatched money, oldest first; those of
// every payment for the id "".
func (db *DB) Resolutions(ctx context.Context, id id.Payment) ([]payment.Resolution, error) {
	where, args := "true", []any(nil)
	if id != "" {
		number, err := paymentNumber(id)
		if err != nil {
			return nil, fault.New(fault.PaymentUnknown, id).Because(err)
		}
		where, args = "payment_id = ?", []any{number}
	}
	found, err := readResolutions(ctx, db.read, where, args...)
	return eachNamed(ctx, db, found, failure(db.path, err))
}

func readResolutions(ctx context.Context, q querier, where string, args ...any) ([]payment.Resolution, error) {
	var found []payment.Resolution
	rows, err := q.QueryContext(ctx, `SELECT id, CAST(payment_id AS TEXT), kind, amount_minor, coalesce(currency, ''),
		coalesce(receipt_till, 0), coalesce(receipt_year, 0), coalesce(receipt_seq, 0), reference, note, said_by, at_ms
		FROM settlements WHERE `+where+` ORDER BY id`, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		var s payment.Resolution
		var at sql.NullInt64
		err := scan(&s.ID, &s.Payment, &s.Kind, &s.Money.Minor, &s.Money.Currency,
			&s.Receipt.Till, &s.Receipt.Year, &s.Receipt.Sequence, &s.Reference, &s.Note, &s.By, &at)
		s.At = moment(at)
		found = append(found, s)
		return err
	})
	return found, err
}

func writeResolution(tx transaction, s payment.Resolution) error {
	number, err := paymentNumber(s.Payment)
	if err != nil {
		return err
	}
	receipt := func(n int) sql.NullInt64 { return sql.NullInt64{Int64: int64(n), Valid: !s.Receipt.IsZero()} }
	_, err = tx.exec(`INSERT INTO settlements (id, payment_id, kind, amount_minor, currency,
			receipt_till, receipt_year, receipt_seq, reference, note, said_by, at_ms)
		VALUES (`+nextID("settlements")+`, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		number, s.Kind, s.Money.Minor, text(string(s.Money.Currency)),
		receipt(s.Receipt.Till), receipt(s.Receipt.Year), receipt(s.Receipt.Sequence), s.Reference, s.Note, s.By, millis(s.At))
	return err
}
