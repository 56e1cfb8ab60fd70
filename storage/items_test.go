package storage

import (
	"context"
	"slices"
	"strings"
	"testing"

	"psar/pos"
)

// stocked is a database with some items.
func stocked(t testing.TB, items ...pos.Item) *DB {
	t.Helper()
	db := mustOpen(t, options(t.TempDir()))
	for n := range items {
		items[n].ID = pos.ItemID(rune('a' + n))
		if items[n].Price.Minor == 0 {
			items[n].Price = usd(100)
		}
		items[n].Tax = pos.TaxStandard
	}
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Items: items})
	return db
}

func titles(items []pos.Item) []string {
	names := []string{}
	for _, i := range items {
		names = append(names, i.Title())
	}
	return names
}

func TestSearchItems(t *testing.T) {
	t.Parallel()
	db := stocked(t,
		pos.Item{Name: "Café au lait", NameKhmer: "កាហ្វេទឹកដោះគោ"},
		pos.Item{Name: "Iced Café", NameKhmer: "កាហ្វេ\u200bទឹក\u200bកក"},
		pos.Item{Name: "CAFETIÈRE"},
		pos.Item{Name: "Decaf pods", Barcode: "4006381333931"},
		pos.Item{Name: "Soda 330 ml", Barcode: "036000291452"},
		pos.Item{Name: "Old Café", Archived: true},
		pos.Item{NameKhmer: "ទឹកសុទ្ធ ៥០០ml"},
		pos.Item{Name: "A4 paper", Barcode: "CAF-1"},
		pos.Item{Name: `Pan 12" "deep"`},
		pos.Item{Name: "Kōji øl Đà Nẵng"},
		pos.Item{NameKhmer: "ក្ដាម"}, // with subscript DA
		pos.Item{NameKhmer: "ចំុ"},   // signs the wrong way round
	)
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"cafe", []string{"Café au lait", "CAFETIÈRE", "Iced Café"}},
		{"CAFÉ", []string{"Café au lait", "CAFETIÈRE", "Iced Café"}},
		{"cafe\u0301", []string{"Café au lait", "CAFETIÈRE", "Iced Café"}},        // typed as two signs
		{"caf", []string{"Café au lait", "CAFETIÈRE", "Iced Café", "Decaf pods"}}, // beginnings of words before the rest
		{"lait cafe", []string{"Café au lait"}},
		{"iced ca", []string{"Iced Café"}},
		{"cafe x", nil},
		{"ca", []string{"Café au lait", "CAFETIÈRE"}},
		{"C", []string{"Café au lait", "CAFETIÈRE", "A4 paper"}}, // whose barcode begins so,
		{"កាហ្វេ", []string{"Iced Café", "Café au lait"}},
		{"កា", []string{"Iced Café", "Café au lait"}},
		{"ទឹកកក", []string{"Iced Café"}},
		{"ទឹក\u200bកក", []string{"Iced Café"}},
		{"500ml", []string{"ទឹកសុទ្ធ ៥០០ml"}},
		{"៥០០", []string{"ទឹកសុទ្ធ ៥០០ml"}},
		{"ក្តាម", []string{"ក្ដាម"}}, // with subscript TA, which looks the same
		{"ចុំ", []string{"ចំុ"}},
		{"4006381333931", []string{"Decaf pods"}},
		{"400638", []string{"Decaf pods"}},
		{"0036000291452", []string{"Soda 330 ml"}},
		{"036000291452", []string{"Soda 330 ml"}},
		{"CAF-1", []string{"A4 paper"}},
		{"330", []string{"Soda 330 ml"}},
		{`12" "deep"`, []string{`Pan 12" "deep"`}},
		{`"`, nil},
		{"danang", nil},
		{"da nang", []string{"Kōji øl Đà Nẵng"}},
		{"koji ol", []string{"Kōji øl Đà Nẵng"}},
		{"", nil},
		{" \u200b ", nil},
		{"ice* OR NOT (", nil},
		{strings.Repeat("cafe ", 30), nil},
		{"caf\x00é", []string{"Café au lait", "CAFETIÈRE", "Iced Café"}},
	} {
		found, err := db.SearchItems(context.Background(), tt.query, 10)
		if err != nil || !slices.Equal(titles(found), append([]string{}, tt.want...)) {
			t.Errorf("%q finds %q (%v), want %q", tt.query, titles(found), err, tt.want)
		}
	}
	if found, err := db.SearchItems(context.Background(), "cafe", 3); err != nil || len(found) != 3 {
		t.Errorf("%d found (%v), want 3", len(found), err)
	}
}

