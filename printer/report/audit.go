package report

import (
	"slices"
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/report"
	postext "psar/pos/text"
)

// traceNames are the names of what people do beside plain sales.
var traceNames = map[journal.Kind]words.Key{
	facts.BillLineRemoved: words.TraceRemoved, facts.BillCleared: words.TraceCleared, facts.BillHeld: words.TraceAside, facts.BillHeldCleared: words.TraceHeld,
	facts.BillGivenUp: words.TraceGivenUp, facts.SaleDropped: words.TraceDropped, facts.BillPriceChanged: words.TracePrice,
	facts.BillQuantityLowered: words.TraceLowered, facts.BillQuantityRaised: words.TraceRaised, facts.BillDiscountChanged: words.TraceDiscount,
	facts.ReceiptReprinted: words.TraceReprinted, facts.ReceiptViewed: words.TraceViewed, facts.ReceiptCopied: words.TraceCopied,
	facts.DrawerOpened: words.TraceNoSale, facts.PrinterTested: words.TraceTested, facts.SettingChanged: words.TraceSetting,
	facts.ManagerRefused: words.TraceWrongPIN, facts.ClockChanged: words.TraceClock, facts.TillWasClosed: words.TraceAway,
	facts.TrainingBegun: words.TraceTraining, facts.TrainingEnded: words.TraceTrained, facts.FolderUsed: words.TraceFolder,
	report.AuditBrokeOff: words.TraceBrokeOff, report.AuditOverride: words.TraceOverride, report.AuditApproval: words.TraceApproval,
	report.OfCount(drawer.CountOpen): words.TraceFloat, report.OfCount(drawer.CountHandover): words.TraceHandover,
	report.OfCount(drawer.CountClose): words.TraceClose, report.OfMove(drawer.CashIn): words.DrawerPayIns,
	report.OfMove(drawer.CashOut): words.DrawerPayOuts, report.OfMove(drawer.CashDrop): words.DrawerDrops,
}

// mayBeUnseen are the traces of which the customer may have seen nothing; the others are of
// what they saw.
var mayBeUnseen = map[journal.Kind]bool{facts.BillLineRemoved: true, facts.BillCleared: true, facts.BillHeld: true, facts.BillHeldCleared: true}

// copyNames say of which paper a copy is: a receipt's, or that of a Z report.
var copyNames = map[journal.Kind][2]words.Key{
	facts.ReceiptReprinted: {words.FactReprinted, words.TraceZAgain},
	facts.ReceiptViewed:    {words.FactViewed, words.TraceZViewed},
	facts.ReceiptCopied:    {words.FactCopied, words.TraceZCopied},
}

// eventName is the name of what was done in an event.
func (o *outline) eventName(e report.AuditEvent) string {
	names, ok := copyNames[e.Kind]
	switch {
	case !ok:
		return TraceName(o.lang, e.Kind)
	case facts.NamesZ(e.What):
		return o.word(names[1])
	}
	return o.word(names[0])
}

// TraceName is the name of what somebody did, in a language.
func TraceName(lang words.Language, k journal.Kind) string {
	if key, ok := traceNames[k]; ok {
		return words.Text(lang, key)
	}
	return string(k)
}

// traces adds how often people did something beside the sales, and when the till was closed.
func (o *outline) traces(r report.Report) {
	if len(r.Traces) > 0 {
		o.tallies(o.word(words.ReportTraces))
		for _, t := range r.Traces {
			o.add(text(TraceName(o.lang, t.Kind)), count(t.Count), Cell{})
		}
	}
	if len(r.Closed) > 0 {
		o.section(Section{Title: o.word(words.ReportAway)})
		for _, c := range r.Closed {
			o.add(moment(c.Since), moment(c.Until))
		}
	}
	o.elsewhere(r)
}

// elsewhere adds when the computer was in training, and when another data folder was in use.
func (o *outline) elsewhere(r report.Report) {
	if len(r.Trained) > 0 {
		o.section(Section{Title: o.word(words.ReportTrained)})
		for _, t := range r.Trained {
			said := t.Account
			if t.Broken {
				said += " · " + o.word(words.ReportBroken)
			}
			o.spell(t.Spell, said)
		}
	}
	if len(r.Folders) > 0 {
		o.section(Section{Title: o.word(words.ReportFolders)})
		for _, f := range r.Folders {
			said := f.Folder
			if f.Training {
				said += " · " + o.word(words.TraceTrained)
			}
			o.spell(f.Spell, said)
		}
	}
}

