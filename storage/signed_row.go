package storage

import (
	"bytes"
	"context"
	"database/sql"
	"math"
	"time"

	"psar/pos/journal"
)

// signedRow is a row of the journal with its signature.
type signedRow struct {
	journal.Entry
	mac []byte
	// owed: it says that there was no key, though its run had one before it.
	owed bool
}

const signedColumns = "seq, till, kind, version, at_ms, payload, prev_hash, hash, mac"

// eachSigned calls f for the rows of the journal that a query of signedColumns selects. It begins
// with row 1: what somebody puts before that is none of its rows.
func eachSigned(ctx context.Context, q querier, query string, f func(signedRow), args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	return each(rows, err, func(scan func(...any) error) error {
		var r signedRow
		var at int64
		if err := scan(&r.Seq, &r.Till, &r.Kind, &r.Version, &at, &r.Payload, &r.PrevHash, &r.Hash, &r.mac); err != nil {
			return err
		}
		if r.At = time.UnixMilli(at); r.Seq > 0 {
			f(r)
		}
		return nil
	})
}

// signedRows returns the rows of the journal that a query of signedColumns selects.
func signedRows(ctx context.Context, q querier, query string, args ...any) (all []signedRow, err error) {
	err = eachSigned(ctx, q, query, func(r signedRow) { all = append(all, r) }, args...)
	return all, err
}

// eachInChain calls f for every row of the journal, from the first one on. Its payload and MAC
// are overwritten by the next row.
func eachInChain(ctx context.Context, q querier, f func(signedRow)) error {
	return eachBetween(ctx, q, math.MinInt64, math.MaxInt64, f)
}

// eachBetween is eachInChain for the rows from one to another, with both.
func eachBetween(ctx context.Context, q querier, from, to int64, f func(signedRow)) error {
	var r signedRow
	var till, version, at int64
	var kind, payload, before, sum, mac sql.RawBytes
	rows, err := q.QueryContext(ctx, "SELECT seq, till, version, at_ms, mac, "+asBytes("kind", "payload", "prev_hash", "hash")+
		" FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq", from, to)
	return each(rows, err, func(scan func(...any) error) error {
		if err := scan(&r.Seq, &till, &version, &at, &mac, &kind, &payload, &before, &sum); err != nil {
			return err
		}
		if r.PrevHash = r.Hash; string(before) != r.Hash { // it is mostly that of the row before
			r.PrevHash = string(before)
		}
		r.Till, r.Kind, r.Version, r.At, r.Hash = int(till), journal.Kind(kind), int(version), time.UnixMilli(at), string(sum)
		r.Payload, r.mac = payload, mac
		f(r)
		return nil
	})
}

// signedBy reports whether a row has the hash of its contents, and the key's signature.
func (r signedRow) signedBy(key *rowKey) bool {
	return r.Hash == r.Sum() && key.signed(journal.Head{Seq: r.Seq, Hash: r.Hash}, r.mac)
}

// rowState is what a row's own hash and signature say of it.
type rowState int

const (
	rowUnknown rowState = iota // it was written without a key, or by one that is not at hand
	rowSigned
	rowWrong
)

// judgement is what rows are judged by.
type judgement struct {
	key  *rowKey // nil: none at hand
	last int64   // the journal's last row
	signing
}

func newJudgement(ctx context.Context, q querier, key *rowKey) (j judgement, err error) {
	own := ""
	if j.key = key; key != nil {
		own = key.print()
	}
	if err = q.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM journal").Scan(&j.last); err != nil {
		return j, err
	}
	j.signing, err = readSigning(ctx, q, own)
	return j, err
}

// rows returns the rows that a query of signedColumns selects, by their numbers, ready to be
// judged.
func (j judgement) rows(ctx context.Context, q querier, query string, args ...any) ([]signedRow, error) {
	all, err := signedRows(ctx, q, query, args...)
	var run writingRun
	for i := range all {
		if r := &all[i]; err == nil && bytes.Equal(r.mac, unsigned) && j.signerOf(r.Seq) != "" {
			err = run.upTo(ctx, q, r.Seq)
			r.owed = run.row(*r)
		}
	}
	return all, err
}

// of judges a single row: not whether the chain around it is whole.
func (j judgement) of(r signedRow) rowState {
	signs := j.signerOf(r.Seq)
	switch {
	case r.Hash != r.Sum():
		return rowWrong
	case r.mac == nil && signs != "", r.owed: // it stands behind rows that say whether they are signed
		return rowWrong
	case r.mac == nil, bytes.Equal(r.mac, unsigned):
		return rowUnknown
	case len(r.mac) != journal.MACSize, signs == "":
		return rowWrong
	case j.key == nil || j.own != signs:
		return rowUnknown
	case r.signedBy(j.key):
		return rowSigned
	}
	return rowWrong
}
