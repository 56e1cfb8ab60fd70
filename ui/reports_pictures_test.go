package ui

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos/drawer"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// dayReport is an X report of the design's shop in the afternoon.
func dayReport() report.Report {
	tally := func(n int, m money.Money) report.Tally { return report.Tally{Count: n, Sum: m} }
	r := report.Report{
		First: "2026-11-22", Last: "2026-11-22", Made: noon, Till: 1, Shop: settings.Shop{Name: "Sokha Coffee House"},
		Sales: []report.Tally{tally(61, usd(41275)), tally(25, khr(310500))},
		Totals: []report.Totals{
			{Currency: money.USD, Count: 61, Gross: usd(42875), Discounts: tally(4, usd(1600)), Net: usd(41275), Total: usd(41275), Average: usd(677), After: usd(40655), Taxable: usd(37523), Tax: usd(3752)},
			{Currency: money.KHR, Count: 25, Gross: khr(310500), Net: khr(310500), Total: khr(310500), Average: khr(12420), After: khr(310500)},
		},
		Refunds: []report.Tally{tally(1, usd(620)), tally(0, khr(0))}, Voids: []report.Tally{tally(0, usd(0)), tally(0, khr(0))},
		Tenders: []report.TenderTally{
			{Kind: sale.TenderKHQRUSD, Tally: tally(44, usd(30125))}, {Kind: sale.TenderKHQRKHR, Tally: tally(17, khr(214500))},
			{Kind: sale.TenderCashUSD, Tally: tally(17, usd(11150))}, {Kind: sale.TenderCashKHR, Tally: tally(8, khr(96000))},
			{Kind: sale.TenderOtherUSD, Tally: tally(0, usd(0))}, {Kind: sale.TenderOtherKHR, Tally: tally(0, khr(0))},
		},
		Change: []report.Tally{tally(6, usd(1200)), tally(9, khr(61400))}, Rounding: tally(5, khr(-140)),
		Rates: []report.RateUse{{Rate: 4100, Since: noon.Add(-7 * time.Hour), Count: 86}},
		QR:    report.QRControl{Asked: 66, Paid: 61, Cancelled: 3, Expired: 1, Late: 1, Wait: 14, Unclaimed: []report.Tally{tally(1, usd(420)), tally(0, khr(0))}},
		Z: &report.ZHead{Number: 41, Opened: noon.Add(-7 * time.Hour), OpenedBy: "សុខា", Grand: []money.Money{usd(1284530), khr(98_310_500)},
			Counts: []drawer.Count{{Kind: drawer.CountOpen, At: noon.Add(-7 * time.Hour), By: "សុខា"}}},
		Drawer: []report.Drawer{
			{Currency: money.USD, Float: usd(5000), CashIn: usd(11150), Change: usd(1200), Refunds: usd(620), Expected: usd(14330)},
			{Currency: money.KHR, Float: khr(200000), CashIn: khr(96000), Change: khr(61400), PayOuts: khr(8000), Expected: khr(226600)},
		},
		Approvals: []staff.ApprovalCount{{By: "Dara", Count: 2}}, OpenSales: 2,
		Corrections: report.Corrections{Dropped: 3, Reprints: 1, Overrides: 2},
		Journal:     journal.Head{Seq: 41_246, Hash: "9f3c21ab77e0aa119f3c21ab77e0aa11"},
	}
	for i, cents := range []int64{410, 1120, 1980, 3125, 4410, 6240, 5385, 2560, 1705, 3690, 5835, 4970, 2845} {
		r.ByHour = append(r.ByHour, report.Group{Name: fmt.Sprintf("%02d", 7+i), Count: 7, Sums: []money.Money{usd(cents), khr(cents * 8 / 100 * 100)}})
	}
	for i, name := range []string{"ភេសជ្ជៈ", "អាហារ", "នំប៉័ង", "បន្លែ និងផ្លែឈើ", "Household"} {
		cents := int64(19800 / (i + 1))
		r.ByCategory = append(r.ByCategory, report.Group{Name: name, Count: int64(96 / (i + 1)), Sums: []money.Money{usd(cents), khr(cents * 7 / 100 * 100)}})
	}
	r.ByCashier = []report.Group{{Name: "សុខា", Count: 52, Sums: []money.Money{usd(26810), khr(210500)}}, {Name: "ដារ៉ា", Count: 34, Sums: []money.Money{usd(14465), khr(100000)}}}
	return r
}

