package storage

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
)

// Sale returns one sale. The error's code is fault.Internal for an unknown id.
func (db *DB) Sale(ctx context.Context, id id.Sale) (sale.Sale, error) {
	sales, err := db.sales(ctx, "id = ?", id)
	if err == nil && len(sales) == 0 {
		err = internal("no sale %s", id)
	}
	if err != nil {
		return sale.Sale{}, err
	}
	return named(ctx, db, sales[0], nil)
}

// SaleByReceipt returns the completed sale of a number, or fault.ReceiptUnknown.
func (db *DB) SaleByReceipt(ctx context.Context, n id.Receipt) (sale.Sale, error) {
	sales, err := db.sales(ctx, "receipt_till = ? AND receipt_year = ? AND receipt_seq = ?", n.Till, n.Year, n.Sequence)
	if err == nil && len(sales) == 0 {
		err = fault.New(fault.ReceiptUnknown, n)
	}
	if err != nil {
		return sale.Sale{}, err
	}
	return named(ctx, db, sales[0], nil)
}

// Sales returns a day's completed sales by receipt number.
func (db *DB) Sales(ctx context.Context, day money.Day) ([]sale.Sale, error) {
	found, err := db.sales(ctx, "state = 'completed' AND day = ?", day)
	return eachNamed(ctx, db, found, err)
}

// LastSales returns the newest completed sales of a till number, newest first.
func (db *DB) LastSales(ctx context.Context, till, most int) ([]sale.Sale, error) {
	found, err := db.sales(ctx, `id IN (SELECT id FROM sales WHERE receipt_till = ? AND receipt_seq IS NOT NULL
		ORDER BY receipt_year DESC, receipt_seq DESC LIMIT ?)`, till, most)
	slices.Reverse(found)
	return eachNamed(ctx, db, found, err)
}

// PartPaid returns the open sales of which a part is paid, oldest first.
func (db *DB) PartPaid(ctx context.Context) ([]sale.Sale, error) {
	found, err := db.sales(ctx, "state = 'open' AND id IN (SELECT t.sale_id FROM tenders t JOIN sales o ON o.id = t.sale_id WHERE o.state = 'open')")
	return eachNamed(ctx, db, found, err)
}

// lastReceipt is the highest sequence below a bound, and whether there is a next one.
const lastReceipt = `WITH found AS (SELECT max(
		(SELECT coalesce(max(receipt_seq), 0) FROM sales WHERE receipt_till = ?1 AND receipt_year = ?2 AND receipt_seq < ?3),
		(SELECT coalesce(max(receipt_seq), 0) FROM refunds WHERE receipt_till = ?1 AND receipt_year = ?2 AND receipt_seq < ?3)) AS last)
	SELECT last, EXISTS (SELECT 1 FROM sales WHERE receipt_till = ?1 AND receipt_year = ?2 AND receipt_seq = last + 1)
		OR EXISTS (SELECT 1 FROM refunds WHERE receipt_till = ?1 AND receipt_year = ?2 AND receipt_seq = last + 1) FROM found`

// LastReceipt returns the last sequence of a till's year, of sales and refunds; 0 for none. Rows of
// somebody else's with the highest number that is given, and those right below, are none: it is the
// last one behind which a number is free.
func (db *DB) LastReceipt(ctx context.Context, till, year int) (last int, err error) {
	taken := true
	for last = 999_999_999; taken && err == nil; {
		err = db.read.QueryRowContext(ctx, lastReceipt, till, year, last).Scan(&last, &taken)
	}
	return last, failure(db.path, err)
}

func (db *DB) sales(ctx context.Context, where string, args ...any) (sales []sale.Sale, err error) {
	err = db.reading(ctx, func(q querier) error {
		sales, err = readSales(ctx, q, where, args...)
		return err
	})
	return sales, err
}

// readSales reads the sales that a condition on their columns selects, by receipt number:
// three queries, however many sales there are.
func readSales(ctx context.Context, q querier, where string, args ...any) ([]sale.Sale, error) {
	var sales []sale.Sale
	at := map[id.Sale]int{}
	rows, err := q.QueryContext(ctx, selectSales+" WHERE "+where+" ORDER BY receipt_till, receipt_year, receipt_seq, id", args...)
	err = each(rows, err, func(scan func(...any) error) error {
		s, err := scanSale(scan)
		at[s.ID] = len(sales)
		sales = append(sales, s)
		return err
	})
	if err != nil || len(sales) == 0 {
		return nil, err
	}
	ofThese := " WHERE sale_id IN (SELECT id FROM sales WHERE " + where + ")" + inSaleOrder
	rows, err = q.QueryContext(ctx, selectLines+ofThese, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		id, l, err := scanLine(scan)
		s := &sales[at[id]]
		s.Lines = append(s.Lines, l)
		return err
	})
	if err != nil {
		return nil, err
	}
	rows, err = q.QueryContext(ctx, selectTenders+ofThese, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		id, t, err := scanTender(scan)
		s := &sales[at[id]]
		s.Tenders = append(s.Tenders, t)
		return err
	})
	return sales, err
}

