package storage

import (
	"context"
	"database/sql"
	"errors"

	"psar/pos"
)

// Report adds up the business days from first to last, both included, on one
// state of the database. Every figure is a sum or a count of stored rows.
func (db *DB) Report(ctx context.Context, first, last pos.Day) (pos.Report, error) {
	r := pos.Report{First: first, Last: last, Made: db.clock.Now(), Training: db.training}
	err := db.reading(ctx, func(q querier) error {
		settings, err := readSettings(ctx, q)
		if err != nil {
			return err
		}
		r.Shop, r.Till = settings.Shop(), settings.Int(pos.SettingTillNumber)
		if r.Journal, err = readHead(ctx, q); err != nil {
			return err
		}
		if r.Sales, err = tallies(ctx, q, `SELECT currency, count(*), sum(total_minor) FROM sales
			WHERE state = 'completed' AND day BETWEEN ? AND ? GROUP BY currency`, first, last); err != nil {
			return err
		}
		if r.Tenders, err = tenderTallies(ctx, q, first, last); err != nil {
			return err
		}
		if r.Change, err = changeTallies(ctx, q, first, last); err != nil {
			return err
		}
		if r.Rounding, err = rounding(ctx, q, first, last); err != nil {
			return err
		}
		if r.FirstReceipt, err = edgeReceipt(ctx, q, "ASC", first, last); err != nil {
			return err
		}
		if r.LastReceipt, err = edgeReceipt(ctx, q, "DESC", first, last); err != nil {
			return err
		}
		r.QR, err = qrControl(ctx, q, first, last)
		return err
	})
	if err != nil {
		return pos.Report{}, err
	}
	return r, nil
}

// tallies reads rows of currency, count and sum, and returns one tally per
// currency, also where there is nothing.
func tallies(ctx context.Context, q querier, query string, args ...any) ([]pos.Tally, error) {
	found := map[pos.Currency]pos.Tally{}
	rows, err := q.QueryContext(ctx, query, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		var t pos.Tally
		err := scan(&t.Sum.Currency, &t.Count, &t.Sum.Minor)
		found[t.Sum.Currency] = t
		return err
	})
	var all []pos.Tally
	for _, c := range pos.Currencies() {
		t := found[c]
		t.Sum.Currency = c
		all = append(all, t)
	}
	return all, err
}

func tenderTallies(ctx context.Context, q querier, first, last pos.Day) ([]pos.TenderTally, error) {
	found := map[pos.TenderKind]pos.Tally{}
	rows, err := q.QueryContext(ctx, `SELECT t.kind, t.currency, count(*), sum(t.amount_minor)
		FROM tenders t JOIN sales s ON s.id = t.sale_id
		WHERE s.state = 'completed' AND s.day BETWEEN ? AND ? GROUP BY t.kind, t.currency`, first, last)
	err = each(rows, err, func(scan func(...any) error) error {
		var kind pos.TenderKind
		var t pos.Tally
		if err := scan(&kind, &t.Sum.Currency, &t.Count, &t.Sum.Minor); err != nil {
			return err
		}
		if _, twice := found[kind]; twice {
			return internal("tenders of kind %s are in two currencies", kind)
		}
		found[kind] = t
		return nil
	})
	var all []pos.TenderTally
	for _, kind := range pos.TenderKinds() {
		t := found[kind]
		t.Sum.Currency = kind.Currency()
		all = append(all, pos.TenderTally{Kind: kind, Tally: t})
	}
	return all, err
}

// changeTallies are the notes that went back, per currency.
func changeTallies(ctx context.Context, q querier, first, last pos.Day) ([]pos.Tally, error) {
	return tallies(ctx, q, `SELECT currency, count(*), sum(minor) FROM (
			SELECT 'USD' AS currency, change_usd_minor AS minor FROM sales WHERE state = 'completed' AND day BETWEEN ?1 AND ?2
			UNION ALL
			SELECT 'KHR', change_khr_minor FROM sales WHERE state = 'completed' AND day BETWEEN ?1 AND ?2
		) WHERE minor > 0 GROUP BY currency`, first, last)
}

// rounding is what rounding to notes kept, and of how many sales.
func rounding(ctx context.Context, q querier, first, last pos.Day) (t pos.Tally, err error) {
	t.Sum.Currency = pos.KHR
	err = q.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(rounding_khr), 0) FROM sales
		WHERE state = 'completed' AND rounding_khr <> 0 AND day BETWEEN ? AND ?`, first, last).Scan(&t.Count, &t.Sum.Minor)
	return t, err
}

// edgeReceipt is the first or the last receipt number of the days.
func edgeReceipt(ctx context.Context, q querier, order string, first, last pos.Day) (n pos.ReceiptNumber, err error) {
	err = q.QueryRowContext(ctx, `SELECT receipt_till, receipt_year, receipt_seq FROM sales
		WHERE state = 'completed' AND day BETWEEN ? AND ?
		ORDER BY receipt_year `+order+`, receipt_till `+order+`, receipt_seq `+order+` LIMIT 1`,
		first, last).Scan(&n.Till, &n.Year, &n.Sequence)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return n, err
}

// qrControl counts the attempts that were made on the days by where they stand.
func qrControl(ctx context.Context, q querier, first, last pos.Day) (c pos.QRControl, err error) {
	rows, err := q.QueryContext(ctx,
		"SELECT state, count(*) FROM attempts WHERE day BETWEEN ? AND ? GROUP BY state", first, last)
	err = each(rows, err, func(scan func(...any) error) error {
		var state pos.AttemptState
		var n int
		if err := scan(&state, &n); err != nil {
			return err
		}
		c.Asked += n
		switch state {
		case pos.AttemptPaid:
			c.Paid += n
		case pos.AttemptCancelled:
			c.Cancelled += n
		case pos.AttemptExpired:
			c.Expired += n
		case pos.AttemptRefused:
			c.Refused += n
		case pos.AttemptReserved, pos.AttemptRequested, pos.AttemptShown:
			c.Open += n
		case pos.AttemptSettled:
			c.Settled += n
		case pos.AttemptUnknown:
			c.Unknown += n
		}
		return nil
	})
	if err != nil {
		return c, err
	}
	c.Unclaimed, err = tallies(ctx, q, `SELECT received_currency, count(*), sum(`+unclaimedMinor+`)
		FROM attempts WHERE day BETWEEN ? AND ? AND `+unclaimedMoney+` GROUP BY received_currency`, first, last)
	return c, err
}
