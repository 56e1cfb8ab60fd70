package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"psar/pos/payment"
	"psar/pos/sale"
)

// agree compares the tables with the journal: an intact chain says nothing about rows that
// were changed beside it. Every sale must be as its last fact says, and no sale without a
// fact; likewise attempts, outcomes, resolutions, alerts, settings, refunds, the drawer, Z
// reports, items, staff and approvals. It returns the sequence number of the first fact
// that the tables contradict, and why; "" when all agree. A missing fact has no number:
// then it is head.
func agree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	for _, check := range []func(context.Context, querier, int64) (int64, string, error){
		salesAgree, attemptsAgree, resolutionsAgree, alertsAgree, settingsAgree, refundsAgree, drawerAgrees, reportsAgree, itemsAgree, staffAgree, approvalsAgree, outcomesAgree,
	} {
		if seq, reason, err = check(ctx, q, head); err != nil || reason != "" {
			return seq, reason, err
		}
	}
	return 0, "", nil
}

// factPage is how many facts are in memory at a time.
const factPage = 500

type storedFact struct {
	seq     int64
	payload []byte
	version int
}

// pages reads the facts that a query selects, page by page, so that other queries can run
// in between. The query's arguments are the last sequence number and the limit.
func pages(ctx context.Context, q querier, query string, f func(storedFact) (bool, error)) error {
	for last := int64(0); ; {
		var page []storedFact
		rows, err := q.QueryContext(ctx, query, last, factPage)
		err = each(rows, err, func(scan func(...any) error) error {
			var fact storedFact
			err := scan(&fact.seq, &fact.payload, &fact.version)
			page = append(page, fact)
			return err
		})
		if err != nil || len(page) == 0 {
			return err
		}
		for _, fact := range page {
			if more, err := f(fact); err != nil || !more {
				return err
			}
		}
		last = page[len(page)-1].seq
	}
}

// saleFacts are the facts that carry a complete sale.
const saleFacts = `('sale.opened', 'sale.reopened', 'sale.part_paid', 'sale.dropped', 'sale.completed')`

func salesAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	last, err := lastFacts(ctx, q, "SELECT max(seq) FROM journal WHERE kind IN "+saleFacts+" GROUP BY json_extract(payload, '$.sale_id')")
	if err != nil {
		return 0, "", err
	}
	err = pages(ctx, q, "SELECT seq, payload, version FROM journal WHERE kind IN "+saleFacts+" AND seq > ? ORDER BY seq LIMIT ?", func(fact storedFact) (bool, error) {
		if _, ok := last[fact.seq]; !ok {
			return true, nil // a later fact is about the same sale
		}
		var recorded sale.Sale
		if err := json.Unmarshal(fact.payload, &recorded); err != nil {
			seq, reason = fact.seq, fmt.Sprintf("row %d tells of a sale that can't be read", fact.seq)
			return false, nil
		}
		sales, err := readSales(ctx, q, "id = ?", recorded.ID)
		if err != nil {
			return false, err
		}
		if len(sales) == 0 || !sameSale(sales[0], recorded) {
			seq, reason = fact.seq, fmt.Sprintf("the sale %s is not as row %d tells", recorded.ID, fact.seq)
			if !recorded.Receipt.IsZero() {
				reason = fmt.Sprintf("the sale of receipt %s is not as row %d tells", recorded.Receipt, fact.seq)
			}
		}
		return reason == "", nil
	})
	if err != nil || reason != "" {
		return seq, reason, err
	}
	var stored int
	if err := q.QueryRowContext(ctx, "SELECT count(*) FROM sales").Scan(&stored); err != nil {
		return 0, "", err
	}
	if stored != len(last) {
		return head, fmt.Sprintf("%d sales, but the journal tells of %d", stored, len(last)), nil
	}
	return 0, "", nil
}

func attemptsAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	last, err := lastFacts(ctx, q, `SELECT max(seq) FROM journal
		WHERE kind IN ('attempt.reserved', 'attempt.moved') GROUP BY
			coalesce(json_extract(payload, '$.attempt.transaction_id'), json_extract(payload, '$.transaction_id'))`)
	if err != nil {
		return 0, "", err
	}
	err = pages(ctx, q, `SELECT seq, payload, version FROM journal
		WHERE kind IN ('attempt.reserved', 'attempt.moved') AND seq > ? ORDER BY seq LIMIT ?`, func(fact storedFact) (bool, error) {
		if _, ok := last[fact.seq]; !ok {
			return true, nil // a later fact is about the same attempt
		}
		recorded, err := attemptOf(fact)
		if err != nil {
			seq, reason = fact.seq, fmt.Sprintf("row %d tells of a payment that can't be read", fact.seq)
			return false, nil
		}
		rows, err := readAttempts(ctx, q, "id = CAST(? AS INTEGER)", string(recorded.ID))
		if err != nil {
			return false, err
		}
		if len(rows) == 0 || !sameAttempt(rows[0], recorded) {
			seq, reason = fact.seq, fmt.Sprintf("payment %s is not as row %d tells", recorded.ID, fact.seq)
		}
		return reason == "", nil
	})
	if err != nil || reason != "" {
		return seq, reason, err
	}
	var stored, ahead int
	if err := q.QueryRowContext(ctx, `SELECT count(*), count(CASE WHEN verified_ms > ? +
		(SELECT coalesce(max(at_ms), 0) FROM journal) THEN 1 END) FROM attempts`, verifiedAhead.Milliseconds()).Scan(&stored, &ahead); err != nil {
		return 0, "", err
	}
	switch {
	case stored != len(last):
		return head, fmt.Sprintf("%d payments, but the journal tells of %d", stored, len(last)), nil
	case ahead > 0:
		return head, fmt.Sprintf("%d payments were verified after anything that the journal tells of", ahead), nil
	}
	return 0, "", nil
}

// verifiedAhead is how long after the journal's last row an attempt may have been
// verified: a recheck alone writes no fact, and a till that is left open over a holiday
// writes no other.
const verifiedAhead = 14 * 24 * time.Hour

// lastFacts returns the sequence numbers that a query selects: those of the last fact about
// each thing.
func lastFacts(ctx context.Context, q querier, query string) (map[int64]struct{}, error) {
	last := map[int64]struct{}{}
	rows, err := q.QueryContext(ctx, query)
	err = each(rows, err, func(scan func(...any) error) error {
		var seq int64
		err := scan(&seq)
		last[seq] = struct{}{}
		return err
	})
	return last, err
}

// attemptOf returns the attempt of a fact: attempt.moved carries it as a field,
// attempt.reserved is it.
func attemptOf(fact storedFact) (payment.Attempt, error) {
	var moved struct{ Attempt *payment.Attempt }
	if err := json.Unmarshal(fact.payload, &moved); err != nil {
		return payment.Attempt{}, err
	}
	if moved.Attempt != nil {
		return *moved.Attempt, nil
	}
	var a payment.Attempt
	return a, json.Unmarshal(fact.payload, &a)
}

// sameAttempt compares attempts without the fields that change without a fact.
func sameAttempt(a, b payment.Attempt) bool {
	if !a.Created.Equal(b.Created) || !a.Changed.Equal(b.Changed) || !a.Expires.Equal(b.Expires) {
		return false
	}
	a.Created, a.Changed, a.Expires = b.Created, b.Changed, b.Expires
	a.LastVerify, a.Verifies, a.Problem, a.Detail = b.LastVerify, b.Verifies, b.Problem, b.Detail
	return a == b
}

// sameSale compares two sales by their JSON, as in the journal.
func sameSale(a, b sale.Sale) bool {
	left, errLeft := json.Marshal(a)
	right, errRight := json.Marshal(b)
	return errLeft == nil && errRight == nil && bytes.Equal(left, right)
}