// writeSale stores a whole sale: lines and tenders first, the row last. Once the row says
// completed, the schema allows no change of the sale. A completed sale may be committed
// again unchanged; any other version of it is refused.
func writeSale(tx transaction, s sale.Sale) error {
	var state sale.State
	err := tx.QueryRowContext(tx.ctx, "SELECT state FROM sales WHERE id = ?", s.ID).Scan(&state)
	switch {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return err
	case state == sale.Completed:
		return checkSameSale(tx, s)
	default:
		if _, err := tx.exec("DELETE FROM sale_lines WHERE sale_id = ?", s.ID); err != nil {
			return err
		}
		if _, err := tx.exec("DELETE FROM tenders WHERE sale_id = ?", s.ID); err != nil {
			return err
		}
	}
	for i, l := range s.Lines {
		_, err := tx.exec(`INSERT INTO sale_lines (sale_id, position, name, quantity,
			price_minor, price_currency, total_minor, total_currency, item, name_km, category,
			list_minor, list_currency, discount_minor, share_minor, tax_minor, exempt, note)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			s.ID, i+1, l.Name, l.Quantity, l.Price.Minor, l.Price.Currency, l.Total.Minor, l.Total.Currency,
			l.Item, l.NameKhmer, l.Category, l.List.Minor, l.List.Currency,
			l.Discount.Minor, l.Share.Minor, l.Tax.Minor, l.Exempt, l.Note)
		if err != nil {
			return err
		}
	}
	for i, t := range s.Tenders {
		payment, err := optionalPaymentNumber(t.PaymentID)
		if err != nil {
			return err
		}
		_, err = tx.exec(`INSERT INTO tenders (sale_id, position, kind, amount_minor, currency, rate,
			payment_id, reference, name, by_hand) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			s.ID, i+1, t.Kind, t.Amount.Minor, t.Amount.Currency, t.Rate, payment, t.Reference, t.Name, t.ByHand)
		if err != nil {
			return err
		}
	}
	return writeSaleRow(tx, s)
}

func writeSaleRow(tx transaction, s sale.Sale) error {
	var receiptTill, receiptYear, receiptSeq sql.NullInt64
	if !s.Receipt.IsZero() {
		receiptTill = sql.NullInt64{Int64: int64(s.Receipt.Till), Valid: true}
		receiptYear = sql.NullInt64{Int64: int64(s.Receipt.Year), Valid: true}
		receiptSeq = sql.NullInt64{Int64: int64(s.Receipt.Sequence), Valid: true}
	}
	_, err := tx.exec(`INSERT INTO sales (id, till, state, day, offset_minutes, opened_ms, completed_ms,
			receipt_till, receipt_year, receipt_seq, total_minor, currency, rate, round_khr, remark, no_receipt, training,
			change_usd_minor, change_khr_minor, rounding_khr, z, tax_mode, tax_percent,
			discount_minor, taxable_minor, tax_minor, cashier)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET till = excluded.till, state = excluded.state, day = excluded.day,
			offset_minutes = excluded.offset_minutes, opened_ms = excluded.opened_ms,
			completed_ms = excluded.completed_ms, receipt_till = excluded.receipt_till,
			receipt_year = excluded.receipt_year, receipt_seq = excluded.receipt_seq,
			total_minor = excluded.total_minor, currency = excluded.currency, rate = excluded.rate,
			round_khr = excluded.round_khr, remark = excluded.remark, no_receipt = excluded.no_receipt,
			training = excluded.training, change_usd_minor = excluded.change_usd_minor,
			change_khr_minor = excluded.change_khr_minor, rounding_khr = excluded.rounding_khr,
			z = excluded.z, tax_mode = excluded.tax_mode, tax_percent = excluded.tax_percent,
			discount_minor = excluded.discount_minor, taxable_minor = excluded.taxable_minor, tax_minor = excluded.tax_minor,
			cashier = excluded.cashier`,
		s.ID, s.Till, s.State, s.Day, s.OffsetMinutes, millis(s.Opened), millis(s.Completed),
		receiptTill, receiptYear, receiptSeq, s.Total.Minor, s.Total.Currency, s.Rate, s.RoundKHR,
		s.Remark, s.NoReceipt, s.Training, money.MinorOf(s.Change, money.USD), money.MinorOf(s.Change, money.KHR), s.Rounding.Minor,
		s.Z, s.Terms.Mode, s.Terms.Percent, s.Discount.Minor, s.Taxable.Minor, s.Tax.Minor, s.Cashier)
	return err
}

// checkSameSale refuses a sale that differs from the completed one that is stored.
func checkSameSale(tx transaction, s sale.Sale) error {
	stored, err := readSales(tx.ctx, tx, "id = ?", s.ID)
	if err != nil {
		return err
	}
	if len(s.Lines) == 0 {
		s.Lines = nil // as it is read back
	}
	s.Opened = s.Opened.UTC().Truncate(time.Millisecond)
	s.Completed = s.Completed.UTC().Truncate(time.Millisecond)
	have, err := json.Marshal(stored[0])
	if err != nil {
		return err
	}
	want, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if !bytes.Equal(have, want) {
		return internal("sale %s is completed and can't change", s.ID)
	}
	return nil
}
