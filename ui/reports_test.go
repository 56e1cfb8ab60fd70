package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/queue"
	posreport "psar/pos/report"
	"psar/pos/staff"
	"psar/printer/report"
	"psar/storage"
)

// realReports makes reports of a real database. One that is to hang waits for its
// context amid its parts.
type realReports struct {
	db      *storage.DB
	hang    bool
	stopped chan struct{}
	files   chan ExportFormat
}

func (r *realReports) Make(ctx context.Context, ask ReportAsk, step func(done, of int)) (posreport.Report, error) {
	switch {
	case ask.Z > 0:
		return r.db.Z(ctx, ask.Z)
	case ask.Shift:
		return r.db.PeriodReport(ctx, 1)
	case r.hang:
		step(3, 12)
		<-ctx.Done()
		close(r.stopped)
		return posreport.Report{}, ctx.Err()
	}
	return r.db.ReportSteps(ctx, ask.First, ask.Last, step)
}

func (*realReports) Outline(lang words.Language, r posreport.Report) ReportOutline {
	return outlineOf(lang, r)
}

func (r *realReports) Export(_ context.Context, _ words.Language, made posreport.Report, f ExportFormat) (string, error) {
	r.files <- f
	if made.First == "" {
		return "", errors.New("a report of no days")
	}
	return "/shop/psar." + string(f), nil
}

// outlineOf is a report as the papers have it.
func outlineOf(lang words.Language, r posreport.Report) ReportOutline {
	doc := report.Of(lang, r)
	out := ReportOutline{Title: doc.Title, Marks: doc.Marks}
	for _, section := range doc.Sections {
		part := ReportSection{Title: section.Title}
		for _, row := range section.Rows {
			line := ReportRow{Name: row.Cells[0].String(), Part: row.Part, Main: row.Main}
			for _, cell := range row.Cells[1:] {
				if cell.Kind == report.Count {
					line.Count = cell.String()
				} else if cell.String() != "" {
					line.Said = strings.TrimPrefix(line.Said+" · "+cell.String(), " · ")
				}
			}
			part.Rows = append(part.Rows, line)
		}
		out.Sections = append(out.Sections, part)
	}
	return out
}

func openReportCounter(t *testing.T) (*counter, *realReports) {
	t.Helper()
	c := openCounter(t, Deps{})
	r := &realReports{db: c.db, stopped: make(chan struct{}), files: make(chan ExportFormat, 3)}
	c.ui.deps.Reports, c.ui.state.canReport = r, true
	return c, r
}

// made waits for the report that was asked for.
func (c *counter) made() reportView {
	c.t.Helper()
	for c.ui.state.working() {
		c.settle()
	}
	return c.cashier().report
}

// said finds what a report's row says.
func (v reportView) said(name string) string {
	for _, r := range v.rows {
		if r.left == name {
			return strings.Trim(r.middle+" · "+r.right, " ·")
		}
	}
	return ""
}

// The X as it stands, with its chart; on paper and in a file, by keys alone.
func TestReportByKeys(t *testing.T) {
	c, r := openReportCounter(t)
	w := c.ui.cashier
	c.sell("3", "5", "0")
	c.sell("1", "2", "3", "0")
	c.press(w, "X", "1")
	v := c.made()
	if v.title != "X report" || v.tiles[0].amount != "$15.80" || v.tiles[2].amount != "0 %" || v.said("Cash USD") != "2 · $15.80" {
		t.Fatalf("%+v", v)
	}
	if b := v.chart.bars[0]; v.chart.title != "By hour" || b.name != "14:00" || b.amount != "$15.80" || b.part != 1000 {
		t.Errorf("the chart: %+v", v.chart)
	}
	c.press(w, "4")
	if v := c.cashier().report.chart; v.title != "By tender" || v.bars[0].name != "Cash USD" {
		t.Errorf("the other chart: %+v", v)
	}
	c.press(w, "P")
	c.settle()
	jobs, err := c.db.PrintJobs(t.Context(), queue.Queued)
	if last := jobs[len(jobs)-1]; err != nil || last.Report == nil || last.Report.Sales[0].Sum != usd(1580) {
		t.Errorf("printed %+v %v", last, err)
	}
	c.press(w, "E", "3")
	c.made()
	if f := <-r.files; f != ExportPDF || !strings.Contains(c.cashier().panel.said.text, "/shop/psar.pdf") {
		t.Errorf("%s: %q", f, c.cashier().panel.said.text)
	}
	c.press(w, "Escape", "Escape")
	if c.ui.state.desk.page != deskClosed {
		t.Errorf("still open: %v", c.ui.state.desk.page)
	}
}

