package storage

import (
	"context"
	"database/sql"
	"encoding/json"

	"psar/pos/finding"
	"psar/pos/sale"
)

// Held returns the held sales, oldest first.
func (db *DB) Held(ctx context.Context) ([]sale.Held, error) {
	var bad findings
	found, err := readHeld(ctx, db.read, "taken_ms IS NULL", &bad)
	if err != nil {
		return nil, failure(db.path, err)
	}
	db.tellGarbled(ctx, &bad)
	return found, nil
}

// readHeld reads held bills. Those that can't be read are no bills.
func readHeld(ctx context.Context, q querier, where string, bad *findings) ([]sale.Held, error) {
	var found []sale.Held
	rows, err := q.QueryContext(ctx, "SELECT id, bill, held_ms, held_by, seen <> 0, taken_ms FROM held_bills WHERE "+where+" ORDER BY held_ms, id")
	err = each(rows, err, func(scan func(...any) error) error {
		var h sale.Held
		var bill []byte
		var at, taken sql.NullInt64
		if err := scan(&h.ID, &bill, &at, &h.By, &h.Seen, &taken); err != nil {
			return err
		}
		h.At, h.Taken = moment(at), moment(taken)
		if json.Unmarshal(bill, &h.Bill) != nil || len(h.Bill.Lines) == 0 {
			bad.garbled(finding.HeldBills, string(h.ID), string(bill))
			return nil
		}
		found = append(found, h)
		return nil
	})
	return found, err
}

// writeHeld stores bills that are put aside, or taken up once: what one says does not change.
func writeHeld(tx transaction, all []sale.Held) error {
	for _, h := range all {
		bill, err := json.Marshal(h.Bill)
		if err != nil {
			return err
		}
		_, err = tx.exec(`INSERT INTO held_bills (id, bill, held_ms, held_by, seen, taken_ms) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET taken_ms = excluded.taken_ms WHERE taken_ms IS NULL`,
			h.ID, string(bill), millis(h.At), h.By, h.Seen, millis(h.Taken))
		if err != nil {
			return err
		}
	}
	return nil
}
