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
	"psar/pos/queue"
	posreport "psar/pos/report"
	"psar/pos/staff"
	"psar/storage"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// realReports makes reports of a real database. One that is to hang waits for its
// context amid its parts.
type realReports struct {
	db      *storage.DB
	hang    bool
	stopped chan struct{}
	files   chan model.ExportFormat
}

func (r *realReports) Make(ctx context.Context, ask model.ReportAsk, step func(done, of int)) (posreport.Report, error) {
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

func (*realReports) Outline(lang words.Language, r posreport.Report) view.Outline {
	return uitest.OutlineOf(lang, r)
}

func (r *realReports) Export(_ context.Context, _ words.Language, made posreport.Report, f model.ExportFormat) (string, error) {
	r.files <- f
	if made.First == "" {
		return "", errors.New("a report of no days")
	}
	return "/shop/psar." + string(f), nil
}

func openReportCounter(t *testing.T) (*counter, *realReports) {
	t.Helper()
	c := openCounter(t, Deps{})
	r := &realReports{db: c.db, stopped: make(chan struct{}), files: make(chan model.ExportFormat, 3)}
	c.ui.deps.Reports, c.ui.state.CanReport = r, true
	return c, r
}

// made waits for the report that was asked for.
func (c *counter) made() view.Report {
	c.t.Helper()
	for c.ui.state.Working() {
		c.settle()
	}
	return c.cashier().Report
}

// rowSays finds what a report's row says.
func rowSays(v view.Report, name string) string {
	for _, r := range v.Rows {
		if r.Left == name {
			return strings.Trim(r.Middle+" · "+r.Right, " ·")
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
	if v.Title != "X report" || v.Tiles[0].Amount != "$15.80" || v.Tiles[2].Amount != "0 %" || rowSays(v, "Cash USD") != "2 · $15.80" {
		t.Fatalf("%+v", v)
	}
	if b := v.Chart.Bars[0]; v.Chart.Title != "By hour" || b.Name != "14:00" || b.Amount != "$15.80" || b.Part != 1000 {
		t.Errorf("the chart: %+v", v.Chart)
	}
	c.press(w, "4")
	if v := c.cashier().Report.Chart; v.Title != "By tender" || v.Bars[0].Name != "Cash USD" {
		t.Errorf("the other chart: %+v", v)
	}
	c.press(w, "P")
	c.settle()
	jobs, err := c.db.PrintJobs(t.Context(), queue.Queued)
	if last := jobs[len(jobs)-1]; err != nil || last.Report == nil || last.Report.Sales[0].Sum != uitest.USD(1580) {
		t.Errorf("printed %+v %v", last, err)
	}
	c.press(w, "E", "3")
	c.made()
	if f := <-r.files; f != model.ExportPDF || !strings.Contains(c.cashier().Panel.Said.Text, "/shop/psar.pdf") {
		t.Errorf("%s: %q", f, c.cashier().Panel.Said.Text)
	}
	c.press(w, "Escape", "Escape")
	if c.ui.state.Page() != view.PageClosed {
		t.Errorf("still open: %v", c.ui.state.Page())
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
	if f := c.ui.state.Form(); f.Problem.Key != words.ReportDayBefore || f.Focus != 1 {
		t.Fatalf("before the first day: %+v", f)
	}
	for range "19/11" {
		c.press(w, "BackSpace")
	}
	c.write("22/11/2026")
	c.enter(fyne.KeyReturn)
	v := c.made()
	if v.Chart.Title != "By day" || v.Chart.Bars[0].Name != "22/11/2026" || !strings.HasPrefix(v.Sub, "20/11/2026 – 22/11/2026") {
		t.Errorf("%+v", v)
	}
	c.press(w, "Escape", "3")
	c.enter(fyne.KeyReturn)
	if f := c.ui.state.Form(); f.Problem.Code != fault.ZUnknown {
		t.Errorf("no number: %+v", f)
	}
	c.write("7")
	c.enter(fyne.KeyReturn)
	c.made()
	if c.ui.state.Page() != view.PageReports || c.ui.state.Said.Code != fault.ZUnknown {
		t.Errorf("a Z that is not there: %v %+v", c.ui.state.Page(), c.ui.state.Said)
	}
}

// A long report says how far it is while the till sells on, and Esc stops it.
func TestReportStops(t *testing.T) {
	c, r := openReportCounter(t)
	w := c.ui.cashier
	r.hang = true
	c.press(w, "X", "2")
	c.settle()
	if v := c.cashier().Report; !v.Working || v.Part != 250 || !strings.Contains(v.Progress, "4 of 12") {
		t.Fatalf("%+v", v)
	}
	if _, err := c.till.PayCash(t.Context(), pos.CashRequest{Amount: uitest.USD(100)}); err != nil {
		t.Errorf("the till does not sell meanwhile: %v", err)
	}
	c.press(w, "Escape")
	<-r.stopped
	if c.ui.state.Page() != view.PageReports || c.ui.state.Said.Key != words.ReportStopped {
		t.Errorf("%v %+v", c.ui.state.Page(), c.ui.state.Said)
	}
	c.settle() // the answer of the one that was stopped comes too late
	if c.ui.state.Page() != view.PageReports {
		t.Errorf("a stopped report came back: %v", c.ui.state.Page())
	}
}

// A report is a manager's: who has signed in as less is told so.
func TestReportNeedsItsPermission(t *testing.T) {
	t.Parallel()
	s := model.New(uitest.Snapshot(), words.English, nil, false)
	s.CanReport, s.Snap.Staffed = true, true
	if got, _ := s.Act(view.Action{Verb: view.DoReports}, uitest.Noon); got.Page() != view.PageClosed || got.Said.Key != words.ReportsSignIn {
		t.Errorf("nobody: %+v", got.Said)
	}
	s.Snap.SignedIn = staff.SignedIn{ID: 3, Name: "Srey", Role: staff.Cashier}
	if got, _ := s.Act(view.Action{Verb: view.DoReports}, uitest.Noon); got.Page() != view.PageClosed || got.Said.Key != words.ReportsSignIn {
		t.Errorf("a cashier: %+v", got.Said)
	}
	s.Snap.SignedIn = staff.SignedIn{ID: 2, Name: "Dara", Role: staff.Manager}
	if got, _ := s.Act(view.Action{Verb: view.DoReports}, uitest.Noon); got.Page() != view.PageReports {
		t.Errorf("a manager: %+v", got.Said)
	}
}
