package app

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/postest"
	posreport "psar/pos/report"
	"psar/pos/sale"
	"psar/pos/staff"
	"psar/printer/report"
	"psar/ui/model"
)

func openWindowReports(t *testing.T) windowReports {
	t.Helper()
	clock := postest.NewClock(time.Date(2026, 11, 22, 7, 32, 0, 0, time.UTC))
	shop, err := Open(t.Context(), Place{Dir: t.TempDir()}, false, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(shop.Close)
	return windowReports{shop.DB, shop.Till, clock, false, filepath.Join(t.TempDir(), "Documents", "Psar")}
}

// In a shop with staff the window makes reports for managers and the owner alone.
func TestWindowReportsAreForManagers(t *testing.T) {
	t.Parallel()
	w := openWindowReports(t)
	owner := staff.Approval{By: "Srey", PIN: "918273"}
	for _, p := range []struct {
		name, pin string
		role      staff.Role
	}{{"Srey", "918273", staff.Owner}, {"Dara", "827364", staff.Manager}, {"Sok", "7294", staff.Cashier}} {
		if _, err := w.till.AddStaff(t.Context(), p.name, p.role, p.pin, owner); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, pin string
		want      fault.Code
	}{{"", "", fault.ManagerNeeded}, {"Sok", "7294", fault.PermissionMissing}, {"Dara", "827364", ""}, {"Srey", "918273", ""}} {
		if c.name != "" {
			if _, err := w.till.SignIn(t.Context(), c.name, c.pin); err != nil {
				t.Fatal(err)
			}
		}
		for _, ask := range []model.ReportAsk{{Shift: true}, {First: "2026-11-22", Last: "2026-11-22"}, {Audit: true, First: "2026-11-22", Last: "2026-11-22"}, {Z: 1}} {
			r, err := w.Make(t.Context(), ask, func(int, int) {})
			want := c.want
			if want == "" && ask.Z == 1 {
				want = fault.ZUnknown // there is none yet
			}
			if fault.CodeOf(err) != want || err != nil && r.Till != 0 {
				t.Errorf("%+v by %q: %v, want %q", ask, c.name, err, want)
			}
		}
		made := posreport.Report{Till: 1, First: "2026-11-22", Last: "2026-11-22", Made: w.clock.Now()}
		path, err := w.Export(t.Context(), words.English, made, model.ExportCSV)
		if fault.CodeOf(err) != c.want || (path == "") != (c.want != "") {
			t.Errorf("written by %q to %q: %v, want %q", c.name, path, err, c.want)
		}
	}
}

// The window's files have the same bytes as the command's, and a name that tells the
// report; their folder is created when it is needed.
func TestWindowReportFiles(t *testing.T) {
	t.Parallel()
	w := openWindowReports(t)
	steps := 0
	r, err := w.Make(t.Context(), model.ReportAsk{First: "2026-11-01", Last: "2026-11-22"}, func(int, int) { steps++ })
	if err != nil || steps == 0 || !r.Made.Equal(w.clock.Now()) {
		t.Fatalf("%d steps, %v, %v", steps, r.Made, err)
	}
	for f, begins := range map[model.ExportFormat]string{model.ExportCSV: "\ufeff", model.ExportXLSX: "PK", model.ExportPDF: "%PDF"} {
		path, err := w.Export(t.Context(), words.Khmer, r, f)
		if err != nil {
			t.Fatal(err)
		}
		if want := filepath.Join(w.folder, "psar-01-2026-11-01-to-2026-11-22."+string(f)); path != want {
			t.Errorf("%s, want %s", path, want)
		}
		if text, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(text, []byte(begins)) {
			t.Errorf("%s begins with %.8q: %v", path, text, err)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	r.Last = r.First
	if _, err := w.Export(stopped, words.English, r, model.ExportCSV); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if files, _ := os.ReadDir(w.folder); len(files) != 3 {
		t.Errorf("a stopped export left a file: %v", files)
	}
	w.folder = filepath.Join(w.folder, "psar-01-2026-11-01-to-2026-11-22.csv") // a file, not a folder
	if _, err := w.Export(t.Context(), words.English, r, model.ExportCSV); fault.CodeOf(err) != fault.FileUnwritable {
		t.Errorf("a folder that is a file: %v", err)
	}
}

// A Z report that is shown in the window, or written into a file, is in the audit; what is made anew
// is no copy.
func TestWindowTellsOfZReports(t *testing.T) {
	t.Parallel()
	w := openWindowReports(t)
	if _, err := w.till.PayCash(t.Context(), pos.CashRequest{Bill: sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: money.Cents(350)}}}}); err != nil {
		t.Fatal(err)
	}
	closed, err := w.till.CloseShift(t.Context(), drawer.CountRequest{By: "Sok", Counted: []money.Money{money.Cents(350)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(w.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(w.folder, "psar-01-z-000001.xlsx"), "no workbook") // so that no copy is made
	if _, err := w.Export(t.Context(), words.English, closed, model.ExportXLSX); fault.CodeOf(err) != fault.FileOther {
		t.Errorf("over another file: %v", err)
	}
	for _, ask := range []model.ReportAsk{{Z: 1}, {Shift: true}, {First: closed.First, Last: closed.Last}, {Audit: true, First: closed.First, Last: closed.Last}} {
		r, err := w.Make(t.Context(), ask, func(int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Export(t.Context(), words.English, r, model.ExportCSV); err != nil {
			t.Fatal(err)
		}
	}
	audit, err := w.till.Audit(t.Context(), closed.First, closed.Last)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, e := range audit.Audit.Events {
		told = append(told, strings.Join([]string{string(e.Kind), e.What, e.To}, " "))
	}
	want := []string{string(facts.ReceiptViewed) + " Z 1 ", string(facts.ReceiptCopied) + " Z 1 psar-01-z-000001.csv"}
	if !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
}

// The outline on the screen has every text of the document, in its order.
func TestWindowReportOutline(t *testing.T) {
	t.Parallel()
	w := openWindowReports(t)
	r, err := w.Make(t.Context(), model.ReportAsk{Shift: true}, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []words.Language{words.English, words.Khmer} {
		doc, out := report.Of(lang, r), w.Outline(lang, r)
		if out.Title != doc.Title || len(out.Sections) != len(doc.Sections) {
			t.Fatalf("%+v", out)
		}
		for i, section := range doc.Sections {
			for j, row := range section.Rows {
				line := out.Sections[i].Rows[j]
				for _, cell := range row.Cells {
					if text := cell.String(); !strings.Contains(line.Name+"|"+line.Count+"|"+line.Said, text) {
						t.Errorf("%s: %+v lacks %q", section.Title, line, text)
					}
				}
			}
		}
	}
}

// A file's name tells the report.
func TestReportNames(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 22, 7, 32, 9, 0, time.UTC)
	for want, r := range map[string]posreport.Report{
		"psar-03-2026-11-22":               {Till: 3, First: "2026-11-22", Last: "2026-11-22"},
		"psar-01-x-2026-11-22-143209":      {Till: 1, Made: at, Z: &posreport.ZHead{Number: 41}},
		"psar-01-training-z-000041":        {Till: 1, Training: true, Z: &posreport.ZHead{Number: 41, Closed: at}},
		"psar-12-2026-11-01-to-2026-11-30": {Till: 12, First: "2026-11-01", Last: "2026-11-30"},
	} {
		if got := reportName(r); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
