package report

import (
	"psar/assets/words"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/staff"
)

// period adds when a shift was opened, handed over and closed, and by whom.
func (o *outline) period(z *report.ZHead) {
	if z == nil {
		return
	}
	if z.Opened.IsZero() {
		o.fact(words.ReportOpened, text(o.word(words.ReportUnopened)))
	}
	for _, c := range z.Counts {
		who := c.By
		if c.To != "" {
			who += " – " + c.To
		}
		o.fact(countNames[c.Kind], moment(c.At), text(who))
	}
}

// figureNames are the names of figures that differ; those of tenders have theirs.
var figureNames = map[report.Figure]words.Key{
	report.FigureSales: words.ReportSales, report.FigureRefunds: words.ReportRefunds, report.FigureVoids: words.ReportVoids,
	report.FigurePayIns: words.DrawerPayIns, report.FigurePayOuts: words.DrawerPayOuts, report.FigureDrops: words.DrawerDrops,
	report.FigureDropped: words.CorrectionDropped, report.FigureReprints: words.CorrectionReprints, report.FigureNoSale: words.CorrectionNoSale,
	report.FigureOverrides: words.CorrectionOverrides, report.FigureByHand: words.CorrectionByHand, report.FigureApprovals: words.ReportApprovals,
}

// differences adds each figure whose rows are not what the journal's facts add up to.
func (o *outline) differences(all []report.Difference) {
	if len(all) == 0 {
		return
	}
	o.tallies(o.word(words.ReportDiffers))
	for _, d := range all {
		name := TenderName(o.lang, sale.TenderKind(d.Figure))
		if key, known := figureNames[d.Figure]; known {
			name = o.word(key)
		} else if d.Figure == report.FigureChange {
			name = o.word(words.ChangeGiven, d.Rows.Sum.Currency)
		}
		sum := amount(d.Journal.Sum)
		if d.Journal.Sum.Currency == "" { // what is counted alone
			sum = Cell{}
			o.add(text(name), count(d.Rows.Count), sum)
		} else {
			o.tally(name, d.Rows)
		}
		o.put(Row{Cells: []Cell{text(o.word(words.ReportJournal)), count(d.Journal.Count), sum}, Part: true})
	}
}

// totals adds the sales of each currency with their parts.
func (o *outline) totals(r report.Report) {
	for i, t := range r.Totals {
		if t.Count == 0 && r.Refunds[i].Count+r.Voids[i].Count == 0 {
			continue
		}
		o.tallies(o.word(words.ReportSales))
		o.main(string(t.Currency), count(t.Count), t.Total)
		if t.Discounts.Count > 0 {
			o.money(words.ReportGross, t.Gross)
			o.tally(o.word(words.ReportDiscounts), report.Tally{Count: t.Discounts.Count, Sum: t.Discounts.Sum.Negative()})
			o.money(words.ReportNet, t.Net)
		}
		if t.Tax.Minor != 0 {
			o.money(words.ReportTaxable, t.Taxable)
			o.money(words.ReportTax, t.Tax)
		}
		o.money(words.ReportAverage, t.Average)
		if n := r.Refunds[i].Count + r.Voids[i].Count; n > 0 {
			o.tally(o.word(words.ReportRefunds), report.Tally{Count: r.Refunds[i].Count, Sum: r.Refunds[i].Sum.Negative()})
			o.tally(o.word(words.ReportVoids), report.Tally{Count: r.Voids[i].Count, Sum: r.Voids[i].Sum.Negative()})
			if t.TaxBack.Minor != 0 {
				o.money(words.ReportTaxBack, t.TaxBack.Negative())
			}
			o.main(o.word(words.ReportAfter), Cell{}, t.After)
		}
	}
}

// tenders adds how sales were paid and refunds were paid out.
func (o *outline) tenders(r report.Report) {
	o.tallies(o.word(words.Tenders))
	for _, t := range r.Tenders {
		if t.Count > 0 || t.Kind != sale.OtherTender(t.Kind.Currency()) {
			o.tally(TenderName(o.lang, t.Kind), t.Tally)
		}
	}
	for _, g := range r.Others {
		times := count(g.Count) // in both currencies together, so it stands once
		for _, sum := range g.Sums {
			if sum.Minor != 0 {
				o.put(Row{Cells: []Cell{o.groupName(words.Tenders, g), times, amount(sum)}, Part: true})
				times = Cell{}
			}
		}
	}
	for _, c := range r.Change {
		if c.Count > 0 {
			o.tally(o.word(words.ChangeGiven, c.Sum.Currency), c)
		}
	}
	if r.Rounding.Count > 0 {
		o.tally(o.word(words.Rounding), r.Rounding)
	}
	if len(r.Rates) > 0 {
		o.section(Section{Title: o.word(words.ReportRates), Columns: []Column{
			{o.word(words.ColSince), Moment}, {"KHR / USD", Rate},
		}})
		for _, u := range r.Rates {
			o.add(moment(u.Since), rate(u.Rate))
		}
	}
	first := true
	for _, t := range r.PaidBack {
		if t.Count == 0 {
			continue
		}
		if first {
			o.tallies(o.word(words.ReportPaidBack))
			first = false
		}
		name := TenderName(o.lang, t.Kind)
		if c := t.Kind.Currency(); t.Kind == sale.KHQRTender(c) { // there is no refund by KHQR: somebody transferred it by hand
			name = o.word(words.ReportBackByBank, c)
		}
		o.tally(name, t.Tally)
	}
}

