package storage

import (
	"context"
	"maps"
	"slices"

	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
)

// mostMinor is the most that a row counts for in a sum: no shop sells for more, and the sum of
// what somebody else wrote into a table must not be too large for SQLite, whose query would fail.
const mostMinor = "1000000000000"

// total is the sum of a column of amounts or quantities, in SQL.
func total(column string) string {
	return "sum(CAST(min(max(" + column + ", -" + mostMinor + "), " + mostMinor + ") AS INTEGER))"
}

// tallies reads rows of currency, count and sum, and returns one tally per currency, even
// where there are no rows.
func tallies(ctx context.Context, q querier, query string, args ...any) ([]report.Tally, error) {
	found := map[money.Currency]report.Tally{}
	rows, err := q.QueryContext(ctx, query, args...)
	err = each(rows, err, func(scan func(...any) error) error {
		var t report.Tally
		err := scan(&t.Sum.Currency, &t.Count, &t.Sum.Minor)
		found[t.Sum.Currency] = t
		return err
	})
	var all []report.Tally
	for _, c := range money.Currencies() {
		t := found[c]
		t.Sum.Currency = c
		all = append(all, t)
	}
	return all, err
}

// tenderTallies reads rows of kind, currency, count and sum, and returns one tally per kind,
// even where there are no rows.
func tenderTallies(ctx context.Context, q querier, query string, s scope) ([]report.TenderTally, error) {
	found := map[sale.TenderKind]report.Tally{}
	rows, err := q.QueryContext(ctx, query, s.from, s.to)
	err = each(rows, err, func(scan func(...any) error) error {
		var kind sale.TenderKind
		var t report.Tally
		if err := scan(&kind, &t.Sum.Currency, &t.Count, &t.Sum.Minor); err != nil {
			return err
		}
		if t.Sum.Currency == kind.Currency() { // journal verify names one that is not
			found[kind] = t
		}
		return nil
	})
	var all []report.TenderTally
	for _, kind := range sale.TenderKinds() {
		t := found[kind]
		t.Sum.Currency = kind.Currency()
		all = append(all, report.TenderTally{Kind: kind, Tally: t})
	}
	return all, err
}

// Queries of groups: name, currency, count and sum, of a scope.
var (
	groupDay      = grouping{"s.day", "s.currency", "1", "s.total_minor", "", "name"}
	groupCashier  = grouping{"s.cashier", "s.currency", "1", "s.total_minor", "", "name"} // see cashiers
	groupHour     = grouping{"printf('%02d', (s.completed_ms / 60000 + s.offset_minutes) / 60 % 24)", "s.currency", "1", "s.total_minor", "", "name"}
	groupCategory = grouping{"l.category", "l.total_currency", "l.quantity", "l.total_minor",
		"CROSS JOIN sale_lines l ON l.sale_id = s.id", "worth DESC, name"}
	groupItem = grouping{"iif(l.name <> '', l.name, l.name_km)", "l.total_currency", "l.quantity", "l.total_minor",
		"CROSS JOIN sale_lines l ON l.sale_id = s.id", "worth DESC, name"}
	groupOther = grouping{"t.name", "t.currency", "1", "t.amount_minor",
		"CROSS JOIN tenders t ON t.sale_id = s.id AND t.name <> ''", "name"}
)

// grouping is what to group sales by, and what to add up.
type grouping struct{ name, currency, count, sum, join, order string }

// groups adds up groups of sales: at most so many, and the others in one more row. Dollars
// are weighed at 4,000 riel, for the order only.
func groups(ctx context.Context, q querier, s scope, g grouping, most int) ([]report.Group, error) {
	list := groupList{most: most}
	err := eachGroup(ctx, q, s, g, list.add)
	return list.all(), err
}

// cashiers is groups of cashiers: who was renamed is in one of them, with the name of today.
func cashiers(ctx context.Context, q querier, s scope, most int) ([]report.Group, error) {
	found := map[string]report.Group{}
	by := groupCashier
	by.name = s.called.key(by.name, "s.completed_ms")
	err := eachGroup(ctx, q, s, by, func(g report.Group) {
		g.Name = s.called.of(g.Name)
		found[g.Name] = together(g, found[g.Name])
	})
	list := groupList{most: most}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		list.add(found[name])
	}
	return list.all(), err
}

// together is a group with what is in another one.
func together(g, other report.Group) report.Group {
	g.Count += other.Count
	for i, sum := range other.Sums {
		g.Sums[i] = money.SumIn(sum.Currency, g.Sums[i], sum)
	}
	return g
}

// groupList is the first groups, at most so many, and the others in one.
type groupList struct {
	most   int
	first  []report.Group
	others report.Group
}

func (l *groupList) add(g report.Group) {
	switch {
	case len(l.first) < l.most:
		l.first = append(l.first, g)
		return
	case l.others.More == 0:
		l.others.Sums = []money.Money{{Currency: money.USD}, {Currency: money.KHR}}
	}
	l.others.More++
	l.others = together(l.others, g)
}

func (l *groupList) all() []report.Group {
	if l.others.More > 0 {
		return append(l.first, l.others)
	}
	return l.first
}

// eachGroup calls f for each group, in their order.
func eachGroup(ctx context.Context, q querier, s scope, g grouping, f func(report.Group)) error {
	rows, err := q.QueryContext(ctx, `SELECT `+g.name+` AS name, `+total(g.count)+`,
			`+total("iif("+g.currency+" = 'USD', "+g.sum+", 0)")+` AS usd, `+total("iif("+g.currency+" = 'KHR', "+g.sum+", 0)")+` AS khr,
			`+total("iif("+g.currency+" = 'USD', 40, 1) * "+g.sum)+` AS worth
		FROM sales s `+g.join+` WHERE `+s.completed("s")+` GROUP BY 1 ORDER BY `+g.order, s.from, s.to)
	return each(rows, err, func(scan func(...any) error) error {
		var group report.Group
		var worth int64
		usd, khr := money.Money{Currency: money.USD}, money.Money{Currency: money.KHR}
		err := scan(&group.Name, &group.Count, &usd.Minor, &khr.Minor, &worth)
		group.Sums = []money.Money{usd, khr}
		f(group)
		return err
	})
}

func fillGroups(ctx context.Context, q querier, r *report.Report, s scope) (err error) {
	if r.ByCashier, err = cashiers(ctx, q, s, report.MaxGroups); err != nil {
		return err
	}
	for _, part := range []struct {
		into *[]report.Group
		by   grouping
		most int
	}{
		{&r.ByHour, groupHour, 24},
		{&r.ByCategory, groupCategory, report.MaxGroups},
		{&r.ByItem, groupItem, report.MaxItems},
		{&r.Others, groupOther, report.MaxGroups},
	} {
		found, err := groups(ctx, q, s, part.by, part.most)
		if err != nil {
			return err
		}
		*part.into = found
	}
	if len(r.ByCashier) == 1 && r.ByCashier[0].Name == "" {
		r.ByCashier = nil // nobody signed in
	}
	return nil
}
