package storage

import (
	"context"
	"database/sql"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
)

// Refunds returns the refunds of a sale, oldest first.
func (db *DB) Refunds(ctx context.Context, of id.Sale) ([]sale.Refund, error) {
	found, err := db.refunds(ctx, "sale_id = ?", of)
	return eachNamed(ctx, db, found, err)
}

// RefundByReceipt returns the refund of a number, or fault.ReceiptUnknown.
func (db *DB) RefundByReceipt(ctx context.Context, n id.Receipt) (sale.Refund, error) {
	found, err := db.refunds(ctx, "receipt_till = ? AND receipt_year = ? AND receipt_seq = ?", n.Till, n.Year, n.Sequence)
	if err == nil && len(found) == 0 {
		err = fault.New(fault.ReceiptUnknown, n)
	}
	if err != nil {
		return sale.Refund{}, err
	}
	return named(ctx, db, found[0], nil)
}

func (db *DB) refunds(ctx context.Context, where string, args ...any) (found []sale.Refund, err error) {
	err = db.reading(ctx, func(q querier) error {
		found, err = readRefunds(ctx, q, where, args...)
		return err
	})
	return found, err
}

// readRefunds reads the refunds that a condition on their columns selects, oldest first.
func readRefunds(ctx context.Context, q querier, where string, args ...any) ([]sale.Refund, error) {
	var found []sale.Refund
	at := map[id.Sale]int{}
	rows, err := q.QueryContext(ctx, `SELECT id, kind, till, z, day, at_ms, receipt_till, receipt_year, receipt_seq,
		sale_id, of_till, of_year, of_seq, total_minor, currency, tax_minor, rate, rounding_khr, reason, said_by, training <> 0
		FROM refunds WHERE `+where+` ORDER BY receipt_year, receipt_till, receipt_seq`, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		var r sale.Refund
		var when sql.NullInt64
		var tax, rounding int64
		err := scan(&r.ID, &r.Kind, &r.Till, &r.Z, &r.Day, &when, &r.Number.Till, &r.Number.Year, &r.Number.Sequence,
			&r.Sale, &r.Of.Till, &r.Of.Year, &r.Of.Sequence, &r.Total.Minor, &r.Total.Currency, &tax, &r.Rate, &rounding,
			&r.Reason, &r.By, &r.Training)
		r.At = moment(when)
		r.Tax, r.Rounding = money.OrNone(tax, r.Total.Currency), money.OrNone(rounding, money.KHR)
		at[r.ID] = len(found)
		found = append(found, r)
		return err
	})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	ofThese := "refund_id IN (SELECT id FROM refunds WHERE " + where + ") ORDER BY refund_id, position"
	rows, err = q.QueryContext(ctx, "SELECT refund_id, position, quantity, amount_minor, tax_minor FROM refund_lines WHERE "+ofThese, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		var id id.Sale
		var l sale.RefundLine
		var tax int64
		err := scan(&id, &l.Position, &l.Quantity, &l.Amount.Minor, &tax)
		r := &found[at[id]]
		l.Amount.Currency, l.Tax = r.Total.Currency, money.OrNone(tax, r.Total.Currency)
		r.Lines = append(r.Lines, l)
		return err
	})
	if err != nil {
		return nil, err
	}
	rows, err = q.QueryContext(ctx, "SELECT refund_id, kind, amount_minor, currency, rate, reference FROM refund_tenders WHERE "+ofThese, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		var id id.Sale
		var t sale.Tender
		err := scan(&id, &t.Kind, &t.Amount.Minor, &t.Amount.Currency, &t.Rate, &t.Reference)
		r := &found[at[id]]
		r.Paid = append(r.Paid, t)
		return err
	})
	return found, err
}

// writeRefund stores a new refund: lines and tenders first, the row last. Once that exists,
// the schema allows no change of the refund.
func writeRefund(tx transaction, r sale.Refund) error {
	for _, l := range r.Lines {
		_, err := tx.exec("INSERT INTO refund_lines (refund_id, position, quantity, amount_minor, tax_minor) VALUES (?, ?, ?, ?, ?)",
			r.ID, l.Position, l.Quantity, l.Amount.Minor, l.Tax.Minor)
		if err != nil {
			return err
		}
	}
	for i, t := range r.Paid {
		_, err := tx.exec(`INSERT INTO refund_tenders (refund_id, position, kind, amount_minor, currency, rate, reference)
			VALUES (?, ?, ?, ?, ?, ?, ?)`, r.ID, i+1, t.Kind, t.Amount.Minor, t.Amount.Currency, t.Rate, t.Reference)
		if err != nil {
			return err
		}
	}
	_, err := tx.exec(`INSERT INTO refunds (id, kind, till, z, day, at_ms, receipt_till, receipt_year, receipt_seq,
			sale_id, of_till, of_year, of_seq, total_minor, currency, tax_minor, rate, rounding_khr, reason, said_by, training)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.ID, r.Kind, r.Till, r.Z, r.Day, millis(r.At), r.Number.Till, r.Number.Year, r.Number.Sequence,
		r.Sale, r.Of.Till, r.Of.Year, r.Of.Sequence, r.Total.Minor, r.Total.Currency, r.Tax.Minor, r.Rate,
		r.Rounding.Minor, r.Reason, r.By, r.Training)
	return err
}
