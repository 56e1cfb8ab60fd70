package storage

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"psar/pos"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
)

// journalAbout is what a journal row is about: the id of a sale or payment, or a receipt
// number. SQLite uses an index on an expression only for an expression written exactly as
// the index's.
const journalAbout = `CASE WHEN json_valid(payload) THEN coalesce(
    payload ->> '$.sale_id', payload ->> '$.attempt.sale_id', payload ->> '$.transaction_id', payload ->> '$.receipt_number',
    payload ->> '$.opening.receipt_number', iif(kind = 'receipt.reprinted', payload ->> '$', NULL)) END`

// arm is a part of a history query that reads one index in order: the newest business day
// first, and of a day the newest sale first.
type arm struct{ from, where string }

// pastArms are the arms of each state. Every sale is completed, dropped or open, and each
// of these has an index; refunds and unmatched payments are few.
var pastArms = map[pos.PastState][]arm{
	"": {
		{"sales s", "s.state = 'completed'"}, {"sales s", "s.state = 'dropped'"}, {"sales s", "s.state = 'open'"},
	},
	pos.PastPaid: {{"sales s", "s.state = 'completed' AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.sale_id = s.id)"}},
	pos.PastRefunded: {{
		"(SELECT DISTINCT sale_id FROM refunds WHERE kind = 'refund') r CROSS JOIN sales s ON s.id = r.sale_id", "true",
	}},
	pos.PastVoided: {{
		"(SELECT DISTINCT sale_id FROM refunds WHERE kind = 'void') r CROSS JOIN sales s ON s.id = r.sale_id", "true",
	}},
	pos.PastWaiting:   {{"sales s", "s.state = 'open'"}},
	pos.PastCancelled: {{"sales s", "s.state = 'dropped'"}},
	pos.PastUnmatched: {{
		"(SELECT DISTINCT sale_id FROM attempts WHERE " + unmatchedMoney + ") a CROSS JOIN sales s ON s.id = a.sale_id", "true",
	}},
}

// amountArms are the arms for the sales of one amount, which have an index too.
func amountArms(state pos.PastState) []arm {
	if state == "" {
		return []arm{{"sales s", "true"}}
	}
	return pastArms[state]
}

// History returns the sales that a filter selects, newest first: at most f.Most, or 100. It
// reads no more index rows than it returns, however many sales there are, except for
// states that few sales are in.
func (db *DB) History(ctx context.Context, f pos.HistoryFilter) (found []pos.PastSale, err error) {
	err = db.reading(ctx, func(q querier) error {
		ids, err := historyIDs(ctx, q, f)
		if err == nil {
			found, err = pastSales(ctx, q, ids)
		}
		return err
	})
	return eachNamed(ctx, db, found, err)
}

func historyIDs(ctx context.Context, q querier, f pos.HistoryFilter) ([]id.Sale, error) {
	var ids []id.Sale
	named := !f.Receipt.IsZero() || f.Payment != ""
	if named && f.After == (pos.HistoryMark{}) {
		id, err := namedSale(ctx, q, f)
		if err != nil {
			return nil, err
		}
		if id != "" {
			ids = append(ids, id)
		}
	}
	if named && f.Amount == (money.Money{}) {
		return ids, nil
	}
	query, args := historyQuery(f)
	rows, err := q.QueryContext(ctx, query, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		var id id.Sale
		var day money.Day
		err := scan(&day, &id)
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		return err
	})
	return ids, err
}

