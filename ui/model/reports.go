package model

import (
	"context"
	"errors"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/view"
)

// ReportAsk says what a report is to be of: the shift that runs, a Z report by its
// number, or the business days from First to Last.
type ReportAsk struct {
	Shift       bool
	Z           int
	First, Last money.Day
}

// ExportFormat is how a report is written into a file.
type ExportFormat string

// The formats.
const (
	ExportCSV  ExportFormat = "csv"
	ExportXLSX ExportFormat = "xlsx"
	ExportPDF  ExportFormat = "pdf"
)

var exportFormats = []ExportFormat{ExportCSV, ExportXLSX, ExportPDF}

// reportDesk is a report on the screen, or on its way there.
type reportDesk struct {
	ask      ReportAsk
	busy     bool // it is being added up
	began    time.Time
	done, of int
	report   report.Report
	outline  [2]view.Outline // English, Khmer
	chart    view.ChartKind
	top      int  // the chart's first row
	choosing bool // in which format it is written
	filing   bool // it is being written
}

// reportTasks are the reports to choose from, in the order of their keys.
var reportTasks = []struct{ name, hint words.Key }{
	{words.ReportNow, words.ReportNowHint}, {words.ReportToday, ""}, {words.ReportZ, words.ReportZHint},
	{words.ReportOneDay, ""}, {words.ReportDays, words.ReportDaysHint},
}

// openReports shows which reports there are, to who may see one.
func (s Model) openReports(now time.Time) (Model, Command) {
	switch {
	case !s.CanReport:
		return s.Say(now, view.StatusNone, words.NotNow), nil
	case s.Charging:
		return s.Say(now, view.StatusNone, words.Preparing), nil
	case !s.Snap.May(staff.ActionXReport) && s.Snap.SignedIn.ID == 0:
		return s.SayError(now, fault.ManagerNeeded), nil
	case !s.Snap.May(staff.ActionXReport):
		return s.SayError(now, fault.PermissionMissing, s.Snap.SignedIn.Name), nil
	}
	s.Confirm, s.Said = false, Said{}
	s.Desk = desk{Page: view.PageReports}
	return s, nil
}

func (s Model) atReports(a view.Action, now time.Time) (Model, Command) {
	s.Said = Said{}
	switch a.Verb {
	case view.DoUp:
		s.Desk.row = max(0, s.Desk.row-1)
	case view.DoDown, view.DoTab:
		s.Desk.row = min(len(reportTasks)-1, s.Desk.row+1)
	case view.DoRow:
		return s.beginReport(a.Index, now)
	case view.DoCharge:
		return s.beginReport(s.Desk.row, now)
	case view.DoDigits:
		if i := int(a.Text[0] - '1'); len(a.Text) == 1 && i >= 0 && i < len(reportTasks) {
			return s.beginReport(i, now)
		}
	case view.DoReports: // it opened the page
	case view.DoEscape:
		return s.closeDesk(), nil
	case view.DoBringFront:
		return s.closeDesk().bringFront(a.Payment, now), nil
	default:
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	}
	return s, nil
}

// beginReport makes a report, or asks which one is meant.
func (s Model) beginReport(i int, now time.Time) (Model, Command) {
	s.Desk = desk{Page: view.PageReports, row: i}
	today := s.Snap.Day
	switch reportTasks[i].name {
	case words.ReportNow:
		return s.makeReport(ReportAsk{Shift: true}, now)
	case words.ReportToday:
		return s.makeReport(ReportAsk{First: today, Last: today}, now)
	case words.ReportZ:
		last := ""
		if s.Snap.Shift.Z > 1 {
			last = strconv.Itoa(s.Snap.Shift.Z - 1)
		}
		return s.openForm(form{of: reportForm{}, Fields: []field{{fieldZ, last}}})
	case words.ReportOneDay:
		return s.openForm(form{of: reportForm{}, Fields: []field{{Kind: fieldDay}}})
	}
	return s.openForm(form{of: reportForm{}, Fields: []field{{Kind: fieldFirstDay}, {Kind: fieldLastDay}}})
}

// reportForm says which report is meant.
type reportForm struct{ plainForm }

func (reportForm) task() task { return taskReport }

func (reportForm) title(s Model) string { return s.word(reportTasks[s.Desk.row].name) }

func (reportForm) about(Model, form, *view.Desk, time.Time) {}

func (reportForm) back(s Model, _ form, _ time.Time) (Model, Command) { return s.backToReports(), nil }

// typed makes the report that the form names, or says what can't be so.
func (reportForm) typed(s Model, f form, now time.Time) (Model, Command) {
	var ask ReportAsk
	for i, l := range f.Fields {
		text := f.Value(l.Kind)
		wrong, ok := Said{Key: words.ReportNoDay, args: []any{text}}, true
		switch l.Kind {
		case fieldZ:
			ask.Z, _ = strconv.Atoi(text) // figures alone get into the line
			wrong, ok = Said{Code: fault.ZUnknown, args: []any{text}}, ask.Z > 0
		case fieldDay:
			ask.First, ok = s.finder().day(text)
			ask.Last = ask.First
		case fieldFirstDay:
			ask.First, ok = s.finder().day(text)
		case fieldLastDay:
			ask.Last, ok = s.finder().day(text)
			if ok && ask.Last < ask.First {
				wrong.Key, ok = words.ReportDayBefore, false
			}
		}
		if !ok {
			s.Desk.Form = f.anew(i).turned(wrong)
			return s, nil
		}
	}
	return s.makeReport(ask, now)
}

