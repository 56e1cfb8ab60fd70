package ui

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

// Reports makes reports and writes them. Make and Export may take as long as they
// need, and end when their context does.
type Reports interface {
	// Make adds a report up, or finds it. It calls step with how many of its parts
	// are done; step does not wait.
	Make(ctx context.Context, ask ReportAsk, step func(done, of int)) (report.Report, error)
	// Outline says what a report holds, in a language. It does not wait.
	Outline(lang words.Language, r report.Report) ReportOutline
	// Export writes a report into the shop's folder for them, and says where.
	Export(ctx context.Context, lang words.Language, r report.Report, f ExportFormat) (path string, err error)
}

// ReportOutline is a report in a language, ready to read.
type ReportOutline struct {
	Title    string
	Marks    []string // a copy, training
	Sections []ReportSection
}

// ReportSection is what belongs together.
type ReportSection struct {
	Title string
	Rows  []ReportRow
}

// ReportRow is a name, how many, and how much or what is said of it.
type ReportRow struct {
	Name, Count, Said string
	Part              bool // of the row above it
	Main              bool // what the section comes to
}

// reportDesk is a report on the screen, or on its way there.
type reportDesk struct {
	ask      ReportAsk
	busy     bool // it is being added up
	began    time.Time
	done, of int
	report   report.Report
	outline  [2]ReportOutline // English, Khmer
	chart    chartKind
	top      int  // the chart's first row
	choosing bool // in which format it is written
	filing   bool // it is being written
}

type (
	// makeReportCommand and fileReportCommand are done by a goroutine of their own,
	// for as long as the page waits for them.
	makeReportCommand struct {
		turn int
		ask  ReportAsk
	}
	fileReportCommand struct {
		turn   int
		report report.Report
		format ExportFormat
		lang   words.Language
	}
	printMadeCommand struct{ report report.Report }
)

func (makeReportCommand) command() {}
func (fileReportCommand) command() {}
func (printMadeCommand) command()  {}

// reportTasks are the reports to choose from, in the order of their keys.
var reportTasks = []struct{ name, hint words.Key }{
	{words.ReportNow, words.ReportNowHint}, {words.ReportToday, ""}, {words.ReportZ, words.ReportZHint},
	{words.ReportOneDay, ""}, {words.ReportDays, words.ReportDaysHint},
}

// openReports shows which reports there are, to who may see one.
func (s state) openReports(now time.Time) (state, command) {
	switch {
	case !s.canReport:
		return s.say(now, statusNone, words.NotNow), nil
	case s.charging:
		return s.say(now, statusNone, words.Preparing), nil
	case !s.snap.May(staff.ActionXReport) && s.snap.SignedIn.ID == 0:
		return s.sayError(now, fault.ManagerNeeded), nil
	case !s.snap.May(staff.ActionXReport):
		return s.sayError(now, fault.PermissionMissing, s.snap.SignedIn.Name), nil
	}
	s.confirm, s.said = false, said{}
	s.desk = desk{page: deskReports}
	return s, nil
}

func (s state) atReports(a action, now time.Time) (state, command) {
	s.said = said{}
	switch a.verb {
	case doUp:
		s.desk.row = max(0, s.desk.row-1)
	case doDown, doTab:
		s.desk.row = min(len(reportTasks)-1, s.desk.row+1)
	case doRow:
		return s.beginReport(a.index, now)
	case doCharge:
		return s.beginReport(s.desk.row, now)
	case doDigits:
		if i := int(a.text[0] - '1'); len(a.text) == 1 && i >= 0 && i < len(reportTasks) {
			return s.beginReport(i, now)
		}
	case doReports: // it opened the page
	case doEscape:
		return s.closeDesk(), nil
	case doBringFront:
		return s.closeDesk().bringFront(a.payment, now), nil
	default:
		return s.say(now, statusNone, words.FinishFirst), nil
	}
	return s, nil
}

// beginReport makes a report, or asks which one is meant.
func (s state) beginReport(i int, now time.Time) (state, command) {
	s.desk = desk{page: deskReports, row: i}
	today := s.snap.Day
	switch reportTasks[i].name {
	case words.ReportNow:
		return s.makeReport(ReportAsk{Shift: true}, now)
	case words.ReportToday:
		return s.makeReport(ReportAsk{First: today, Last: today}, now)
	case words.ReportZ:
		last := ""
		if s.snap.Shift.Z > 1 {
			last = strconv.Itoa(s.snap.Shift.Z - 1)
		}
		return s.openForm(form{task: taskReport, fields: []field{{fieldZ, last}}})
	case words.ReportOneDay:
		return s.openForm(form{task: taskReport, fields: []field{{kind: fieldDay}}})
	}
	return s.openForm(form{task: taskReport, fields: []field{{kind: fieldFirstDay}, {kind: fieldLastDay}}})
}

