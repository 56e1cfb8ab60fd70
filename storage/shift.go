package storage

import (
	"context"
	"database/sql"
	"encoding/json"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/money"
)

// Shift returns the current period: since the last Z report, or since the first sale.
func (db *DB) Shift(ctx context.Context) (s drawer.Shift, err error) {
	err = db.reading(ctx, func(q querier) error {
		s, err = readShift(ctx, q)
		return err
	})
	return s, err
}

func readShift(ctx context.Context, q querier) (drawer.Shift, error) {
	s := drawer.Shift{Z: 1}
	var made sql.NullInt64
	err := q.QueryRowContext(ctx, `SELECT coalesce(max(number), 0) + 1,
		(SELECT made_ms FROM z_reports ORDER BY number DESC LIMIT 1) FROM z_reports`).Scan(&s.Z, &made)
	if err != nil {
		return s, err
	}
	s.LastZ = moment(made)
	if s.Left, err = leftBy(ctx, q, s.Z-1); err != nil {
		return s, err
	}
	counts, err := readCounts(ctx, q, "z = ?", s.Z)
	if err != nil {
		return s, err
	}
	for _, c := range counts {
		switch c.Kind {
		case drawer.CountOpen:
			s.Open, s.Since, s.By, s.Day = true, c.At, c.By, c.Day
		case drawer.CountHandover:
			s.By = c.To
		}
	}
	drawers, err := drawers(ctx, q, s.Z)
	for _, d := range drawers {
		s.Drawer = append(s.Drawer, d.Expected)
	}
	return s, err
}

func readCounts(ctx context.Context, q querier, where string, args ...any) ([]drawer.Count, error) {
	var found []drawer.Count
	rows, err := q.QueryContext(ctx, `SELECT id, z, kind, day, at_ms, said_by, handed_to, notes,
		usd_minor, khr_minor, expected_usd, expected_khr, reason FROM counts WHERE `+where+` ORDER BY id`, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		var c drawer.Count
		var at sql.NullInt64
		var notes []byte
		usd, khr := money.Money{Currency: money.USD}, money.Money{Currency: money.KHR}
		dollars, riel := usd, khr
		if err := scan(&c.ID, &c.Z, &c.Kind, &c.Day, &at, &c.By, &c.To, &notes,
			&usd.Minor, &khr.Minor, &dollars.Minor, &riel.Minor, &c.Reason); err != nil {
			return err
		}
		c.At, c.Counted, c.Expected = moment(at), []money.Money{usd, khr}, []money.Money{dollars, riel}
		if len(notes) > 0 {
			if err := json.Unmarshal(notes, &c.Notes); err != nil {
				return err
			}
		}
		found = append(found, c)
		return nil
	})
	return found, err
}

// writeShift stores what a batch says about the drawer, and last the Z report that closes
// the period.
func writeShift(tx transaction, b pos.Batch) error {
	for _, m := range b.CashMoves {
		_, err := tx.exec(`INSERT INTO cash_moves (z, kind, day, at_ms, amount_minor, currency, reason, said_by)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, m.Z, m.Kind, m.Day, millis(m.At), m.Amount.Minor, m.Amount.Currency, m.Reason, m.By)
		if err != nil {
			return err
		}
	}
	for _, c := range b.Corrections {
		_, err := tx.exec("INSERT INTO corrections (z, kind, day, at_ms, said_by, reason) VALUES (?, ?, ?, ?, ?, ?)",
			c.Z, c.Kind, c.Day, millis(c.At), c.By, c.Reason)
		if err != nil {
			return err
		}
	}
	for _, c := range b.Counts {
		if err := writeCount(tx, c); err != nil {
			return err
		}
	}
	if b.Z == nil {
		return nil
	}
	return writeZ(tx, *b.Z)
}

func writeCount(tx transaction, c drawer.Count) error {
	var notes []byte
	if len(c.Notes) > 0 {
		var err error
		if notes, err = json.Marshal(c.Notes); err != nil {
			return err
		}
	}
	_, err := tx.exec(`INSERT INTO counts (z, kind, day, at_ms, said_by, handed_to, notes,
			usd_minor, khr_minor, expected_usd, expected_khr, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.Z, c.Kind, c.Day, millis(c.At), c.By, c.To, string(notes),
		money.MinorOf(c.Counted, money.USD), money.MinorOf(c.Counted, money.KHR), money.MinorOf(c.Expected, money.USD), money.MinorOf(c.Expected, money.KHR), c.Reason)
	return err
}

func readMoves(ctx context.Context, q querier, where string, args ...any) ([]drawer.Move, error) {
	var found []drawer.Move
	rows, err := q.QueryContext(ctx, `SELECT id, z, kind, day, at_ms, amount_minor, currency, reason, said_by
		FROM cash_moves WHERE `+where, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		var m drawer.Move
		var at sql.NullInt64
		err := scan(&m.ID, &m.Z, &m.Kind, &m.Day, &at, &m.Amount.Minor, &m.Amount.Currency, &m.Reason, &m.By)
		m.At = moment(at)
		found = append(found, m)
		return err
	})
	return found, err
}