// makeReport has a report made; Esc stops it.
func (s Model) makeReport(ask ReportAsk, now time.Time) (Model, Command) {
	s.reportTurn++
	s.Desk = desk{Page: view.PageReport, row: s.Desk.row, report: reportDesk{ask: ask, busy: true, began: now}}
	return does(s, MakeReport{s.reportTurn, ask}), nil
}

// Working reports that the page waits for a report, or for a file of one.
func (s Model) Working() bool {
	return s.Page() == view.PageReport && (s.Desk.report.busy || s.Desk.report.filing)
}

func (s Model) atReport(a view.Action, now time.Time) (Model, Command) {
	r := &s.Desk.report
	s.Said = Said{}
	switch {
	case a.Verb == view.DoBringFront:
		return s.closeDesk().bringFront(a.Payment, now), nil
	case s.Working() && a.Verb == view.DoEscape:
		if r.filing {
			r.filing = false
			return s.Say(now, view.StatusAttention, words.ReportStopped), nil
		}
		s = s.backToReports()
		return s.Say(now, view.StatusAttention, words.ReportStopped), nil
	case r.choosing:
		return s.atFormats(a)
	}
	if step, ok := map[view.Verb]int{
		view.DoUp: -1, view.DoDown: 1, view.DoPageUp: -10, view.DoPageDown: 10, view.DoFirst: -10_000, view.DoLast: 10_000,
	}[a.Verb]; ok {
		return does(s, Roll{step}), nil
	}
	switch a.Verb {
	case view.DoDigits:
		i := view.ChartKind(a.Text[0] - '1')
		if len(a.Text) != 1 || i < 0 || i >= view.ChartKinds || len(s.chartRows(i)) == 0 {
			return s, nil
		}
		if n := len(s.chartRows(i)); i == r.chart && r.top+view.ChartShown < n {
			r.top += view.ChartShown
		} else {
			r.chart, r.top = i, 0
		}
	case view.DoPrint:
		if !s.hasPrinter(settings.RoleReport) {
			return s.SayError(now, fault.PrinterMissing), nil
		}
		made := r.report
		return s, PrintMadeCommand{&made}
	case view.DoExport:
		r.choosing = true
	case view.DoEscape, view.DoReports:
		return s.backToReports(), nil
	case view.DoCharge, view.DoTab, view.DoFocus, view.DoBackspace: // Enter opened the page
	default:
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	}
	return s, nil
}

func (s Model) backToReports() Model {
	s.Desk = desk{Page: view.PageReports, row: s.Desk.row}
	return s
}

// atFormats waits for the format in which the report is written.
func (s Model) atFormats(a view.Action) (Model, Command) {
	r := &s.Desk.report
	switch a.Verb {
	case view.DoEscape:
		r.choosing = false
	case view.DoDigits:
		if i := int(a.Text[0] - '1'); len(a.Text) == 1 && i >= 0 && i < len(exportFormats) {
			r.choosing, r.filing = false, true
			s.reportTurn++
			filed := r.report
			return does(s, FileReport{s.reportTurn, &filed, exportFormats[i], s.Language}), nil
		}
	}
	return s, nil
}

// ReportStep notes how far a report is.
func (s Model) ReportStep(turn, done, of int) Model {
	if turn == s.reportTurn && s.Working() {
		s.Desk.report.done, s.Desk.report.of = done, of
	}
	return s
}

// ReportMade takes a report that was asked for. One that nobody waits for any more
// is dropped.
func (s Model) ReportMade(turn int, r report.Report, outline [2]view.Outline, err error, now time.Time) Model {
	if turn != s.reportTurn || !s.Working() {
		return s
	}
	if err != nil {
		s = s.backToReports()
		if errors.Is(err, context.Canceled) {
			return s.Say(now, view.StatusAttention, words.ReportStopped)
		}
		return s.refuse(err, now)
	}
	d := &s.Desk.report
	d.busy, d.report, d.outline = false, r, outline
	first := view.ChartHour
	if len(r.ByDay) > 0 {
		first = view.ChartDay
	}
	for _, k := range []view.ChartKind{first, view.ChartHour, view.ChartTender, view.ChartCategory} {
		if d.chart = k; len(s.chartRows(k)) > 0 {
			break
		}
	}
	return s
}

// ReportFiled takes what came of writing a report.
func (s Model) ReportFiled(turn int, path string, err error, now time.Time) Model {
	if turn != s.reportTurn || !s.Working() {
		return s
	}
	s.Desk.report.filing = false
	switch {
	case errors.Is(err, context.Canceled):
		return s.Say(now, view.StatusAttention, words.ReportStopped)
	case err != nil:
		return s.refuse(err, now)
	}
	s = s.Say(now, view.StatusGood, words.ReportFiled, path)
	s.Said.until = now.Add(3 * saidFor) // a path takes longer to read
	return s
}
