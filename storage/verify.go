package storage

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
)

// VerifyJournal verifies the whole chain with its signatures, one row at a time, and then
// compares the tables with it. It names the first row that does not fit.
func (db *DB) VerifyJournal(ctx context.Context) (journal.Check, error) {
	return db.VerifySteps(ctx, nil)
}

// VerifySteps is VerifyJournal with progress: step is called on the caller's goroutine with
// how many rows of how many are verified, from time to time. It must return quickly, and may
// be nil. It ends when the context does.
func (db *DB) VerifySteps(ctx context.Context, step func(done, of int64)) (journal.Check, error) {
	check, _, err := db.verified(ctx, step)
	return check, err
}

// verified returns what fits with the first thing that does not, and all that does not: of
// the chain, and of each table.
func (db *DB) verified(ctx context.Context, step func(done, of int64)) (check journal.Check, found []finding, err error) {
	key, away, err := db.rowKey(ctx)
	if err != nil {
		return journal.Check{}, nil, failure(db.path, err)
	}
	err = db.reading(ctx, func(q querier) error {
		check, found, err = verify(ctx, q, key, step)
		return err
	})
	check.NoKey = away && check.Unchecked > 0
	return check, found, err
}

// VerifyAndTell verifies the journal of an open till, and has the till raise an alert of
// each thing that does not fit, unless the owner has cleared that one. whole: everything fits.
// step is that of VerifySteps.
func (db *DB) VerifyAndTell(ctx context.Context, step func(done, of int64)) (whole bool, err error) {
	_, found, err := db.verified(ctx, step)
	if err != nil || len(found) == 0 {
		return err == nil, err
	}
	return false, db.judging(ctx, db.ownKey(), func(q querier, j judgement) error {
		d := db.doubter(q, j)
		for _, one := range found {
			d.alert(payment.AlertJournalBroken, one.cause(), one.reason)
		}
		open, err := d.uncleared(ctx)
		for _, a := range open {
			db.custody.report(pos.CustodyReport{Alert: a})
		}
		return err
	})
}

// rowKey is the key of the shop's rows: the till's own, or the keyring's; nil where there
// is none. away reports whether the keyring does not answer.
func (db *DB) rowKey(ctx context.Context) (key *rowKey, away bool, err error) {
	if own := db.ownKey(); own != nil {
		return own, false, nil
	}
	shop, err := shopOf(ctx, db.read)
	if err != nil || shop == "" || db.outside.Keyring == nil {
		return nil, true, err
	}
	key, err = keptRowKey(db.outside.Keyring, shop)
	return key, err != nil, nil
}

// keptRowKey asks a keyring once for the key of a shop's rows; nil where it has none. The error
// says that it does not answer.
func keptRowKey(ring Keyring, shop string) (*rowKey, error) {
	kept, err := newPatientRing(ring).get(ringService(shop), ringKey)
	if err != nil {
		return nil, err
	}
	if key, ok := parseRowKey(kept, shop); ok {
		return &key, nil
	}
	return nil, nil
}

// verifier goes through the chain.
type verifier struct {
	check journal.Check
	key   *rowKey // nil: none at hand
	own   string  // its print

	breaks []finding // what does not fit in the chain, in its order
	fault  string    // that of the last one
	more   []int64   // rows that begin a break beyond the bound

	print   string // of the key that signs, as the rows so far name it
	begun   bool   // a row says whether it is signed
	signing bool   // the row before was signed
}

// bad keeps the first thing that does not fit.
func (v *verifier) bad(seq int64, reason string) {
	if v.check.OK {
		v.check.OK, v.check.Bad, v.check.Reason = false, seq, reason
	}
}

// mostBreaks bounds the breaks that are told one by one.
const mostBreaks = 16

// broken keeps a row that does not fit in the chain. Rows one behind the other with the same
// fault are one break, from the first to the last of them.
func (v *verifier) broken(seq int64, format string, args ...any) {
	reason := fmt.Sprintf(format, args...)
	v.bad(seq, reason)
	last := &finding{to: -1}
	if n := len(v.breaks); n > 0 {
		last = &v.breaks[n-1]
	}
	switch {
	case seq <= last.to: // of a row that has another fault as well
	case seq == last.to+1 && format == v.fault:
		last.to = seq
	case len(v.breaks) < mostBreaks:
		v.breaks = append(v.breaks, finding{table: "journal", seq: seq, to: seq, reason: reason})
	default:
		v.more = append(v.more, seq)
	}
	v.fault = format
}