// namedSale returns the sale of a receipt, of a refund's receipt or of a payment; "" where
// there is none.
func namedSale(ctx context.Context, q querier, f pos.HistoryFilter) (id id.Sale, err error) {
	n := f.Receipt
	query, args := `SELECT id FROM sales WHERE receipt_till = ?1 AND receipt_year = ?2 AND receipt_seq = ?3
		UNION ALL SELECT sale_id FROM refunds WHERE receipt_till = ?1 AND receipt_year = ?2 AND receipt_seq = ?3`,
		[]any{n.Till, n.Year, n.Sequence}
	if f.Payment != "" {
		number, err := paymentNumber(f.Payment)
		if err != nil {
			return "", nil // not a possible payment id
		}
		query, args = "SELECT coalesce(sale_id, '') FROM attempts WHERE id = ?1", []any{number}
	}
	err = q.QueryRowContext(ctx, query, args...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, err
}

// historyQuery returns the query of a page: SQLite merges the arms, each in the order of
// its index, and stops when the page is full.
func historyQuery(f pos.HistoryFilter) (string, []any) {
	most := f.Most
	if most <= 0 {
		most = 100
	}
	args := []any{f.From, f.To, f.After.Day, f.After.Sale, f.Amount.Minor, f.Amount.Currency, most}
	bounds := ""
	if f.From != "" {
		bounds += " AND s.day >= ?1"
	}
	if f.To != "" {
		bounds += " AND s.day <= ?2"
	}
	if f.After != (pos.HistoryMark{}) {
		bounds += " AND (s.day, s.id) < (?3, ?4)"
	}
	if f.Clock != (pos.ClockSpan{}) { // minutes after the start of the span
		args = append(args, f.Clock.From, f.Clock.To)
		bounds += " AND ((coalesce(s.completed_ms, s.opened_ms) / 60000 + s.offset_minutes) % 1440 - ?8 + 1440) % 1440 <= (?9 - ?8 + 1440) % 1440"
	}
	arms := pastArms[f.State]
	if f.Amount != (money.Money{}) {
		bounds += " AND s.total_minor = ?5 AND s.currency = ?6"
		arms = amountArms(f.State)
	}
	parts := make([]string, len(arms))
	for i, a := range arms {
		parts[i] = "SELECT s.day, s.id FROM " + a.from + " WHERE " + a.where + bounds
	}
	return strings.Join(parts, " UNION ALL ") + " ORDER BY 1 DESC, 2 DESC LIMIT ?7", args
}

// pastSales reads sales with their refunds, in the order of ids.
func pastSales(ctx context.Context, q querier, ids []id.Sale) ([]pos.PastSale, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	in := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(ids)), ", ") + ")"
	args := make([]any, len(ids))
	past := make([]pos.PastSale, len(ids))
	at := map[id.Sale]*pos.PastSale{}
	for i, id := range ids {
		args[i], at[id] = id, &past[i]
	}
	sales, err := readSales(ctx, q, "id IN "+in, args...)
	if err != nil {
		return nil, err
	}
	for _, s := range sales {
		at[s.ID].Sale = s
	}
	refunds, err := readRefunds(ctx, q, "sale_id IN "+in, args...)
	if err != nil {
		return nil, err
	}
	for _, r := range refunds {
		at[r.Sale].Refunds = append(at[r.Sale].Refunds, r)
	}
	rows, err := q.QueryContext(ctx, "SELECT DISTINCT sale_id FROM attempts WHERE sale_id IN "+in+" AND "+unmatchedMoney, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		var id id.Sale
		err := scan(&id)
		if p := at[id]; p != nil {
			p.Unmatched = true
		}
		return err
	})
	return past, err
}

// SaleDetails returns everything stored about a sale. The error's code is fault.Internal
// for an unknown id.
func (db *DB) SaleDetails(ctx context.Context, saleID id.Sale) (details pos.SaleDetails, err error) {
	err = db.reading(ctx, func(q querier) error {
		past, err := pastSales(ctx, q, []id.Sale{saleID})
		if err != nil {
			return err
		}
		if past[0].Sale.ID == "" {
			return internal("no sale %s", saleID)
		}
		details.PastSale = past[0]
		if details.Attempts, err = readAttempts(ctx, q, "sale_id = ?", saleID); err != nil {
			return err
		}
		details.Journal, err = journalOf(ctx, q, details)
		return err
	})
	if err != nil || !db.hides {
		return details, err
	}
	names, err := db.names(ctx)
	details.PastSale = details.WithNames(names)
	for i := range details.Journal {
		details.Journal[i].Payload = payloadWithNames(details.Journal[i].Payload, names)
	}
	return details, err
}

// journalOf reads the journal rows about a sale: by its id, its payments, its receipt and
// the receipts of its refunds.
func journalOf(ctx context.Context, q querier, s pos.SaleDetails) (all []journal.Entry, err error) {
	about := []any{string(s.Sale.ID)}
	if !s.Sale.Receipt.IsZero() {
		about = append(about, s.Sale.Receipt.String())
	}
	for _, a := range s.Attempts {
		about = append(about, string(a.ID))
	}
	for _, r := range s.Refunds {
		about = append(about, r.Number.String())
	}
	in := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(about)), ", ") + ")"
	rows, err := q.QueryContext(ctx, "SELECT seq, till, kind, version, at_ms, payload, prev_hash, hash FROM journal WHERE "+
		journalAbout+" IN "+in+" ORDER BY seq", about...)
	err = each(rows, err, func(scan func(...any) error) error {
		var e journal.Entry
		var at int64
		err := scan(&e.Seq, &e.Till, &e.Kind, &e.Version, &at, &e.Payload, &e.PrevHash, &e.Hash)
		e.At = time.UnixMilli(at).UTC()
		all = append(all, e)
		return err
	})
	return all, err
}
