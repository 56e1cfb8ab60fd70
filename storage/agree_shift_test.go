package storage

import (
	"context"
	"fmt"
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/staff"
)

// Cash movements, counts and approvals are compared page by page, from the first row to the
// last and beyond.
func TestVerifyReadsTheDrawerByPages(t *testing.T) {
	t.Parallel()
	const many = 2*factPage + 3
	shop := copiesOf(func(db *DB) {
		batch := pos.Batch{At: noon, Till: 1}
		for n := range many {
			moved := drawer.Move{Z: 1, Kind: drawer.CashIn, Day: noonDay, At: noon, Amount: usd(int64(n + 1)), Reason: "change", By: "Sok"}
			counted := drawer.Count{Z: 1, Kind: drawer.CountHandover, Day: noonDay, At: noon, By: "Sok", To: "Srey",
				Counted: []money.Money{usd(int64(n)), khr(0)}, Expected: []money.Money{usd(int64(n)), khr(0)}}
			said := staff.Approved{Z: 1, Day: noonDay, At: noon, Action: staff.ActionRefund, By: fmt.Sprint("Dara ", n)}
			batch.CashMoves, batch.Counts, batch.Approvals = append(batch.CashMoves, moved), append(batch.Counts, counted), append(batch.Approvals, said)
			batch.Facts = append(batch.Facts, journal.Fact{Kind: facts.CashMoved, Payload: moved},
				journal.Fact{Kind: facts.Counted, Payload: counted}, journal.Fact{Kind: facts.Approved, Payload: said})
		}
		mustCommit(t, db, batch)
	})
	db := shop(t)
	if check, err := db.VerifyJournal(context.Background()); err != nil || !check.OK {
		t.Fatalf("untouched: %+v (%v)", check, err)
	}
	if page, err := readApprovals(context.Background(), db.read, 0); err != nil || len(page) != factPage || page[factPage-1].id != factPage {
		t.Errorf("a page of %d rows (%v)", len(page), err)
	}
	head := int64(3 * many)
	for name, tt := range map[string]struct {
		sql string
		bad int64 // sequence number: the facts are a movement, a count and an approval in turn
	}{
		"LastMove":       {"UPDATE cash_moves SET amount_minor = 1 WHERE id = (SELECT max(id) FROM cash_moves)", head - 2},
		"FirstOfAPage":   {fmt.Sprintf("UPDATE cash_moves SET said_by = 'Srey' WHERE id = %d", factPage+1), 3*factPage + 1},
		"LastMoveTaken":  {"DELETE FROM cash_moves WHERE id = (SELECT max(id) FROM cash_moves)", head - 2},
		"MoveAdded":      {"INSERT INTO cash_moves SELECT id + 1, z, kind, day, at_ms, amount_minor, currency, reason, said_by FROM cash_moves ORDER BY id DESC LIMIT 1", head},
		"Count":          {fmt.Sprintf("UPDATE counts SET usd_minor = 9 WHERE id = %d", 2*factPage), 6*factPage - 1},
		"CountsTaken":    {fmt.Sprintf("DELETE FROM counts WHERE id > %d", factPage), 3*factPage + 2},
		"Approval":       {fmt.Sprintf("UPDATE approvals SET said_by = 'Sok' WHERE id = %d", many-1), head - 3},
		"ApprovalsAdded": {fmt.Sprintf("INSERT INTO approvals SELECT id + %d, z, day, at_ms, action, said_by FROM approvals", many), head},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := shop(t)
			execRaw(t, db, tt.sql)
			check, err := db.VerifyJournal(context.Background())
			if err != nil || check.OK || check.Bad != tt.bad {
				t.Errorf("%+v (%v), want row %d", check, err, tt.bad)
			}
		})
	}
}