// drawers adds the drawer's movements and counts in each currency.
func (o *outline) drawers(r report.Report) {
	var notes []money.DenominationCount
	if closed(r) {
		notes = r.Z.Counts[len(r.Z.Counts)-1].Notes
	}
	for _, d := range r.Drawer {
		o.tallies(o.word(words.ReportDrawer, d.Currency))
		for _, line := range []struct {
			key    words.Key
			amount money.Money
		}{
			{words.DrawerFloat, d.Float}, {words.DrawerLeft, d.Left}, {words.DrawerBefore, d.Before.Negative()},
			{words.DrawerCashIn, d.CashIn}, {words.DrawerChange, d.Change.Negative()},
			{words.ReportRefunds, d.Refunds.Negative()}, {words.DrawerPayIns, d.PayIns},
			{words.DrawerPayOuts, d.PayOuts.Negative()}, {words.DrawerDrops, d.Drops.Negative()},
		} {
			if line.amount.Minor != 0 {
				o.money(line.key, line.amount)
			}
		}
		o.main(o.word(words.DrawerExpected), Cell{}, d.Expected)
		if !closed(r) {
			continue
		}
		for _, n := range notes {
			if n.Note.Currency == d.Currency && n.Count > 0 {
				sum := n.Note.Times(n.Count)
				o.put(Row{Cells: []Cell{amount(n.Note), count(n.Count), amount(sum)}, Part: true})
			}
		}
		o.main(o.word(words.DrawerCounted), Cell{}, d.Counted)
		switch over := d.Over; {
		case over.Minor > 0:
			o.money(words.DrawerOver, over)
		case over.Minor < 0:
			o.money(words.DrawerShort, over.Negative())
		default:
			o.money(words.DrawerExact, over)
		}
	}
	if closed(r) {
		if reason := r.Z.Counts[len(r.Z.Counts)-1].Reason; reason != "" {
			o.put(Row{Cells: []Cell{text("“" + reason + "”"), {}, {}}, Part: true})
		}
	}
}

// corrections adds the counts of sales given up, reprints, no sales, price overrides
// and payments marked by hand.
func (o *outline) corrections(c report.Corrections) {
	o.tallies(o.word(words.Corrections))
	o.counts([]namedCount{
		{words.CorrectionDropped, c.Dropped}, {words.CorrectionReprints, c.Reprints}, {words.CorrectionNoSale, c.NoSale},
		{words.CorrectionOverrides, c.Overrides}, {words.CorrectionByHand, c.ByHand},
	})
}

// approvals adds how often each person approved an action.
func (o *outline) approvals(all []staff.ApprovalCount) {
	if len(all) == 0 {
		return
	}
	o.tallies(o.word(words.ReportApprovals))
	for _, a := range all {
		o.add(text(a.By), count(a.Count), Cell{})
	}
}

// foot adds the hash chain of Z reports (this one's and the previous one's), and who
// signs.
func (o *outline) foot(r report.Report) {
	o.section(Section{})
	if r.OpenSales > 0 {
		o.fact(words.ReportOpenSales, count(r.OpenSales))
	}
	if z := r.Z; z != nil {
		o.tallies(o.word(words.ReportGrand))
		o.doc.Sections[len(o.doc.Sections)-1].Joined = true
		for _, m := range z.Grand {
			o.add(text(string(m.Currency)), Cell{}, amount(m))
		}
		o.section(Section{Joined: true})
		if closed(r) {
			o.fact(words.ReportPrevHash, text(short(z.PrevHash)))
			o.fact(words.ReportHash, text(short(z.Hash)))
		}
	}
	o.fact(words.ReportJournal, text(codeOf(r).Grouped()))
	if r.Version != "" {
		o.fact(words.ReportVersion, text(r.Version))
	}
	if closed(r) {
		o.doc.Signatures = []string{o.word(words.ReportSignCashier), o.word(words.ReportSignManager)}
	}
}

// codeOf is the code by which a report can be checked: of a Z that of its own fact, of any
// other that of the journal's last row.
func codeOf(r report.Report) id.Code {
	if r.Z != nil && !r.Z.Code.IsZero() {
		return r.Z.Code
	}
	return r.Journal.Code()
}

// short is the beginning of a hash, enough to tell two reports apart by eye.
func short(hash string) string {
	if len(hash) < 16 {
		return hash
	}
	return hash[:16]
}

// TenderName is the name of a kind of tender in a language.
func TenderName(lang words.Language, k sale.TenderKind) string {
	switch {
	case k.Cash():
		return words.Text(lang, words.TenderCash, k.Currency())
	case k == sale.OtherTender(k.Currency()):
		return words.Text(lang, words.TenderOther, k.Currency())
	}
	return words.Text(lang, words.TenderKHQR, k.Currency())
}
