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
// number, or the business days from First to Last: their sums, or their audit.
type ReportAsk struct {
	Audit       bool
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

// reportsPage lists the reports.
type reportsPage struct {
	plainPage
	row int // the chosen one
}

// reportPage is a report on the screen, or on its way there.
type reportPage struct {
	plainPage
	list     reportsPage
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

// reportTasks are the reports to choose from, in the order of their keys. Those that have no
// row on the page have a button.
var reportTasks = []struct{ name, hint words.Key }{
	{words.ReportNow, words.ReportNowHint}, {words.ReportToday, ""}, {words.ReportZ, words.ReportZHint},
	{words.ReportOneDay, ""}, {words.ReportDays, words.ReportDaysHint}, {words.AuditTitle, ""},
}

// openReports shows which reports there are, to who may see one.
func (s Model) openReports(now time.Time) (Model, Command) {
	switch {
	case !s.CanReport:
		return s.Say(now, view.StatusNone, words.NotNow), nil
	case s.Charging:
		return s.Say(now, view.StatusNone, words.Preparing), nil
	case !s.Snap.May(staff.ActionXReport):
		return s.Say(now, view.StatusBad, words.ReportsSignIn), nil
	}
	return s.over(reportsPage{}), nil
}

func (reportsPage) name() view.Page { return view.PageReports }

func (reportsPage) follow(s Model, _ time.Time) Model { return s.readsReports() }

// readsReports takes reports off the screen with the right to see one: who had it signed out or
// works here no more, or the shop has its first owner.
func (s Model) readsReports() Model {
	if s.Snap.May(staff.ActionXReport) {
		return s
	}
	return s.closePage()
}

func (p reportsPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	s.Said = Said{}
	switch a.Verb {
	case view.DoUp:
		p.row = max(0, p.row-1)
	case view.DoDown, view.DoTab:
		p.row = max(0, min(view.DeskRows-1, p.row+a.Step()))
	case view.DoRow:
		return s.beginReport(a.Index, now)
	case view.DoCharge:
		return s.beginReport(p.row, now)
	case view.DoDigits:
		if i := int(a.Text[0] - '1'); len(a.Text) == 1 && i >= 0 && i < len(reportTasks) {
			return s.beginReport(i, now)
		}
	case view.DoCheckNow:
		return p.checkPaper(s)
	case view.DoReports: // it opened the page
	case view.DoEscape:
		return s.closePage(), nil
	case view.DoBringFront:
		return s.closePage().bringFront(a.Payment, now), nil
	default:
		return s.finishFirst(now)
	}
	return s.open(p), nil
}

// beginReport makes a report, or asks which one is meant.
func (s Model) beginReport(i int, now time.Time) (Model, Command) {
	list := reportsPage{row: i}
	s = s.open(list)
	today := s.Snap.Day
	switch reportTasks[i].name {
	case words.ReportNow:
		return list.make(s, ReportAsk{Shift: true}, now)
	case words.ReportToday:
		return list.make(s, ReportAsk{First: today, Last: today}, now)
	case words.ReportZ:
		last := ""
		if s.Snap.Shift.Z > 1 {
			last = strconv.Itoa(s.Snap.Shift.Z - 1)
		}
		return s.openForm(form{of: reportForm{list: list}, Fields: []field{{fieldZ, last}}})
	case words.ReportOneDay:
		return s.openForm(form{of: reportForm{list: list}, Fields: []field{{Kind: fieldDay}}})
	case words.AuditTitle:
		own := day(today)
		return s.openForm(form{of: reportForm{list: list}, Fields: []field{{fieldFirstDay, own}, {fieldLastDay, own}}})
	}
	return s.openForm(form{of: reportForm{list: list}, Fields: []field{{Kind: fieldFirstDay}, {Kind: fieldLastDay}}})
}

// reportForm says which report is meant.
type reportForm struct {
	plainForm
	list reportsPage
}

func (reportForm) follow(s Model, _ time.Time) Model { return s.readsReports() }

func (reportForm) task() task { return taskReport }

func (k reportForm) title(s Model) string { return s.word(reportTasks[k.list.row].name) }

func (k reportForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	if reportTasks[k.list.row].name == words.AuditTitle {
		v.Facts[0] = s.word(words.AuditHint)
	}
}

func (k reportForm) back(s Model, _ form, _ time.Time) (Model, Command) { return s.open(k.list), nil }

// typed makes the report that the form names, or says what can't be so.
func (k reportForm) typed(s Model, f form, now time.Time) (Model, Command) {
	ask := ReportAsk{Audit: reportTasks[k.list.row].name == words.AuditTitle}
	for i, l := range f.Fields {
		text := f.value(l.Kind)
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
			return s.withForm(f.anew(i).turned(wrong)), nil
		}
	}
	return k.list.make(s, ask, now)
}

// make has a report made; Esc stops it.
func (p reportsPage) make(s Model, ask ReportAsk, now time.Time) (Model, Command) {
	s.reportTurn++
	return does(s.open(reportPage{list: p, ask: ask, busy: true, began: now}), MakeReport{s.reportTurn, ask}), nil
}

// Working reports that the page waits for a report, or for a file of one.
func (s Model) Working() bool {
	p, ok := as[reportPage](s)
	return ok && (p.busy || p.filing)
}

func (reportPage) name() view.Page { return view.PageReport }

func (reportPage) follow(s Model, _ time.Time) Model { return s.readsReports() }

func (p reportPage) place(_ Model, w where) where {
	w.asks = p.choosing
	return w
}

// steps are how far the keys roll a report.
var steps = map[view.Verb]int{
	view.DoUp: -1, view.DoDown: 1, view.DoPageUp: -10, view.DoPageDown: 10, view.DoFirst: -10_000, view.DoLast: 10_000,
}

func (p reportPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	s.Said = Said{}
	switch {
	case a.Verb == view.DoBringFront:
		return s.closePage().bringFront(a.Payment, now), nil
	case s.Working() && a.Verb == view.DoEscape:
		return p.stop(s, now), nil
	case p.choosing:
		return p.chooseFormat(s, a)
	}
	if step, ok := steps[a.Verb]; ok {
		return does(s, Roll{step}), nil
	}
	switch a.Verb {
	case view.DoDigits:
		return s.open(p.turn(s, a.Text)), nil
	case view.DoPrint:
		if !s.hasPrinter(settings.RoleReport) {
			return s.SayError(now, fault.PrinterMissing), nil
		}
		return s, PrintMadeCommand{&p.report}
	case view.DoExport:
		p.choosing = true
		return s.open(p), nil
	case view.DoEscape, view.DoReports:
		return s.open(p.list), nil
	case view.DoCharge, view.DoTab, view.DoFocus, view.DoBackspace: // Enter opened the page
		return s, nil
	}
	return s.finishFirst(now)
}

// stop ends what the page waits for.
func (p reportPage) stop(s Model, now time.Time) Model {
	if s = s.open(p.list); p.filing {
		p.filing = false
		s = s.open(p)
	}
	return s.Say(now, view.StatusAttention, words.ReportStopped)
}

// turn shows another chart, or more of the one that stands there.
func (p reportPage) turn(s Model, digit string) reportPage {
	i := view.ChartKind(digit[0] - '1')
	if len(digit) != 1 || i < 0 || i >= view.ChartKinds {
		return p
	}
	switch n := len(p.chartRows(s, i)); {
	case n == 0:
	case i == p.chart && p.top+view.ChartShown < n:
		p.top += view.ChartShown
	default:
		p.chart, p.top = i, 0
	}
	return p
}

// chooseFormat waits for the format in which the report is written.
func (p reportPage) chooseFormat(s Model, a view.Action) (Model, Command) {
	switch a.Verb {
	case view.DoEscape:
		p.choosing = false
		return s.open(p), nil
	case view.DoDigits:
		if i := int(a.Text[0] - '1'); len(a.Text) == 1 && i >= 0 && i < len(exportFormats) {
			p.choosing, p.filing = false, true
			s.reportTurn++
			return does(s.open(p), FileReport{s.reportTurn, &p.report, exportFormats[i], s.Language}), nil
		}
	}
	return s, nil
}

// ReportStep notes how far a report is.
func (s Model) ReportStep(turn, done, of int) Model {
	p, ok := s.reportWanted(turn)
	if !ok {
		return s
	}
	p.done, p.of = done, of
	return s.open(p)
}

// reportWanted is the page that waits for a report, or for a file of one; false where
// nobody waits for it any more.
func (s Model) reportWanted(turn int) (reportPage, bool) {
	p, ok := as[reportPage](s)
	return p, ok && turn == s.reportTurn && s.Working()
}

// ReportMade takes a report that was asked for. One that nobody waits for any more
// is dropped.
func (s Model) ReportMade(turn int, r report.Report, outline [2]view.Outline, err error, now time.Time) Model {
	p, ok := s.reportWanted(turn)
	if !ok {
		return s
	}
	if err != nil {
		s = s.open(p.list)
		if errors.Is(err, context.Canceled) {
			return s.Say(now, view.StatusAttention, words.ReportStopped)
		}
		return s.refuse(err, now)
	}
	p.busy, p.report, p.outline = false, r, outline
	first := view.ChartHour
	if len(r.ByDay) > 0 {
		first = view.ChartDay
	}
	for _, k := range []view.ChartKind{first, view.ChartHour, view.ChartTender, view.ChartCategory} {
		if p.chart = k; len(p.chartRows(s, k)) > 0 {
			break
		}
	}
	return s.open(p)
}

// ReportFiled takes what came of writing a report.
func (s Model) ReportFiled(turn int, path string, err error, now time.Time) Model {
	p, ok := s.reportWanted(turn)
	if !ok {
		return s
	}
	p.filing = false
	s = s.open(p)
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
