package printer

import (
	"fmt"
	"strconv"

	"psar/assets/words"
	"psar/pos"
)

// period says when a shift was opened, handed over and closed, and by whom.
func (o *outline) period(z *pos.ZHead) {
	if z == nil {
		return
	}
	if z.Opened.IsZero() {
		o.row(words.ReportOpened, o.word(words.ReportUnopened))
	}
	keys := map[pos.CountKind]words.Key{
		pos.CountOpen: words.ReportOpened, pos.CountHandover: words.ReportHandover, pos.CountClose: words.ReportClosed,
	}
	for _, c := range z.Counts {
		who := c.By
		if c.To != "" {
			who += " – " + c.To
		}
		o.row(keys[c.Kind], pos.Local(c.At)+" "+who)
	}
}

// totals take the sales of each currency apart.
func (o *outline) totals(r pos.Report) {
	for i, t := range r.Totals {
		if t.Count == 0 && r.Refunds[i].Count+r.Voids[i].Count == 0 {
			continue
		}
		o.section(words.ReportSales)
		o.tally(string(t.Currency), pos.Tally{Count: t.Count, Sum: t.Total})
		if t.Discounts.Count > 0 {
			o.money(words.ReportGross, t.Gross)
			o.tally(o.word(words.ReportDiscounts), pos.Tally{Count: t.Discounts.Count, Sum: minus(t.Discounts.Sum)})
			o.money(words.ReportNet, t.Net)
		}
		if t.Tax.Minor != 0 {
			o.money(words.ReportTaxable, t.Taxable)
			o.money(words.ReportTax, t.Tax)
		}
		o.money(words.ReportAverage, t.Average)
		if n := r.Refunds[i].Count + r.Voids[i].Count; n > 0 {
			o.tally(o.word(words.ReportRefunds), pos.Tally{Count: r.Refunds[i].Count, Sum: minus(r.Refunds[i].Sum)})
			o.tally(o.word(words.ReportVoids), pos.Tally{Count: r.Voids[i].Count, Sum: minus(r.Voids[i].Sum)})
			if t.TaxBack.Minor != 0 {
				o.money(words.ReportTaxBack, minus(t.TaxBack))
			}
			o.money(words.ReportAfter, t.After)
		}
	}
}

// money is a row of an amount.
func (o *outline) money(key words.Key, m pos.Money) {
	o.add(ReportLine{Kind: LineRow, Left: o.word(key), Right: m.Display(), Tally: pos.Tally{Sum: m}})
}

// group is a section of what belongs together: one line for each, with a sum in
// each currency that has one.
func (o *outline) group(key words.Key, groups []pos.Group) {
	if len(groups) == 0 || len(groups) == 1 && groups[0].Name == "" {
		return // everything in one, without a name, says nothing
	}
	o.section(key)
	for _, g := range groups {
		name := g.Name
		if name == "" {
			name = o.word(words.ReportNoName)
		}
		if key == words.ReportByHour {
			name += ":00"
		}
		first := true
		for _, sum := range g.Sums {
			switch {
			case sum.Minor == 0:
			case first:
				o.tally(name, pos.Tally{Count: int(g.Count), Sum: sum})
				first = false
			default:
				o.add(ReportLine{Kind: LineRow, Right: sum.Display(), Tally: pos.Tally{Sum: sum}})
			}
		}
	}
}

