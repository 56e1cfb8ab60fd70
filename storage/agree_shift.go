package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/sale"
)

// rowsAfter reads at most factPage rows after an id, in the order of ids, and returns the
// last id read.
type rowsAfter[T any] func(ctx context.Context, q querier, id int64) (rows []T, last int64, err error)

// rowsAgree compares rows with the facts of one kind, one by one: both are in the order in
// which they were written, and have the same JSON. Only a page of each is in memory at a
// time.
func rowsAgree[T any](ctx context.Context, q querier, head int64, kind journal.Kind, what string, read rowsAfter[T]) (seq int64, reason string, err error) {
	var page []T
	rows, facts, last := 0, 0, int64(0)
	more := func() (bool, error) {
		if len(page) == 0 {
			page, last, err = read(ctx, q, last)
			rows += len(page)
		}
		return len(page) > 0, err
	}
	err = pages(ctx, q, "SELECT seq, payload, version FROM journal WHERE kind = '"+string(kind)+"' AND seq > ? ORDER BY seq LIMIT ?", func(fact storedFact) (bool, error) {
		there, err := more()
		if err != nil {
			return false, err
		}
		agrees := false
		if there {
			if agrees, err = sameJSON(fact.payload, page[0]); err != nil {
				return false, err
			}
			page = page[1:]
		}
		if !agrees {
			seq, reason = fact.seq, fmt.Sprintf("the %s is not as row %d tells", what, fact.seq)
		}
		facts++
		return reason == "", nil
	})
	if err != nil || reason != "" {
		return seq, reason, err
	}
	for there, err := more(); there || err != nil; there, err = more() { // rows without a fact
		if err != nil {
			return 0, "", err
		}
		page = nil
	}
	if facts != rows {
		return head, fmt.Sprintf("%d rows of the kind %s, but the journal tells of %d", rows, what, facts), nil
	}
	return 0, "", nil
}

// sameJSON reports whether a payload describes a row. Both are marshalled by this program: an
// older one may have written the payload without later fields.
func sameJSON[T any](payload []byte, row T) (bool, error) {
	var parsed T
	if json.Unmarshal(payload, &parsed) != nil {
		return false, nil
	}
	want, err := json.Marshal(parsed)
	if err != nil {
		return false, err
	}
	stored, err := json.Marshal(row)
	return bytes.Equal(want, stored), err
}

// refundsAgree compares each refund with its fact.
func refundsAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	facts := 0
	err = pages(ctx, q, "SELECT seq, payload, version FROM journal WHERE kind = 'refund.given' AND seq > ? ORDER BY seq LIMIT ?", func(fact storedFact) (bool, error) {
		facts++
		var parsed sale.Refund
		if err := json.Unmarshal(fact.payload, &parsed); err != nil {
			seq, reason = fact.seq, fmt.Sprintf("row %d tells of a refund that can't be read", fact.seq)
			return false, nil
		}
		rows, err := readRefunds(ctx, q, "id = ?", parsed.ID)
		if err != nil {
			return false, err
		}
		agrees := false
		if len(rows) == 1 {
			if agrees, err = sameJSON(fact.payload, rows[0]); err != nil {
				return false, err
			}
		}
		if !agrees {
			seq, reason = fact.seq, fmt.Sprintf("the refund %s is not as row %d tells", parsed.Number, fact.seq)
		}
		return reason == "", nil
	})
	if err != nil || reason != "" {
		return seq, reason, err
	}
	var stored int
	if err := q.QueryRowContext(ctx, "SELECT count(*) FROM refunds").Scan(&stored); err != nil {
		return 0, "", err
	}
	if stored != facts {
		return head, fmt.Sprintf("%d refunds, but the journal tells of %d", stored, facts), nil
	}
	return 0, "", nil
}

// drawerAgrees compares counts and cash movements with their facts.
func drawerAgrees(ctx context.Context, q querier, head int64) (int64, string, error) {
	seq, reason, err := rowsAgree(ctx, q, head, facts.Counted, "count of the drawer", func(ctx context.Context, q querier, id int64) ([]drawer.Count, int64, error) {
		rows, err := readCounts(ctx, q, "id IN (SELECT id FROM counts WHERE id > ? ORDER BY id LIMIT ?)", id, factPage)
		for _, c := range rows {
			id = c.ID
		}
		return rows, id, err
	})
	if err != nil || reason != "" {
		return seq, reason, err
	}
	return rowsAgree(ctx, q, head, facts.CashMoved, "movement of cash", func(ctx context.Context, q querier, id int64) ([]drawer.Move, int64, error) {
		rows, err := readMoves(ctx, q, "id IN (SELECT id FROM cash_moves WHERE id > ? ORDER BY id LIMIT ?)", id, factPage)
		for _, m := range rows {
			id = m.ID
		}
		return rows, id, err
	})
}

// reportsAgree compares the Z reports with their facts, their own hashes and each other.
func reportsAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	number, prev := 0, journal.GenesisHash
	err = pages(ctx, q, "SELECT seq, payload, version FROM journal WHERE kind = 'shift.closed' AND seq > ? ORDER BY seq LIMIT ?", func(fact storedFact) (bool, error) {
		parsed, err := facts.ClosedOf(fact.version, fact.payload)
		if err != nil {
			seq, reason = fact.seq, fmt.Sprintf("row %d tells of a Z report that can't be read", fact.seq)
			return false, nil
		}
		z, found, err := readZReport(ctx, q, "number = ?", parsed.Number)
		if err != nil {
			return false, err
		}
		number++
		_, unread := z.Report()
		if !found || unread != nil || z.Number != number || z.Version != parsed.Version || z.Hash != parsed.Hash ||
			z.PrevHash != prev || parsed.PrevHash != prev || !z.Intact() {
			seq, reason = fact.seq, fmt.Sprintf("the Z report %d is not as row %d tells", parsed.Number, fact.seq)
			return false, nil
		}
		prev = z.Hash
		return true, nil
	})
	if err != nil || reason != "" {
		return seq, reason, err
	}
	var stored int
	if err := q.QueryRowContext(ctx, "SELECT count(*) FROM z_reports").Scan(&stored); err != nil {
		return 0, "", err
	}
	if stored != number {
		return head, fmt.Sprintf("%d Z reports, but the journal tells of %d", stored, number), nil
	}
	return 0, "", nil
}
