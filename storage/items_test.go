package storage

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
)

// withItems is a database with some items.
func withItems(t testing.TB, items ...catalogue.Item) *DB {
	t.Helper()
	db := mustOpenEmpty(t)
	for n := range items {
		items[n].ID = id.Item(rune('a' + n))
		if items[n].Price.Minor == 0 {
			items[n].Price = usd(100)
		}
		items[n].Tax = catalogue.TaxStandard
	}
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Items: items})
	return db
}

func titles(items []catalogue.Item) []string {
	names := []string{}
	for _, i := range items {
		names = append(names, i.Title())
	}
	return names
}

func TestSearchItems(t *testing.T) {
	t.Parallel()
	db := withItems(t,
		catalogue.Item{Name: "Café au lait", NameKhmer: "កាហ្វេទឹកដោះគោ"},
		catalogue.Item{Name: "Iced Café", NameKhmer: "កាហ្វេ\u200bទឹក\u200bកក"},
		catalogue.Item{Name: "CAFETIÈRE"},
		catalogue.Item{Name: "Decaf pods", Barcode: "4006381333931"},
		catalogue.Item{Name: "Soda 330 ml", Barcode: "036000291452"},
		catalogue.Item{Name: "Old Café", Archived: true},
		catalogue.Item{NameKhmer: "ទឹកសុទ្ធ ៥០០ml"},
		catalogue.Item{Name: "A4 paper", Barcode: "CAF-1"},
		catalogue.Item{Name: `Pan 12" "deep"`},
		catalogue.Item{Name: "Kōji øl Đà Nẵng"},
		catalogue.Item{NameKhmer: "ក្ដាម"}, // with subscript DA
		catalogue.Item{NameKhmer: "ចំុ"},   // vowel signs in the wrong order
	)
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"cafe", []string{"Café au lait", "CAFETIÈRE", "Iced Café"}},
		{"CAFÉ", []string{"Café au lait", "CAFETIÈRE", "Iced Café"}},
		{"cafe\u0301", []string{"Café au lait", "CAFETIÈRE", "Iced Café"}},        // typed as two characters
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

// An item whose name changed is found by the new name only.
func TestSearchFollowsChanges(t *testing.T) {
	t.Parallel()
	db := withItems(t, catalogue.Item{Name: "Green Tea", NameKhmer: "តែបៃតង"})
	item, err := db.Item(context.Background(), "a")
	if err != nil {
		t.Fatal(err)
	}
	item.Name, item.NameKhmer = "Black Tea", "តែខ្មៅ"
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Items: []catalogue.Item{item}})
	for query, want := range map[string]int{"green": 0, "black": 1, "បៃតង": 0, "ខ្មៅ": 1, "tea": 1} {
		if found, err := db.SearchItems(context.Background(), query, 10); err != nil || len(found) != want {
			t.Errorf("%s finds %d (%v), want %d", query, len(found), err, want)
		}
	}
	if err := db.Check(context.Background()); err != nil { // the index agrees with the items
		t.Error(err)
	}
}

func TestItemsByPage(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	all := differentItems(57)
	all[3].Archived, all[30].Name = true, all[31].Name // two with the same name
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Items: all})
	var got []catalogue.Item
	for f := (catalogue.Filter{Limit: 10}); ; {
		page, err := db.Items(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, page...); len(page) < f.Limit {
			break
		}
		f.After = page[len(page)-1]
	}
	whole, err := db.Items(context.Background(), catalogue.Filter{})
	if err != nil || !slices.Equal(got, whole) || len(whole) != 56 {
		t.Fatalf("%d by page, %d at once (%v)", len(got), len(whole), err)
	}
	if !slices.IsSortedFunc(whole, func(a, b catalogue.Item) int { return strings.Compare(fold(a.Name), fold(b.Name)) }) {
		t.Error("not by name")
	}
	for _, i := range whole {
		if n := slices.IndexFunc(all, func(a catalogue.Item) bool { return a.ID == i.ID }); all[n] != i {
			t.Errorf("stored %+v, read %+v", all[n], i)
		}
	}
	categories, err := db.Categories(context.Background())
	want := []catalogue.Category{{Name: "Bakery", Items: 6}, {Name: "Drinks", Items: 17}, {Name: "Groceries", Items: 22}, {Name: "Household", Items: 11}}
	if err != nil || !slices.Equal(categories, want) {
		t.Errorf("categories %v (%v)", categories, err)
	}
	drinks, err := db.Items(context.Background(), catalogue.Filter{Category: "Drinks", Limit: 5, After: whole[0]})
	if err != nil || len(drinks) != 5 || slices.ContainsFunc(drinks, func(i catalogue.Item) bool { return i.Category != "Drinks" }) {
		t.Errorf("drinks %+v (%v)", drinks, err)
	}
}

