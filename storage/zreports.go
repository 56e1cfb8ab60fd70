package storage

import (
	"context"
	"database/sql"
	"errors"

	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/report"
)

// Z returns a stored Z report, or fault.ZUnknown.
func (db *DB) Z(ctx context.Context, number int) (report.Report, error) {
	r, err := db.codedZ(ctx, "number = ?", number)
	if err == nil && r.Z == nil {
		err = fault.New(fault.ZUnknown, number)
	}
	return named(ctx, db, r, failure(db.path, err))
}

// LastZ returns the newest Z report; its field Z is nil where there is none.
func (db *DB) LastZ(ctx context.Context) (report.Report, error) {
	r, err := db.codedZ(ctx, "true")
	return named(ctx, db, r, failure(db.path, err))
}

// codedZ reads the newest Z report that a condition selects, with its code.
func (db *DB) codedZ(ctx context.Context, where string, args ...any) (r report.Report, err error) {
	err = db.reading(ctx, func(q querier) error {
		if r, err = readZ(ctx, q, where, args...); err != nil {
			return err
		}
		r, err = withCode(ctx, q, r)
		return err
	})
	return r, err
}

// ZReport returns a Z report as it is stored, bytes and hash, or fault.ZUnknown.
func (db *DB) ZReport(ctx context.Context, number int) (report.ZReport, error) {
	z, found, err := readZReport(ctx, db.read, "number = ?", number)
	if err == nil && !found {
		err = fault.New(fault.ZUnknown, number)
	}
	return z, failure(db.path, err)
}

// RemakeZ computes a stored Z report again from the rows of its period, or returns
// fault.ZUnknown; it changes nothing. Where nobody tampered with the database, the result
// equals the stored one byte for byte, from version 2 on.
func (db *DB) RemakeZ(ctx context.Context, number int) (made report.ZReport, err error) {
	err = db.knowing(ctx, func(q querier, people told) error {
		was, found, err := readZReport(ctx, q, "number = ?", number)
		if err != nil {
			return err
		}
		if !found {
			return fault.New(fault.ZUnknown, number)
		}
		stored, err := was.Report()
		if err != nil {
			return err
		}
		var names *called
		if was.Version >= report.PeopleVersion {
			names = people.called(stored.Journal.Seq)
		}
		r, err := db.periodReport(ctx, q, number, names)
		made = r.Remade(stored, was.Version)
		return err
	})
	return made, err
}

// readZ reads the newest Z report that a condition selects, parsed.
func readZ(ctx context.Context, q querier, where string, args ...any) (report.Report, error) {
	z, found, err := readZReport(ctx, q, where, args...)
	if err != nil || !found {
		return report.Report{}, err
	}
	return z.Report()
}

// readZReport reads the newest Z report that a condition selects, as it is stored.
func readZReport(ctx context.Context, q querier, where string, args ...any) (z report.ZReport, found bool, err error) {
	var made sql.NullInt64
	err = q.QueryRowContext(ctx, "SELECT number, version, made_ms, first_day, last_day, report, prev_hash, hash FROM z_reports WHERE "+
		where+" ORDER BY number DESC LIMIT 1", args...).
		Scan(&z.Number, &z.Version, &made, &z.First, &z.Last, &z.Text, &z.PrevHash, &z.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return z, false, nil
	}
	z.Made = moment(made)
	return z, err == nil, err
}

func writeZ(tx transaction, z report.ZReport) error {
	_, err := tx.exec("INSERT INTO z_reports (number, version, made_ms, first_day, last_day, report, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		z.Number, z.Version, millis(z.Made), z.First, z.Last, string(z.Text), z.PrevHash, z.Hash)
	return err
}

// zHead fills in the head of a period's report; the grand total continues that of the
// previous one.
func zHead(ctx context.Context, q querier, r *report.Report, z int) error {
	head := &report.ZHead{Number: z}
	counts, err := readCounts(ctx, q, "z = ?", z)
	if err != nil {
		return err
	}
	head.Counts = counts
	for _, c := range counts {
		if c.Kind == drawer.CountOpen {
			head.Opened, head.OpenedBy = c.At, c.By
		}
	}
	before, err := readZ(ctx, q, "number < ?", z)
	if err != nil {
		return err
	}
	for _, t := range r.Totals {
		grand := t.After
		if before.Z != nil {
			grand = money.SumIn(t.Currency, grand, money.SumIn(t.Currency, before.Z.Grand...))
		}
		head.Grand = append(head.Grand, grand)
	}
	r.Z = head
	return nil
}

// daysOf returns the first and the last business day with rows in a period; "" where there
// are none.
func daysOf(ctx context.Context, q querier, z int) (first, last money.Day, err error) {
	s := period(z)
	err = q.QueryRowContext(ctx, `SELECT coalesce(min(day), ''), coalesce(max(day), '') FROM (
			SELECT day FROM sales WHERE `+s.completed("sales")+`
			UNION ALL SELECT day FROM refunds WHERE `+s.of("refunds")+`
			UNION ALL SELECT day FROM cash_moves WHERE `+s.of("cash_moves")+`
			UNION ALL SELECT day FROM counts WHERE `+s.of("counts")+`)`, s.from, s.to).Scan(&first, &last)
	return first, last, err
}
