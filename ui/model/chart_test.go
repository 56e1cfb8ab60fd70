package model

import (
	"strings"
	"testing"

	"psar/assets/words"
	"psar/pos/money"
	posreport "psar/pos/report"
	"psar/ui/uitest"
	"psar/ui/view"
)

// Bars stand in the order of the business day, with the hours in which nothing was
// sold; many days are months; dollars and riel are compared at the report's rate.
func TestChartRows(t *testing.T) {
	t.Parallel()
	s := New(uitest.Snapshot(), words.English, nil, false)
	both := func(cents, riel int64) []money.Money { return []money.Money{uitest.USD(cents), uitest.KHR(riel)} }
	var p reportPage
	p.report = posreport.Report{
		Rates:      []posreport.RateUse{{Rate: 4000}, {Rate: 4100}},
		ByHour:     []posreport.Group{{Name: "01", Sums: both(100, 0)}, {Name: "22", Sums: both(200, 0)}, {Name: "23", Sums: both(0, 500)}},
		ByCategory: []posreport.Group{{Name: "ភេសជ្ជៈ", Sums: both(100, 0)}, {Name: "Food", Sums: both(0, 4200)}, {Name: "", Sums: both(1, 0)}, {More: 7, Sums: both(900, 0)}},
	}
	names := func(rows []chartRow) string {
		var all []string
		for _, r := range rows {
			all = append(all, r.name+"="+money.Displayed(r.sums))
		}
		return strings.Join(all, " ")
	}
	if got := names(p.chartRows(s, view.ChartHour)); got != "22:00=$2.00 23:00=500 ៛ 00:00= 01:00=$1.00" {
		t.Errorf("hours: %s", got)
	}
	if got := names(p.chartRows(s, view.ChartCategory)); got != "Food=4,200 ៛ ភេសជ្ជៈ=$1.00 (no name)=$0.01 (7 others)=$9.00" {
		t.Errorf("categories: %s", got)
	}
	for day := uitest.Noon; len(p.report.ByDay) < 63; day = day.AddDate(0, 0, 1) {
		p.report.ByDay = append(p.report.ByDay, posreport.Group{Name: day.Format("2006-01-02"), Sums: both(100, 1000)})
	}
	if got := names(p.chartRows(s, view.ChartDay)); got != "11/2026=$9.00 + 9,000 ៛ 12/2026=$31.00 + 31,000 ៛ 01/2027=$23.00 + 23,000 ៛" {
		t.Errorf("months: %s", got)
	}
	if p.chartRows(s, view.ChartCashier) != nil || p.chartRows(s, view.ChartTender) != nil {
		t.Error("bars of nothing")
	}
}