func TestItemsByBarcode(t *testing.T) {
	t.Parallel()
	db := withItems(t,
		catalogue.Item{Name: "Soda", Barcode: "036000291452"}, catalogue.Item{Name: "Old", Barcode: "96385074", Archived: true}, catalogue.Item{Name: "Bare"},
		catalogue.Item{Name: "Cola", Barcode: "04963406"}, catalogue.Item{Name: "Soup", Barcode: "042100005264"},
		catalogue.Item{Name: "Gum", Barcode: "01234565"}, catalogue.Item{Name: "Case", Barcode: "18850999320004"}, catalogue.Item{Name: "House", Barcode: "12345678"},
		catalogue.Item{Name: "Rice", Barcode: "8850999320007"}, catalogue.Item{Name: "Rice too", Barcode: "08850999320007"},
		catalogue.Item{Name: "Seven", Barcode: "098765000083"}, catalogue.Item{Name: "Seven short", Barcode: "09876583"},
		catalogue.Item{Name: "Label", Barcode: "FG-100"})
	for code, want := range map[string]string{
		"036000291452": "Soda", "0036000291452": "Soda", "00036000291452": "Soda", "36000291452": "",
		"96385074": "", "": "", "036": "",
		"04963406": "Cola", "049000006346": "Cola", "0049000006346": "Cola", "4963406": "", "496340": "",
		"042100005264": "Soup", "04252614": "Soup",
		"01234565": "Gum", "012345000065": "Gum", "0012345000065": "Gum", "0000001234565": "Gum", "000001234565": "Gum",
		"18850999320004": "Case", "8850999320004": "",
		"12345678": "House", "000012345678": "", "123456780": "",
		"8850999320007": "Rice, Rice too", "08850999320007": "Rice, Rice too",
		"098765000083": "Seven", "09876583": "Seven short", "0098765000083": "Seven",
		"FG-100": "Label", "FG-10": "", "fg-100": "", "FG-1000": "",
	} {
		found, err := db.ItemsByBarcode(context.Background(), code)
		if got := strings.Join(titles(found), ", "); got != want || (want == "") != (fault.CodeOf(err) == fault.BarcodeUnknown) {
			t.Errorf("%q: %q (%v), want %q", code, got, err, want)
		}
		// A search lists these first, then what else the digits may be.
		if want == "" {
			continue
		}
		listed, err := db.SearchItems(context.Background(), code, 10)
		if err != nil || len(listed) < len(found) || listed[0].ID != found[0].ID && listed[0].Barcode != code {
			t.Errorf("search for %s lists %v (%v)", code, titles(listed), err)
		}
	}
}

