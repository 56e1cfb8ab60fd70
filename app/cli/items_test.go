package cli

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/app"
	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/storage"
)

const catalogueFile = "\ufeffname;name_km;barcode;price;currency;category;tax;quick_key\r\n" +
	"Iced Coffee;កាហ្វេទឹកកក;96385074;1.75;USD;Drinks;;1\r\n" +
	"Jasmine Rice, 5 kg;អង្ករម្លិះ;4006381333931;28000;KHR;Groceries;exempt;\r\n" +
	"=Discount;;;0.50;USD;;;\r\n"

func writeFile(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "items.csv")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// itemsOf are a shop's items by name, without their ids.
func itemsOf(t *testing.T, dir string, args ...string) []catalogue.Item {
	t.Helper()
	items := apptest.ReadJSON[[]catalogue.Item](t, psar, dir, append([]string{"items"}, args...)...)
	for i := range items {
		items[i].ID = ""
	}
	return items
}

// Barcodes of all kinds are imported, and found in each form that a scanner may send.
func TestImportBarcodesOfEveryKind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	file := writeFile(t, "name,price,currency,barcode\n"+
		"House label 1001,3.00,USD,1001\nHouse label 1000017,2.00,USD,1000017\nCode 128 FG-100,4.00,USD,FG-100\n"+
		"Cola can,0.80,USD,04963406\nSoup,0.90,USD,04252614\nBread,1.10,USD,00985234\n"+
		"Rice,1.40,USD,08850999320007\nTissue,2.00,USD,00036000291452\n")
	if out := apptest.Psar(t, psar, dir, "import", "items", file); !strings.Contains(out, "8 new") {
		t.Fatalf("import: %s", out)
	}
	for code, name := range map[string]string{
		"1001": "House label 1001", "1000017": "House label 1000017", "FG-100": "Code 128 FG-100",
		"04963406": "Cola can", "049000006346": "Cola can", "0049000006346": "Cola can",
		"042100005264": "Soup", "009800000524": "Bread",
		"8850999320007": "Rice", "08850999320007": "Rice",
		"036000291452": "Tissue", "0036000291452": "Tissue", "00036000291452": "Tissue",
	} {
		if found := itemsOf(t, dir, "--search", code); len(found) == 0 || found[0].Name != name {
			t.Errorf("%s finds %+v, want %s", code, found, name)
		}
	}
	again := writeFile(t, "name,price,currency,barcode\nCola can,0.85,USD,049000006346\nRice,1.50,USD,8850999320007\n")
	if out := apptest.Psar(t, psar, dir, "import", "items", again); !strings.Contains(out, "0 new, 2 changed") {
		t.Errorf("the same in another way: %s", out)
	}
	if shared := apptest.ReadJSON[[]catalogue.Item](t, psar, dir, "items", "doubles"); len(shared) != 0 {
		t.Errorf("doubles %+v", shared)
	}
}

// Items of an older version that share a barcode are listed and reported by doctor, and
// each can be named by its own barcode.
func TestItemsDoubles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	db, err := storage.Open(t.Context(), storage.Options{Dir: dir, Clock: app.SystemClock{}})
	if err != nil {
		t.Fatal(err)
	}
	price := money.Cents(140)
	_, err = db.Commit(t.Context(), pos.Batch{At: time.Now(), Till: 1, Items: []catalogue.Item{
		{ID: "rice-1", Name: "Rice", Barcode: "8850999320007", Price: price, Tax: catalogue.TaxStandard},
		{ID: "rice-2", Name: "Rice of last year", Barcode: "08850999320007", Price: price, Tax: catalogue.TaxStandard},
	}})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if list := apptest.Psar(t, psar, dir, "items", "doubles"); !strings.Contains(list, "08850999320007") || !strings.Contains(list, "Rice of last year") {
		t.Errorf("the list:\n%s", list)
	}
	if told := apptest.Psar(t, psar, dir, "doctor"); !strings.Contains(told, "items: 2: psar items doubles") {
		t.Errorf("doctor:\n%s", told)
	}
	dearer := writeFile(t, "barcode,price,currency\n08850999320007,1.60,USD\n")
	if out := apptest.Psar(t, psar, dir, "import", "items", dearer); !strings.Contains(out, "0 new, 1 changed") {
		t.Errorf("import: %s", out)
	}
	apptest.Psar(t, psar, dir, "items", "archive", "08850999320007")
	if left := apptest.ReadJSON[[]catalogue.Item](t, psar, dir, "items", "--search", "8850999320007"); len(left) != 1 || left[0].ID != "rice-1" {
		t.Errorf("left: %+v", left)
	}
}

