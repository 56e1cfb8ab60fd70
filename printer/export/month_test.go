package export_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"psar/pos/drawer"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

func usd(minor int64) money.Money { return money.Cents(minor) }
func khr(minor int64) money.Money { return money.Riel(minor) }

func shop() settings.Shop {
	return settings.Shop{
		Name: "Sokha Coffee House", NameKhmer: "ហាងកាហ្វេ សុខា",
		Address: "ផ្លូវលេខ ២៤០ សង្កាត់ចតុមុខ រាជធានីភ្នំពេញ", VATTIN: "L001-901234567",
	}
}

// soldAt is one sale of a month: one item, paid in full.
type soldAt struct {
	day, hour     int
	cashier, item string
	paid          money.Money
}

// The items' names have subscripts, stacked vowels, a robat, and Latin within Khmer;
// some look like formulas.
var drinks = []string{
	"កាហ្វេទឹកដោះគោទឹកកក", "តែបៃតងជប៉ុន", "នំប៉័ងសាច់ជ្រូក", "ទឹកក្រូចច្របាច់", "បាយសាច់មាន់ស្រុក", "ស្រ្តីមេម៉ាយ", "ធម៌", "Cappuccino (ធំ)",
	"Iced latte", "=SUM(A1:A9)", "+855 12 345 678", "@home", "-5% lunch", "ខ្ញុំ, \"ស្រឡាញ់\" កាហ្វេ",
}

// month is a month's sales, with amounts so spread that no two sums are equal.
func month() []soldAt {
	var all []soldAt
	for i := range 1500 {
		s := soldAt{day: 1 + i%31, hour: 6 + i*7%13, cashier: []string{"សុខ ដារ៉ា", "Srey Leak", "ចាន់ ថា"}[i/31%3], item: drinks[i*5%len(drinks)]}
		if i*i%7 == 2 || i%11 == 3 {
			s.paid = khr(int64(4000 + i%97*100))
		} else {
			s.paid = usd(int64(125 + i*37%2893))
		}
		if i >= 1400 {
			s.item = fmt.Sprintf("ភេសជ្ជៈលេខ %d", i)
		}
		all = append(all, s)
	}
	return all
}

// sums adds up the sales that want accepts.
func sums(all []soldAt, want func(soldAt) bool) (n int, dollars, riel int64) {
	for _, s := range all {
		if !want(s) {
			continue
		}
		n++
		if s.paid.Currency == money.USD {
			dollars += s.paid.Minor
		} else {
			riel += s.paid.Minor
		}
	}
	return n, dollars, riel
}

