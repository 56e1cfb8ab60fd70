package storagetest

import (
	"database/sql"
	"testing"

	"psar/pos/journal"
)

// KindsBehind are the kinds of a journal's facts behind a row, in the database at path.
func KindsBehind(t testing.TB, path string, seq int64) (kinds []journal.Kind) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), "SELECT kind FROM journal WHERE seq > ? ORDER BY seq", seq)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var kind journal.Kind
		if err := rows.Scan(&kind); err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, kind)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return kinds
}
