package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/report"
	"psar/pos/sale"
)

// saleCode finds the fact that completed a sale by the index on what rows are about: the
// first one, as it was printed.
const saleCode = "SELECT seq, hash FROM journal WHERE " + journalAbout + " = ? AND kind = 'sale.completed' AND seq > 0 ORDER BY seq LIMIT 1"

// refundCode finds the fact that gave a refund, which is about its sale, as saleCode does.
const refundCode = "SELECT seq, hash FROM journal WHERE " + journalAbout + ` = ? AND kind = 'refund.given'
	AND seq > 0 AND json_valid(payload) AND payload ->> '$.refund_id' = ? ORDER BY seq LIMIT 1`

// closedCode finds the fact that closed a period close behind the row that its report names
// as the journal's last.
const closedCode = `SELECT seq, hash FROM journal WHERE seq > ?1 AND seq <= ?1 + ?3 AND kind = 'shift.closed'
	AND json_valid(payload) AND payload ->> '$.z_number' = ?2 ORDER BY seq LIMIT 1`

// closedWithin is how many rows behind it that fact may be: the commit has a handful, and
// a report that names a wrong row must not have the whole journal read.
const closedWithin = 100

// SaleCode returns the code of the fact that completed a sale, the zero Code where there is
// none.
func (db *DB) SaleCode(ctx context.Context, sale id.Sale) (id.Code, error) {
	code, err := readCode(ctx, db.read, saleCode, sale)
	return code, failure(db.path, err)
}

// RefundCode returns the code of the fact that gave a refund, the zero Code where there is none.
func (db *DB) RefundCode(ctx context.Context, r sale.Refund) (id.Code, error) {
	code, err := readCode(ctx, db.read, refundCode, r.Sale, r.ID)
	return code, failure(db.path, err)
}

// withCode returns a Z report with the code of the fact that closed its period.
func withCode(ctx context.Context, q querier, r report.Report) (report.Report, error) {
	if r.Z == nil {
		return r, nil
	}
	var err error
	r.Z.Code, err = readCode(ctx, q, closedCode, r.Journal.Seq, r.Z.Number, closedWithin)
	return r, err
}

func readCode(ctx context.Context, q querier, query string, args ...any) (id.Code, error) {
	var h journal.Head
	err := q.QueryRowContext(ctx, query, args...).Scan(&h.Seq, &h.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return id.Code{}, nil
	}
	return h.Code(), err
}

// Paper returns what the journal says of the code of a paper. It reads one row, whatever
// became of the others: VerifyJournal reads them all.
func (db *DB) Paper(ctx context.Context, code id.Code) (pos.Paper, error) {
	paper, err := readPaper(ctx, db.read, code)
	return paper, failure(db.path, err)
}

func readPaper(ctx context.Context, q querier, code id.Code) (pos.Paper, error) {
	paper := pos.Paper{Code: code, Verdict: pos.PaperUnknown}
	var e journal.Entry
	var at int64
	err := q.QueryRowContext(ctx, "SELECT seq, till, kind, version, at_ms, payload, prev_hash, hash FROM journal WHERE seq = ?", code.Seq).
		Scan(&e.Seq, &e.Till, &e.Kind, &e.Version, &at, &e.Payload, &e.PrevHash, &e.Hash)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return paper, nil
	case err != nil:
		return pos.Paper{}, err
	case !code.Matches(e.Hash):
		return paper, nil
	}
	e.At = time.UnixMilli(at).UTC()
	if paper.Verdict = pos.PaperAltered; e.Hash == e.Sum() {
		return paperOf(paper, e)
	}
	return paper, nil
}

// paperOf adds what a row tells of its paper. The error is fault.Internal: a row with the
// hash of its contents can be read.
func paperOf(paper pos.Paper, e journal.Entry) (pos.Paper, error) {
	paper.Verdict, paper.Kind, paper.At = pos.PaperGenuine, e.Kind, e.At
	var err error
	switch e.Kind {
	case facts.SaleCompleted:
		var s sale.Sale
		err = json.Unmarshal(e.Payload, &s)
		paper.Receipt, paper.Total = s.Receipt, s.Total
	case facts.Refunded:
		var r sale.Refund
		err = json.Unmarshal(e.Payload, &r)
		paper.Receipt, paper.Of, paper.Total = r.Number, r.Of, r.Total
	case facts.ShiftClosed:
		var z facts.Closed
		z, err = facts.ClosedOf(e.Version, e.Payload)
		paper.Z = z.Number
	}
	if err != nil {
		return pos.Paper{}, internal("row %d: %w", e.Seq, err)
	}
	return paper, nil
}
