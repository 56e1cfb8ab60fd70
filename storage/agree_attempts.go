package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"psar/pos/finding"
	"psar/pos/id"
	"psar/pos/payment"
)

const (
	attemptFacts = `('attempt.reserved', 'attempt.moved')`

	// attemptOfFact is the id of the attempt that a fact is about.
	attemptOfFact = `coalesce(json_extract(payload, '$.attempt.transaction_id'), json_extract(payload, '$.transaction_id'))`

	// untoldAttempts selects the attempts that no fact tells of.
	untoldAttempts = `SELECT CAST(id AS TEXT) FROM attempts
		WHERE id NOT IN (SELECT CAST(coalesce(` + attemptOfFact + `, 0) AS INTEGER) FROM journal WHERE kind IN ` + attemptFacts + ` AND json_valid(payload)) ORDER BY id`
)

// attemptsAgree compares each attempt with the sum of its last fact, as salesAgree does.
func attemptsAgree(ctx context.Context, q *telling, found *findings) error {
	stored, told := 0, 0
	err := eachAttempt(ctx, q, "ORDER BY id", func(a payment.Attempt) {
		stored++
		q.progress.add(tableUnits["attempts"])
		number, err := paymentNumber(a.ID)
		if err == nil && q.attempts[number].fits(q.reader.sumOf(a)) {
			delete(q.attempts, number)
			told++
		}
	})
	if err != nil {
		return err
	}
	err = q.pages(ctx, lastRows(q.attempts), func(page []storedFact) error {
		there, err := attemptsAsTold(ctx, q, page, found)
		told += there
		return err
	})
	if err != nil {
		return err
	}
	if stored != told {
		if err := found.untoldIDs(ctx, q, finding.Attempts, untoldAttempts); err != nil {
			return err
		}
	}
	return attemptsAhead(ctx, q, found)
}

// attemptsAsTold compares a page of last facts with their attempts, and returns how many of
// these are there.
func attemptsAsTold(ctx context.Context, q querier, page []storedFact, found *findings) (there int, err error) {
	told := make(map[int64]payment.Attempt, len(page)) // by the fact
	var ids []string
	for _, fact := range page {
		a, err := attemptOf(fact)
		if err == nil {
			_, err = strconv.ParseInt(string(a.ID), 10, 64)
		}
		if err != nil {
			found.unread(finding.Attempts, fact.seq)
			continue
		}
		told[fact.seq], ids = a, append(ids, string(a.ID))
	}
	rows, err := readAttempts(ctx, q, amongIDs, "["+strings.Join(ids, ",")+"]")
	if err != nil {
		return 0, err
	}
	stored := make(map[id.Payment]payment.Attempt, len(rows))
	for _, a := range rows {
		stored[a.ID] = a
	}
	for _, fact := range page {
		says, read := told[fact.seq]
		if !read {
			continue
		}
		switch a, is := stored[says.ID]; {
		case !is:
			found.gone(finding.Attempts, string(says.ID), fact.seq)
		case sameAttempt(a, says):
			there++
		default:
			there++
			found.differs(finding.Attempts, string(says.ID), fact.seq, says, asTold(a, says))
		}
	}
	return there, nil
}

// verifiedAhead is how long after the journal's last row an attempt may have been
// verified: a recheck alone writes no fact, and a till that is left open over a holiday
// writes no other.
const verifiedAhead = 14 * 24 * time.Hour

func attemptsAhead(ctx context.Context, q querier, found *findings) error {
	rows, err := q.QueryContext(ctx, fmt.Sprintf(`SELECT CAST(id AS TEXT), verified_ms FROM attempts
		WHERE verified_ms > %d + (SELECT coalesce(max(at_ms), 0) FROM journal) ORDER BY id`, verifiedAhead.Milliseconds()))
	return each(rows, err, func(scan func(...any) error) error {
		f := finding.Finding{Kind: finding.Ahead, Table: finding.Attempts}
		var verified int64
		err := scan(&f.ID, &verified)
		found.add(f, verified, func() (string, string) {
			return "", fieldAs("verified", time.UnixMilli(verified).UTC().Format(time.RFC3339))
		})
		return err
	})
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
func sameAttempt(a, told payment.Attempt) bool { return asTold(a, told) == told }

// asTold is an attempt with what its fact tells of the fields that change without one, and of
// instants that are equal.
func asTold(a, told payment.Attempt) payment.Attempt {
	a.LastVerify, a.Verifies, a.Problem, a.Detail = told.LastVerify, told.Verifies, told.Problem, told.Detail
	a.Created, a.Changed, a.Expires = equalInstant(a.Created, told.Created), equalInstant(a.Changed, told.Changed), equalInstant(a.Expires, told.Expires)
	return a
}

// equalInstant is told where it is the same instant as t: as a value it may differ in its zone.
func equalInstant(t, told time.Time) time.Time {
	if t.Equal(told) {
		return told
	}
	return t
}
