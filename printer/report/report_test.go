package report_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	posreport "psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/printer/report"
)

// skeleton is a Z report with an entry of every kind and all figures zero.
func skeleton() posreport.Report {
	at := func(h int) time.Time { return time.Date(2026, 10, 5, h, 30, 0, 0, time.UTC) }
	amount := func() []money.Money { return []money.Money{{Currency: money.USD}, {Currency: money.KHR}} }
	tallies := func() []posreport.Tally {
		return []posreport.Tally{{Sum: money.Money{Currency: money.USD}}, {Sum: money.Money{Currency: money.KHR}}}
	}
	groups := func(names ...string) (all []posreport.Group) {
		for _, n := range names {
			all = append(all, posreport.Group{Name: n, Sums: amount()})
		}
		return all
	}
	r := posreport.Report{
		First: "2026-10-05", Last: "2026-10-06", Made: at(20), Shop: settings.Shop{Name: "Shop", NameKhmer: "ហាង", Address: "St. 240", VATTIN: "L001"},
		Approvals: []staff.ApprovalCount{{}},
		Version:   "1.4.0", Training: true, Copy: true,
		Sales: tallies(), Totals: []posreport.Totals{{Currency: money.USD}, {Currency: money.KHR}}, Refunds: tallies(), Voids: tallies(), Change: tallies(),
		ByCashier: groups("Sok", ""), ByHour: groups("07", "12"), ByCategory: groups("ភេសជ្ជៈ", "Bread"), ByDay: groups("2026-10-05", "2026-10-06"),
		Others: groups("Voucher"), Rounding: posreport.Tally{Sum: money.Money{Currency: money.KHR}},
		Rates: []posreport.RateUse{{Since: at(0)}, {Since: at(8)}}, Drawer: []posreport.Drawer{{Currency: money.USD}, {Currency: money.KHR}},
		QR:     posreport.QRControl{Unmatched: tallies()},
		Traces: []posreport.TraceCount{{Kind: facts.BillLineRemoved}, {Kind: facts.ClockChanged}}, Closed: []posreport.Spell{{Since: at(9), Until: at(11)}},
		Trained: []posreport.Trained{{Spell: posreport.Spell{Since: at(12), Until: at(13)}, Account: "till"}},
		Folders: []posreport.FolderUse{{Spell: posreport.Spell{Since: at(15), Until: at(16)}, Folder: "/second"}},
		Differs: []posreport.Difference{{Figure: posreport.FigureSales, Rows: tallies()[0], Journal: tallies()[0]}},
		OverShort: []drawer.Difference{
			{Kind: drawer.CountOpen, At: at(0), By: "Sok", Expected: money.Cents(0), Counted: money.Cents(0), Over: money.Cents(0)},
			{Kind: drawer.CountHandover, At: at(6), By: "Dara", Drawer: "Sok", To: "Srey", Expected: money.Riel(0), Counted: money.Riel(0), Over: money.Riel(0)},
		},
		Moves: []drawer.Move{{Kind: drawer.CashOut, At: at(5), By: "Sok", Reason: "ice", Amount: money.Cents(0)}},
		Z: &posreport.ZHead{
			Opened: at(0), OpenedBy: "Sok", Closed: at(14), ClosedBy: "Srey", Grand: amount(), PrevHash: "1f0c55ab77e0aa10", Hash: "77e0aa101f0c55ab", Code: id.Code{Hash: "ab12cd34ef560789"},
			Counts: []drawer.Count{{Kind: drawer.CountOpen, At: at(0), By: "Sok"}, {Kind: drawer.CountClose, At: at(14), By: "Srey", Reason: "torn",
				Notes: []money.DenominationCount{{Note: money.Money{Currency: money.USD}}, {Note: money.Money{Currency: money.KHR}}}}},
		},
	}
	for _, kind := range sale.TenderKinds() {
		tally := posreport.TenderTally{Kind: kind, Tally: posreport.Tally{Sum: money.Money{Currency: kind.Currency()}}}
		r.Tenders, r.PaidBack = append(r.Tenders, tally), append(r.PaidBack, tally)
	}
	return r
}

