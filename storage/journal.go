package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

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

// lastRow is the place of the last row, whatever is stored as the head: sequence 0 before the first.
func lastRow(ctx context.Context, q querier) (h journal.Head, err error) {
	err = q.QueryRowContext(ctx, "SELECT seq, hash FROM journal WHERE seq > 0 ORDER BY seq DESC LIMIT 1").Scan(&h.Seq, &h.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return journal.Head{Hash: journal.GenesisHash}, nil
	}
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
	places, err = chained(tx, &head, b)
	if err != nil {
		return head, nil, err
	}
	return head, places, setHead(tx, head)
}

// chained appends the facts of a batch behind a head, and moves it on.
func chained(tx transaction, head *journal.Head, b pos.Batch) (places []journal.Head, err error) {
	for _, f := range b.Facts {
		payload, err := json.Marshal(f.Payload)
		if err != nil {
			return nil, fmt.Errorf("fact %s: %w", f.Kind, err)
		}
		e := journal.Entry{Till: b.Till, Seq: head.Seq + 1, Kind: f.Kind, Version: facts.VersionOf(f.Kind),
			At: b.At, Payload: payload, PrevHash: head.Hash}
		e.Hash = e.Sum()
		*head = journal.Head{Seq: e.Seq, Hash: e.Hash}
		_, err = tx.exec(`INSERT INTO journal (seq, till, kind, version, at_ms, payload, prev_hash, hash, mac)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			e.Seq, e.Till, e.Kind, e.Version, e.At.UnixMilli(), string(e.Payload), e.PrevHash, e.Hash, tx.sign.sign(f, *head))
		if err != nil {
			return nil, err
		}
		places = append(places, *head)
	}
	return places, nil
}

func setHead(tx transaction, head journal.Head) error {
	_, err := tx.exec("UPDATE journal_head SET seq = ?, hash = ?", head.Seq, head.Hash)
	return err
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