func reportScenes() []scene {
	open := func(s state, ask ReportAsk) state {
		s.canReport = true
		s, _ = s.openReports(noon)
		s, _ = s.makeReport(ask, noon)
		return s
	}
	made := func(s state, ask ReportAsk, r report.Report) state {
		s = open(s, ask)
		outline := [2]ReportOutline{outlineOf(words.English, r), outlineOf(words.Khmer, r)}
		return s.reportMade(s.reportTurn, r, outline, nil, noon)
	}
	press := func(s state, verbs ...action) state {
		for _, a := range verbs {
			s, _ = s.act(a, noon)
		}
		return s
	}
	return []scene{
		{"reports", func(s state) state {
			s = openShift(s)
			s.canReport = true
			return press(s, action{verb: doReports}, action{verb: doDown})
		}},
		{"report-days", func(s state) state {
			s.canReport = true
			s = press(s, action{verb: doReports}, action{verb: doDigits, text: "5"}, action{verb: doField, text: "1/1"}, action{verb: doCharge})
			return press(s, action{verb: doField, index: 1, text: "31/13"}, action{verb: doCharge})
		}},
		{"report-working", func(s state) state {
			s = open(s, ReportAsk{First: "2026-01-01", Last: "2026-11-22"})
			s.desk.report.began = noon.Add(-14 * time.Second)
			return s.reportStep(s.reportTurn, 11, 31)
		}},
		{"report-x", func(s state) state { return made(s, ReportAsk{Shift: true}, dayReport()) }},
		{"report-category", func(s state) state {
			return press(made(s, ReportAsk{Shift: true}, dayReport()), action{verb: doDigits, text: "3"})
		}},
		{"report-filed", func(s state) state {
			s = press(made(s, ReportAsk{Shift: true}, dayReport()), action{verb: doDigits, text: "4"}, action{verb: doExport}, action{verb: doDigits, text: "2"})
			return s.reportFiled(s.reportTurn, "/home/sokha/Documents/Psar/psar-01-x-2026-11-22-143200.xlsx", nil, noon)
		}},
		{"report-alarm", func(s state) state {
			s.snap.Alarms = []payment.Alarm{{ID: 1, Kind: payment.AlarmOutcomeUnknown, Payment: "11773550800001", Currency: money.USD, Money: usd(420), Raised: noon, Last: noon, Times: 1}}
			s.snap.Training = true
			r := dayReport()
			for i := range 3 {
				r.ByHour = append(r.ByHour, report.Group{Name: fmt.Sprint(20 + i), Count: 7, Sums: []money.Money{usd(400), khr(3200)}})
			}
			return made(s, ReportAsk{Shift: true}, r)
		}},
		{"report-month", func(s state) state {
			r := dayReport()
			r.Z, r.Drawer, r.First, r.Training, s.snap.Training = nil, nil, "2026-10-24", true, true
			r.QR.Unclaimed = nil
			for at := noon.AddDate(0, 0, -29); !at.After(noon); at = at.AddDate(0, 0, 1) {
				cents := int64(30000 + at.Day()*977%21000)
				r.ByDay = append(r.ByDay, report.Group{Name: at.Format(time.DateOnly), Count: 80, Sums: []money.Money{usd(cents), khr(cents * 8 / 100 * 100)}})
			}
			s = made(s, ReportAsk{First: r.First, Last: r.Last}, r)
			return press(s, action{verb: doExport})
		}},
	}
}

// Reports and their charts as pictures, judged by eye.
func TestReportsLookAsDesigned(t *testing.T) {
	for i, look := range looks[:3] {
		for _, sc := range reportScenes() {
			if i == 2 && sc.name != "report-x" {
				continue
			}
			t.Run(sc.name+"-"+look.name, func(t *testing.T) {
				cashier, _ := drawBoth(t, sc.in(look.language, look.dark), fyne.NewSize(1366, 768), fyne.NewSize(1280, 800))
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-"+look.name+".png"), cashier)
			})
		}
	}
	for _, sc := range reportScenes() {
		if sc.name != "report-x" && sc.name != "report-month" && sc.name != "report-filed" {
			continue
		}
		t.Run(sc.name+"-1024x768", func(t *testing.T) {
			size := fyne.NewSize(1024, 768)
			cashier, _ := drawBoth(t, sc.in(words.Khmer, false), size, size)
			test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-1024x768.png"), cashier)
		})
	}
}
