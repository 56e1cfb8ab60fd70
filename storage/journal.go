package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
)

// JournalHead returns the place of the last entry: sequence 0 before the first.
func (db *DB) JournalHead(ctx context.Context) (journal.Head, error) {
	h, err := readHead(ctx, db.read)
	return h, failure(db.path, err)
}

func readHead(ctx context.Context, q querier) (h journal.Head, err error) {
	err = q.QueryRowContext(ctx, "SELECT seq, hash FROM journal_head").Scan(&h.Seq, &h.Hash)
	return h, err
}

// appendFacts gives the facts of a batch their places in the chain, in their order.
//
// The chain continues from the stored head, never from the last row: where somebody cut or
// rewrote the journal, the next entry must not hide that. The sequence number stays above
// both, so that the shop can go on selling.
func appendFacts(tx transaction, b pos.Batch) (head journal.Head, places []journal.Head, err error) {
	head, err = readHead(tx.ctx, tx)
	if err != nil || len(b.Facts) == 0 {
		return head, nil, err
	}
	var last int64
	if err := tx.QueryRowContext(tx.ctx, "SELECT coalesce(max(seq), 0) FROM journal").Scan(&last); err != nil {
		return head, nil, err
	}
	head.Seq = max(head.Seq, last)
	for _, f := range b.Facts {
		payload, err := json.Marshal(f.Payload)
		if err != nil {
			return head, nil, fmt.Errorf("fact %s: %w", f.Kind, err)
		}
		e := journal.Entry{Till: b.Till, Seq: head.Seq + 1, Kind: f.Kind, Version: facts.VersionOf(f.Kind),
			At: b.At, Payload: payload, PrevHash: head.Hash}
		e.Hash = e.Sum()
		_, err = tx.exec(`INSERT INTO journal (seq, till, kind, version, at_ms, payload, prev_hash, hash)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			e.Seq, e.Till, e.Kind, e.Version, e.At.UnixMilli(), string(e.Payload), e.PrevHash, e.Hash)
		if err != nil {
			return head, nil, err
		}
		head = journal.Head{Seq: e.Seq, Hash: e.Hash}
		places = append(places, head)
	}
	_, err = tx.exec("UPDATE journal_head SET seq = ?, hash = ?", head.Seq, head.Hash)
	return head, places, err
}

// VerifyJournal verifies the whole chain, one row at a time, and then compares the tables
// with it. It names the first row that does not fit.
func (db *DB) VerifyJournal(ctx context.Context) (check journal.Check, err error) {
	err = db.reading(ctx, func(q querier) error {
		check, err = verify(ctx, q)
		return err
	})
	return check, err
}

func verify(ctx context.Context, q querier) (journal.Check, error) {
	check := journal.Check{OK: true, Head: journal.Head{Hash: journal.GenesisHash}}
	bad := func(seq int64, format string, args ...any) {
		if check.OK {
			check.OK, check.Bad, check.Reason = false, seq, fmt.Sprintf(format, args...)
		}
	}
	rows, err := q.QueryContext(ctx,
		"SELECT seq, till, kind, version, at_ms, payload, prev_hash, hash FROM journal ORDER BY seq")
	err = each(rows, err, func(scan func(...any) error) error {
		var e journal.Entry
		var at int64
		if err := scan(&e.Seq, &e.Till, &e.Kind, &e.Version, &at, &e.Payload, &e.PrevHash, &e.Hash); err != nil {
			return err
		}
		e.At = time.UnixMilli(at)
		check.Rows++
		switch next := check.Head.Seq + 1; {
		case e.Seq < next:
			bad(e.Seq, "row %d stands where rows begin with 1", e.Seq)
		case e.Seq != next:
			bad(next, "row %d is missing", next)
		case e.PrevHash != check.Head.Hash:
			bad(e.Seq, "row %d does not name the hash of the row before it", e.Seq)
		case e.Hash != e.Sum():
			bad(e.Seq, "row %d does not have the hash of its contents", e.Seq)
		}
		check.Head = journal.Head{Seq: e.Seq, Hash: e.Hash}
		return nil
	})
	if err != nil {
		return journal.Check{}, err
	}
	var heads int
	if err := q.QueryRowContext(ctx, "SELECT count(*) FROM journal_head").Scan(&heads); err != nil {
		return journal.Check{}, err
	}
	if heads == 0 {
		bad(check.Head.Seq, "the head of the journal is missing")
		return check, nil
	}
	head, err := readHead(ctx, q)
	if err != nil {
		return journal.Check{}, err
	}
	switch {
	case head.Seq > check.Head.Seq:
		bad(check.Head.Seq+1, "row %d is missing: the head of the journal is row %d", check.Head.Seq+1, head.Seq)
	case head.Seq < check.Head.Seq:
		bad(head.Seq+1, "row %d stands behind the head of the journal", head.Seq+1)
	case head.Hash != check.Head.Hash:
		bad(head.Seq, "row %d does not have the hash that the head of the journal names", head.Seq)
	}
	if !check.OK {
		return check, nil
	}
	seq, reason, err := agree(ctx, q, check.Head.Seq)
	if err != nil {
		return journal.Check{}, err
	}
	if reason != "" {
		bad(seq, "%s", reason)
	}
	return check, nil
}

// ManagerTries returns, for every name that was tried with a PIN, the last fact about it,
// newest last.
func (db *DB) ManagerTries(ctx context.Context) ([]facts.ManagerTries, error) {
	var all []facts.ManagerTries
	rows, err := db.read.QueryContext(ctx, lastTries)
	err = each(rows, err, func(scan func(...any) error) error {
		var payload []byte
		var at sql.NullInt64
		if err := scan(&payload, &at); err != nil {
			return err
		}
		var tries facts.ManagerTries
		if json.Unmarshal(payload, &tries) != nil {
			return nil // journal verify reports it; the till must still open
		}
		tries.At = moment(at)
		all = append(all, tries)
		return nil
	})
	return all, failure(db.path, err)
}

// lastTries selects the last fact of each name: with max, SQLite takes payload and time
// from the same row.
const lastTries = `SELECT payload, at_ms FROM (SELECT max(seq) AS seq, payload, at_ms FROM journal
	WHERE kind IN ('manager.refused', 'manager.known') AND json_valid(payload)
	GROUP BY json_extract(payload, '$.by')) ORDER BY seq`
