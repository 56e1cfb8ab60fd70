package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/sale"
)

// heldFacts selects the facts of bills that wait, and of their end, of the last rows, without an
// index: it may lack some.
const heldFacts = "SELECT " + signedColumns + " FROM journal NOT INDEXED WHERE seq > ? AND kind IN ('bill.held', 'bill.recalled') ORDER BY seq"

// HeldTold returns the bills that wait as the journal's facts tell, where stored are those of the
// table, and an alert where that has others. It looks through the last rows of the journal: a bill
// that waits for longer is as it is stored.
func (db *DB) HeldTold(ctx context.Context, stored []sale.Held) (told pos.HeldTold, err error) {
	err = db.judging(ctx, db.ownKey(), func(q querier, j judgement) error {
		d := db.doubter(ctx, q, j)
		rows, err := d.rows(ctx, q, heldFacts, j.last-mostLookedThrough)
		if err != nil {
			return err
		}
		waiting, order := d.waiting(rows)
		var says, has []string
		for _, row := range stored {
			is, known := waiting[row.ID]
			delete(waiting, row.ID)
			if !known || alike(is, row) {
				told.Held = append(told.Held, row)
				continue
			}
			lacks, found := contrast(is.Bill, row.Bill)
			says, has = append(says, heldName(is)+": "+lacks), append(has, heldName(row)+": "+found)
			told.Held = append(told.Held, is)
		}
		for _, of := range order {
			if gone, is := waiting[of]; is {
				says, has = append(says, heldName(gone)), append(has, "–")
				told.Held, told.Gone = append(told.Held, gone), append(told.Gone, gone)
			}
		}
		if len(says) > 0 {
			told.Alert = payment.Alert{Kind: payment.AlertHeldRows, Expected: listed(says), Actual: listed(has)}
		}
		return nil
	})
	return told, err
}

// waiting are the bills that wait by some facts, and their ids in the facts' order. One in doubt
// tells nothing.
func (d *doubter) waiting(rows []signedRow) (map[id.Sale]sale.Held, []id.Sale) {
	waiting, order := map[id.Sale]sale.Held{}, []id.Sale(nil)
	for _, r := range rows {
		var held sale.Held
		if d.wrong(r) || json.Unmarshal(r.Payload, &held) != nil {
			continue // journal verify reports it
		}
		if r.Kind == facts.BillRecalled {
			delete(waiting, held.ID)
			continue
		}
		waiting[held.ID], order = held, append(order, held.ID)
	}
	return waiting, order
}

// heldName is a bill that waits as an alert names it.
func heldName(h sale.Held) string {
	return fmt.Sprintf("%s (%d)", h.At.UTC().Format("2006-01-02 15:04"), len(h.Bill.Lines))
}
