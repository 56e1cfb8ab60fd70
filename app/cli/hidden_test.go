package cli

import (
	"archive/zip"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app"
	"psar/app/apptest"
	"psar/pos/settings"
	"psar/pos/text"
	"psar/storage/storagetest"
)

// Whoever can write the shop's file writes names into it that would move a terminal's cursor
// or turn an amount around. Lists, JSON and files show their escapes, and a cell that begins
// like a formula stays text.
func TestStoredRowsAreShownEscaped(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha")
	list := filepath.Join(out, "items.csv")
	if err := os.WriteFile(list, []byte("name,price,currency,category\nIce,1,USD,Cold\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	apptest.Psar(t, psar, dir, "import", "items", list)
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash", "--remark", "table 4")
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	evil := "Ice\u202e\x1b[2J\u009b1A\u0085\u2066\x07"
	if _, err := db.Exec("UPDATE items SET name = ?, category = name", evil); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := storagetest.Set(t.Context(), testPlace(dir).Options(false, app.SystemClock{}), settings.ShopName, evil); err != nil {
		t.Fatal(err)
	}
	const shown = `Ice\u202e\u001b[2J\u009b1A\u0085\u2066\u0007`
	for _, args := range [][]string{
		{"items", "list"}, {"items", "list", "--json"}, {"items", "export", filepath.Join(out, "i.csv")}, {"settings", "list"}, {"settings", "get", "shop.name"},
		{"report"}, {"report", "--csv", filepath.Join(out, "r.csv")}, {"report", "--xlsx", filepath.Join(out, "r.xlsx")},
		{"report", "--audit"}, {"report", "--audit", "--json"}, {"report", "--audit", "--csv", filepath.Join(out, "a.csv")},
		{"report", "--audit", "--xlsx", filepath.Join(out, "a.xlsx")},
	} {
		said, errs, exit := apptest.Run(t, psar, dir, "", args...)
		if exit != exitOK {
			t.Errorf("%v: exit %d\n%s%s", args, exit, said, errs)
			continue
		}
		if last := args[len(args)-1]; strings.HasPrefix(last, out) {
			said = fileText(t, last)
		}
		if r := strings.IndexFunc(strings.NewReplacer("\n", "", "\r", "").Replace(said), text.Hidden); r >= 0 {
			t.Errorf("%v shows a hidden character as it is: %q", args, said)
		}
		if !strings.Contains(said, shown) {
			t.Errorf("%v does not show it:\n%s", args, said)
		}
	}
}

// fileText is a file's text; of a workbook the parts' one behind another.
func fileText(t *testing.T, path string) string {
	t.Helper()
	if filepath.Ext(path) != ".xlsx" {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	book, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var all strings.Builder
	for _, part := range book.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// A code's fields are another bank's text.
func TestKHQRFieldsAreShownEscaped(t *testing.T) {
	t.Parallel()
	out, errs, exit := apptest.Run(t, psar, t.TempDir(), "", "khqr", "check", "000201\u202e\x1b[2J")
	if exit == exitOK || strings.ContainsFunc(strings.ReplaceAll(out+errs, "\n", ""), text.Hidden) {
		t.Errorf("exit %d: %q %q", exit, out, errs)
	}
}
