package storage

import (
	"context"
	"math"
	"slices"

	"psar/pos/finding"
)

// untold stands for the fact that is missing: its place is behind every other one.
const untold = math.MaxInt64

// agree compares the tables with the journal: an intact chain says nothing about rows that
// were changed beside it. Every sale must be as its last fact says, and no sale without a
// fact; likewise attempts, outcomes, resolutions, alerts, settings, refunds, the drawer, Z
// reports, items, staff and approvals. It returns what it finds in each table: see findings.
// Where the chain is broken a table may have facts that can't be compared with it, which is no
// news.
func agree(ctx context.Context, q querier, chained bool) ([]finding.Finding, error) {
	var found findings
	for _, agrees := range []func(ctx context.Context, q querier, found *findings) error{
		salesAgree, attemptsAgree, resolutionsAgree, alertsAgree, settingsAgree, refundsAgree, countsAgree, movesAgree,
		reportsAgree, itemsAgree, staffAgree, approvalsAgree, outcomesAgree,
	} {
		if err := agrees(ctx, q, &found); err != nil && (chained || ctx.Err() != nil) {
			return nil, err
		}
	}
	return found.all(), nil
}

// factPage is how many facts are in memory at a time.
const factPage = 500

type storedFact struct {
	seq     int64
	payload []byte
	version int
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

// pageOf reads the facts behind a row that a query selects: its arguments are that row's
// number and the limit.
func pageOf(ctx context.Context, q querier, query string, behind int64) (page []storedFact, err error) {
	rows, err := q.QueryContext(ctx, query, behind, factPage)
	err = each(rows, err, func(scan func(...any) error) error {
		var fact storedFact
		err := scan(&fact.seq, &fact.payload, &fact.version)
		page = append(page, fact)
		return err
	})
	return page, err
}

// factPages reads the facts that a query selects, page by page, so that other queries can run
// in between.
func factPages(ctx context.Context, q querier, query string, f func([]storedFact) error) error {
	for last := int64(0); ; {
		page, err := pageOf(ctx, q, query, last)
		if err != nil || len(page) == 0 {
			return err
		}
		last = page[len(page)-1].seq
		if err := f(page); err != nil {
			return err
		}
	}
}

// pages is factPages, one fact at a time.
func pages(ctx context.Context, q querier, query string, f func(storedFact) error) error {
	return factPages(ctx, q, query, func(page []storedFact) error {
		for _, fact := range page {
			if err := f(fact); err != nil {
				return err
			}
		}
		return nil
	})
}

// lastPages is factPages of the facts that are the last ones about each thing.
func lastPages(ctx context.Context, q querier, query string, last map[int64]struct{}, f func([]storedFact) error) error {
	return factPages(ctx, q, query, func(page []storedFact) error {
		page = slices.DeleteFunc(page, func(fact storedFact) bool { _, is := last[fact.seq]; return !is })
		if len(page) == 0 {
			return nil
		}
		return f(page)
	})
}

// amongIDs is the condition for rows with one of the ids in a JSON array: one query for a page.
const amongIDs = "id IN (SELECT value FROM json_each(?))"

// lastFacts returns the sequence numbers that a query selects: those of the last fact about
// each thing.
func lastFacts(ctx context.Context, q querier, query string) (map[int64]struct{}, error) {
	last := map[int64]struct{}{}
	rows, err := q.QueryContext(ctx, query)
	err = each(rows, err, func(scan func(...any) error) error {
		var seq int64
		err := scan(&seq)
		last[seq] = struct{}{}
		return err
	})
	return last, err
}
