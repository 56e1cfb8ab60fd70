package storage

import (
	"context"
	"encoding/json"

	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/id"
	"psar/pos/sale"
)

// heldAgree compares each bill that waits, or was taken up, with its last fact.
func heldAgree(ctx context.Context, q *telling, found *findings) error {
	var garbled findings // told when the till opens
	rows, err := readHeld(ctx, q, "true", &garbled)
	if err != nil {
		return err
	}
	last := map[id.Sale]lastFact{}
	err = q.each(ctx, q.told(0, facts.BillHeld, facts.BillRecalled), func(fact storedFact) error {
		var told sale.Held
		if json.Unmarshal(fact.payload, &told) != nil {
			found.unread(finding.HeldBills, fact.seq)
			return nil
		}
		text, err := json.Marshal(told)
		last[told.ID] = lastFact{fact.seq, q.sumOf(text)}
		return err
	})
	if err != nil {
		return err
	}
	for _, h := range rows {
		text, err := json.Marshal(h)
		f, told := last[h.ID]
		switch delete(last, h.ID); {
		case !told:
			found.add(finding.Finding{Kind: finding.Untold, Table: finding.HeldBills, ID: string(h.ID)}, h, nil)
		case !f.fits(q.sumOf(text), err):
			found.add(finding.Finding{Kind: finding.Differs, Table: finding.HeldBills, ID: string(h.ID), Row: f.seq}, h, nil)
		}
	}
	for of, f := range last {
		found.gone(finding.HeldBills, string(of), f.seq)
	}
	return nil
}
