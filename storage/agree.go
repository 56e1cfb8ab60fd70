package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/sale"
)

// finding is the first thing in which a table is not as the journal tells.
type finding struct {
	table  string
	seq    int64 // the fact that the table contradicts; untold where there is none
	to     int64 // the last of the rows, where the chain itself does not fit
	reason string
}

// untold stands for the fact that is missing: its place is behind every other one.
const untold = math.MaxInt64

// cause names a finding by what does not change while the till goes on.
func (f finding) cause() string {
	switch {
	case f.seq == untold:
		return f.table
	case f.to > f.seq:
		return fmt.Sprintf("J%d–J%d", f.seq, f.to)
	}
	return fmt.Sprintf("J%d", f.seq)
}

// agree compares the tables with the journal: an intact chain says nothing about rows that
// were changed beside it. Every sale must be as its last fact says, and no sale without a
// fact; likewise attempts, outcomes, resolutions, alerts, settings, refunds, the drawer, Z
// reports, items, staff and approvals. It returns the first finding of each table. Where the
// chain is broken a table may have facts that can't be compared with it, which is no news.
func agree(ctx context.Context, q querier, chained bool) (found []finding, err error) {
	for _, check := range []struct {
		table  string
		agrees func(ctx context.Context, q querier, head int64) (int64, string, error)
	}{
		{"sales", salesAgree}, {"attempts", attemptsAgree}, {"settlements", resolutionsAgree}, {"alarms", alertsAgree},
		{"settings", settingsAgree}, {"refunds", refundsAgree}, {"drawer", drawerAgrees}, {"z_reports", reportsAgree},
		{"items", itemsAgree}, {"staff", staffAgree}, {"approvals", approvalsAgree}, {"outcomes", outcomesAgree},
	} {
		seq, reason, err := check.agrees(ctx, q, untold)
		switch {
		case err != nil && (chained || ctx.Err() != nil):
			return nil, err
		case err == nil && reason != "":
			found = append(found, finding{table: check.table, seq: seq, reason: reason})
		}
	}
	return found, nil
}

// factPage is how many facts are in memory at a time.
const factPage = 500

type storedFact struct {
	seq     int64
	payload []byte
	version int
}

// factPages reads the facts that a query selects, page by page, so that other queries can run
// in between. The query's arguments are the last sequence number and the limit.
func factPages(ctx context.Context, q querier, query string, f func([]storedFact) (bool, error)) error {
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
		last = page[len(page)-1].seq
		if more, err := f(page); err != nil || !more {
			return err
		}
	}
}

// pages is factPages, one fact at a time.
func pages(ctx context.Context, q querier, query string, f func(storedFact) (bool, error)) error {
	return factPages(ctx, q, query, func(page []storedFact) (more bool, err error) {
		for _, fact := range page {
			if more, err = f(fact); err != nil || !more {
				return more, err
			}
		}
		return true, nil
	})
}

// lastPages is factPages of the facts that are the last ones about each thing.
func lastPages(ctx context.Context, q querier, query string, last map[int64]struct{}, f func([]storedFact) (bool, error)) error {
	return factPages(ctx, q, query, func(page []storedFact) (bool, error) {
		page = slices.DeleteFunc(page, func(fact storedFact) bool { _, is := last[fact.seq]; return !is })
		if len(page) == 0 {
			return true, nil
		}
		return f(page)
	})
}

// amongIDs is the condition for rows with one of the ids in a JSON array: one query for a page.
const amongIDs = "id IN (SELECT value FROM json_each(?))"

// saleFacts are the facts that carry a complete sale.
const saleFacts = `('sale.opened', 'sale.reopened', 'sale.part_paid', 'sale.dropped', 'sale.completed')`

func salesAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	last, err := lastFacts(ctx, q, "SELECT max(seq) FROM journal WHERE kind IN "+saleFacts+" GROUP BY json_extract(payload, '$.sale_id')")
	if err != nil {
		return 0, "", err
	}
	err = lastPages(ctx, q, "SELECT seq, payload, version FROM journal WHERE kind IN "+saleFacts+" AND seq > ? ORDER BY seq LIMIT ?", last, func(page []storedFact) (bool, error) {
		seq, reason, err = salesAsTold(ctx, q, page)
		return reason == "", err
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

// salesAsTold compares a page of last facts with their sales.
func salesAsTold(ctx context.Context, q querier, page []storedFact) (seq int64, reason string, err error) {
	ids := make([]id.Sale, len(page))
	for i, fact := range page {
		var told struct {
			ID id.Sale `json:"sale_id"`
		}
		if json.Unmarshal(fact.payload, &told) != nil {
			return fact.seq, fmt.Sprintf("row %d tells of a sale that can't be read", fact.seq), nil
		}
		ids[i] = told.ID
	}
	among, err := json.Marshal(ids)
	if err != nil {
		return 0, "", err
	}
	sales, err := readSales(ctx, q, amongIDs, string(among))
	if err != nil {
		return 0, "", err
	}
	stored := make(map[id.Sale]sale.Sale, len(sales))
	for _, s := range sales {
		stored[s.ID] = s
	}
	for i, fact := range page {
		s, there := stored[ids[i]]
		if text, err := json.Marshal(s); there && err == nil && bytes.Equal(text, fact.payload) {
			continue
		}
		// An older program may have written it without later fields.
		var recorded sale.Sale
		if err := json.Unmarshal(fact.payload, &recorded); err != nil {
			return fact.seq, fmt.Sprintf("row %d tells of a sale that can't be read", fact.seq), nil
		}
		switch {
		case there && sameSale(s, recorded):
		case !recorded.Receipt.IsZero():
			return fact.seq, fmt.Sprintf("the sale of receipt %s is not as row %d tells", recorded.Receipt, fact.seq), nil
		default:
			return fact.seq, fmt.Sprintf("the sale %s is not as row %d tells", recorded.ID, fact.seq), nil
		}
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
	err = lastPages(ctx, q, `SELECT seq, payload, version FROM journal
		WHERE kind IN ('attempt.reserved', 'attempt.moved') AND seq > ? ORDER BY seq LIMIT ?`, last, func(page []storedFact) (bool, error) {
		seq, reason, err = attemptsAsTold(ctx, q, page)
		return reason == "", err
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

// attemptsAsTold compares a page of last facts with their attempts.
func attemptsAsTold(ctx context.Context, q querier, page []storedFact) (seq int64, reason string, err error) {
	told := make([]payment.Attempt, len(page))
	ids := make([]string, len(page))
	for i, fact := range page {
		if told[i], err = attemptOf(fact); err != nil {
			return fact.seq, fmt.Sprintf("row %d tells of a payment that can't be read", fact.seq), nil
		}
		if _, err := strconv.ParseInt(string(told[i].ID), 10, 64); err != nil {
			return fact.seq, fmt.Sprintf("payment %s is not as row %d tells", told[i].ID, fact.seq), nil
		}
		ids[i] = string(told[i].ID)
	}
	rows, err := readAttempts(ctx, q, amongIDs, "["+strings.Join(ids, ",")+"]")
	if err != nil {
		return 0, "", err
	}
	stored := make(map[id.Payment]payment.Attempt, len(rows))
	for _, a := range rows {
		stored[a.ID] = a
	}
	for i, fact := range page {
		if a, there := stored[told[i].ID]; !there || !sameAttempt(a, told[i]) {
			return fact.seq, fmt.Sprintf("payment %s is not as row %d tells", told[i].ID, fact.seq), nil
		}
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
