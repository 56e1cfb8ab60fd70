package model

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/view"
)

func (p reportsPage) show(s Model, c *view.Cashier, _ time.Time) {
	v := &c.Desk
	v.Page, v.Title = view.PageReports, s.word(words.ReportsTitle)
	for i, t := range reportTasks[:view.DeskRows] {
		hint := day(s.Snap.Day)
		if t.hint != "" {
			hint = s.word(t.hint)
		} else if t.name == words.ReportOneDay {
			hint = s.word(words.FieldDay)
		}
		v.Rows[i] = view.DeskRow{
			Key: strconv.Itoa(i + 1), Amount: s.word(t.name), Line: hint, Chosen: i == p.row, Plain: true,
			Action: view.Action{Verb: view.DoRow, Index: i},
		}
	}
	v.Buttons[0] = s.closes()
	v.Buttons[1], v.Foot = numbered(s.word(words.AuditTitle), view.DeskRows+1), s.word(words.AuditHint)
	v.Buttons[3] = s.own(view.DoCheckNow)
}

// day is a business day as people read it.
func day(d money.Day) string {
	at, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return at.Format("02/01/2006")
}

func (p reportPage) show(s Model, c *view.Cashier, now time.Time) {
	v := &c.Report
	v.On, v.Title = true, s.askName(p.ask)
	if p.busy {
		v.Working, v.Buttons[0] = true, s.back()
		v.Buttons[0].Label = s.word(words.ReportStop)
		v.Progress = s.word(words.ReportWorking)
		if p.of > 0 {
			past := now.Sub(p.began)
			clock := strconv.Itoa(int(past.Minutes())) + ":" + twoDigits(int(past.Seconds())%60)
			v.Progress, v.Part = s.word(words.ReportPart, strconv.Itoa(p.done+1), strconv.Itoa(p.of), clock), p.done*1000/p.of
		}
		return
	}
	outline := p.outline[0]
	if s.Language == words.Khmer {
		outline = p.outline[1]
	}
	v.Title = outline.Title
	v.Sub = joined(append([]string{s.daysOf(p.report), money.Local(p.report.Made)}, outline.Marks...)...)
	if p.choosing {
		v.Sub = s.word(words.ReportAsFile)
	}
	v.Tiles, v.Rows = s.reportTiles(p.report), outlineRows(outline)
	v.Chart, v.Tabs = p.chartView(s), p.tabs(s)
	if a := p.report.Audit; a != nil {
		v.Rows = eventRows(v.Rows)
		v.Tiles, v.Chart = s.auditTiles(*a), p.auditChart(s)
	}
	v.Buttons = [3]view.Button{
		s.back(),
		s.own(view.DoExport).OffIf(p.filing),
		s.own(view.DoPrint).OffIf(p.filing || !s.hasPrinter(settings.RoleReport)),
	}
	if p.filing {
		v.Buttons[0].Label, v.Buttons[1].Label = s.word(words.ReportStop), s.word(words.ReportFiling)
	}
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// askName names a report before it is made.
func (s Model) askName(ask ReportAsk) string {
	switch {
	case ask.Audit && ask.First == ask.Last:
		return s.word(words.AuditTitle) + " · " + day(ask.First)
	case ask.Audit:
		return s.word(words.AuditTitle) + " · " + day(ask.First) + " – " + day(ask.Last)
	case ask.Shift:
		return s.word(words.XReport)
	case ask.Z > 0:
		return s.word(words.ZReport, strconv.Itoa(ask.Z))
	case ask.First == ask.Last:
		return day(ask.First)
	}
	return day(ask.First) + " – " + day(ask.Last)
}

func (s Model) daysOf(r report.Report) string {
	if r.First == r.Last {
		return day(r.First)
	}
	return day(r.First) + " – " + day(r.Last)
}

// reportTiles are sales in each currency, the part that came by KHQR, and money that
// nobody claimed.
func (s Model) reportTiles(r report.Report) (tiles [4]view.ReportTile) {
	for i, t := range r.Totals[:min(2, len(r.Totals))] {
		tiles[i] = view.ReportTile{
			Name: s.word(words.ReportSalesOf, t.Currency), Amount: t.After.Display(),
			Sub: s.word(words.ReportCount, strconv.Itoa(t.Count), t.Average.Display()),
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
	tiles[2] = view.ReportTile{Name: s.word(words.ReportByKHQR), Amount: part, Sub: s.word(words.ReportOfAll, strconv.Itoa(khqr), strconv.Itoa(all))}
	tiles[3] = view.ReportTile{Status: view.StatusGood, Name: s.word(words.ReportLate), Amount: "0", Sub: s.word(words.ReportNoLate)}
	var late []money.Money
	n := 0
	for _, u := range r.QR.Unmatched {
		if u.Count > 0 {
			late, n = append(late, u.Sum), n+u.Count
		}
	}
	if n > 0 {
		tiles[3].Status, tiles[3].Amount, tiles[3].Sub = view.StatusAttention, strconv.Itoa(n)+" · "+money.Displayed(late), s.word(words.UnmatchedHint)
	}
	return tiles
}

// tabs are the keys of the charts, or of the formats of a file.
func (p reportPage) tabs(s Model) (tabs [view.ChartKinds]view.Button) {
	if p.choosing {
		for i, f := range exportFormats {
			tabs[i] = numbered(map[ExportFormat]string{ExportCSV: "CSV", ExportXLSX: "Excel", ExportPDF: "PDF"}[f], i+1)
			tabs[i].Primary = f == ExportPDF
		}
		return tabs
	}
	if p.report.Audit != nil { // nothing was sold in it
		return tabs
	}
	for i, key := range []words.Key{words.ChartHour, words.ChartDay, words.ChartCategory, words.ChartTender, words.ChartCashier, words.ChartItem} {
		k := view.ChartKind(i)
		tabs[i] = numbered(s.word(key), i+1).OffIf(k != p.chart && len(p.chartRows(s, k)) == 0)
		tabs[i].Primary = k == p.chart
	}
	return tabs
}

// eventRows puts what is said of an event, behind who did what, on a line below.
func eventRows(rows []view.LedgerRow) []view.LedgerRow {
	for i, r := range rows {
		if parts := strings.SplitN(r.Left, " · ", 3); len(parts) == 3 && r.Kind == view.LedgerLine {
			rows[i].Left, rows[i].Sub = parts[0]+" · "+parts[1], parts[2]
		}
	}
	return rows
}

// outlineRows are the sections of a report as rows.
func outlineRows(o view.Outline) []view.LedgerRow {
	var rows []view.LedgerRow
	for _, section := range o.Sections {
		if section.Title != "" {
			rows = append(rows, view.LedgerRow{Kind: view.LedgerHead, Left: section.Title})
		}
		for _, r := range section.Rows {
			kind := view.LedgerLine
			switch {
			case r.Main:
				kind = view.LedgerMain
			case r.Part:
				kind = view.LedgerPart
			}
			rows = append(rows, view.LedgerRow{Kind: kind, Left: r.Name, Middle: r.Count, Right: r.Said})
		}
	}
	return rows
}
