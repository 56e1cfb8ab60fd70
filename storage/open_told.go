package storage

import (
	"context"
	"encoding/json"
	"slices"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/payment"
	"psar/pos/sale"
)

// openTold selects the facts that carry a sale by the index on what rows are about.
const openTold = "SELECT " + signedColumns + " FROM journal WHERE " + journalAbout + " = ? AND kind IN " + saleFacts + " ORDER BY seq"

// OpenTold holds a sale that is not completed against the journal's facts of it: it counts as the
// last one tells. Where one of them is in doubt, or hidden, nobody knows what it is: then it counts
// as it is once the owner has cleared that. It reads a handful of rows.
func (db *DB) OpenTold(ctx context.Context, s sale.Sale) (told pos.OpenTold, err error) {
	err = db.judging(ctx, db.ownKey(), func(q querier, j judgement) error {
		d := db.doubter(ctx, q, j)
		rows, err := d.rows(ctx, q, openTold, s.ID)
		if err != nil {
			return err
		}
		last, whole := lastSale(slices.DeleteFunc(slices.Clone(rows), d.wrong))
		whole = whole && !slices.ContainsFunc(rows, d.wrong)
		if whole {
			hidden, err := factsHidden(ctx, q, string(s.ID), saleFacts, rows[0].Seq, j.last, len(rows)-1)
			if err != nil {
				return err
			}
			whole = !hidden
		}
		if whole && alike(s, last) {
			told = pos.OpenTold{Sale: s, Known: true}
			return nil
		}
		says, has := contrast(last, s)
		if !whole { // a clearing is of this one alone
			text, err := json.Marshal(s)
			if err != nil {
				return err
			}
			has += " #" + shortSum(string(text))
		}
		name := string(s.ID) + ": "
		d.alert(payment.AlertSaleRows, name+says, name+has)
		if whole { // its rows are put back: the same once more is another matter
			told = pos.OpenTold{Sale: last, Known: true, Alert: d.alerts[0]}
			return nil
		}
		uncleared, err := d.uncleared(ctx)
		if told = (pos.OpenTold{Sale: s, Known: len(uncleared) == 0}); !told.Known {
			told.Alert = uncleared[0]
		}
		return err
	})
	return told, err
}

// lastSale is the sale that the last of some facts carries.
func lastSale(rows []signedRow) (last sale.Sale, ok bool) {
	if len(rows) == 0 {
		return last, false
	}
	err := json.Unmarshal(rows[len(rows)-1].Payload, &last)
	return last, err == nil
}

// goesOn reports whether a sale goes on from what it was when a part of it was paid: the same lines,
// for the same total, with the same parts paid.
func goesOn(part, later sale.Sale) bool {
	if len(later.Tenders) < len(part.Tenders) {
		return false
	}
	return alike(
		sale.Sale{Lines: part.Lines, Total: part.Total, Tenders: part.Tenders, Tax: part.Tax, Discount: part.Discount},
		sale.Sale{Lines: later.Lines, Total: later.Total, Tenders: later.Tenders[:len(part.Tenders)], Tax: later.Tax, Discount: later.Discount},
	)
}

// toldParts are the sales of which a part is paid, as the pass over the chain comes by: a fact that
// does not go on from that was signed by a till that believed altered rows.
type toldParts struct {
	last  map[saleSum]sale.Sale
	wrong []brokenPart
}

type brokenPart struct {
	seq         int64
	part, later sale.Sale
}

// note takes the next fact of a sale.
func (p *toldParts) note(r signedRow, of saleSum) {
	part, begun := p.last[of]
	if !begun && r.Kind != facts.SalePart {
		return
	}
	var later sale.Sale
	if json.Unmarshal(r.Payload, &later) != nil {
		return // who compares it says so
	}
	if begun && !goesOn(part, later) {
		p.wrong = append(p.wrong, brokenPart{r.Seq, part, later})
	}
	if delete(p.last, of); later.PartPaid() {
		p.last[of] = later
	}
}
