package report

import (
	"fmt"
	"strconv"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/report"
)

// Of is a report in a language.
func Of(lang words.Language, r report.Report) Document {
	o := outline{lang: lang}
	o.doc.Shop = present(r.Shop.NameKhmer, r.Shop.Name, r.Shop.Address, r.Shop.VATTIN)
	o.doc.Title = o.word(words.XReport)
	if closed(r) {
		o.doc.Title = o.word(words.ZReport, strconv.Itoa(r.Z.Number))
	}
	if r.Copy {
		o.doc.Marks = append(o.doc.Marks, o.word(words.PaperCopy))
	}
	switch {
	case r.Training:
		o.doc.Marks = append(o.doc.Marks, o.word(words.TrainingBanner))
	case r.Shop.TestGateway:
		o.doc.Marks = append(o.doc.Marks, o.word(words.TestGatewayBanner))
	}
	if r.Audit != nil {
		o.audit(r)
		return o.doc.shown()
	}
	o.facts(r)
	o.differences(r.Differs)
	o.totals(r)
	o.group(words.ReportByDay, r.ByDay)
	o.group(words.ReportByCashier, r.ByCashier)
	o.group(words.ReportByCategory, r.ByCategory)
	if !closed(r) {
		o.group(words.ReportByItem, r.ByItem)
	}
	o.group(words.ReportByHour, r.ByHour)
	o.tenders(r)
	o.drawers(r)
	o.overShort(r)
	o.moves(r)
	o.corrections(r.Corrections)
	o.approvals(r.Approvals)
	o.traces(r)
	o.control(r.QR)
	o.foot(r)
	return o.doc.shown()
}

// closed reports whether it is a Z report.
func closed(r report.Report) bool { return r.IsZ() }

func present(texts ...string) (out []string) {
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

// outline collects the sections of a Document.
type outline struct {
	lang words.Language
	doc  Document
}

func (o *outline) word(key words.Key, args ...any) string { return words.Text(o.lang, key, args...) }

// section begins a section; rows are added to the last one.
func (o *outline) section(s Section) { o.doc.Sections = append(o.doc.Sections, s) }

func (o *outline) add(cells ...Cell) { o.put(Row{Cells: cells}) }

func (o *outline) put(r Row) {
	last := &o.doc.Sections[len(o.doc.Sections)-1]
	last.Rows = append(last.Rows, r)
}

// fact adds a row to a list of facts.
func (o *outline) fact(key words.Key, said ...Cell) {
	o.add(append([]Cell{text(o.word(key))}, said...)...)
}

// tallyColumns is the number of columns of a tally: name, count, amount.
const tallyColumns = 3

// tallies begins a section of tallies.
func (o *outline) tallies(title string) {
	o.section(Section{Title: title, Columns: []Column{
		{o.word(words.ColName), Text}, {o.word(words.SheetCount), Count}, {o.word(words.ColAmount), Amount},
	}})
}

// main adds a section's result.
func (o *outline) main(name string, n Cell, m money.Money) {
	o.put(Row{Cells: []Cell{text(name), n, amount(m)}, Main: true})
}

func (o *outline) tally(name string, t report.Tally) {
	o.add(text(name), count(t.Count), amount(t.Sum))
}

func (o *outline) money(key words.Key, m money.Money) { o.add(text(o.word(key)), Cell{}, amount(m)) }

type namedCount struct {
	key words.Key
	n   int
}

func (o *outline) counts(all []namedCount) {
	for _, c := range all {
		o.add(text(o.word(c.key)), count(c.n), Cell{})
	}
}

// facts adds the days of the report, and who made it when.
func (o *outline) facts(r report.Report) {
	o.section(Section{Joined: true})
	days := []Cell{date(r.First)}
	if r.Last != r.First {
		days = append(days, date(r.Last))
	}
	o.fact(words.ReportDay, days...)
	o.period(r.Z)
	o.fact(words.ReportMade, moment(r.Made))
	o.fact(words.ReportTill, text(fmt.Sprintf("%02d", r.Till)))
	if !r.FirstReceipt.IsZero() {
		o.fact(words.ReportReceipts, text(r.FirstReceipt.String()+" – "+r.LastReceipt.String()))
	}
}

// group adds a section with a row per group, and a sum in each currency that has one.
func (o *outline) group(key words.Key, groups []report.Group) {
	if len(groups) == 0 || len(groups) == 1 && groups[0].Name == "" {
		return // a single group without a name tells nothing
	}
	name := Column{o.word(words.ColName), Text}
	switch key {
	case words.ReportByDay:
		name = Column{o.word(words.SheetDate), Date}
	case words.ReportByHour:
		name.Title = o.word(words.SheetHour)
	}
	columns := []Column{name, {o.word(words.SheetCount), Count}}
	for _, c := range money.Currencies() {
		columns = append(columns, Column{string(c), Amount})
	}
	o.section(Section{Title: o.word(key), Columns: columns})
	for _, g := range groups {
		cells := []Cell{o.groupName(key, g), count(g.Count)}
		some := false
		for _, c := range money.Currencies() {
			cell := Cell{}
			for _, sum := range g.Sums {
				if sum.Currency == c && sum.Minor != 0 {
					cell, some = amount(sum), true
				}
			}
			cells = append(cells, cell)
		}
		if some {
			o.add(cells...)
		}
	}
}

func (o *outline) groupName(key words.Key, g report.Group) Cell {
	switch {
	case g.More > 0:
		return text(o.word(words.ReportMore, strconv.Itoa(g.More)))
	case g.Name == "":
		return text(o.word(words.ReportNoName))
	case key == words.ReportByDay:
		return date(money.Day(g.Name))
	case key == words.ReportByHour:
		return text(g.Name + ":00")
	}
	return text(g.Name)
}

// control adds what became of the KHQR codes: see report.QRControl.
func (o *outline) control(q report.QRControl) {
	o.tallies(o.word(words.QRControl))
	o.counts([]namedCount{
		{words.QRAsked, q.Asked}, {words.QRPaid, q.Paid}, {words.QRCancelled, q.Cancelled},
		{words.QRExpired, q.Expired}, {words.QRRefused, q.Refused}, {words.QROpen, q.Open},
		{words.QRLate, q.Late}, {words.QRResolved, q.Resolved}, {words.QRUnknown, q.Unknown},
		{words.QRMismatch, q.Mismatch}, {words.QRWait, q.Wait},
	})
	for _, u := range q.Unmatched {
		o.tally(o.word(words.QRUnmatched)+" "+string(u.Sum.Currency), u)
	}
}
