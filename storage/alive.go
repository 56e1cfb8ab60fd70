package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/sale"
)

// Standing returns the bill that the customer saw and that was not sold.
func (db *DB) Standing(ctx context.Context) (s sale.Standing, err error) {
	var bill []byte
	err = db.read.QueryRowContext(ctx, "SELECT bill FROM standing_bill").Scan(&bill)
	if errors.Is(err, sql.ErrNoRows) {
		return s, nil
	}
	if err != nil {
		return s, failure(db.path, err)
	}
	if json.Unmarshal(bill, &s) != nil || len(s.Bill.Lines) == 0 {
		s = sale.Standing{}
		var bad findings
		bad.garbled(finding.Standing, "", string(bill))
		db.tellGarbled(ctx, &bad)
	}
	return s, nil
}

// ShownBill returns the bill whose total is shown, as the journal tells. It goes back from the journal's
// end to the last fact that says so, at most to where the last run begins: that tells with its first
// rows what became of the bill of the one before.
func (db *DB) ShownBill(ctx context.Context) (s sale.Standing, err error) {
	var kind journal.Kind
	var payload []byte
	err = db.read.QueryRowContext(ctx, "SELECT kind, payload FROM journal NOT INDEXED WHERE kind IN (?, ?, ?, ?) ORDER BY seq DESC LIMIT 1",
		facts.BillShown, facts.SaleOpened, facts.BillHeld, facts.TillOpened).Scan(&kind, &payload)
	if errors.Is(err, sql.ErrNoRows) || err == nil && kind != facts.BillShown {
		return s, nil
	}
	if err == nil && json.Unmarshal(payload, &s) != nil {
		s = sale.Standing{} // journal verify names the row
	}
	return s, failure(db.path, err)
}

// Alive returns when the till was last known to be open: as it wrote down, or by the journal's
// last row, whichever is later.
func (db *DB) Alive(ctx context.Context) (a pos.Alive, err error) {
	var at, up, open sql.NullInt64
	err = db.read.QueryRowContext(ctx, "SELECT at_ms, boot, up_ms, open_ms FROM till_alive").Scan(&at, &a.Boot, &up, &open)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	a.At, a.Up = moment(at), time.Duration(up.Int64)*time.Millisecond
	if err == nil {
		var last sql.NullInt64
		err = db.read.QueryRowContext(ctx, "SELECT at_ms FROM journal ORDER BY seq DESC LIMIT 1").Scan(&last)
		if errors.Is(err, sql.ErrNoRows) {
			err = nil
		}
		if entry := moment(last); entry.After(a.At) {
			a.Up += entry.Sub(a.At) // as the clock went on meanwhile
			if a.At.IsZero() {
				a.Up = 0
			}
			a.At = entry
		}
	}
	switch a.Brief = open.Valid; {
	case open.Int64 > 0:
		a.Open = moment(open)
	case at.Valid && !a.Brief:
		a.Open = a.At
	}
	return a, failure(db.path, err)
}

// periodFrom is the last row before the period that is open.
const periodFrom = "coalesce((SELECT seq FROM journal WHERE " + journalPower + " AND kind = 'shift.closed' ORDER BY seq DESC LIMIT 1), 0)"

// StoodOpen returns the last time by now at which the journal itself shows the till at the counter
// open in the period that runs: at the last row of one of its runs, those of commands apart. Where
// the period began later, with its float or its first sale, it is that. The tables are not asked.
func (db *DB) StoodOpen(ctx context.Context, now time.Time) (at time.Time, err error) {
	var began, head sql.NullInt64
	err = db.read.QueryRowContext(ctx, `SELECT (SELECT at_ms FROM journal NOT INDEXED WHERE seq > `+periodFrom+`
		AND kind IN ('drawer.counted', 'sale.completed') ORDER BY seq LIMIT 1), (SELECT max(seq) FROM journal)`).Scan(&began, &head)
	if err != nil {
		return at, failure(db.path, err)
	}
	at = moment(began)
	command, known := false, false // of the run whose rows end before the next one opens
	ends := []int64{}
	rows, err := db.read.QueryContext(ctx, `SELECT seq, payload FROM journal NOT INDEXED WHERE kind = 'till.opened' AND seq >= coalesce(
		(SELECT seq FROM journal NOT INDEXED WHERE kind = 'till.opened' AND seq <= `+periodFrom+` ORDER BY seq DESC LIMIT 1), 0) ORDER BY seq`)
	err = each(rows, err, func(scan func(...any) error) error {
		var seq int64
		var payload []byte
		if err := scan(&seq, &payload); err != nil {
			return err
		}
		if known && !command {
			ends = append(ends, seq-1)
		}
		var run facts.Opened
		known, command = json.Unmarshal(payload, &run) == nil, run.Command
		return nil
	})
	if known && !command {
		ends = append(ends, head.Int64)
	}
	for _, seq := range ends {
		var last sql.NullInt64
		if err == nil {
			err = db.read.QueryRowContext(ctx, "SELECT max(at_ms) FROM journal WHERE seq = ? AND seq > "+periodFrom, seq).Scan(&last)
		}
		if end := moment(last); end.After(at) && !end.After(now) {
			at = end
		}
	}
	return at, failure(db.path, err)
}

// writeAlive stores that the till is open, and the bill that the customer sees.
func writeAlive(tx transaction, b pos.Batch) error {
	if a := b.Alive; a != nil {
		open := sql.NullInt64{Valid: a.Brief}
		if !a.Open.IsZero() {
			open.Int64 = a.Open.UnixMilli()
		}
		_, err := tx.exec(`INSERT INTO till_alive (one, at_ms, boot, up_ms, open_ms) VALUES (1, ?, ?, ?, ?)
			ON CONFLICT (one) DO UPDATE SET at_ms = excluded.at_ms, boot = excluded.boot, up_ms = excluded.up_ms, open_ms = excluded.open_ms`,
			a.At.UnixMilli(), a.Boot, a.Up.Milliseconds(), open)
		if err != nil {
			return err
		}
	}
	if b.Standing == nil {
		return nil
	}
	if len(b.Standing.Bill.Lines) == 0 {
		_, err := tx.exec("DELETE FROM standing_bill")
		return err
	}
	bill, err := json.Marshal(b.Standing)
	if err != nil {
		return err
	}
	_, err = tx.exec("INSERT INTO standing_bill (one, bill) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET bill = excluded.bill", string(bill))
	return err
}