// figures sets every figure of a value to another number and records its path.
type figures struct {
	next  int64
	names map[int64]string
	empty []string // slices of the skeleton without elements
}

func (f *figures) fill(v reflect.Value, path string, currency money.Currency) {
	number := func() int64 {
		f.next++
		f.names[f.next] = path
		return f.next
	}
	switch v.Kind() {
	case reflect.Pointer:
		f.fill(v.Elem(), path, currency)
	case reflect.Slice:
		if v.Len() == 0 {
			f.empty = append(f.empty, path)
		}
		for i := range v.Len() {
			f.fill(v.Index(i), fmt.Sprintf("%s[%d]", path, i), currency)
		}
	case reflect.Int, reflect.Int64:
		v.SetInt(number())
	case reflect.Struct:
		if m, ok := v.Interface().(money.Money); ok {
			if m.Currency == "" {
				m.Currency = currency
			}
			m.Minor = number()
			v.Set(reflect.ValueOf(m))
			return
		}
		if _, ok := v.Interface().(time.Time); ok {
			return
		}
		if c := v.FieldByName("Currency"); c.IsValid() {
			currency = c.Interface().(money.Currency)
		}
		for i := range v.NumField() {
			f.fill(v.Field(i), path+"."+v.Type().Field(i).Name, currency)
		}
	}
}

// silent are figures without a row of their own, and why.
var silent = []struct{ path, why string }{
	{".Sales", "the same as Totals"},
	{".Rates[0].Count", "what was sold at a rate is no sum of money"},
	{".Rates[1].Count", "the same"},
	{".Z.Counts[0].ID", "the store's"},
	{".Z.Counts[1].ID", "the store's"},
	{".Z.Counts[0].Z", "the report's own"},
	{".Z.Counts[1].Z", "the report's own"},
	{".OverShort[0].Z", "the report's own"},
	{".OverShort[1].Z", "the report's own"},
	{".OverShort[0].Expected", "said in words, looked for below"},
	{".OverShort[0].Counted", "the same"},
	{".OverShort[1].Expected", "the same"},
	{".OverShort[1].Counted", "the same"},
	{".Moves[0].ID", "the store's"},
	{".Moves[0].Z", "the report's own"},
	{".Journal.Seq", "the row before a Z's own, whose code stands in its place"},
	{".FirstReceipt", "a number of three parts, looked for below"},
	{".LastReceipt", "the same"},
}

// Every figure of a report is in its document: a figure that is added to
// report.Report and forgotten here fails this test.
func TestDocumentHoldsEveryFigure(t *testing.T) {
	t.Parallel()
	r := skeleton()
	f := figures{next: 2000, names: map[int64]string{}}
	f.fill(reflect.ValueOf(&r).Elem(), "", "")
	// Slices that the skeleton leaves empty were not checked. A Z lists no items, and
	// the counted and expected amounts are in the drawer's section.
	lacks := []string{".Z.Counts[0].Notes", ".Z.Counts[0].Counted", ".Z.Counts[0].Expected", ".Z.Counts[1].Counted", ".Z.Counts[1].Expected", ".ByItem"}
	if !slices.Equal(f.empty, lacks) {
		t.Errorf("the test's report lacks %q", f.empty)
	}
	r.FirstReceipt = id.Receipt{Till: 1, Year: 2026, Sequence: 501}
	r.LastReceipt = id.Receipt{Till: 1, Year: 2026, Sequence: 777}
	// The number of notes in a drawer also appears as an amount.
	doc := report.Of(words.English, r)
	seen := map[int64]bool{}
	var said strings.Builder
	said.WriteString(doc.Title)
	for _, s := range doc.Sections {
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				switch c.Kind {
				case report.Count:
					seen[c.Count] = true
				case report.Amount, report.Rate:
					seen[max(c.Amount.Minor, -c.Amount.Minor)] = true
				}
				said.WriteString(" " + c.String())
			}
		}
	}
	for n, path := range f.names {
		if seen[n] || strings.Contains(said.String(), fmt.Sprint(n)) {
			continue
		}
		why := ""
		for _, s := range silent {
			if strings.HasPrefix(path, s.path) {
				why = s.why
			}
		}
		if why == "" {
			t.Errorf("%s is not in the document", path)
		}
	}
	for _, want := range []string{"Z report", "01/2026/000501 – 01/2026/000777", "05/10/2026", "06/10/2026", "05/10/2026 07:30", "Srey", "“torn”", "1f0c55ab77e0aa10", "77e0aa101f0c55ab", "-ab12 cd34 ef56 0789", "1.4.0", "05/10/2026 16:30 05/10/2026 18:30",
		"Opened · Sok", "expected " + r.OverShort[0].Expected.Display() + ", counted " + r.OverShort[0].Counted.Display(),
		"Handed over · Sok", "05/10/2026 13:30 · expected " + r.OverShort[1].Expected.Display(), "counted by Dara", "Paid out · Sok", "05/10/2026 12:30 · ice"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("the document does not say %q:\n%s", want, said.String())
		}
	}
	if len(doc.Marks) != 2 || len(doc.Signatures) != 2 || len(doc.Shop) != 4 {
		t.Errorf("%+v", doc)
	}
}