func TestSharedBarcodes(t *testing.T) {
	t.Parallel()
	db := withItems(t,
		catalogue.Item{Name: "Rice", Barcode: "8850999320007"}, catalogue.Item{Name: "Tissue", Barcode: "00036000291452"}, catalogue.Item{Name: "Alone", Barcode: "96385074"},
		catalogue.Item{Name: "Rice too", Barcode: "08850999320007"}, catalogue.Item{Name: "Tissue too", Barcode: "036000291452"},
		catalogue.Item{Name: "Gum", Barcode: "01234565"}, catalogue.Item{Name: "Not the gum", Barcode: "012345000065"}, // the Gum's code may also be an EAN-8
		catalogue.Item{Name: "No barcode"}, catalogue.Item{Name: "Nor this"},
		catalogue.Item{Name: "Archived", Barcode: "0096385074", Archived: true}, catalogue.Item{Name: "Archived too", Barcode: "96385074", Archived: true})
	found, err := db.SharedBarcodes(context.Background())
	if got, want := strings.Join(titles(found), ", "), "Tissue, Tissue too, Rice, Rice too"; err != nil || got != want {
		t.Errorf("%q (%v), want %q", got, err, want)
	}
}

// The migration gives the items of an old shop the keys of catalogue.BarcodeKey; items that
// share one are listed and block nothing.
func TestBarcodeKeysOfAnOldShop(t *testing.T) {
	t.Parallel()
	codes := []string{
		"", "FG-100", "fg-100", "1001", "1000017", "12345678", "0123456", "0123456X", "00000000", "0000000000000", "00000000000000", "000000000000",
		"04963406", "04252614", "01234523", "01234531", "01234543", "01234558", "00985234", "01203479", "14963407", "04963407",
		"8850999320007", "08850999320007", "18850999320004", "28850999320007", "036000291452", "00036000291452", "96385074", "00000096385074", "٠٤٩٦٣٤٠٦",
	}
	random := rand.New(rand.NewPCG(14, 19))
	for len(codes) < 3000 {
		code := make([]byte, []int{7, 8, 8, 8, 11, 12, 13, 14, 14, 15}[random.IntN(10)])
		for i := range code {
			code[i] = '0' + byte(random.IntN(10)*random.IntN(2)) // many zeros
		}
		if !slices.Contains(codes, string(code)) {
			codes = append(codes, string(code))
		}
	}
	dir, _ := inDir(t)
	const keys = 17
	old, err := open(context.Background(), options(dir), schemaBefore(t, keys))
	if err != nil {
		t.Fatal(err)
	}
	for n, code := range codes {
		if _, err := old.write.conn.ExecContext(context.Background(), `INSERT INTO items (id, name, name_km, barcode, price_minor, currency, category, tax,
			quick_key, archived, find_name, find_km) VALUES (?, ?, '', ?, 1, 'USD', '', 'standard', 0, ?, '', '')`,
			fmt.Sprint(n), fmt.Sprint("Item ", n), code, n%50 == 49); err != nil {
			t.Fatal(err)
		}
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	db := mustOpen(t, options(dir))
	rows, err := db.read.QueryContext(context.Background(), "SELECT barcode, barcode_key FROM items")
	n := 0
	err = each(rows, err, func(scan func(...any) error) error {
		var code, key string
		err := scan(&code, &key)
		if want := catalogue.BarcodeKey(code); key != want {
			t.Errorf("%q has the key %q, want %q", code, key, want)
		}
		n++
		return err
	})
	if err != nil || n != len(codes) {
		t.Fatalf("%d items of %d (%v)", n, len(codes), err)
	}
	found, err := db.ItemsByBarcode(context.Background(), "8850999320007")
	if got := strings.Join(barcodes(found), " "); err != nil || got != "8850999320007 08850999320007" {
		t.Errorf("a double: %s (%v)", got, err)
	}
	shared, err := db.SharedBarcodes(context.Background())
	if err != nil || !slices.Contains(barcodes(shared), "08850999320007") || slices.Contains(barcodes(shared), "FG-100") {
		t.Errorf("doubles %v (%v)", barcodes(shared), err)
	}
}

func barcodes(items []catalogue.Item) []string {
	var codes []string
	for _, i := range items {
		codes = append(codes, i.Barcode)
	}
	return codes
}

// Items of one batch may swap barcodes and quick keys.
func TestItemsSwapBarcodesInOneBatch(t *testing.T) {
	t.Parallel()
	db := withItems(t, catalogue.Item{Name: "One", Barcode: "96385074", QuickKey: 1}, catalogue.Item{Name: "Two", Barcode: "4006381333931", QuickKey: 2})
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

// The schema is the last guard.
func TestSchemaKeepsBarcodesUnique(t *testing.T) {
	t.Parallel()
	db := withItems(t, catalogue.Item{Name: "One", Barcode: "96385074"})
	twin := catalogue.Item{ID: "z", Name: "Two", Barcode: "96385074", Price: usd(1), Tax: catalogue.TaxStandard}
	if _, err := db.Commit(context.Background(), pos.Batch{At: noon, Till: 1, Items: []catalogue.Item{twin}}); err == nil {
		t.Error("two live items of one barcode")
	}
	// What comes before it in the batch is not stored either.
	good := catalogue.Item{ID: "y", Name: "Good", Price: usd(1), Tax: catalogue.TaxStandard}
	_, err := db.Commit(context.Background(), pos.Batch{At: noon, Till: 1, Items: []catalogue.Item{good, twin}})
	if found, _ := db.SearchItems(context.Background(), "good", 1); err == nil || len(found) != 0 {
		t.Errorf("half a batch: %v (%v)", found, err)
	}
	for _, statement := range []string{
		"DELETE FROM items",
		"UPDATE items SET id = 'b'",
		"INSERT OR REPLACE INTO items SELECT key, 'y', name, name_km, '', 1, currency, category, tax, 0, 0, find_name, find_km, '' FROM items",
	} {
		if _, err := db.write.conn.ExecContext(context.Background(), statement); err == nil {
			t.Errorf("%s: done", statement)
		}
	}
}

// Every search must use an index: a scan of 100,000 items takes longer than a cashier waits.
func TestItemQueriesUseTheirIndexes(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	for query, index := range map[string]string{
		"SELECT id FROM items WHERE archived = 0 ORDER BY find_name, id LIMIT 10":                                          "items_name",
		"SELECT id FROM items WHERE archived = 0 AND (find_name, id) > ('a', 'b') ORDER BY find_name, id LIMIT 10":         "items_name",
		"SELECT id FROM items WHERE archived = 0 AND category = 'x' ORDER BY find_name, id LIMIT 10":                       "items_category",
		"SELECT category, count(*) FROM items WHERE archived = 0 AND category <> '' GROUP BY category ORDER BY 1":          "items_category",
		"SELECT id FROM items_text CROSS JOIN items ON items.key = items_text.rowid WHERE items_text MATCH 'tea' LIMIT 10": "VIRTUAL TABLE INDEX",
		"SELECT id FROM items INDEXED BY items_quick WHERE quick_key > 0 AND archived = 0 ORDER BY quick_key":              "items_quick",
		"SELECT id FROM items INDEXED BY items_key WHERE barcode_key IN ('1', '2') AND barcode_key <> '' AND archived = 0": "SEARCH items USING INDEX items_key",

		"SELECT id FROM items INDEXED BY items_barcode WHERE barcode = '1' AND barcode <> '' AND archived = 0 LIMIT 1": "items_barcode",
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

// A query is folded like the names; folding twice changes nothing.
func TestFold(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"  Café  AU lait ":     "cafe au lait",
		"STRASSE Straße":       "strasse strasse",
		"Œuf Ægir Łódź Đắk":    "oeuf aegir lodz dak",
		"e\u0301\u200b\ufeffx": "ex",
		"៣៥០":                  "350",
		"ក្ដី ដី":              "ក្តី ដី", // DA stays where it is not a subscript
		"ចំុ":                  "ចុំ",
		"ំំុ ុំ":               "ុំំ ុំ",
		"កំ ុ":                 "កំ ុ", // a space separates them
		"\u00a0a\u3000b\n":     "a b",
		"":                     "",
	} {
		if got := fold(text); got != want || fold(got) != want {
			t.Errorf("%q folds to %q and %q, want %q", text, got, fold(got), want)
		}
	}
}
