package storage

import (
	"context"
	"strings"
	"testing"

	"psar/pos"
)

// planOf returns SQLite's plan for a query.
func planOf(t *testing.T, db *DB, query string, args ...any) string {
	t.Helper()
	rows, err := db.read.QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+query, args...)
	var plan []string
	err = each(rows, err, func(scan func(...any) error) error {
		var id, parent, unused int
		var detail string
		err := scan(&id, &parent, &unused, &detail)
		plan = append(plan, detail)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(plan, "; ")
}

// A page of the history costs the same however many sales there are: its parts come from
// indexes in order, and nothing that grows is scanned or sorted.
func TestHistoryUsesItsIndexes(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	mark := pos.HistoryMark{Day: noonDay, Sale: "x"}
	for name, c := range map[string]struct {
		filter pos.HistoryFilter
		want   []string
		sorts  bool // of the few open sales only
	}{
		"all":       {pos.HistoryFilter{}, []string{"INDEX sales_day;", "INDEX sales_dropped_day;"}, true},
		"next page": {pos.HistoryFilter{After: mark}, []string{"INDEX sales_day ((day,id)<(?,?))", "INDEX sales_dropped_day ((day,id)<(?,?))"}, true},
		"days":      {pos.HistoryFilter{From: noonDay, To: noonDay}, []string{"INDEX sales_day (day>? AND day<?)"}, true},
		"paid":      {pos.HistoryFilter{State: pos.PastPaid, After: mark}, []string{"INDEX sales_day ((day,id)<(?,?))", "INDEX refunds_sale (sale_id=?)"}, false},
		"cancelled": {pos.HistoryFilter{State: pos.PastCancelled}, []string{"INDEX sales_dropped_day"}, false},
		"amount":    {pos.HistoryFilter{Amount: usd(350), After: mark}, []string{"INDEX sales_amount (total_minor=? AND currency=? AND (day,id)<(?,?))"}, false},
		"amount and state": {
			pos.HistoryFilter{Amount: usd(350), State: pos.PastPaid}, []string{"INDEX sales_amount (total_minor=? AND currency=?"}, false,
		},
	} {
		query, args := historyQuery(c.filter)
		plan := planOf(t, db, query, args...)
		for _, want := range c.want {
			if !strings.Contains(plan, want) {
				t.Errorf("%s: no %q in %s", name, want, plan)
			}
		}
		if n := strings.Count(plan, "TEMP B-TREE"); n > 1 || n > 0 && !c.sorts {
			t.Errorf("%s: sorts: %s", name, plan)
		}
	}
	plan := planOf(t, db, "SELECT seq FROM journal WHERE "+journalAbout+" IN (?, ?) ORDER BY seq", "a", "b")
	if !strings.Contains(plan, "INDEX journal_about (<expr>=?)") {
		t.Errorf("the journal's rows of a sale: %s", plan)
	}
}
