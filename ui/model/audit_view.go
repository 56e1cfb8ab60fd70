package model

import (
	"strconv"

	"psar/assets/words"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/report"
	"psar/ui/view"
)

// auditTiles are what an owner looks at first: what went from bills, what was changed after
// it was shown, copies, and the drawer.
func (s Model) auditTiles(a report.Audit) (tiles [4]view.ReportTile) {
	count := func(kinds ...journal.Kind) string {
		n := 0
		for _, c := range a.People {
			for _, k := range kinds {
				if c.Kind == k {
					n += c.Count
				}
			}
		}
		return strconv.Itoa(n)
	}
	for i, t := range []struct {
		name  words.Key
		shown []journal.Kind
		sub   words.Key
		also  []journal.Kind
	}{
		{words.AuditRemoved, []journal.Kind{facts.BillLineRemoved}, words.AuditCleared, []journal.Kind{facts.BillCleared, facts.BillHeldCleared, facts.BillGivenUp, facts.SaleDropped}},
		{words.AuditChanged, []journal.Kind{facts.BillPriceChanged, facts.BillQuantityLowered, facts.BillDiscountChanged}, words.AuditRaised, []journal.Kind{facts.BillQuantityRaised}},
		{words.AuditCopies, []journal.Kind{facts.ReceiptReprinted, facts.ReceiptCopied}, words.AuditLooked, []journal.Kind{facts.ReceiptViewed}},
		{words.AuditDrawer, []journal.Kind{facts.DrawerOpened}, words.AuditWrongPINs, []journal.Kind{facts.ManagerRefused}},
	} {
		tiles[i] = view.ReportTile{Name: s.word(t.name), Amount: count(t.shown...), Sub: s.word(t.sub, count(t.also...))}
	}
	return tiles
}

// auditChart has a bar for each person, as long as what there is to tell of them.
func (p reportPage) auditChart(s Model) view.Chart {
	v := view.Chart{Title: s.word(words.AuditByPerson)}
	names, counts, most := []string(nil), map[string]int{}, 1
	for _, c := range p.report.Audit.People { // by name
		if len(names) == 0 || names[len(names)-1] != c.By {
			names = append(names, c.By)
		}
		counts[c.By] += c.Count
		most = max(most, counts[c.By])
	}
	if len(names) == 0 {
		v.Note = s.word(words.AuditNothing)
	}
	for i, by := range names[:min(len(names), view.ChartShown)] {
		v.Bars[i] = view.Bar{Name: words.AuditName(s.Language, by), Amount: strconv.Itoa(counts[by]), Part: counts[by] * 1000 / most}
	}
	return v
}
