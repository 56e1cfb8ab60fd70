package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/money"
)

// Shift returns the current period: since the last Z report, or since the first sale.
func (db *DB) Shift(ctx context.Context) (s drawer.Shift, err error) {
	var bad findings
	err = db.judging(ctx, db.ownKey(), func(q querier, j judgement) error {
		if s, err = readShift(ctx, q); err != nil {
			return err
		}
		if err := garbledNotes(ctx, q, s.Z, &bad); err != nil {
			return err
		}
		s.LastNumber, s.LastZ, err = db.doubter(ctx, q, j).lastClosing(ctx)
		return err
	})
	if err == nil {
		db.tellGarbled(ctx, &bad)
	}
	return s, err
}

// garbledNotes adds the counts of a period whose notes can't be read: their sums count.
func garbledNotes(ctx context.Context, q querier, z int, bad *findings) error {
	rows, err := q.QueryContext(ctx, "SELECT id, notes FROM counts WHERE z = ? AND notes <> ''", z)
	return each(rows, err, func(scan func(...any) error) error {
		var id, notes string
		var parsed []money.DenominationCount
		err := scan(&id, &notes)
		if err == nil && (json.Unmarshal([]byte(notes), &parsed) != nil || len(parsed) == 0) {
			bad.garbled(finding.Counts, id, notes)
		}
		return err
	})
}

// closings selects the newest facts of Z reports, in their order.
const closings = "SELECT * FROM (SELECT " + signedColumns + " FROM journal WHERE " + journalPower +
	" AND kind = 'shift.closed' ORDER BY seq DESC LIMIT ?) ORDER BY seq"

// lastClosing is the number of the last Z report and when it was made, by the last fact of one that
// is not in doubt: a row of its table, with a time that is to come, would else keep the shop from
// selling.
func (d *doubter) lastClosing(ctx context.Context) (number int, at time.Time, err error) {
	for _, most := range []int{1, 1000} {
		rows, err := d.rows(ctx, d.q, closings, most)
		if err != nil {
			return 0, at, err
		}
		for _, r := range slices.Backward(rows) {
			holds, err := d.holds(ctx, r)
			if err != nil {
				return 0, at, err
			}
			closed, unread := facts.ClosedOf(r.Version, r.Payload)
			if holds && !d.elsewhere(r) && unread == nil {
				return closed.Number, r.At.UTC(), nil
			}
		}
	}
	return 0, at, nil
}

func readShift(ctx context.Context, q querier) (drawer.Shift, error) {
	s := drawer.Shift{Z: 1}
	if err := q.QueryRowContext(ctx, "SELECT max(coalesce(max(number), 0), 0) + 1 FROM z_reports").Scan(&s.Z); err != nil {
		return s, err
	}
	left, err := leftBy(ctx, q, s.Z-1)
	if err != nil {
		return s, err
	}
	s.Left = left
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
		if len(notes) > 0 && json.Unmarshal(notes, &c.Notes) != nil {
			c.Notes = nil // the sums say what was counted: see garbledNotes
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
		_, err := tx.exec(`INSERT INTO cash_moves (id, z, kind, day, at_ms, amount_minor, currency, reason, said_by)
			VALUES (`+nextID("cash_moves")+`, ?, ?, ?, ?, ?, ?, ?, ?)`, m.Z, m.Kind, m.Day, millis(m.At), m.Amount.Minor, m.Amount.Currency, m.Reason, m.By)
		if err != nil {
			return err
		}
	}
	if err := writeCorrections(tx, b.Corrections); err != nil {
		return err
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
	_, err := tx.exec(`INSERT INTO counts (id, z, kind, day, at_ms, said_by, handed_to, notes,
			usd_minor, khr_minor, expected_usd, expected_khr, reason) VALUES (`+nextID("counts")+`, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
