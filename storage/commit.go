package storage

import (
	"context"
	"database/sql"
	"time"

	"psar/pos"
)

// DB fulfils pos.Store.
var _ pos.Store = (*DB)(nil)

// Commit writes a batch in one transaction and returns when it is on the disk.
func (db *DB) Commit(ctx context.Context, b pos.Batch) (pos.Committed, error) {
	if db.write == nil {
		return pos.Committed{}, internal("%s was opened for reading", db.path)
	}
	var done pos.Committed
	err := db.write.transact(ctx, func(tx transaction) (err error) {
		// Settings first: the business day of an attempt follows from them.
		if err := writeSettings(tx, b.Settings); err != nil {
			return err
		}
		for _, s := range b.Sales {
			if err := writeSale(tx, s); err != nil {
				return err
			}
		}
		for _, a := range b.Attempts {
			if err := writeAttempt(tx, a); err != nil {
				return err
			}
		}
		if err := writeOutcomes(tx, b.Outcomes); err != nil {
			return err
		}
		for _, j := range b.Prints {
			id, err := writePrint(tx, j)
			if err != nil {
				return err
			}
			done.PrintIDs = append(done.PrintIDs, id)
		}
		for _, row := range b.Settlements {
			if err := writeSettlement(tx, row); err != nil {
				return err
			}
		}
		for _, r := range b.Refunds {
			if err := writeRefund(tx, r); err != nil {
				return err
			}
		}
		// Before the Z report, which holds them.
		if err := writeApprovals(tx, b.Approvals); err != nil {
			return err
		}
		if err := writeShift(tx, b); err != nil {
			return err
		}
		if err := writeHeld(tx, b.Held); err != nil {
			return err
		}
		if err := writeStaff(tx, b.Staff, b.PINs); err != nil {
			return err
		}
		if err := writeItems(tx, b.Items, b.Stored); err != nil {
			return err
		}
		for _, a := range b.Alarms {
			id, err := writeAlarm(tx, a)
			if err != nil {
				return err
			}
			done.AlarmIDs = append(done.AlarmIDs, id)
		}
		done.Head, err = appendFacts(tx, b)
		return err
	})
	if err != nil {
		return pos.Committed{}, failure(db.path, err)
	}
	return done, nil
}

// querier is what reads: the pool, a reading transaction or the writer.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// reading runs f on one state of the database, whatever is committed meanwhile.
func (db *DB) reading(ctx context.Context, f func(q querier) error) error {
	tx, err := db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return failure(db.path, err)
	}
	err = f(tx)
	// Nothing was written: there is nothing that a failed rollback could lose.
	_ = tx.Rollback()
	return failure(db.path, err)
}

// each calls f for every row and always closes them.
func each(rows *sql.Rows, err error, f func(scan func(...any) error) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// millis is a moment as a column holds it: NULL for none.
func millis(t time.Time) sql.NullInt64 {
	return sql.NullInt64{Int64: t.UnixMilli(), Valid: !t.IsZero()}
}

func moment(ms sql.NullInt64) time.Time {
	if !ms.Valid {
		return time.Time{}
	}
	return time.UnixMilli(ms.Int64).UTC()
}

// text is a string as a column holds it where "" means none.
func text(s string) sql.NullString { return sql.NullString{String: s, Valid: s != ""} }