// A name that changed is found by the new one alone.
func TestSearchFollowsChanges(t *testing.T) {
	t.Parallel()
	db := stocked(t, pos.Item{Name: "Green Tea", NameKhmer: "តែបៃតង"})
	item, err := db.Item(context.Background(), "a")
	if err != nil {
		t.Fatal(err)
	}
	item.Name, item.NameKhmer = "Black Tea", "តែខ្មៅ"
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Items: []pos.Item{item}})
	for query, want := range map[string]int{"green": 0, "black": 1, "បៃតង": 0, "ខ្មៅ": 1, "tea": 1} {
		if found, err := db.SearchItems(context.Background(), query, 10); err != nil || len(found) != want {
			t.Errorf("%s finds %d (%v), want %d", query, len(found), err, want)
		}
	}
	if err := db.Check(context.Background()); err != nil { // the index and the items agree
		t.Error(err)
	}
}

func TestItemsByPage(t *testing.T) {
	t.Parallel()
	db := mustOpen(t, options(t.TempDir()))
	all := shelf(57)
	all[3].Archived, all[30].Name = true, all[31].Name // two of one name
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Items: all})
	var got []pos.Item
	for f := (pos.ItemFilter{Limit: 10}); ; {
		page, err := db.Items(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, page...); len(page) < f.Limit {
			break
		}
		f.After = page[len(page)-1]
	}
	whole, err := db.Items(context.Background(), pos.ItemFilter{})
	if err != nil || !slices.Equal(got, whole) || len(whole) != 56 {
		t.Fatalf("%d by page, %d at once (%v)", len(got), len(whole), err)
	}
	if !slices.IsSortedFunc(whole, func(a, b pos.Item) int { return strings.Compare(fold(a.Name), fold(b.Name)) }) {
		t.Error("not by name")
	}
	for _, i := range whole {
		if n := slices.IndexFunc(all, func(a pos.Item) bool { return a.ID == i.ID }); all[n] != i {
			t.Errorf("stored %+v, read %+v", all[n], i)
		}
	}
	categories, err := db.Categories(context.Background())
	want := []pos.Category{{Name: "Bakery", Items: 6}, {Name: "Drinks", Items: 17}, {Name: "Groceries", Items: 22}, {Name: "Household", Items: 11}}
	if err != nil || !slices.Equal(categories, want) {
		t.Errorf("categories %v (%v)", categories, err)
	}
	drinks, err := db.Items(context.Background(), pos.ItemFilter{Category: "Drinks", Limit: 5, After: whole[0]})
	if err != nil || len(drinks) != 5 || slices.ContainsFunc(drinks, func(i pos.Item) bool { return i.Category != "Drinks" }) {
		t.Errorf("drinks %+v (%v)", drinks, err)
	}
}

func TestItemByBarcode(t *testing.T) {
	t.Parallel()
	db := stocked(t, pos.Item{Name: "Soda", Barcode: "036000291452"}, pos.Item{Name: "Old", Barcode: "96385074", Archived: true}, pos.Item{Name: "Bare"})
	for code, want := range map[string]string{"036000291452": "Soda", "0036000291452": "Soda", "96385074": "", "": "", "036": ""} {
		found, err := db.ItemByBarcode(context.Background(), code)
		if found.Name != want || (want == "") != (pos.CodeOf(err) == pos.CodeBarcodeUnknown) {
			t.Errorf("%q: %+v (%v), want %q", code, found, err, want)
		}
	}
}

// Items of one batch may give each other their barcodes and quick keys.
func TestItemsSwapWhatIsTheirsAlone(t *testing.T) {
	t.Parallel()
	db := stocked(t, pos.Item{Name: "One", Barcode: "96385074", QuickKey: 1}, pos.Item{Name: "Two", Barcode: "4006381333931", QuickKey: 2})
	quick, err := db.QuickItems(context.Background())
	if err != nil || len(quick) != 2 {
		t.Fatal(quick, err)
	}
	quick[0].Barcode, quick[1].Barcode = quick[1].Barcode, quick[0].Barcode
	quick[0].QuickKey, quick[1].QuickKey = 2, 1
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Items: quick})
	if again, err := db.QuickItems(context.Background()); err != nil || again[0] != quick[1] || again[1] != quick[0] {
		t.Errorf("%+v (%v)", again, err)
	}
}

