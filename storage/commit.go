package storage

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"psar/pos"
	"psar/pos/journal"
	"psar/pos/payment"
)

// DB implements pos.Store.
var _ pos.Store = (*DB)(nil)

// Commit writes a batch in one transaction and returns when it is on the disk.
func (db *DB) Commit(ctx context.Context, b pos.Batch) (pos.Committed, error) {
	if db.write == nil {
		return pos.Committed{}, internal("%s was opened for reading", db.path)
	}
	var done pos.Committed
	var others bool
	cleared := clearings(b)
	db.custody.begin()
	db.custody.intends(cleared)
	sign := db.custody.signature()
	var places []journal.Head
	err := db.write.transact(ctx, func(tx transaction) (err error) {
		tx.sign, tx.places = &sign, &places
		if others, err = tx.writtenByOthers(); err != nil {
			return err
		}
		for _, write := range writes {
			if err := write(tx, b, &done); err != nil {
				return err
			}
		}
		return nil
	})
	if others {
		db.custody.alert(payment.AlertOtherWriter, "", "")
	}
	if err != nil {
		db.custody.failed()
		return pos.Committed{}, refusal(db.path, err)
	}
	db.custody.committed(context.WithoutCancel(ctx), b, places, sign)
	for _, a := range cleared {
		db.custody.settle(a)
	}
	if clearsFacts(b) {
		db.custody.settleSum(context.WithoutCancel(ctx))
	}
	return done, nil
}

// Noted implements pos.Custody.
func (db *DB) Noted() bool { return db.custody == nil || db.custody.begin() }

// BrokeOff implements pos.Custody.
func (db *DB) BrokeOff() bool { return db.custody != nil && db.custody.brokeOff() }

// Reports implements pos.Custody.
func (db *DB) Reports() <-chan pos.CustodyReport { return db.custody.reports }

// writes are the parts of a batch, in the order of writing: settings first, since the
// business day of an attempt depends on them; approvals before the Z report, which
// includes them; facts after everything that they are about; print jobs last, since a paper has its
// fact's code.
var writes = []func(tx transaction, b pos.Batch, done *pos.Committed) error{
	func(tx transaction, b pos.Batch, _ *pos.Committed) error { return writeSettings(tx, b.Settings) },
	func(tx transaction, b pos.Batch, _ *pos.Committed) error { return writeEach(tx, b.Sales, writeSale) },
	func(tx transaction, b pos.Batch, _ *pos.Committed) error {
		return writeEach(tx, b.Attempts, writeAttempt)
	},
	func(tx transaction, b pos.Batch, _ *pos.Committed) error { return writeOutcomes(tx, b.Outcomes) },
	func(tx transaction, b pos.Batch, _ *pos.Committed) error {
		return writeEach(tx, b.Resolutions, writeResolution)
	},
	func(tx transaction, b pos.Batch, _ *pos.Committed) error {
		return writeEach(tx, b.Refunds, writeRefund)
	},
	func(tx transaction, b pos.Batch, _ *pos.Committed) error { return writeApprovals(tx, b.Approvals) },
	func(tx transaction, b pos.Batch, _ *pos.Committed) error { return writeShift(tx, b) },
	func(tx transaction, b pos.Batch, _ *pos.Committed) error { return writeHeld(tx, b.Held) },
	func(tx transaction, b pos.Batch, _ *pos.Committed) error { return writeStaff(tx, b.Staff, b.PINs) },
	func(tx transaction, b pos.Batch, _ *pos.Committed) error { return writeRecovery(tx, b.Recovery) },
	func(tx transaction, b pos.Batch, _ *pos.Committed) error { return writeItems(tx, b.Items, b.Stored) },
	func(tx transaction, b pos.Batch, _ *pos.Committed) error { return writeAlive(tx, b) },
	func(tx transaction, b pos.Batch, done *pos.Committed) (err error) {
		done.AlertIDs, err = numberEach(tx, b.Alerts, writeAlert)
		return err
	},
	func(tx transaction, b pos.Batch, done *pos.Committed) error {
		head, places, err := appendFacts(tx, b)
		done.Head, done.Codes, *tx.places = head, pos.CodesOf(b.Facts, places), places
		return err
	},
	func(tx transaction, b pos.Batch, done *pos.Committed) (err error) {
		done.Prints, err = writePrints(tx, done.Codes.OnJobs(b.Prints))
		return err
	},
}

// writeEach writes rows one by one.
func writeEach[R any](tx transaction, rows []R, write func(transaction, R) error) error {
	for _, row := range rows {
		if err := write(tx, row); err != nil {
			return err
		}
	}
	return nil
}

// numberEach writes rows whose ids the database assigns, and returns the ids.
func numberEach[R any](tx transaction, rows []R, write func(transaction, R) (int64, error)) (ids []int64, err error) {
	for _, row := range rows {
		id, err := write(tx, row)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// querier is anything that can read: the pool, a read transaction or the writer.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// reading runs f on one snapshot of the database, whatever is committed meanwhile.
func (db *DB) reading(ctx context.Context, f func(q querier) error) error {
	tx, err := db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return failure(db.path, err)
	}
	err = f(tx)
	// Nothing was written, so a failed rollback loses nothing.
	_ = tx.Rollback()
	return failure(db.path, err)
}

// each calls f for every row, and always closes the rows.
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

// highestID is the highest id that is given.
const highestID = "9007199254740991"

// nextID is the id of a table's next row, in SQL: what AUTOINCREMENT gives, but below rows of somebody
// else's with the highest number that there is, behind which it gives none, or with one near it.
func nextID(table string) string {
	free := func(id string) string {
		return id + " < " + highestID + " AND NOT EXISTS (SELECT 1 FROM " + table + " AS next WHERE next.id = " + id + " + 1)"
	}
	return "(SELECT 1 + max(coalesce((SELECT id FROM " + table + " AS last WHERE " + free("last.id") + " ORDER BY id DESC LIMIT 1), 0), " +
		"coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = '" + table + "' AND typeof(seq) = 'integer' AND " + free("sqlite_sequence.seq") + "), 0)))"
}

// millis returns a time as its column holds it: NULL for the zero time.
func millis(t time.Time) sql.NullInt64 {
	return sql.NullInt64{Int64: t.UnixMilli(), Valid: !t.IsZero()}
}

// The first and the last time that a fact can tell of: JSON has years of four digits.
var (
	firstMoment = time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC).UnixMilli() // not the zero time
	lastMoment  = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC).UnixMilli()
)

// moment is the time of a column, the nearest that can be told of: what was written there
// by somebody else must not keep the till from writing.
func moment(ms sql.NullInt64) time.Time {
	if !ms.Valid {
		return time.Time{}
	}
	return time.UnixMilli(min(max(ms.Int64, firstMoment), lastMoment)).UTC()
}

// text returns a string as its column holds it, NULL for "".
func text(s string) sql.NullString { return sql.NullString{String: s, Valid: s != ""} }

// asBytes selects texts as bytes. The driver hands these over in one copy; a text in two, and it
// looks up the type of its column each time.
func asBytes(texts ...string) string {
	return "CAST(" + strings.Join(texts, " AS BLOB), CAST(") + " AS BLOB)"
}
