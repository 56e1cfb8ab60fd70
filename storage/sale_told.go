package storage

import (
	"context"
	"encoding/json"
	"slices"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/sale"
)

// saleTold selects the facts about a sale and its refunds by the index on what rows are about.
const saleTold = "SELECT " + signedColumns + " FROM journal WHERE " + journalAbout +
	" = ? AND (kind IN " + saleFacts + " OR kind = 'refund.given') ORDER BY seq"

// SaleTold checks that a completed sale, and each of its refunds, is as the journal tells: a
// row that was changed, added or taken away pays nothing back and makes no paper. The error's
// code is fault.SaleDoubted with the receipt. It reads a handful of rows.
func (db *DB) SaleTold(ctx context.Context, s sale.Sale) error {
	told := false
	err := db.judging(ctx, db.ownKey(), func(q querier, j judgement) error {
		d := db.doubter(ctx, q, j)
		rows, err := d.rows(ctx, q, saleTold, s.ID)
		if err != nil || slices.ContainsFunc(rows, d.wrong) {
			return err
		}
		var last signedRow
		var given []signedRow
		for _, r := range rows {
			if r.Kind == facts.Refunded {
				given = append(given, r)
			} else {
				last = r
			}
		}
		var recorded sale.Sale
		if last.Kind != facts.SaleCompleted || json.Unmarshal(last.Payload, &recorded) != nil || !alike(s, recorded) {
			return nil
		}
		if hidden, err := factsHidden(ctx, q, string(s.ID), "('refund.given')", rows[0].Seq, j.last, len(given)); err != nil || hidden {
			return err
		}
		told, err = refundsTold(ctx, q, s, given)
		return err
	})
	if err == nil && !told {
		err = fault.New(fault.SaleDoubted, s.Receipt)
	}
	return err
}

// mostLookedThrough is how many rows behind a sale are looked through for its facts, which takes some
// hundredths of a second: most sales that are paid back are of the last days.
const mostLookedThrough = 50_000

// factsHidden reports whether the index on what rows are about lacks a fact of some kinds of a sale or
// payment. It looks through the rows behind one, of which given are known; psar journal verify
// counts what an index has.
func factsHidden(ctx context.Context, q querier, of, kinds string, first, last int64, given int) (bool, error) {
	if last-first > mostLookedThrough {
		return false, nil
	}
	there := 0
	err := q.QueryRowContext(ctx, "SELECT count(*) FROM journal NOT INDEXED WHERE seq > ? AND kind IN "+kinds+" AND instr(payload, ?) > 0", first, of).Scan(&there)
	return there > given, err
}

// refundsTold compares the refunds of a sale with their facts.
func refundsTold(ctx context.Context, q querier, s sale.Sale, given []signedRow) (bool, error) {
	rows, err := readRefunds(ctx, q, "sale_id = ?", s.ID)
	if err != nil || len(rows) != len(given) {
		return false, err
	}
	for _, fact := range given {
		found := false
		for _, row := range rows {
			same, err := sameJSON(fact.Payload, row)
			if err != nil {
				return false, err
			}
			found = found || same
		}
		if !found {
			return false, nil
		}
	}
	return true, nil
}
