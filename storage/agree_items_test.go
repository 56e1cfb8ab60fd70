package storage

import (
	"context"
	"testing"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/id"
	"psar/pos/journal"
)

// A catalogue that was changed beside the journal is detected, whether the item's last fact
// is an import or its own.
func TestVerifyFindsItemsChangedBesideTheJournal(t *testing.T) {
	t.Parallel()
	items := differentItems(3)
	changed := func(before *catalogue.Item, item catalogue.Item) journal.Fact {
		return journal.Fact{Kind: facts.ItemChanged, Payload: map[string]any{"before": before, "item": item}}
	}
	imported := func(t *testing.T, all ...catalogue.Item) journal.Fact {
		sums := map[id.Item]catalogue.ItemSum{}
		for _, i := range all {
			sum, err := i.Sum()
			if err != nil {
				t.Fatal(err)
			}
			sums[i.ID] = sum
		}
		return journal.Fact{Kind: facts.ItemsImported, Payload: map[string]any{"items": len(sums), "sha256": catalogue.Sum(sums)}}
	}
	put := func(t *testing.T, db *DB, fact journal.Fact, items ...catalogue.Item) {
		mustCommit(t, db, pos.Batch{At: noon, Till: 1, Items: items, Facts: []journal.Fact{fact}})
	}
	dearer := items[1]
	dearer.Price = usd(99900)
	fresh := differentItems(4)[3]
	// Row 1 puts an item, 2 imports it and two more, 3 changes one, 4 adds one.
	shop := copiesOf(func(db *DB) {
		put(t, db, changed(nil, items[0]), items[0])
		put(t, db, imported(t, items...), items[1:]...)
		put(t, db, changed(&items[1], dearer), dearer)
		put(t, db, changed(nil, fresh), fresh)
	})
	if check, err := shop(t).VerifyJournal(context.Background()); err != nil || !check.OK {
		t.Fatalf("untouched: %+v (%v)", check, err)
	}
	where := func(i catalogue.Item) string { return " WHERE id = '" + string(i.ID) + "'" }
	for name, tt := range map[string]struct {
		sql  string
		bad  int64
		kind finding.Kind
	}{
		"ImportedPrice":   {"UPDATE items SET price_minor = 1" + where(items[2]), 2, finding.Import},
		"PutThenImported": {"UPDATE items SET price_minor = 1" + where(items[0]), 2, finding.Import},
		"ImportedTaken":   {"DELETE FROM items" + where(items[2]), 2, finding.Import},
		"Slipped in":      {"INSERT INTO items SELECT 9, 'x', name, name_km, '', 1, currency, category, tax, 0, 0, find_name, find_km, '' FROM items" + where(items[2]), 2, finding.Import},
		"ChangedPrice":    {"UPDATE items SET price_minor = 1" + where(dearer), 3, finding.Differs},
		"ChangedBack":     {"UPDATE items SET price_minor = 26" + where(dearer), 3, finding.Differs},
		"ChangedTax":      {"UPDATE items SET tax = 'exempt'" + where(dearer), 3, finding.Differs},
		"ChangedTaken":    {"DELETE FROM items" + where(dearer), 3, finding.Gone},
		"AddedBarcode":    {"UPDATE items SET barcode = ''" + where(fresh), 4, finding.Differs},
		"AddedArchived":   {"UPDATE items SET archived = 1" + where(fresh), 4, finding.Differs},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := shop(t)
			execRaw(t, db, tt.sql)
			check, err := db.VerifyJournal(context.Background())
			if err != nil || check.OK || check.Bad != tt.bad || len(check.Findings) != 1 || check.Findings[0].Kind != tt.kind {
				t.Errorf("check %+v (%v), want row %d: %s", check, err, tt.bad, tt.kind)
			}
		})
	}

	t.Run("NeverTold", func(t *testing.T) {
		t.Parallel()
		db := mustOpenEmpty(t)
		mustCommit(t, db, pos.Batch{At: noon, Till: 1, Items: items})
		if check, err := db.VerifyJournal(context.Background()); err != nil || len(check.Findings) != 3 || check.Findings[2].Kind != finding.Untold {
			t.Errorf("check %+v (%v)", check, err)
		}
	})
	t.Run("FactsThatDoNotMeet", func(t *testing.T) {
		t.Parallel()
		db := mustOpenEmpty(t)
		put(t, db, changed(nil, items[1]), items[1])
		put(t, db, changed(&dearer, items[1]), items[1])
		if check, err := db.VerifyJournal(context.Background()); err != nil || check.OK || check.Bad != 2 {
			t.Errorf("check %+v (%v)", check, err)
		}
	})
}
