package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strconv"

	"psar/pos/finding"
	"psar/pos/journal"
)

// VerifyJournal verifies the whole chain with its signatures, one row at a time, and then
// compares the tables with it. It names the first row that does not fit, and says of the chain
// and of each table what does not.
func (db *DB) VerifyJournal(ctx context.Context) (journal.Check, error) {
	return db.VerifySteps(ctx, nil)
}

// VerifySteps is VerifyJournal with progress: step is called on the caller's goroutine with
// how much of how much is done, rows and tables together, from time to time. It must return
// quickly, and may be nil. It ends when the context does.
func (db *DB) VerifySteps(ctx context.Context, step func(done, of int64)) (journal.Check, error) {
	key, away, err := db.rowKey(ctx)
	if err != nil {
		return journal.Check{}, failure(db.path, err)
	}
	var check journal.Check
	err = db.reading(ctx, func(q querier) error {
		check, err = verify(ctx, q, key, stepRows, step)
		return err
	})
	check.NoKey = away && check.Unchecked > 0
	return check, err
}

// VerifyAndTell verifies the journal of an open till, and has the till raise an alert of
// each thing that does not fit, unless the owner has cleared that one. whole: everything fits.
// step is that of VerifySteps.
func (db *DB) VerifyAndTell(ctx context.Context, step func(done, of int64)) (whole bool, err error) {
	check, err := db.VerifySteps(ctx, step)
	if err != nil || check.OK {
		return err == nil, err
	}
	return false, db.tell(ctx, check.Findings)
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
	key   *journal.Signer // nil: none at hand
	signing
	run writingRun

	breaks []finding.Finding // what does not fit in the chain, in its order
	kind   finding.Kind      // that of the last one
	more   int64             // rows that begin a break beyond the bound
	beyond hash.Hash         // over their numbers

	begun bool // a row says whether it is signed
}

// mostBreaks bounds the breaks that are told one by one.
const mostBreaks = 16

// broken keeps a row that does not fit in the chain.
func (v *verifier) broken(seq int64, kind finding.Kind) {
	v.keep(finding.Finding{Kind: kind, Table: finding.Journal, Row: seq, To: seq})
}

// keep keeps a break. Rows one behind the other with the same fault are one break, from the
// first to the last of them.
func (v *verifier) keep(f finding.Finding) {
	last, behind := &finding.Finding{}, len(v.breaks) > 0
	if behind {
		last = &v.breaks[len(v.breaks)-1]
	}
	switch {
	case behind && f.Row <= last.To: // of a row that has another fault as well
	case behind && f.Row == last.To+1 && f.Kind == v.kind:
		last.To = f.Row
	case len(v.breaks) < mostBreaks:
		v.breaks = append(v.breaks, f)
	case v.more == 0:
		v.beyond, v.more = sha256.New(), 1
		fmt.Fprintf(v.beyond, "[%d", f.Row)
	default:
		fmt.Fprintf(v.beyond, " %d", f.Row)
		v.more++
	}
	v.kind = f.Kind
}

// allBreaks are the breaks, with one for those beyond the bound.
func (v *verifier) allBreaks() []finding.Finding {
	for i, f := range v.breaks {
		if f.To == f.Row {
			v.breaks[i].To = 0
		}
	}
	if v.more == 0 {
		return v.breaks
	}
	v.beyond.Write([]byte("]"))
	return append(v.breaks, finding.Finding{Kind: finding.More, Table: finding.Journal, Count: v.more, Sum: hex.EncodeToString(v.beyond.Sum(nil))[:8]})
}

// row verifies the next row.
func (v *verifier) row(e signedRow) {
	v.check.Rows++
	switch next := v.check.Head.Seq + 1; {
	case e.Seq < next:
		v.broken(e.Seq, finding.RowFirst)
	case e.Seq != next:
		v.broken(next, finding.RowMissing)
	case e.PrevHash != v.check.Head.Hash:
		v.broken(e.Seq, finding.RowLink)
	case e.Hash != e.Sum():
		v.broken(e.Seq, finding.RowHash)
	}
	v.check.Head = journal.Head{Seq: e.Seq, Hash: e.Hash}
	v.signature(e)
}

// signature verifies a row's MAC.
func (v *verifier) signature(e signedRow) {
	v.learn(e, v.run)
	owes := v.run.row(e)
	signs := v.signer()
	switch {
	case e.mac == nil:
		v.check.Before++
		if v.begun || signs != "" {
			v.broken(e.Seq, finding.MACGone)
		}
		return
	case bytes.Equal(e.mac, unsigned):
		v.check.Unsigned++
		if owes && signs != "" {
			v.broken(e.Seq, finding.MACWithheld)
		}
	case len(e.mac) != journal.MACSize || signs == "":
		v.check.Unchecked++
		v.broken(e.Seq, finding.MACUnnamed)
	case v.key == nil || v.own != signs:
		v.check.Unchecked++
	case v.key.Signed(journal.Head{Seq: e.Seq, Hash: e.Hash}, e.mac):
		v.check.Signed++
	default:
		v.check.Unchecked++
		v.broken(e.Seq, finding.MACWrong)
	}
	v.begun = true
}

// end compares the last row with the head that is stored apart from the rows.
func (v *verifier) end(ctx context.Context, q querier) error {
	var heads int
	if err := q.QueryRowContext(ctx, "SELECT count(*) FROM journal_head").Scan(&heads); err != nil {
		return err
	}
	last := v.check.Head
	if heads == 0 {
		v.broken(last.Seq, finding.HeadGone)
		return nil
	}
	head, err := readHead(ctx, q)
	if err != nil {
		return err
	}
	switch {
	case head.Seq > last.Seq:
		v.keep(finding.Finding{Kind: finding.HeadBeyond, Table: finding.Journal, Row: last.Seq + 1, To: last.Seq + 1, Told: strconv.FormatInt(head.Seq, 10)})
	case head.Seq < last.Seq:
		v.broken(head.Seq+1, finding.HeadShort)
	case head.Hash != last.Hash:
		v.broken(head.Seq, finding.HeadHash)
	}
	return nil
}

// verify verifies the journal and the tables, and tells how far it is each time that so many
// units are done: see progress.
func verify(ctx context.Context, q querier, key *rowKey, every int64, step func(done, of int64)) (journal.Check, error) {
	v := verifier{check: journal.Check{OK: true, Head: journal.Head{Hash: journal.GenesisHash}}}
	head, err := readHead(ctx, q)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return v.check, err
	}
	if key != nil {
		v.own, v.key = key.print(), journal.NewSigner(key.key, key.shop)
	}
	told := newTelling(q)
	if told.progress, err = newProgress(ctx, q, head.Seq, every, step); err != nil {
		return v.check, err
	}
	err = eachInChain(ctx, q, func(r signedRow) {
		told.note(r)
		v.row(r)
		told.progress.add(1)
	})
	if err == nil {
		err = v.end(ctx, q)
	}
	if err != nil {
		return v.check, err
	}
	tables, err := agree(ctx, told, len(v.breaks) == 0)
	if err != nil {
		return journal.Check{}, err
	}
	return v.checked(append(v.allBreaks(), tables...)), nil
}

// checked is the whole result: the first row that does not fit is that of the first finding, the
// last one where no row of the journal tells of it.
func (v *verifier) checked(found []finding.Finding) journal.Check {
	c := v.check
	c.Findings, c.OK = found, len(found) == 0
	if c.OK {
		return c
	}
	c.Bad = found[0].Row
	if c.Bad == 0 && found[0].Table != finding.Journal {
		c.Bad = c.Head.Seq
	}
	return c
}