// spell adds from when to when something lasted, and what is said of it.
func (o *outline) spell(s report.Spell, said string) {
	o.add(moment(s.Since), moment(s.Until))
	o.put(Row{Cells: []Cell{text(said)}, Part: true})
}

// audit makes the document of an audit: a section for each person and day, and then each
// event.
func (o *outline) audit(r report.Report) {
	o.doc.Title = o.word(words.AuditTitle)
	o.facts(r)
	var last report.AuditCount
	for i, c := range r.Audit.People {
		if i == 0 || c.By != last.By || c.Day != last.Day {
			title := words.AuditName(o.lang, c.By)
			if r.First != r.Last {
				title += " · " + date(c.Day).String()
			}
			o.tallies(title)
		}
		o.add(text(TraceName(o.lang, c.Kind)), count(c.Count), Cell{})
		last = c
	}
	if len(r.Audit.People) == 0 {
		o.section(Section{})
		o.add(text(o.word(words.AuditNothing)))
	}
	o.events(r.Audit)
	o.section(Section{})
	o.fact(words.ReportJournal, text(codeOf(r).Grouped()))
}

// events adds each event: what and by whom, how many of it, the price of one or the bill's
// total, and when.
func (o *outline) events(a *report.Audit) {
	if len(a.Events) == 0 {
		return
	}
	o.section(Section{Title: o.word(words.AuditEvents), Columns: []Column{
		{o.word(words.ColName), Text}, {o.word(words.SheetCount), Count}, {o.word(words.ColAmount), Amount}, {o.word(words.SheetDate), Moment},
	}})
	for _, e := range a.Events {
		cells := []Cell{text(o.eventText(e)), {}, {}, moment(e.At)}
		if e.Quantity > 0 {
			cells[1] = count(e.Quantity)
		}
		if e.Amount != (money.Money{}) && (e.From == "" || counted(e)) { // else it is said
			cells[2] = amount(e.Amount)
		}
		o.add(cells...)
	}
	if a.More > 0 {
		o.add(text(o.word(words.AuditMore, strconv.Itoa(a.More))), Cell{}, Cell{}, Cell{})
	}
}

// what says what an event is about.
func (o *outline) what(e report.AuditEvent) string {
	if key, ok := words.PrinterOf(e.What); ok && e.Kind == facts.PrinterTested {
		return o.word(key)
	}
	return words.TriedName(o.lang, cut(e.What))
}

// eventText says what was done, and by whom.
func (o *outline) eventText(e report.AuditEvent) string {
	parts := present(words.TriedName(o.lang, cut(e.By)), o.eventName(e), o.what(e))
	switch {
	case counted(e):
		parts = append(parts, o.word(words.ReportOverShortOf, e.From, e.To))
	case e.From != "" && e.To == "": // a setting is empty again
		parts = append(parts, o.word(words.AuditFromTo, cut(e.From), o.word(words.AuditDefault)))
	case e.From != "":
		parts = append(parts, o.word(words.AuditFromTo, cut(e.From), cut(e.To)))
	case e.To != "":
		parts = append(parts, o.word(words.AuditTo, cut(e.To)))
	}
	if e.Seen && mayBeUnseen[e.Kind] {
		parts = append(parts, o.word(words.AuditSeen))
	}
	if e.Broken {
		parts = append(parts, o.word(words.AuditBroken))
	}
	if e.NotOut {
		parts = append(parts, o.word(words.AuditNotOut))
	}
	return strings.Join(parts, " · ")
}

// counted reports whether an event is a count that was over or short.
func counted(e report.AuditEvent) bool {
	return slices.ContainsFunc([]drawer.CountKind{drawer.CountOpen, drawer.CountHandover, drawer.CountClose}, func(k drawer.CountKind) bool {
		return e.Kind == report.OfCount(k)
	})
}

// mostSaid is how many characters an event says of a name, a reason or a setting's value.
const mostSaid = 200

func cut(s string) string { return postext.Cut(s, mostSaid) }
