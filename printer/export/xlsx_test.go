package export_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"psar/assets/words"
	posreport "psar/pos/report"
	"psar/printer/export"
	"psar/printer/report"
)

func text(n any) string { return fmt.Sprint(n) }

func readXLSX(t *testing.T, lang words.Language, r posreport.Report) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := export.XLSX(&b, lang, report.Of(lang, r)); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() }) // it was opened from memory
	return f
}

func TestXLSXHoldsTheMonth(t *testing.T) {
	t.Parallel()
	all := month()
	f := readXLSX(t, words.Khmer, monthReport(all))
	want := []string{
		words.Text(words.Khmer, words.XReport), words.Text(words.Khmer, words.ReportByDay), words.Text(words.Khmer, words.ReportByCashier),
		words.Text(words.Khmer, words.ReportByItem), words.Text(words.Khmer, words.ReportByHour),
	}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %q, want %q", got, want)
	}
	days := words.Text(words.Khmer, words.ReportByDay)
	rows, err := f.GetRows(days, excelize.Options{RawCellValue: true})
	if err != nil || len(rows) != 1+31 {
		t.Fatalf("%d rows of days, %v", len(rows), err)
	}
	for i, row := range rows[1:] {
		n, dollars, riel := sums(all, func(s soldAt) bool { return s.day == i+1 })
		// 1 October 2026 is the spreadsheet's day 46296.
		want := []string{text(46296 + i), text(n), usd(dollars).Decimal(), khr(riel).Decimal()}
		if !slices.Equal(row, want) {
			t.Errorf("day %d: %v, want %v", i+1, row, want)
		}
	}
	for cell, want := range map[string]string{"A2": "01/10/2026", "C2": usd(firstDay(all)).Grouped()} {
		if got, err := f.GetCellValue(days, cell); err != nil || got != want {
			t.Errorf("%s is shown as %q (%v), want %q", cell, got, err, want)
		}
		// A number cell has no explicit type.
		if kind, err := f.GetCellType(days, cell); err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s is of type %v (%v)", cell, kind, err)
		}
	}
	for _, sheet := range f.GetSheetList() {
		if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit == 0 {
			t.Errorf("%s: the heads are not kept in sight: %+v, %v", sheet, panes, err)
		}
	}
}

func firstDay(all []soldAt) int64 {
	_, dollars, _ := sums(all, func(s soldAt) bool { return s.day == 1 })
	return dollars
}

// A text that looks like a formula stays a text.
func TestXLSXComputesNothing(t *testing.T) {
	t.Parallel()
	f := readXLSX(t, words.English, monthReport(month()))
	found := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, value := range row {
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if formula, err := f.GetCellFormula(sheet, at); err != nil || formula != "" {
					t.Errorf("%s %s computes %q (%v)", sheet, at, formula, err)
				}
				if value == "=SUM(A1:A9)" {
					found++
					if kind, _ := f.GetCellType(sheet, at); kind != excelize.CellTypeSharedString {
						t.Errorf("%s %s is of type %v", sheet, at, kind)
					}
				}
			}
		}
	}
	if found != 2 { // on the first sheet and on the items' sheet
		t.Errorf("the item is there %d times", found)
	}
}

// Two sections with the same name, and names that a workbook does not allow.
func TestXLSXNamesSheetsApart(t *testing.T) {
	t.Parallel()
	columns := []report.Column{{Title: "a"}, {Title: "b"}, {Title: "c"}, {Title: "d"}}
	row := []report.Row{{Cells: make([]report.Cell, len(columns))}}
	doc := report.Document{Title: "Z: [1]/2", Sections: []report.Section{
		{Title: "By day", Columns: columns, Rows: row}, {Title: "BY DAY", Columns: columns, Rows: row},
		{Title: strings.Repeat("តាម", 20), Columns: columns, Rows: row}, {Title: "***", Columns: columns, Rows: row},
	}}
	var b bytes.Buffer
	if err := export.XLSX(&b, words.English, doc); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.GetSheetList(); len(got) != 5 || got[2] != "BY DAY 2" {
		t.Errorf("%q", got)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
