package storage

import (
	"context"
	"math"

	"psar/pos/finding"
)

// untold stands for the fact that is missing: its place is behind every other one.
const untold = math.MaxInt64

// comparisons are those of the tables with the journal, in their order.
var comparisons = []struct {
	table  string // whose rows are the most that it reads
	agrees func(ctx context.Context, q *telling, found *findings) error
}{
	{"sales", salesAgree},
	{"attempts", attemptsAgree},
	{"settlements", resolutionsAgree},
	{"alarms", alertsAgree},
	{"settings", settingsAgree},
	{"refunds", refundsAgree},
	{"counts", countsAgree},
	{"cash_moves", movesAgree},
	{"z_reports", reportsAgree},
	{"items", itemsAgree},
	{"staff", staffAgree},
	{"approvals", approvalsAgree},
	{"corrections", correctionsAgree},
	{"prints", printsAgree},
	{"held_bills", heldAgree},
	{"outcomes", outcomesAgree},
	{"journal_head", indexesAgree},
}

// agree compares the tables with the journal: an intact chain says nothing about rows that
// were changed beside it. Every sale must be as its last fact says, and no sale without a
// fact; likewise attempts, outcomes, resolutions, alerts, settings, refunds, the drawer, Z
// reports, items, staff, approvals, corrections, print jobs and bills that wait. It returns what it finds in each table: see findings.
// Where the chain is broken a table may have facts that can't be compared with it, which is no
// news.
func agree(ctx context.Context, q *telling, chained bool) ([]finding.Finding, error) {
	var found findings
	for _, c := range comparisons {
		if err := c.agrees(ctx, q, &found); err != nil && (chained || ctx.Err() != nil) {
			return nil, err
		}
		q.progress.ended(c.table)
	}
	return found.all(), nil
}

// unread adds that a fact about a table can't be read.
func (c *findings) unread(table finding.Table, seq int64) {
	c.add(finding.Finding{Kind: finding.Unread, Table: table, Row: seq}, nil, nil)
}

// gone adds that a table has no row of which a fact tells.
func (c *findings) gone(table finding.Table, id string, seq int64) {
	c.add(finding.Finding{Kind: finding.Gone, Table: table, ID: id, Row: seq}, nil, nil)
}

// differs adds that a row is not as a fact tells.
func (c *findings) differs(table finding.Table, id string, seq int64, told, found any) {
	c.add(finding.Finding{Kind: finding.Differs, Table: table, ID: id, Row: seq}, found, func() (string, string) { return contrast(told, found) })
}

// unlinked adds that a fact does not go on from the one before it about the same thing.
func (c *findings) unlinked(table finding.Table, id string, seq int64, before, told any) {
	c.add(finding.Finding{Kind: finding.Unlinked, Table: table, ID: id, Row: seq}, told, func() (string, string) { return contrast(before, told) })
}

// untoldIDs adds each row that a query selects: the journal does not tell of it. The query
// selects what names the row.
func (c *findings) untoldIDs(ctx context.Context, q querier, table finding.Table, query string) error {
	rows, err := q.QueryContext(ctx, query)
	return each(rows, err, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		c.add(finding.Finding{Kind: finding.Untold, Table: table, ID: id}, nil, nil)
		return err
	})
}

// amongIDs is the condition for rows with one of the ids in a JSON array: one query for a page.
const amongIDs = "id IN (SELECT value FROM json_each(?))"
