package storage

import (
	"context"
	"fmt"
	"testing"
	"time"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
)

// What a report has no room for is in one more row: each of its lists adds up to the sales.
func TestReportGroupsAddUp(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	const some = 3 // more than there is room for
	receipt, pieces := 0, 0
	sell := func(at time.Time, cashier string, lines ...sale.Line) {
		receipt++
		batch := paid(receipt, receipt, lines[0].Total, at)
		sale := batch.Sales[0]
		sale.Cashier, sale.Lines, sale.Total.Minor = cashier, lines, 0
		for _, l := range lines {
			sale.Total.Minor += l.Total.Minor
			pieces += int(l.Quantity)
		}
		sale.Tenders[0].Amount = sale.Total
		batch.Sales[0] = sale
		batch.Facts = []journal.Fact{{Kind: facts.SaleCompleted, Payload: sale}}
		mustCommit(t, db, batch)
	}
	line := func(n int, m money.Money) sale.Line {
		return sale.Line{
			Name: fmt.Sprintf("item %03d", n), Category: fmt.Sprintf("category %03d", n%(report.MaxGroups+some)),
			Quantity: 2, Price: money.Of(m.Minor/2, m.Currency), Total: m,
		}
	}
	for _, m := range []money.Money{usd(150), khr(4000)} {
		var lines []sale.Line
		for n := range report.MaxItems + some {
			lines = append(lines, line(n, money.Of(m.Minor+int64(2*n), m.Currency)))
		}
		sell(noon, "Sok", lines...)
	}
	for n := range report.MaxGroups + some {
		sell(noon.Add(time.Duration(n)*24*time.Hour), fmt.Sprintf("cashier %03d", n), line(n, usd(300)))
	}
	r, err := db.Report(ctx, noonDay, money.DayOf(noon.Add(300*24*time.Hour), money.DefaultCutoffHour))
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []struct {
		name   string
		groups []report.Group
		named  int
		more   int
		count  int
	}{
		{"cashiers", r.ByCashier, report.MaxGroups, some + 1, receipt}, // the row of the others, which includes Sok
		{"categories", r.ByCategory, report.MaxGroups, some, pieces},
		{"items", r.ByItem, report.MaxItems, some, pieces},
		{"days", r.ByDay, report.MaxGroups + some, 0, receipt}, // all days: a year is longer than any other list
	} {
		named, more, count := 0, 0, int64(0)
		sums := map[money.Currency]int64{}
		for _, g := range list.groups {
			if count += g.Count; g.More == 0 {
				named++
			}
			more += g.More
			for _, m := range g.Sums {
				sums[m.Currency] += m.Minor
			}
		}
		if named != list.named || more != list.more {
			t.Errorf("%s: %d rows and %d others, want %d and %d", list.name, named, more, list.named, list.more)
		}
		if count != int64(list.count) {
			t.Errorf("%s: %d in all, want %d", list.name, count, list.count)
		}
		for _, sold := range r.Sales {
			if sums[sold.Sum.Currency] != sold.Sum.Minor {
				t.Errorf("%s: %d %s, %v was sold", list.name, sums[sold.Sum.Currency], sold.Sum.Currency, sold.Sum)
			}
		}
	}
}
