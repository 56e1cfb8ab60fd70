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
		if last.Kind != facts.SaleCompleted || json.Unmarshal(last.Payload, &recorded) != nil || !sameSale(s, recorded) {
			return nil
		}
		told, err = refundsTold(ctx, q, s, given)
		return err
	})
	if err == nil && !told {
		err = fault.New(fault.SaleDoubted, s.Receipt)
	}
	return err
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
