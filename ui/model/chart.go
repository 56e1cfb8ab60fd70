package model

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/view"
)

// manyDays is how many days are shown each on its own; more are shown by month.
const manyDays = 62

// chartRow is one bar: its name, the sums that it stands for, and their worth in
// hundredths of a riel, which the bar is as long as.
type chartRow struct {
	name  string
	sums  []money.Money
	worth int64
}

// chartRows are the bars of a chart: of a time in its order, of things the largest
// first, and last what the report has no row of its own for.
func (p reportPage) chartRows(s Model, k view.ChartKind) []chartRow {
	r := p.report
	var rows, others []chartRow
	switch k {
	case view.ChartHour:
		rows = p.hourRows(s, r.ByHour)
	case view.ChartDay:
		rows = p.dayRows(s, r.ByDay)
	case view.ChartTender:
		for _, t := range r.Tenders {
			if t.Count > 0 {
				rows = append(rows, p.chartRow(s, s.tenderRow(sale.Tender{Kind: t.Kind, Amount: t.Sum, Name: s.word(words.TenderOther, t.Sum.Currency)}).Left, []money.Money{t.Sum}))
			}
		}
	default:
		groups := map[view.ChartKind][]report.Group{view.ChartCategory: r.ByCategory, view.ChartCashier: r.ByCashier, view.ChartItem: r.ByItem}[k]
		if len(groups) == 1 && groups[0].Name == "" {
			return nil // everything in one, without a name, says nothing
		}
		for _, g := range groups {
			name := g.Name
			switch {
			case g.More > 0:
				others = append(others, p.chartRow(s, s.word(words.ReportMore, strconv.Itoa(g.More)), g.Sums))
				continue
			case name == "":
				name = s.word(words.ReportNoName)
			}
			rows = append(rows, p.chartRow(s, name, g.Sums))
		}
	}
	if k != view.ChartHour && k != view.ChartDay {
		slices.SortStableFunc(rows, func(a, b chartRow) int { return cmp.Compare(b.worth, a.worth) })
	}
	return append(rows, others...)
}

func (p reportPage) chartRow(s Model, name string, sums []money.Money) chartRow {
	row := chartRow{name: name}
	rate := p.chartRate(s)
	for _, m := range sums {
		if m.Minor == 0 {
			continue
		}
		row.sums = append(row.sums, m)
		row.worth += rate.Worth(m)
	}
	return row
}

// chartRate is the rate at which bars of two currencies are compared: the last one
// that the report's sales were made at, or the shop's.
func (p reportPage) chartRate(s Model) money.Rate {
	if rates := p.report.Rates; len(rates) > 0 {
		return rates[len(rates)-1].Rate
	}
	return max(1, s.Snap.Settings.Rate())
}

// twoCurrencies reports that the bars stand for dollars and riel together.
func twoCurrencies(rows []chartRow) bool {
	seen := map[money.Currency]bool{}
	for _, r := range rows {
		for _, m := range r.sums {
			seen[m.Currency] = true
		}
	}
	return len(seen) > 1
}

// hourRows are the hours of a business day, from its first sale to its last: also
// those in which nothing was sold.
func (p reportPage) hourRows(s Model, groups []report.Group) []chartRow {
	cutoff := s.Snap.Settings.Int(settings.CutoffHour)
	var hours [24]*report.Group
	first, last := 24, -1
	for i, g := range groups {
		hour, err := strconv.Atoi(g.Name)
		if err != nil || hour < 0 || hour > 23 {
			continue
		}
		at := (hour - cutoff + 24) % 24
		hours[at], first, last = &groups[i], min(first, at), max(last, at)
	}
	var rows []chartRow
	for at := first; at <= last; at++ {
		var sums []money.Money
		if hours[at] != nil {
			sums = hours[at].Sums
		}
		rows = append(rows, p.chartRow(s, fmt.Sprintf("%02d:00", (at+cutoff)%24), sums))
	}
	return rows
}

// dayRows are the days, or the months of many.
func (p reportPage) dayRows(s Model, groups []report.Group) []chartRow {
	var rows []chartRow
	for _, g := range groups {
		at, err := time.Parse(time.DateOnly, g.Name)
		if err != nil {
			continue
		}
		name := at.Format("02/01/2006")
		if len(groups) > manyDays {
			name = at.Format("01/2006")
		}
		row := p.chartRow(s, name, g.Sums)
		if n := len(rows); n > 0 && rows[n-1].name == name {
			last := &rows[n-1]
			last.worth += row.worth
			last.sums = added(last.sums, row.sums)
			continue
		}
		rows = append(rows, row)
	}
	return rows
}

// added are sums per currency of two lists.
func added(a, b []money.Money) []money.Money {
	var all []money.Money
	for _, c := range money.Currencies() {
		sum := money.SumIn(c, slices.Concat(a, b)...)
		if sum.Minor != 0 {
			all = append(all, sum)
		}
	}
	return all
}

func (p reportPage) chartView(s Model) view.Chart {
	rows := p.chartRows(s, p.chart)
	titles := map[view.ChartKind]words.Key{
		view.ChartHour: words.ReportByHour, view.ChartDay: words.ReportByDay, view.ChartCategory: words.ReportByCategory,
		view.ChartTender: words.ReportByTender, view.ChartCashier: words.ReportByCashier, view.ChartItem: words.ReportByItem,
	}
	v := view.Chart{Title: s.word(titles[p.chart])}
	if p.chart == view.ChartDay && len(p.report.ByDay) > manyDays {
		v.Title = s.word(words.ReportByMonth)
	}
	if len(rows) == 0 {
		v.Note = s.word(words.ReportNothing)
		return v
	}
	longest := int64(1)
	for _, r := range rows {
		longest = max(longest, r.worth)
	}
	shown := rows[p.top:min(len(rows), p.top+view.ChartShown)]
	for i, r := range shown {
		amount := "–"
		if len(r.sums) > 0 {
			amount = money.Displayed(r.sums)
		}
		v.Bars[i] = view.Bar{Name: r.name, Amount: amount, Part: int(max(0, r.worth) * 1000 / longest)}
	}
	if twoCurrencies(rows) {
		v.Note = s.word(words.ReportWeighed, riel(p.chartRate(s)))
	}
	if len(rows) > view.ChartShown {
		n := strconv.Itoa
		v.More = s.word(words.ReportPageOf, n(p.top+1), n(p.top+len(shown)), n(len(rows)))
	}
	return v
}