// allBreaks are the breaks, with one for those beyond the bound.
func (v *verifier) allBreaks() []finding {
	if len(v.more) == 0 {
		return v.breaks
	}
	said := fmt.Sprint(v.more)
	return append(v.breaks, finding{table: fmt.Sprintf("journal +%d #%s", len(v.more), shortSum(said)), seq: untold,
		reason: fmt.Sprintf("row %d does not fit either, nor do rows behind it: %d in all", v.more[0], len(v.more))})
}

// row verifies the next row.
func (v *verifier) row(e signedRow) {
	v.check.Rows++
	switch next := v.check.Head.Seq + 1; {
	case e.Seq < next:
		v.broken(e.Seq, "row %d stands where rows begin with 1", e.Seq)
	case e.Seq != next:
		v.broken(next, "row %d is missing", next)
	case e.PrevHash != v.check.Head.Hash:
		v.broken(e.Seq, "row %d does not name the hash of the row before it", e.Seq)
	case e.Hash != e.Sum():
		v.broken(e.Seq, "row %d does not have the hash of its contents", e.Seq)
	}
	v.check.Head = journal.Head{Seq: e.Seq, Hash: e.Hash}
	v.signature(e)
}

// signature verifies a row's MAC. The rows of a key begin with the one that names it; the
// others of the same run follow without a gap.
func (v *verifier) signature(e signedRow) {
	mac := e.mac
	switch e.Kind {
	case facts.KeyringHolds:
		var held facts.Held
		if json.Unmarshal(e.Payload, &held) == nil && held.Name == facts.HeldJournalKey {
			v.print, v.signing = held.Print, true // with its own row
		}
	case facts.TillOpened:
		v.signing = false // the key may come later
	}
	switch {
	case mac == nil:
		v.check.Before++
		if v.begun || v.print != "" {
			v.broken(e.Seq, "row %d has no signature, and stands behind rows that are signed", e.Seq)
		}
		return
	case bytes.Equal(mac, unsigned):
		v.check.Unsigned++
		if v.signing {
			v.broken(e.Seq, "row %d is not signed, though the till had the key", e.Seq)
		}
	case len(mac) != journal.MACSize || v.print == "":
		v.check.Unchecked++
		v.broken(e.Seq, "row %d has a signature, and no row before it names the key", e.Seq)
	case v.key == nil || v.own != v.print:
		v.check.Unchecked++
	case v.key.signed(journal.Head{Seq: e.Seq, Hash: e.Hash}, mac):
		v.check.Signed++
	default:
		v.check.Unchecked++
		v.broken(e.Seq, "row %d does not have the signature of the shop's key", e.Seq)
	}
	v.begun, v.signing = true, len(mac) == journal.MACSize
}

// end compares the last row with the head that is stored apart from the rows.
func (v *verifier) end(ctx context.Context, q querier) error {
	var heads int
	if err := q.QueryRowContext(ctx, "SELECT count(*) FROM journal_head").Scan(&heads); err != nil {
		return err
	}
	last := v.check.Head
	if heads == 0 {
		v.broken(last.Seq, "the head of the journal is missing")
		return nil
	}
	head, err := readHead(ctx, q)
	if err != nil {
		return err
	}
	switch {
	case head.Seq > last.Seq:
		v.broken(last.Seq+1, "row %d is missing: the head of the journal is row %d", last.Seq+1, head.Seq)
	case head.Seq < last.Seq:
		v.broken(head.Seq+1, "row %d stands behind the head of the journal", head.Seq+1)
	case head.Hash != last.Hash:
		v.broken(head.Seq, "row %d does not have the hash that the head of the journal names", head.Seq)
	}
	return nil
}

// stepRows is after how many rows progress is told.
const stepRows = 5000

func verify(ctx context.Context, q querier, key *rowKey, step func(done, of int64)) (journal.Check, []finding, error) {
	v := verifier{check: journal.Check{OK: true, Head: journal.Head{Hash: journal.GenesisHash}}, key: key}
	head, err := readHead(ctx, q)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return v.check, nil, err
	}
	if key != nil {
		v.own = key.print()
	}
	err = eachSigned(ctx, q, "SELECT "+signedColumns+" FROM journal ORDER BY seq", func(r signedRow) {
		v.row(r)
		if step != nil && v.check.Rows%stepRows == 0 {
			step(v.check.Rows, head.Seq)
		}
	})
	if err == nil {
		err = v.end(ctx, q)
	}
	if err != nil {
		return v.check, nil, err
	}
	found := v.allBreaks()
	tables, err := agree(ctx, q, v.check.OK)
	if err != nil {
		return journal.Check{}, nil, err
	}
	for _, one := range tables {
		v.bad(min(one.seq, v.check.Head.Seq), one.reason)
	}
	return v.check, append(found, tables...), nil
}