// reportTyped makes the report that a form names, or says what can't be so.
func (s state) reportTyped(f form, now time.Time) (state, command) {
	var ask ReportAsk
	for i, l := range f.fields {
		text := f.value(l.kind)
		wrong, ok := said{key: words.ReportNoDay, args: []any{text}}, true
		switch l.kind {
		case fieldZ:
			ask.Z, _ = strconv.Atoi(text) // figures alone get into the line
			wrong, ok = said{code: fault.ZUnknown, args: []any{text}}, ask.Z > 0
		case fieldDay:
			ask.First, ok = s.finder().day(text)
			ask.Last = ask.First
		case fieldFirstDay:
			ask.First, ok = s.finder().day(text)
		case fieldLastDay:
			ask.Last, ok = s.finder().day(text)
			if ok && ask.Last < ask.First {
				wrong.key, ok = words.ReportDayBefore, false
			}
		}
		if !ok {
			s.desk.form = f.anew(i).turned(wrong)
			return s, nil
		}
	}
	return s.makeReport(ask, now)
}

// makeReport has a report made; Esc stops it.
func (s state) makeReport(ask ReportAsk, now time.Time) (state, command) {
	s.reportTurn++
	s.desk = desk{page: deskReport, row: s.desk.row, report: reportDesk{ask: ask, busy: true, began: now}}
	return s, makeReportCommand{s.reportTurn, ask}
}

// working reports that the page waits for a report, or for a file of one.
func (s state) working() bool {
	return s.desk.page == deskReport && (s.desk.report.busy || s.desk.report.filing)
}

func (s state) atReport(a action, now time.Time) (state, command) {
	r := &s.desk.report
	s.said = said{}
	switch {
	case a.verb == doBringFront:
		return s.closeDesk().bringFront(a.payment, now), nil
	case s.working() && a.verb == doEscape:
		if r.filing {
			r.filing = false
			return s.say(now, statusAttention, words.ReportStopped), nil
		}
		s = s.backToReports()
		return s.say(now, statusAttention, words.ReportStopped), nil
	case r.choosing:
		return s.atFormats(a)
	}
	if step, ok := map[verb]int{
		doUp: -1, doDown: 1, doPageUp: -10, doPageDown: 10, doFirst: -10_000, doLast: 10_000,
	}[a.verb]; ok {
		return s, rollCommand{step}
	}
	switch a.verb {
	case doDigits:
		i := chartKind(a.text[0] - '1')
		if len(a.text) != 1 || i < 0 || i >= chartKinds || len(s.chartRows(i)) == 0 {
			return s, nil
		}
		if n := len(s.chartRows(i)); i == r.chart && r.top+chartShown < n {
			r.top += chartShown
		} else {
			r.chart, r.top = i, 0
		}
	case doPrint:
		if !s.hasPrinter(settings.RoleReport) {
			return s.sayError(now, fault.PrinterMissing), nil
		}
		return s, printMadeCommand{r.report}
	case doExport:
		r.choosing = true
	case doEscape, doReports:
		return s.backToReports(), nil
	case doCharge, doTab, doFocus, doBackspace: // Enter opened the page
	default:
		return s.say(now, statusNone, words.FinishFirst), nil
	}
	return s, nil
}

func (s state) backToReports() state {
	s.desk = desk{page: deskReports, row: s.desk.row}
	return s
}

// atFormats waits for the format in which the report is written.
func (s state) atFormats(a action) (state, command) {
	r := &s.desk.report
	switch a.verb {
	case doEscape:
		r.choosing = false
	case doDigits:
		if i := int(a.text[0] - '1'); len(a.text) == 1 && i >= 0 && i < len(exportFormats) {
			r.choosing, r.filing = false, true
			s.reportTurn++
			return s, fileReportCommand{s.reportTurn, r.report, exportFormats[i], s.language}
		}
	}
	return s, nil
}

// reportStep notes how far a report is.
func (s state) reportStep(turn, done, of int) state {
	if turn == s.reportTurn && s.working() {
		s.desk.report.done, s.desk.report.of = done, of
	}
	return s
}

// reportMade takes a report that was asked for. One that nobody waits for any more
// is dropped.
func (s state) reportMade(turn int, r report.Report, outline [2]ReportOutline, err error, now time.Time) state {
	if turn != s.reportTurn || !s.working() {
		return s
	}
	if err != nil {
		s = s.backToReports()
		if errors.Is(err, context.Canceled) {
			return s.say(now, statusAttention, words.ReportStopped)
		}
		return s.refuse(err, now)
	}
	d := &s.desk.report
	d.busy, d.report, d.outline = false, r, outline
	first := chartHour
	if len(r.ByDay) > 0 {
		first = chartDay
	}
	for _, k := range []chartKind{first, chartHour, chartTender, chartCategory} {
		if d.chart = k; len(s.chartRows(k)) > 0 {
			break
		}
	}
	return s
}

// reportFiled takes what came of writing a report.
func (s state) reportFiled(turn int, path string, err error, now time.Time) state {
	if turn != s.reportTurn || !s.working() {
		return s
	}
	s.desk.report.filing = false
	switch {
	case errors.Is(err, context.Canceled):
		return s.say(now, statusAttention, words.ReportStopped)
	case err != nil:
		return s.refuse(err, now)
	}
	s = s.say(now, statusGood, words.ReportFiled, path)
	s.said.until = now.Add(3 * saidFor) // a path takes longer to read
	return s
}
