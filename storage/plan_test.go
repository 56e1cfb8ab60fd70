package storage

import (
	"context"
	"strings"
	"testing"
)

// Starting the till must not take longer with every sale of the past: each list comes from an
// index of its own rows.
func TestStartupListsUseIndexes(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	for index, where := range map[string]string{
		"attempts_watched":   "watched = 1",
		"attempts_unclaimed": unmatchedMoney,
		"attempts_recheck":   recheckedMoney,
		"alarms_unread":      "",
	} {
		query := "SELECT id FROM attempts WHERE true AND " + where + " ORDER BY created_ms, id"
		if where == "" {
			query = "SELECT id FROM alarms WHERE read_ms IS NULL ORDER BY id"
		}
		rows, err := db.read.QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+query)
		var plan []string
		err = each(rows, err, func(scan func(...any) error) error {
			var id, parent, unused int
			var detail string
			err := scan(&id, &parent, &unused, &detail)
			plan = append(plan, detail)
			return err
		})
		if err != nil || !strings.Contains(strings.Join(plan, "; "), "INDEX "+index) {
			t.Errorf("%s: plan %q (%v)", index, plan, err)
		}
	}
}