// Days are typed as people write them; what can't be a day is said at its line.
func TestReportOfDays(t *testing.T) {
	c, _ := openReportCounter(t)
	w := c.ui.cashier
	c.sell("3", "5", "0")
	c.press(w, "X", "5")
	c.write("20/11")
	c.enter(fyne.KeyReturn)
	c.write("19/11")
	c.enter(fyne.KeyReturn)
	if f := c.ui.state.desk.form; f.problem.key != words.ReportDayBefore || f.focus != 1 {
		t.Fatalf("before the first day: %+v", f)
	}
	for range "19/11" {
		c.press(w, "BackSpace")
	}
	c.write("22/11/2026")
	c.enter(fyne.KeyReturn)
	v := c.made()
	if v.chart.title != "By day" || v.chart.bars[0].name != "22/11/2026" || !strings.HasPrefix(v.sub, "20/11/2026 – 22/11/2026") {
		t.Errorf("%+v", v)
	}
	c.press(w, "Escape", "3")
	c.enter(fyne.KeyReturn)
	if f := c.ui.state.desk.form; f.problem.code != fault.ZUnknown {
		t.Errorf("no number: %+v", f)
	}
	c.write("7")
	c.enter(fyne.KeyReturn)
	c.made()
	if c.ui.state.desk.page != deskReports || c.ui.state.said.code != fault.ZUnknown {
		t.Errorf("a Z that is not there: %v %+v", c.ui.state.desk.page, c.ui.state.said)
	}
}

// A long report says how far it is while the till sells on, and Esc stops it.
func TestReportStops(t *testing.T) {
	c, r := openReportCounter(t)
	w := c.ui.cashier
	r.hang = true
	c.press(w, "X", "2")
	c.settle()
	if v := c.cashier().report; !v.working || v.part != 250 || !strings.Contains(v.progress, "4 of 12") {
		t.Fatalf("%+v", v)
	}
	if _, err := c.till.PayCash(t.Context(), pos.CashRequest{Amount: usd(100)}); err != nil {
		t.Errorf("the till does not sell meanwhile: %v", err)
	}
	c.press(w, "Escape")
	<-r.stopped
	if c.ui.state.desk.page != deskReports || c.ui.state.said.key != words.ReportStopped {
		t.Errorf("%v %+v", c.ui.state.desk.page, c.ui.state.said)
	}
	c.settle() // the answer of the one that was stopped comes too late
	if c.ui.state.desk.page != deskReports {
		t.Errorf("a stopped report came back: %v", c.ui.state.desk.page)
	}
}

// A report is a manager's: who has signed in as less is told so.
func TestReportNeedsItsPermission(t *testing.T) {
	t.Parallel()
	s := newState(cannedSnapshot(), words.English, nil, false)
	s.canReport, s.snap.Staffed = true, true
	if got, _ := s.act(action{verb: doReports}, noon); got.desk.page != deskClosed || got.said.code != fault.ManagerNeeded {
		t.Errorf("nobody: %+v", got.said)
	}
	s.snap.SignedIn = staff.SignedIn{ID: 3, Name: "Srey", Role: staff.Cashier}
	if got, _ := s.act(action{verb: doReports}, noon); got.desk.page != deskClosed || got.said.code != fault.PermissionMissing {
		t.Errorf("a cashier: %+v", got.said)
	}
	s.snap.SignedIn = staff.SignedIn{ID: 2, Name: "Dara", Role: staff.Manager}
	if got, _ := s.act(action{verb: doReports}, noon); got.desk.page != deskReports {
		t.Errorf("a manager: %+v", got.said)
	}
}

// Bars stand in the order of the business day, with the hours in which nothing was
// sold; many days are months; dollars and riel are compared at the report's rate.
func TestChartRows(t *testing.T) {
	t.Parallel()
	s := newState(cannedSnapshot(), words.English, nil, false)
	both := func(cents, riel int64) []money.Money { return []money.Money{usd(cents), khr(riel)} }
	s.desk.report.report = posreport.Report{
		Rates:      []posreport.RateUse{{Rate: 4000}, {Rate: 4100}},
		ByHour:     []posreport.Group{{Name: "01", Sums: both(100, 0)}, {Name: "22", Sums: both(200, 0)}, {Name: "23", Sums: both(0, 500)}},
		ByCategory: []posreport.Group{{Name: "ភេសជ្ជៈ", Sums: both(100, 0)}, {Name: "Food", Sums: both(0, 4200)}, {Name: "", Sums: both(1, 0)}, {More: 7, Sums: both(900, 0)}},
	}
	names := func(rows []chartRow) string {
		var all []string
		for _, r := range rows {
			all = append(all, r.name+"="+sums(r.sums))
		}
		return strings.Join(all, " ")
	}
	if got := names(s.chartRows(chartHour)); got != "22:00=$2.00 23:00=500 ៛ 00:00= 01:00=$1.00" {
		t.Errorf("hours: %s", got)
	}
	if got := names(s.chartRows(chartCategory)); got != "Food=4,200 ៛ ភេសជ្ជៈ=$1.00 (no name)=$0.01 (7 others)=$9.00" {
		t.Errorf("categories: %s", got)
	}
	for day := noon; len(s.desk.report.report.ByDay) < 63; day = day.AddDate(0, 0, 1) {
		s.desk.report.report.ByDay = append(s.desk.report.report.ByDay, posreport.Group{Name: day.Format("2006-01-02"), Sums: both(100, 1000)})
	}
	if got := names(s.chartRows(chartDay)); got != "11/2026=$9.00 + 9,000 ៛ 12/2026=$31.00 + 31,000 ៛ 01/2027=$23.00 + 23,000 ៛" {
		t.Errorf("months: %s", got)
	}
	if s.chartRows(chartCashier) != nil || s.chartRows(chartTender) != nil {
		t.Error("bars of nothing")
	}
}
