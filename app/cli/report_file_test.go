package cli

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"psar/app/apptest"
	"psar/pos/money"
)

// Every kind of file has the sales, whose sums the test computes itself.
func TestReportFiles(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name_km", "ហាងកាហ្វេ សុខា")
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, dir, "settings", "set", "rate.khr_per_usd", "4100")
	var dollars, riel money.Money
	for _, amount := range []string{"3.50", "0.10", "0.20", "12.25"} {
		apptest.Psar(t, psar, dir, "sell", amount, "USD", "--cash")
		m, err := money.Parse(amount, money.USD)
		if err != nil {
			t.Fatal(err)
		}
		dollars = money.Cents(dollars.Minor + m.Minor)
	}
	for _, amount := range []string{"14000", "8500"} {
		apptest.Psar(t, psar, dir, "sell", amount, "KHR", "--cash")
		m, err := money.Parse(amount, money.KHR)
		if err != nil {
			t.Fatal(err)
		}
		riel = money.Riel(riel.Minor + m.Minor)
	}
	file := func(name string) string { return filepath.Join(out, name) }
	write := func(flag, name, says string) {
		t.Helper()
		stdout, said, exit := apptest.Run(t, psar, dir, "", "report", flag, file(name))
		if exit != exitOK || stdout != "" || !strings.Contains(said, name) || !strings.Contains(said, says) {
			t.Errorf("report %s: exit %d: %q %q", flag, exit, stdout, said)
		}
	}
	write("--csv", "day.csv", "is written.")
	write("--xlsx", "day.xlsx", "is written.")
	write("--pdf", "day.pdf", "is written.")
	write("--csv", "day.csv", "is replaced")

	data, err := os.ReadFile(file("day.csv"))
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range [][]string{
		{"Section", "Name", "Count", "Amount", "Currency", "Value"},
		{"Sales", "USD", "4", dollars.Decimal(), "USD", ""}, {"Sales", "KHR", "2", riel.Decimal(), "KHR", ""},
		{"Tenders", "Cash USD", "4", dollars.Decimal(), "USD", ""},
	} {
		if !slices.ContainsFunc(records, func(r []string) bool { return slices.Equal(r, want) }) {
			t.Errorf("no record %v in\n%s", want, data)
		}
	}

	book, err := excelize.OpenFile(file("day.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	rows, err := book.GetRows("X report", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range [][]string{{"USD", "4", dollars.Decimal()}, {"KHR", "2", "", riel.Decimal()}} {
		if !slices.ContainsFunc(rows, func(r []string) bool { return slices.Equal(r, want) }) {
			t.Errorf("no row %q in %q", want, rows)
		}
	}

	page, err := exec.Command("pdftotext", "-layout", file("day.pdf"), "-").CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext, of the package poppler-utils: %v: %s", err, page)
	}
	for _, want := range []string{"ហាងកាហ្វេ សុខា", "X report", dollars.Display(), riel.Display(), "Page 1 of 1"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
	if left, _ := filepath.Glob(file("*.part")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A report is written to standard output for "-". If it can't be written, no file is
// half written or lost.
func TestReportFilesThatAreNone(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash")
	for flag, begins := range map[string]string{"--csv": "\uFEFFSection,", "--xlsx": "PK\x03\x04", "--pdf": "%PDF-1.7\n"} {
		stdout, said, exit := apptest.Run(t, psar, dir, "", "report", flag, "-")
		if exit != exitOK || !strings.HasPrefix(stdout, begins) || strings.Contains(said, "written") {
			t.Errorf("report %s -: exit %d, %d bytes, said %q", flag, exit, len(stdout), said)
		}
		taken := filepath.Join(out, "taken"+flag)
		if err := os.MkdirAll(filepath.Join(taken, "x"), 0o700); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{taken, filepath.Join(out, "absent", "day")} {
			stdout, said, exit := apptest.Run(t, psar, dir, "", "report", flag, path)
			if exit != exitFailed || stdout != "" || !strings.Contains(said, path) || strings.Contains(said, "is written") {
				t.Errorf("report %s %s: exit %d: %q", flag, path, exit, said)
			}
		}
	}
	if left, _ := filepath.Glob(filepath.Join(out, "*.part")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	for _, both := range [][]string{{"--csv", "a", "--pdf", "b"}, {"--xlsx", "a", "--json"}, {"--pdf", "a", "--print"}} {
		if _, said, exit := apptest.Run(t, psar, t.TempDir(), "", append([]string{"report"}, both...)...); exit == exitOK {
			t.Errorf("%v: %s", both, said)
		}
	}
}

// The file of a Z report is the same each time, in either language, and has signature
// lines.
func TestZReportFile(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name_km", "ហាងកាហ្វេ សុខា")
	apptest.Psar(t, psar, dir, "shift", "open", "--count-usd", "50.00", "--count-khr", "100000", "--by", "សុខ ដារ៉ា")
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash", "--given-usd", "5.00")
	apptest.Psar(t, psar, dir, "close", "--count-usd", "53.50", "--count-khr", "99500", "--by", "Srey", "--reason", "ប្រាក់រហែក")
	for lang, says := range map[string][]string{
		"en": {"Z report 1", "Drawer KHR", "99,500 ៛", "“ប្រាក់រហែក”", "Manager", "Page 1 of 1"},
		"km": {"របាយការណ៍ Z លេខ 1", "ថតប្រាក់ KHR", "99,500 ៛", "សុខ ដារ៉ា", "ទំព័រ 1 នៃ 1"},
	} {
		var files [][]byte
		for _, name := range []string{lang + "1.pdf", lang + "2.pdf"} {
			path := filepath.Join(out, name)
			apptest.Psar(t, psar, dir, "--lang", lang, "report", "--z", "1", "--pdf", path)
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, data)
		}
		if !bytes.Equal(files[0], files[1]) {
			t.Errorf("%s: one Z report is two files", lang)
		}
		page, err := exec.Command("pdftotext", "-layout", filepath.Join(out, lang+"1.pdf"), "-").CombinedOutput()
		if err != nil {
			t.Fatalf("pdftotext, of the package poppler-utils: %v: %s", err, page)
		}
		for _, want := range says {
			if !strings.Contains(string(page), want) {
				t.Errorf("%s: the page does not say %q:\n%s", lang, want, page)
			}
		}
	}
}