// The last guards stand in the database itself.
func TestItemsAreNeverTwoOfOneBarcode(t *testing.T) {
	t.Parallel()
	db := stocked(t, pos.Item{Name: "One", Barcode: "96385074"})
	twin := pos.Item{ID: "z", Name: "Two", Barcode: "96385074", Price: usd(1), Tax: pos.TaxStandard}
	if _, err := db.Commit(context.Background(), pos.Batch{At: noon, Till: 1, Items: []pos.Item{twin}}); err == nil {
		t.Error("two live items of one barcode")
	}
	// What stands before it in its batch is not stored either.
	good := pos.Item{ID: "y", Name: "Good", Price: usd(1), Tax: pos.TaxStandard}
	_, err := db.Commit(context.Background(), pos.Batch{At: noon, Till: 1, Items: []pos.Item{good, twin}})
	if found, _ := db.SearchItems(context.Background(), "good", 1); err == nil || len(found) != 0 {
		t.Errorf("half a batch: %v (%v)", found, err)
	}
	for _, statement := range []string{
		"DELETE FROM items",
		"UPDATE items SET id = 'b'",
		"INSERT OR REPLACE INTO items SELECT key, 'y', name, name_km, '', 1, currency, category, tax, 0, 0, find_name, find_km FROM items",
	} {
		if _, err := db.write.conn.ExecContext(context.Background(), statement); err == nil {
			t.Errorf("%s: done", statement)
		}
	}
}

// Every search must come from an index: a scan of 100,000 items takes longer than
// a cashier waits.
func TestItemQueriesUseTheirIndexes(t *testing.T) {
	t.Parallel()
	db := mustOpen(t, options(t.TempDir()))
	for query, index := range map[string]string{
		"SELECT id FROM items WHERE archived = 0 ORDER BY find_name, id LIMIT 10":                                          "items_name",
		"SELECT id FROM items WHERE archived = 0 AND (find_name, id) > ('a', 'b') ORDER BY find_name, id LIMIT 10":         "items_name",
		"SELECT id FROM items WHERE archived = 0 AND category = 'x' ORDER BY find_name, id LIMIT 10":                       "items_category",
		"SELECT category, count(*) FROM items WHERE archived = 0 AND category <> '' GROUP BY category ORDER BY 1":          "items_category",
		"SELECT id FROM items_text CROSS JOIN items ON items.key = items_text.rowid WHERE items_text MATCH 'tea' LIMIT 10": "VIRTUAL TABLE INDEX",
		"SELECT id FROM items INDEXED BY items_quick WHERE quick_key > 0 AND archived = 0 ORDER BY quick_key":              "items_quick",
		"SELECT id FROM items INDEXED BY items_barcode WHERE barcode = '1' AND barcode <> '' AND archived = 0 LIMIT 1":     "items_barcode",
	} {
		rows, err := db.read.QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+query)
		var plan []string
		err = each(rows, err, func(scan func(...any) error) error {
			var id, parent, unused int
			var detail string
			err := scan(&id, &parent, &unused, &detail)
			plan = append(plan, detail)
			return err
		})
		all := strings.Join(plan, "; ")
		if err != nil || !strings.Contains(all, index) || strings.Contains(all, "TEMP B-TREE") {
			t.Errorf("%s: plan %q (%v)", query, plan, err)
		}
	}
}

// What is typed is folded as the names were; a text that is folded stays so.
func TestFold(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"  Café  AU lait ":     "cafe au lait",
		"STRASSE Straße":       "strasse strasse",
		"Œuf Ægir Łódź Đắk":    "oeuf aegir lodz dak",
		"e\u0301\u200b\ufeffx": "ex",
		"៣៥០":                  "350",
		"ក្ដី ដី":              "ក្តី ដី", // DA stays where it is no subscript
		"ចំុ":                  "ចុំ",
		"ំំុ ុំ":               "ុំំ ុំ",
		"កំ ុ":                 "កំ ុ", // a space parts them
		"\u00a0a\u3000b\n":     "a b",
		"":                     "",
	} {
		if got := fold(text); got != want || fold(got) != want {
			t.Errorf("%q folds to %q and %q, want %q", text, got, fold(got), want)
		}
	}
}