// groups are a report's groups, by the name of each sale.
func groups(all []soldAt, name func(soldAt) string) []report.Group {
	var names []string
	for _, s := range all {
		if n := name(s); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	var out []report.Group
	for _, n := range names {
		count, dollars, riel := sums(all, func(s soldAt) bool { return name(s) == n })
		out = append(out, report.Group{Name: n, Count: int64(count), Sums: []money.Money{usd(dollars), khr(riel)}})
	}
	return out
}

func dayOf(s soldAt) string { return fmt.Sprintf("2026-10-%02d", s.day) }

// monthReport is the report of the month's sales.
func monthReport(all []soldAt) report.Report {
	dollars, dollarSum, _ := sums(all, func(s soldAt) bool { return s.paid.Currency == money.USD })
	riel, _, rielSum := sums(all, func(s soldAt) bool { return s.paid.Currency == money.KHR })
	tally := func(n int, m money.Money) report.Tally { return report.Tally{Count: n, Sum: m} }
	return report.Report{
		First: "2026-10-01", Last: "2026-10-31", Made: time.Date(2026, 11, 1, 2, 5, 0, 0, time.UTC).In(money.PhnomPenh),
		Shop: shop(), Till: 1, Version: "1.4.0",
		FirstReceipt: id.Receipt{Till: 1, Year: 2026, Sequence: 501}, LastReceipt: id.Receipt{Till: 1, Year: 2026, Sequence: 2000},
		Sales: []report.Tally{tally(dollars, usd(dollarSum)), tally(riel, khr(rielSum))},
		Totals: []report.Totals{
			{Currency: money.USD, Count: dollars, Gross: usd(dollarSum + 2150), Discounts: tally(7, usd(2150)), Net: usd(dollarSum), Taxable: usd(dollarSum * 10 / 11), Tax: usd(dollarSum - dollarSum*10/11),
				Total: usd(dollarSum), Average: usd(dollarSum / int64(max(dollars, 1))), After: usd(dollarSum - 583)},
			{Currency: money.KHR, Count: riel, Gross: khr(rielSum), Net: khr(rielSum), Total: khr(rielSum), Average: khr(rielSum / int64(max(riel, 1))), After: khr(rielSum)},
		},
		ByDay: groups(all, dayOf), ByCashier: groups(all, func(s soldAt) string { return s.cashier }),
		ByHour:  groups(all, func(s soldAt) string { return fmt.Sprintf("%02d", s.hour) }),
		ByItem:  groups(all, func(s soldAt) string { return s.item }),
		Refunds: []report.Tally{tally(1, usd(583)), tally(0, khr(0))}, Voids: []report.Tally{tally(0, usd(0)), tally(0, khr(0))},
		Tenders: []report.TenderTally{{Kind: sale.TenderKHQRUSD, Tally: tally(dollars, usd(dollarSum))}, {Kind: sale.TenderCashKHR, Tally: tally(riel, khr(rielSum))}},
		Rates:   []report.RateUse{{Rate: 4100, Since: time.Date(2026, 9, 30, 23, 12, 0, 0, time.UTC), Count: 1400}, {Rate: 4090, Since: time.Date(2026, 10, 20, 1, 30, 0, 0, time.UTC), Count: 100}},
		Change:  []report.Tally{tally(12, usd(2400)), tally(40, khr(182300))}, Rounding: tally(3, khr(-120)),
		Corrections: report.Corrections{Dropped: 9, Reprints: 2, NoSale: 1},
		QR:          report.QRControl{Asked: 1012, Paid: 1000, Cancelled: 9, Expired: 3, Wait: 14, Unmatched: []report.Tally{tally(1, usd(350)), tally(0, khr(0))}},
		Journal:     journal.Head{Seq: 90210, Hash: "77e0aa101f0c55ab00112233"},
	}
}

// zReport is a shift's Z report.
func zReport(all []soldAt) report.Report {
	r := monthReport(all)
	at := func(h int) time.Time { return time.Date(2026, 10, 5, h, 3, 0, 0, time.UTC) }
	counted := []money.Money{usd(5000), khr(100000)}
	r.First, r.Last, r.ByDay = "2026-10-05", "2026-10-05", nil
	r.PaidBack = []report.TenderTally{{Kind: sale.TenderCashUSD, Tally: report.Tally{Count: 1, Sum: usd(583)}}}
	r.Drawer = []report.Drawer{
		{Currency: money.USD, Float: usd(5000), CashIn: usd(19550), Change: usd(1450), Refunds: usd(500), Drops: usd(10000), Expected: usd(12600), Counted: usd(12600), Over: usd(0)},
		{Currency: money.KHR, Float: khr(100000), CashIn: khr(148200), Change: khr(86300), Refunds: khr(3400), PayOuts: khr(8000), Expected: khr(150500), Counted: khr(150000), Over: khr(-500)},
	}
	r.Z = &report.ZHead{
		Number: 41, Opened: at(0), OpenedBy: "សុខ ដារ៉ា", Closed: at(14), ClosedBy: "Srey Leak",
		Counts: []drawer.Count{
			{Kind: drawer.CountOpen, At: at(0), By: "សុខ ដារ៉ា", Counted: counted},
			{Kind: drawer.CountHandover, At: at(7), By: "សុខ ដារ៉ា", To: "Srey Leak", Counted: counted},
			{Kind: drawer.CountClose, At: at(14), By: "Srey Leak", Reason: "a note of 500 was torn, ប្រាក់ ៥០០ រហែក", Notes: []money.DenominationCount{
				{Note: usd(5000), Count: 1}, {Note: usd(1000), Count: 7}, {Note: usd(100), Count: 6}, {Note: khr(50000), Count: 2}, {Note: khr(10000), Count: 5},
			}},
		},
		Grand: []money.Money{usd(2381742), khr(18120300)}, PrevHash: "1f0c55ab77e0aa10deadbeef", Hash: "77e0aa101f0c55ab00112233",
	}
	return r
}

// day are the sales of the month's fifth day.
func day(t *testing.T) []soldAt {
	t.Helper()
	all := slices.DeleteFunc(month(), func(s soldAt) bool { return s.day != 5 })
	if len(all) < 40 {
		t.Fatalf("%d sales on one day", len(all))
	}
	return all
}