// A row has a cell for each column, as setting a table requires.
func TestRowsFitTheirColumns(t *testing.T) {
	t.Parallel()
	z, x := skeleton(), skeleton()
	x.Z = nil
	x.ByItem = x.ByCategory
	for _, r := range []posreport.Report{z, x, {}, auditOf()} {
		f := figures{next: 2000, names: map[int64]string{}}
		f.fill(reflect.ValueOf(&r).Elem(), "", "")
		for _, lang := range []words.Language{words.English, words.Khmer} {
			for _, s := range report.Of(lang, r).Sections {
				for _, row := range s.Rows {
					if len(row.Cells) == 0 || s.Columns != nil && len(row.Cells) != len(s.Columns) {
						t.Errorf("%s: %d cells in %d columns: %+v", s.Title, len(row.Cells), len(s.Columns), row)
					}
					for i, c := range row.Cells[1:] {
						if s.Columns != nil && c.Kind != report.Empty && c.Kind != s.Columns[i+1].Kind {
							t.Errorf("%s: a cell of kind %d under %+v", s.Title, c.Kind, s.Columns[i+1])
						}
					}
				}
			}
		}
	}
}

// A tender of the shop's own that was taken in both currencies has two rows and one count:
// counted in each, three vouchers would be six.
func TestOtherTendersAreCountedOnce(t *testing.T) {
	t.Parallel()
	var r posreport.Report
	r.Others = []posreport.Group{{Name: "Voucher", Count: 3, Sums: []money.Money{money.Cents(500), money.Riel(20000)}}}
	times, sums := int64(0), 0
	for _, s := range report.Of(words.English, r).Sections {
		for _, row := range s.Rows {
			if row.Cells[0].Text == "Voucher" {
				times += row.Cells[1].Count
				sums++
			}
		}
	}
	if times != 3 || sums != 2 {
		t.Errorf("%d vouchers in %d rows, want 3 in 2", times, sums)
	}
}

// A report without a fact of its own has the code of the journal's last row.
func TestReportWithoutFactHasTheHeadsCode(t *testing.T) {
	t.Parallel()
	x := skeleton()
	x.Journal = journal.Head{Seq: 812, Hash: "9f3c21ab77e0aa10deadbeef"}
	x.Z.Code, x.Z.Closed = id.Code{}, time.Time{}
	var said strings.Builder
	for _, s := range report.Of(words.English, x).Sections {
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				said.WriteString(c.String() + "\n")
			}
		}
	}
	if !strings.Contains(said.String(), "J812-9f3c 21ab 77e0 aa10\n") {
		t.Error(said.String())
	}
}
