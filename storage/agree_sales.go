package storage

import (
	"context"
	"encoding/json"

	"psar/pos/finding"
	"psar/pos/id"
	"psar/pos/sale"
)

// saleFacts are the facts that carry a complete sale.
const saleFacts = `('sale.opened', 'sale.reopened', 'sale.part_paid', 'sale.dropped', 'sale.completed')`

// untoldSales selects the sales that no fact tells of, by their receipts where they have one.
const untoldSales = `SELECT iif(receipt_seq IS NULL, id, printf('%02d/%d/%06d', receipt_till, receipt_year, receipt_seq)) FROM sales
	WHERE id NOT IN (SELECT coalesce(json_extract(payload, '$.sale_id'), '') FROM journal WHERE kind IN ` + saleFacts + ` AND json_valid(payload)) ORDER BY id`

// salesAgree compares each sale with the sum of its last fact. Only where they differ the fact
// itself is read.
func salesAgree(ctx context.Context, q *telling, found *findings) error {
	for _, c := range q.parts.wrong {
		found.unlinked(finding.Sales, saleName(c.later), c.seq, c.part, c.later)
	}
	stored, told := 0, 0
	err := eachSale(ctx, q, func(s sale.Sale) error {
		stored++
		q.progress.add(tableUnits["sales"])
		text, err := json.Marshal(s)
		if of := saleSumOf(s.ID); q.sales[of].fits(q.sumOf(text), err) {
			delete(q.sales, of)
			told++
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = q.pages(ctx, lastRows(q.sales), func(page []storedFact) error {
		there, err := salesAsTold(ctx, q, page, found)
		told += there
		return err
	})
	if err != nil || stored == told {
		return err
	}
	return found.untoldIDs(ctx, q, finding.Sales, untoldSales)
}

// salesAsTold compares a page of last facts with their sales, and returns how many of these
// are there.
func salesAsTold(ctx context.Context, q querier, page []storedFact, found *findings) (there int, err error) {
	ids := make([]id.Sale, len(page))
	for i, fact := range page {
		ids[i], _ = saleOf(fact.payload) // one that can't be read is not read below either
	}
	among, err := json.Marshal(ids)
	if err != nil {
		return 0, err
	}
	sales, err := readSales(ctx, q, amongIDs, string(among))
	if err != nil {
		return 0, err
	}
	stored := make(map[id.Sale]sale.Sale, len(sales))
	for _, s := range sales {
		stored[s.ID] = s
	}
	for i, fact := range page {
		if _, is := stored[ids[i]]; is {
			there++
		}
		saleAsTold(fact, stored, found)
	}
	return there, nil
}

// saleAsTold compares a sale with its fact. They need not have the same bytes: an older program
// may have written it without later fields.
func saleAsTold(fact storedFact, stored map[id.Sale]sale.Sale, found *findings) {
	var recorded sale.Sale
	if json.Unmarshal(fact.payload, &recorded) != nil {
		found.unread(finding.Sales, fact.seq)
		return
	}
	name := saleName(recorded)
	switch s, there := stored[recorded.ID]; {
	case !there:
		found.gone(finding.Sales, name, fact.seq)
	case !alike(s, recorded):
		found.differs(finding.Sales, name, fact.seq, recorded, s)
	}
}

// saleName names a sale by its receipt, or before it has one by its id.
func saleName(s sale.Sale) string {
	if s.Receipt.IsZero() {
		return string(s.ID)
	}
	return s.Receipt.String()
}
