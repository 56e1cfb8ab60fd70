package storage

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/postest"
)

// perImport is how many items each import adds: enough to fill many pages of the log.
const perImport = 250

// stockUntilKilled imports items without end and prints their number after each import.
func stockUntilKilled(dir string) error {
	ctx := context.Background()
	db, err := Open(ctx, options(dir))
	if err != nil {
		return err
	}
	sums := map[id.Item]catalogue.ItemSum{}
	known, err := db.Items(ctx, catalogue.Filter{})
	if err != nil {
		return err
	}
	for n := len(known) / perImport; ; n++ {
		more := differentItems((n + 1) * perImport)[n*perImport:]
		for _, i := range slices.Concat(known, more) {
			if sums[i.ID], err = i.Sum(); err != nil {
				return err
			}
		}
		known = nil // their sums are in sums
		if _, err := db.Commit(ctx, pos.Batch{At: noon, Till: 1, Items: more, Facts: []journal.Fact{{
			Kind: facts.ItemsImported, Payload: map[string]any{"items": len(sums), "sha256": catalogue.Sum(sums)},
		}}}); err != nil {
			return err
		}
		if _, err := fmt.Println(n + 1); err != nil {
			return err
		}
	}
}

// An import that is killed at any instant is stored whole or not at all, and its items can be
// found.
func TestKilledWhileImporting(t *testing.T) {
	t.Parallel()
	dir := postest.OnDisk(t)
	said := 0
	for round := range 4 {
		said = workAndKill(t, killedStockingIn, dir, said+1+rand.IntN(6))
		db, err := Open(context.Background(), options(dir))
		if err != nil {
			t.Fatal(err)
		}
		items, err := db.Items(context.Background(), catalogue.Filter{})
		if err != nil || len(items)%perImport != 0 || len(items) < said*perImport {
			t.Fatalf("round %d: %d items (%v), %d imports were acknowledged", round, len(items), err, said)
		}
		said = len(items) / perImport
		last := differentItems(len(items))[len(items)-1]
		if found, err := db.SearchItems(context.Background(), last.NameKhmer, 5); err != nil || len(found) != 1 || found[0] != last {
			t.Errorf("round %d: the last item is found as %+v (%v)", round, found, err)
		}
		if check, err := db.VerifyJournal(context.Background()); err != nil || !check.OK {
			t.Errorf("round %d: %+v (%v)", round, check, err)
		}
		if err := db.Check(context.Background()); err != nil {
			t.Error(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
