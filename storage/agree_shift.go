package storage

import (
	"context"
	"encoding/json"
	"strconv"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/report"
	"psar/pos/sale"
)

// countsAgree compares counts of the drawer with their facts.
func countsAgree(ctx context.Context, q *telling, found *findings) error {
	return rowsOf[drawer.Count]{table: finding.Counts, kinds: []journal.Kind{facts.Counted}, blind: true,
		read: func(ctx context.Context, q querier, id int64) ([]numbered[drawer.Count], error) {
			rows, err := readCounts(ctx, q, "id IN (SELECT id FROM counts WHERE id > ? ORDER BY id LIMIT ?)", id, factPage)
			return numberedBy(rows, func(c drawer.Count) int64 { return c.ID }), err
		}}.agree(ctx, q, found)
}

// movesAgree compares movements of cash with their facts.
func movesAgree(ctx context.Context, q *telling, found *findings) error {
	return rowsOf[drawer.Move]{table: finding.CashMoves, kinds: []journal.Kind{facts.CashMoved}, blind: true,
		read: func(ctx context.Context, q querier, id int64) ([]numbered[drawer.Move], error) {
			rows, err := readMoves(ctx, q, "id IN (SELECT id FROM cash_moves WHERE id > ? ORDER BY id LIMIT ?) ORDER BY id", id, factPage)
			return numberedBy(rows, func(m drawer.Move) int64 { return m.ID }), err
		}}.agree(ctx, q, found)
}

// numberedBy are rows that have their ids.
func numberedBy[T any](rows []T, id func(T) int64) []numbered[T] {
	all := make([]numbered[T], len(rows))
	for i, row := range rows {
		all[i] = numbered[T]{id(row), row}
	}
	return all
}

// untoldRefunds selects the refunds that no fact tells of.
const untoldRefunds = `SELECT printf('%02d/%d/%06d', receipt_till, receipt_year, receipt_seq) FROM refunds
	WHERE id NOT IN (SELECT coalesce(json_extract(payload, '$.refund_id'), '') FROM journal WHERE kind = 'refund.given' AND json_valid(payload)) ORDER BY id`

// refundsAgree compares each refund with its fact.
func refundsAgree(ctx context.Context, q *telling, found *findings) error {
	told := 0
	err := q.each(ctx, q.told(0, facts.Refunded), func(fact storedFact) error {
		var parsed sale.Refund
		if json.Unmarshal(fact.payload, &parsed) != nil {
			found.unread(finding.Refunds, fact.seq)
			return nil
		}
		rows, err := readRefunds(ctx, q, "id = ?", parsed.ID)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			found.gone(finding.Refunds, parsed.Number.String(), fact.seq)
			return nil
		}
		told++
		same, err := sameJSON(fact.payload, rows[0])
		if err == nil && !same {
			found.differs(finding.Refunds, parsed.Number.String(), fact.seq, parsed, rows[0])
		}
		return err
	})
	if err != nil {
		return err
	}
	var stored int
	if err := q.QueryRowContext(ctx, "SELECT count(*) FROM refunds").Scan(&stored); err != nil || stored == told {
		return err
	}
	return found.untoldIDs(ctx, q, finding.Refunds, untoldRefunds)
}

// reportsAgree compares the Z reports with their facts, their own hashes and each other.
func reportsAgree(ctx context.Context, q *telling, found *findings) error {
	told, last, prev := map[int]bool{}, 0, journal.GenesisHash
	err := q.each(ctx, q.told(0, facts.ShiftClosed), func(fact storedFact) error {
		parsed, err := facts.ClosedOf(fact.version, fact.payload)
		if err != nil {
			found.unread(finding.ZReports, fact.seq)
			last, prev = last+1, "" // what it says of the hash is not known
			return nil
		}
		z, there, err := readZReport(ctx, q, "number = ?", parsed.Number)
		if err != nil {
			return err
		}
		next := parsed.Number == last+1 && (prev == "" || parsed.PrevHash == prev)
		told[parsed.Number], last, prev = true, parsed.Number, parsed.Hash
		switch _, unread := z.Report(); {
		case !there:
			found.gone(finding.ZReports, strconv.Itoa(parsed.Number), fact.seq)
		case unread != nil, !next, !z.Intact(), z.Version != parsed.Version, z.Hash != parsed.Hash, z.PrevHash != parsed.PrevHash:
			found.add(zDiffers(z, parsed, fact.seq), z, nil)
		}
		return nil
	})
	if err != nil {
		return err
	}
	rows, err := q.QueryContext(ctx, "SELECT number FROM z_reports ORDER BY number")
	return each(rows, err, func(scan func(...any) error) error {
		var number int
		err := scan(&number)
		if !told[number] {
			found.add(finding.Finding{Kind: finding.Untold, Table: finding.ZReports, ID: strconv.Itoa(number)}, nil, nil)
		}
		return err
	})
}

// zDiffers says that a Z report is not as its fact tells: both by their hashes.
func zDiffers(z report.ZReport, told facts.Closed, seq int64) finding.Finding {
	is := z.Hash
	if !z.Intact() { // its own hash says nothing
		is = shortSum(string(z.Text))
	}
	return finding.Finding{Kind: finding.Differs, Table: finding.ZReports, ID: strconv.Itoa(told.Number), Row: seq,
		Told: zAs(told.Number, told.Hash), Found: zAs(z.Number, is)}
}
