package ui

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// reportView is a report on the screen, or on its way there.
type reportView struct {
	on       bool
	title    string
	sub      string
	working  bool
	progress string
	part     int // in thousandths
	tiles    [4]reportTile
	tabs     [chartKinds]buttonView
	chart    chartView
	rows     []ledgerRow
	buttons  [3]buttonView
}

// reportTile is one of the figures that an owner looks at first.
type reportTile struct {
	status            status
	name, amount, sub string
}

// reportsView lists the reports.
func (s state) reportsView() deskView {
	v := deskView{page: deskReports, title: s.word(words.ReportsTitle)}
	for i, t := range reportTasks {
		hint := day(s.snap.Day)
		if t.hint != "" {
			hint = s.word(t.hint)
		} else if t.name == words.ReportOneDay {
			hint = s.word(words.FieldDay)
		}
		v.rows[i] = deskRow{
			key: strconv.Itoa(i + 1), amount: s.word(t.name), line: hint, chosen: i == s.desk.row, plain: true,
			action: action{verb: doRow, index: i},
		}
	}
	v.buttons[0] = s.back()
	v.buttons[0].label = s.word(words.Close)
	return v
}

// day is a business day as people read it.
func day(d money.Day) string {
	at, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return at.Format("02/01/2006")
}

func (s state) reportView(now time.Time) reportView {
	if s.desk.page != deskReport {
		return reportView{}
	}
	d := s.desk.report
	v := reportView{on: true, title: s.askName(d.ask)}
	if d.busy {
		v.working, v.buttons[0] = true, s.back()
		v.buttons[0].label = s.word(words.ReportStop)
		v.progress = s.word(words.ReportWorking)
		if d.of > 0 {
			past := now.Sub(d.began)
			clock := strconv.Itoa(int(past.Minutes())) + ":" + twoDigits(int(past.Seconds())%60)
			v.progress, v.part = s.word(words.ReportPart, strconv.Itoa(d.done+1), strconv.Itoa(d.of), clock), d.done*1000/d.of
		}
		return v
	}
	outline := d.outline[0]
	if s.language == words.Khmer {
		outline = d.outline[1]
	}
	v.title = outline.Title
	v.sub = joined(append([]string{s.daysOf(d.report), money.Local(d.report.Made)}, outline.Marks...)...)
	if d.choosing {
		v.sub = s.word(words.ReportAsFile)
	}
	v.tiles, v.rows = s.reportTiles(d.report), outlineRows(outline)
	v.chart, v.tabs = s.chartView(), s.chartTabs()
	v.buttons = [3]buttonView{
		s.back(),
		{label: s.word(words.ReportExport), hint: "E", action: action{verb: doExport}, off: d.filing},
		{label: s.word(words.ReportPaper), hint: "P", action: action{verb: doPrint}, off: d.filing || !s.hasPrinter(settings.RoleReport)},
	}
	if d.filing {
		v.buttons[0].label, v.buttons[1].label = s.word(words.ReportStop), s.word(words.ReportFiling)
	}
	return v
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// askName names a report before it is made.
func (s state) askName(ask ReportAsk) string {
	switch {
	case ask.Shift:
		return s.word(words.XReport)
	case ask.Z > 0:
		return s.word(words.ZReport, strconv.Itoa(ask.Z))
	case ask.First == ask.Last:
		return day(ask.First)
	}
	return day(ask.First) + " – " + day(ask.Last)
}

func (s state) daysOf(r report.Report) string {
	if r.First == r.Last {
		return day(r.First)
	}
	return day(r.First) + " – " + day(r.Last)
}

// reportTiles are sales in each currency, the part that came by KHQR, and money that
// nobody claimed.
func (s state) reportTiles(r report.Report) (tiles [4]reportTile) {
	for i, t := range r.Totals[:min(2, len(r.Totals))] {
		tiles[i] = reportTile{
			name: s.word(words.ReportSalesOf, t.Currency), amount: t.After.Display(),
			sub: s.word(words.ReportCount, strconv.Itoa(t.Count), t.Average.Display()),
		}
	}
	all, khqr := 0, 0
	for _, t := range r.Tenders {
		all += t.Count
		if t.Kind == sale.KHQRTender(t.Sum.Currency) {
			khqr += t.Count
		}
	}
	part := "–"
	if all > 0 {
		part = strconv.Itoa((khqr*100+all/2)/all) + " %"
	}
	tiles[2] = reportTile{name: s.word(words.ReportByKHQR), amount: part, sub: s.word(words.ReportOfAll, strconv.Itoa(khqr), strconv.Itoa(all))}
	tiles[3] = reportTile{status: statusGood, name: s.word(words.ReportLate), amount: "0", sub: s.word(words.ReportNoLate)}
	var late []money.Money
	n := 0
	for _, u := range r.QR.Unclaimed {
		if u.Count > 0 {
			late, n = append(late, u.Sum), n+u.Count
		}
	}
	if n > 0 {
		tiles[3].status, tiles[3].amount, tiles[3].sub = statusAttention, strconv.Itoa(n)+" · "+sums(late), s.word(words.UnclaimedHint)
	}
	return tiles
}

// chartTabs are the keys of the charts, or of the formats of a file.
func (s state) chartTabs() (tabs [chartKinds]buttonView) {
	d := s.desk.report
	digit := func(i int) action { return action{verb: doDigits, text: strconv.Itoa(i + 1)} }
	if d.choosing {
		for i, f := range exportFormats {
			tabs[i] = buttonView{label: map[ExportFormat]string{ExportCSV: "CSV", ExportXLSX: "Excel", ExportPDF: "PDF"}[f], hint: strconv.Itoa(i + 1), action: digit(i), primary: f == ExportPDF}
		}
		return tabs
	}
	for i, key := range []words.Key{words.ChartHour, words.ChartDay, words.ChartCategory, words.ChartTender, words.ChartCashier, words.ChartItem} {
		k := chartKind(i)
		tabs[i] = buttonView{label: s.word(key), hint: strconv.Itoa(i + 1), action: digit(i), primary: k == d.chart, off: k != d.chart && len(s.chartRows(k)) == 0}
	}
	return tabs
}

// outlineRows are the sections of a report as rows.
func outlineRows(o ReportOutline) []ledgerRow {
	var rows []ledgerRow
	for _, section := range o.Sections {
		if section.Title != "" {
			rows = append(rows, ledgerRow{kind: ledgerHead, left: section.Title})
		}
		for _, r := range section.Rows {
			kind := ledgerLine
			switch {
			case r.Main:
				kind = ledgerMain
			case r.Part:
				kind = ledgerPart
			}
			rows = append(rows, ledgerRow{kind: kind, left: r.Name, middle: r.Count, right: r.Said})
		}
	}
	return rows
}