// tenders say how sales were paid and what went back.
func (o *outline) tenders(r pos.Report) {
	o.section(words.Tenders)
	for _, t := range r.Tenders {
		if t.Count > 0 || t.Kind != pos.OtherTender(t.Kind.Currency()) {
			o.tally(tenderName(o.lang, t.Kind), t.Tally)
		}
	}
	for _, g := range r.Others {
		for _, sum := range g.Sums {
			if sum.Minor != 0 {
				o.tally("  "+g.Name, pos.Tally{Count: int(g.Count), Sum: sum})
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
		o.section(words.ReportRates)
		for _, u := range r.Rates {
			o.add(ReportLine{Kind: LineRow, Left: pos.Local(u.Since), Right: paperMoney(pos.Money{Minor: int64(u.Rate), Currency: pos.KHR})})
		}
	}
	first := true
	for _, t := range r.PaidBack {
		if t.Count == 0 {
			continue
		}
		if first {
			o.section(words.ReportPaidBack)
			first = false
		}
		o.tally(tenderName(o.lang, t.Kind), t.Tally)
	}
}

// drawers say what passed through the drawer in each currency, and what was
// counted.
func (o *outline) drawers(r pos.Report) {
	var notes []pos.NoteCount
	closed := r.Z != nil && !r.Z.Closed.IsZero()
	if closed {
		notes = r.Z.Counts[len(r.Z.Counts)-1].Notes
	}
	for _, d := range r.Drawer {
		o.rule()
		o.add(ReportLine{Kind: LineSection, Left: o.word(words.ReportDrawer, d.Currency)})
		for _, line := range []struct {
			key    words.Key
			amount pos.Money
		}{
			{words.DrawerFloat, d.Float}, {words.DrawerCashIn, d.CashIn}, {words.DrawerChange, minus(d.Change)},
			{words.ReportRefunds, minus(d.Refunds)}, {words.DrawerPayIns, d.PayIns},
			{words.DrawerPayOuts, minus(d.PayOuts)}, {words.DrawerDrops, minus(d.Drops)},
		} {
			if line.amount.Minor != 0 {
				o.money(line.key, line.amount)
			}
		}
		o.money(words.DrawerExpected, d.Expected)
		if !closed {
			continue
		}
		for _, n := range notes {
			if n.Note.Currency == d.Currency && n.Count > 0 {
				sum := pos.Money{Minor: n.Note.Minor * n.Count, Currency: n.Note.Currency}
				o.tally("  "+paperMoney(n.Note), pos.Tally{Count: int(n.Count), Sum: sum})
			}
		}
		o.money(words.DrawerCounted, d.Counted)
		switch over := d.Over; {
		case over.Minor > 0:
			o.money(words.DrawerOver, over)
		case over.Minor < 0:
			o.money(words.DrawerShort, minus(over))
		default:
			o.money(words.DrawerExact, over)
		}
	}
	if closed {
		if reason := r.Z.Counts[len(r.Z.Counts)-1].Reason; reason != "" {
			o.add(ReportLine{Kind: LineRow, Left: "  “" + reason + "”"})
		}
	}
}

// corrections count what was not sold as it was rung up.
func (o *outline) corrections(c pos.Corrections) {
	o.section(words.Corrections)
	o.counts([]namedCount{
		{words.CorrectionDropped, c.Dropped}, {words.CorrectionReprints, c.Reprints}, {words.CorrectionNoSale, c.NoSale},
		{words.CorrectionOverrides, c.Overrides}, {words.CorrectionByHand, c.ByHand},
	})
}

type namedCount struct {
	key words.Key
	n   int
}

func (o *outline) counts(all []namedCount) {
	for _, c := range all {
		o.row(c.key, strconv.Itoa(c.n))
	}
}

// foot carries the chain: what a Z report names of the one before it, and of
// itself, and who signs it.
func (o *outline) foot(r pos.Report) {
	o.rule()
	if r.OpenSales > 0 {
		o.row(words.ReportOpenSales, strconv.Itoa(r.OpenSales))
	}
	if z := r.Z; z != nil {
		o.add(ReportLine{Kind: LineSection, Left: o.word(words.ReportGrand)})
		for _, m := range z.Grand {
			o.add(ReportLine{Kind: LineRow, Left: string(m.Currency), Right: m.Display(), Tally: pos.Tally{Sum: m}})
		}
		if !z.Closed.IsZero() {
			o.row(words.ReportPrevHash, short(z.PrevHash))
			o.row(words.ReportHash, short(z.Hash))
		}
	}
	o.row(words.ReportJournal, fmt.Sprintf("%d · %s", r.Journal.Seq, r.Journal.Short()))
	if r.Version != "" {
		o.row(words.ReportVersion, r.Version)
	}
	if r.Z != nil && !r.Z.Closed.IsZero() {
		for _, who := range []words.Key{words.ReportSignCashier, words.ReportSignManager} {
			o.add(ReportLine{Kind: LineSign, Left: o.word(who)})
		}
	}
}

// short is the beginning of a hash, enough to tell two reports apart by eye.
func short(hash string) string {
	if len(hash) < 16 {
		return hash
	}
	return hash[:16]
}