func TestImportAndExportItems(t *testing.T) {
	t.Parallel()
	dir, other := t.TempDir(), t.TempDir()
	file := writeFile(t, catalogueFile)
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, other, "settings", "set", "shop.name", "Another")

	if out := apptest.Psar(t, psar, dir, "import", "items", file, "--check"); !strings.Contains(out, "3 would be new") || len(itemsOf(t, dir)) != 0 {
		t.Errorf("--check: %s", out)
	}
	if out := apptest.Psar(t, psar, dir, "import", "items", file); !strings.Contains(out, "3 new, 0 changed, 0 as they were") {
		t.Errorf("import: %s", out)
	}
	got := itemsOf(t, dir)
	want := []catalogue.Item{
		{Name: "=Discount", Price: money.Cents(50), Tax: catalogue.TaxStandard},
		{Name: "Iced Coffee", NameKhmer: "កាហ្វេទឹកកក", Barcode: "96385074", Price: money.Cents(175),
			Category: "Drinks", Tax: catalogue.TaxStandard, QuickKey: 1},
		{Name: "Jasmine Rice, 5 kg", NameKhmer: "អង្ករម្លិះ", Barcode: "4006381333931", Price: money.Riel(28000),
			Category: "Groceries", Tax: catalogue.TaxExempt},
	}
	if !slices.Equal(got, want) {
		t.Errorf("items %+v", got)
	}
	for query, name := range map[string]string{"ទឹកកក": "Iced Coffee", "ICED": "Iced Coffee", "4006381333931": "Jasmine Rice, 5 kg", "kg rice": "Jasmine Rice, 5 kg"} {
		if found := itemsOf(t, dir, "--search", query); len(found) != 1 || found[0].Name != name {
			t.Errorf("%s finds %+v", query, found)
		}
	}
	if list := apptest.Psar(t, psar, dir, "items", "--category", "Groceries"); !strings.Contains(list, "28,000 ៛") || strings.Contains(list, "Coffee") {
		t.Errorf("the list:\n%s", list)
	}

	// A file exported by one shop is imported by another; importing it again changes nothing.
	exported := filepath.Join(t.TempDir(), "out.csv")
	apptest.Psar(t, psar, dir, "items", "export", exported)
	text, err := os.ReadFile(exported)
	if err != nil || !strings.Contains(string(text), "'=Discount") || apptest.Psar(t, psar, dir, "items", "export", "-") != string(text) {
		t.Errorf("exported (%v):\n%s", err, text)
	}
	apptest.Psar(t, psar, other, "import", "items", exported)
	if again := itemsOf(t, other); !slices.Equal(again, want) {
		t.Errorf("the other shop has %+v", again)
	}
	if r := apptest.ReadJSON[jsonout.Import](t, psar, dir, "import", "items", exported); !r.Stored || r.Lines != 3 || r.Unchanged != 3 {
		t.Errorf("the same again: %+v", r)
	}
	prices := writeFile(t, "barcode,price,currency\n96385074,2.00,USD\n")
	if out := apptest.Psar(t, psar, dir, "import", "items", prices); !strings.Contains(out, "0 new, 1 changed") {
		t.Errorf("prices: %s", out)
	}
	if found := itemsOf(t, dir, "--search", "iced"); len(found) != 1 || found[0].Price.Minor != 200 || found[0].QuickKey != 1 {
		t.Errorf("the new price: %+v", found)
	}
	apptest.Psar(t, psar, dir, "items", "archive", "96385074")
	if live, old := itemsOf(t, dir), itemsOf(t, dir, "--archived"); len(live) != 2 || len(old) != 1 || old[0].Name != "Iced Coffee" {
		t.Errorf("archived: %+v, live: %+v", old, live)
	}
	if _, said, exit := apptest.Run(t, psar, dir, "", "items", "archive", "96385074"); exit != exitFailed || !strings.Contains(said, "no such item: 96385074") {
		t.Errorf("archived twice: exit %d: %s", exit, said)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

func TestImportItemsRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, dir, "import", "items", writeFile(t, catalogueFile))
	before := itemsOf(t, dir)
	bad := "name,barcode,price,currency,quick_key\n" +
		"Good,,1.00,USD,\n" +
		"Comma,,\"1,50\",USD,\n" +
		"Digit,4006381333932,1.00,USD,\n" +
		"Key,,1.00,USD,1\n" +
		"Good,,1.00,USD,\n"
	lines := []string{
		"line 3: This is not an amount: 1,50", "line 4: A digit of this barcode is wrong: 4006381333932",
		"line 5: Another item has the quick key 1: Iced Coffee", "line 6: Good stands in line 2 already", "Bad lines: 4",
	}
	for _, flags := range [][]string{nil, {"--check"}} {
		_, said, exit := apptest.Run(t, psar, dir, "", append([]string{"import", "items", writeFile(t, bad)}, flags...)...)
		at := 0
		for _, line := range lines { // in the file's order
			n := strings.Index(said[at:], line)
			if n < 0 {
				t.Errorf("%v: no %q behind the last:\n%s", flags, line, said)
				continue
			}
			at += n
		}
		if exit != exitBadFile {
			t.Errorf("%v: exit %d", flags, exit)
		}
	}
	out, _, exit := apptest.Run(t, psar, dir, "", "import", "items", writeFile(t, bad), "--json")
	var r jsonout.Import
	if err := json.Unmarshal([]byte(out), &r); err != nil || exit != exitBadFile || r.Stored || r.BadCount != 4 ||
		len(r.Bad) != 4 || r.Bad[1].Line != 4 || r.Bad[1].Code != fault.ItemCheckDigit || r.Error == nil || r.Error.Code != fault.ImportLines {
		t.Errorf("exit %d (%v): %s", exit, err, out)
	}
	for name, tt := range map[string]struct {
		text, says string
	}{
		"encoding": {"name,price,currency\nCaf\xe9,1,USD\n", "not in UTF-8; it seems to be in Windows-1252"},
		"UTF-16":   {"\xff\xfen\x00a\x00", "UTF-16"},
		"column":   {"name,price,currency,stock\n", "stock"},
		"empty":    {"", "no items"},
	} {
		_, said, exit := apptest.Run(t, psar, dir, "", "import", "items", writeFile(t, tt.text))
		if exit != exitBadFile || !strings.Contains(said, tt.says) || strings.Count(said, "psar:") != 1 {
			t.Errorf("%s: exit %d: %s", name, exit, said)
		}
	}
	if _, said, exit := apptest.Run(t, psar, dir, "", "import", "items", filepath.Join(dir, "no.csv")); exit != exitFailed || !strings.Contains(said, "no.csv") {
		t.Errorf("no file: exit %d: %s", exit, said)
	}
	if _, said, exit := apptest.Run(t, psar, dir, "", "items", "export", filepath.Join(dir, "no", "f.csv")); exit != exitFailed || !strings.Contains(said, "can’t be written") {
		t.Errorf("no folder: exit %d: %s", exit, said)
	}
	if after := itemsOf(t, dir); !slices.Equal(after, before) {
		t.Errorf("a refused import changed the catalogue: %+v", after)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// In a shop with an owner, changing the catalogue needs a manager's approval.
func TestItemsByStaff(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	for _, c := range []struct{ stdin, name, role string }{
		{"918273\n", "Srey", "owner"}, {"918273\n827364\n", "Dara", "manager"}, {"918273\n33334\n", "Sok", "cashier"},
	} {
		if _, said, exit := apptest.Run(t, psar, dir, c.stdin, "staff", "add", c.name, "--role", c.role, "--by", "Srey"); exit != exitOK {
			t.Fatal(said)
		}
	}
	file := writeFile(t, catalogueFile)
	for _, c := range []struct {
		stdin, says string
		exit        int
		args        []string
	}{
		{"", "--by NAME", exitFailed, []string{"import", "items", file}},
		{"99999\n", "PIN is wrong", exitFailed, []string{"import", "items", file, "--by", "Srey"}},
		{"918273\n", "Lines read: 3", exitOK, []string{"import", "items", file, "--by", "Srey"}},
		{"", "--by NAME", exitFailed, []string{"items", "archive", "96385074"}},
		{"33334\n", "--by NAME", exitFailed, []string{"--as", "Sok", "items", "archive", "96385074"}},
		{"33334\n", "--by NAME", exitFailed, []string{"--as", "Sok", "import", "items", file}},
		{"827364\n", "Lines read: 3", exitOK, []string{"--as", "Dara", "import", "items", file}},
		{"827364\n", "Archived: Iced Coffee", exitOK, []string{"--as", "Dara", "items", "archive", "96385074"}},
	} {
		if _, said, exit := apptest.Run(t, psar, dir, c.stdin, c.args...); exit != c.exit || !strings.Contains(said, c.says) {
			t.Errorf("%v: exit %d: %s", c.args, exit, said)
		}
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

// While a till is open, import is refused; --check only reads and works.
func TestImportItemsBesideATill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	db, err := storage.Open(t.Context(), storage.Options{Dir: dir, Clock: app.SystemClock{}})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	file := writeFile(t, catalogueFile)
	if _, said, exit := apptest.Run(t, psar, dir, "", "import", "items", file); exit != exitFailed || !strings.Contains(said, "Another Psar") {
		t.Errorf("exit %d: %s", exit, said)
	}
	if out := apptest.Psar(t, psar, dir, "import", "items", file, "--check"); !strings.Contains(out, "3 would be new") {
		t.Errorf("--check: %s", out)
	}
	if out := apptest.Psar(t, psar, dir, "items", "--json"); strings.TrimSpace(out) != "[]" {
		t.Errorf("items: %s", out)
	}
}
