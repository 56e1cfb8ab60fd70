package model

import (
	"fmt"
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// dayReport is an X report of the design's shop in the afternoon.
func dayReport() report.Report {
	tally := func(n int, m money.Money) report.Tally { return report.Tally{Count: n, Sum: m} }
	r := report.Report{
		First: "2026-11-22", Last: "2026-11-22", Made: uitest.Noon, Till: 1, Shop: settings.Shop{Name: "Sokha Coffee House"},
		Sales: []report.Tally{tally(61, uitest.USD(41275)), tally(25, uitest.KHR(310500))},
		Totals: []report.Totals{
			{Currency: money.USD, Count: 61, Gross: uitest.USD(42875), Discounts: tally(4, uitest.USD(1600)), Net: uitest.USD(41275), Total: uitest.USD(41275), Average: uitest.USD(677), After: uitest.USD(40655), Taxable: uitest.USD(37523), Tax: uitest.USD(3752)},
			{Currency: money.KHR, Count: 25, Gross: uitest.KHR(310500), Net: uitest.KHR(310500), Total: uitest.KHR(310500), Average: uitest.KHR(12420), After: uitest.KHR(310500)},
		},
		Refunds: []report.Tally{tally(1, uitest.USD(620)), tally(0, uitest.KHR(0))}, Voids: []report.Tally{tally(0, uitest.USD(0)), tally(0, uitest.KHR(0))},
		Tenders: []report.TenderTally{
			{Kind: sale.TenderKHQRUSD, Tally: tally(44, uitest.USD(30125))}, {Kind: sale.TenderKHQRKHR, Tally: tally(17, uitest.KHR(214500))},
			{Kind: sale.TenderCashUSD, Tally: tally(17, uitest.USD(11150))}, {Kind: sale.TenderCashKHR, Tally: tally(8, uitest.KHR(96000))},
			{Kind: sale.TenderOtherUSD, Tally: tally(0, uitest.USD(0))}, {Kind: sale.TenderOtherKHR, Tally: tally(0, uitest.KHR(0))},
		},
		Change: []report.Tally{tally(6, uitest.USD(1200)), tally(9, uitest.KHR(61400))}, Rounding: tally(5, uitest.KHR(-140)),
		Rates: []report.RateUse{{Rate: 4100, Since: uitest.Noon.Add(-7 * time.Hour), Count: 86}},
		QR:    report.QRControl{Asked: 66, Paid: 61, Cancelled: 3, Expired: 1, Late: 1, Wait: 14, Unmatched: []report.Tally{tally(1, uitest.USD(420)), tally(0, uitest.KHR(0))}},
		Z: &report.ZHead{Number: 41, Opened: uitest.Noon.Add(-7 * time.Hour), OpenedBy: "សុខា", Grand: []money.Money{uitest.USD(1284530), uitest.KHR(98_310_500)},
			Counts: []drawer.Count{{Kind: drawer.CountOpen, At: uitest.Noon.Add(-7 * time.Hour), By: "សុខា"}}},
		Drawer: []report.Drawer{
			{Currency: money.USD, Float: uitest.USD(5000), CashIn: uitest.USD(11150), Change: uitest.USD(1200), Refunds: uitest.USD(620), Expected: uitest.USD(14330)},
			{Currency: money.KHR, Float: uitest.KHR(200000), CashIn: uitest.KHR(96000), Change: uitest.KHR(61400), PayOuts: uitest.KHR(8000), Expected: uitest.KHR(226600)},
		},
		Approvals: []staff.ApprovalCount{{By: "Dara", Count: 2}}, OpenSales: 2,
		Corrections: report.Corrections{Dropped: 3, Reprints: 1, Overrides: 2},
		Journal:     journal.Head{Seq: 41_246, Hash: "9f3c21ab77e0aa119f3c21ab77e0aa11"},
	}
	for i, cents := range []int64{410, 1120, 1980, 3125, 4410, 6240, 5385, 2560, 1705, 3690, 5835, 4970, 2845} {
		r.ByHour = append(r.ByHour, report.Group{Name: fmt.Sprintf("%02d", 7+i), Count: 7, Sums: []money.Money{uitest.USD(cents), uitest.KHR(cents * 8 / 100 * 100)}})
	}
	for i, name := range []string{"ភេសជ្ជៈ", "អាហារ", "នំប៉័ង", "បន្លែ និងផ្លែឈើ", "Household"} {
		cents := int64(19800 / (i + 1))
		r.ByCategory = append(r.ByCategory, report.Group{Name: name, Count: int64(96 / (i + 1)), Sums: []money.Money{uitest.USD(cents), uitest.KHR(cents * 7 / 100 * 100)}})
	}
	r.ByCashier = []report.Group{{Name: "សុខា", Count: 52, Sums: []money.Money{uitest.USD(26810), uitest.KHR(210500)}}, {Name: "ដារ៉ា", Count: 34, Sums: []money.Money{uitest.USD(14465), uitest.KHR(100000)}}}
	return r
}

// checked is the page with the journal's answer about a paper.
func checked(s Model, paper pos.Paper) Model {
	s.CanReport = true
	s = afterKeys(s, ask(view.DoReports), ask(view.DoCheckNow), typed(0, "j1234 AB12 cd34ef560789"), ask(view.DoCharge))
	c, _ := s.Form().asked.(PaperCommand)
	paper.Code = c.Code
	return done(s, c, told{paper: paper}, nil, uitest.Noon)
}

// dayAudit is the audit of that day.
func dayAudit() report.Report {
	r := report.Report{First: "2026-11-22", Last: "2026-11-22", Made: uitest.Noon, Till: 1, Shop: settings.Shop{Name: "Sokha Coffee House"}, Journal: dayReport().Journal}
	count := func(by string, kind journal.Kind, n int) report.AuditCount {
		return report.AuditCount{By: by, Day: r.First, Kind: kind, Count: n}
	}
	r.Audit = &report.Audit{
		People: []report.AuditCount{
			count("", facts.TillWasClosed, 1),
			count("Dara", facts.DrawerOpened, 1), count("Dara", facts.SettingChanged, 2), count("Dara", report.AuditApproval, 2),
			count("សុខា", facts.BillLineRemoved, 7), count("សុខា", facts.BillCleared, 2), count("សុខា", facts.BillGivenUp, 1), count("សុខា", facts.BillPriceChanged, 1),
			count("សុខា", facts.BillQuantityRaised, 4), count("សុខា", facts.ReceiptReprinted, 2), count("សុខា", facts.ReceiptViewed, 5), count("សុខា", facts.ManagerRefused, 1),
		},
		Events: []report.AuditEvent{
			{Seq: 41_101, At: uitest.Noon.Add(-3 * time.Hour), Kind: facts.BillLineRemoved, By: "សុខា", What: "Jasmine rice 5 kg", Quantity: 2, Amount: uitest.USD(2500), Seen: true},
			{Seq: 41_140, At: uitest.Noon.Add(-2 * time.Hour), Kind: facts.BillGivenUp, By: "សុខា", Quantity: 3, Amount: uitest.USD(8250), Seen: true},
			{Seq: 41_152, At: uitest.Noon.Add(-100 * time.Minute), Kind: facts.BillPriceChanged, By: "សុខា", What: "ទឹកសុទ្ធ", Quantity: 1, Amount: uitest.USD(100), From: "$1.00", To: "$0.50", Seen: true},
			{Seq: 41_160, At: uitest.Noon.Add(-90 * time.Minute), Kind: facts.TillWasClosed, From: "22/11/2026 12:10", To: "22/11/2026 13:02"},
			{Seq: 41_171, At: uitest.Noon.Add(-80 * time.Minute), Kind: facts.DrawerOpened, By: "Dara", What: "change"},
			{Seq: 41_190, At: uitest.Noon.Add(-time.Hour), Kind: facts.SettingChanged, By: "Dara", What: "printer.link", From: "paper:", To: "tcp:192.0.2.10:9100"},
			{Seq: 41_233, At: uitest.Noon.Add(-20 * time.Minute), Kind: facts.ReceiptReprinted, By: "សុខា", What: "01/2026/000187"},
		},
	}
	return r
}

func reportScenes() []scene {
	open := func(s Model, ask ReportAsk) Model {
		s.CanReport = true
		s, _ = s.openReports(uitest.Noon)
		s, _ = reportsPage{}.make(s, ask, uitest.Noon)
		return s
	}
	made := func(s Model, ask ReportAsk, r report.Report) Model {
		s = open(s, ask)
		outline := [2]view.Outline{uitest.OutlineOf(words.English, r), uitest.OutlineOf(words.Khmer, r)}
		return s.ReportMade(s.reportTurn, r, outline, nil, uitest.Noon)
	}
	return []scene{
		{"reports", func(s Model) Model {
			s = openShift(s)
			s.CanReport = true
			return afterKeys(s, ask(view.DoReports), ask(view.DoDown))
		}},
		{"paper-ask", func(s Model) Model {
			s.CanReport = true
			return afterKeys(s, ask(view.DoReports), ask(view.DoCheckNow), typed(0, "J1234-ab12 cd34 ef56 O789"), ask(view.DoCharge))
		}},
		{"paper-verifying", func(s Model) Model {
			s.CanReport, s.Verified = true, Verification{Running: true, Percent: 43}
			return afterKeys(s, ask(view.DoReports), ask(view.DoCheckNow))
		}},
		{"paper-verified", func(s Model) Model {
			s.CanReport, s.Verified = true, Verification{At: uitest.Noon.Add(-time.Hour), Whole: true}
			return afterKeys(s, ask(view.DoReports), ask(view.DoCheckNow))
		}},
		{"paper-broken", func(s Model) Model {
			s.CanReport, s.Verified = true, Verification{At: uitest.Noon.Add(-time.Hour)}
			return afterKeys(s, ask(view.DoReports), ask(view.DoCheckNow))
		}},
		{"paper-genuine", func(s Model) Model {
			return checked(s, pos.Paper{
				Verdict: pos.PaperGenuine, Kind: facts.SaleCompleted, At: uitest.Noon.AddDate(0, -2, 0), Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}, Total: uitest.USD(350),
			})
		}},
		{"paper-refund", func(s Model) Model {
			return checked(s, pos.Paper{
				Verdict: pos.PaperGenuine, Kind: facts.Refunded, At: uitest.Noon.AddDate(0, -2, 0),
				Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 188}, Of: id.Receipt{Till: 1, Year: 2026, Sequence: 187}, Total: uitest.KHR(14000),
			})
		}},
		{"paper-z", func(s Model) Model {
			return checked(s, pos.Paper{Verdict: pos.PaperGenuine, Kind: facts.ShiftClosed, At: uitest.Noon.AddDate(0, -2, 0), Z: 41})
		}},
		{"paper-report", func(s Model) Model {
			return checked(s, pos.Paper{Verdict: pos.PaperGenuine, Kind: facts.PrintEnded, At: uitest.Noon.AddDate(0, -2, 0)})
		}},
		{"paper-unknown", func(s Model) Model { return checked(s, pos.Paper{Verdict: pos.PaperUnknown}) }},
		{"paper-altered", func(s Model) Model { return checked(s, pos.Paper{Verdict: pos.PaperAltered}) }},
		{"report-days", func(s Model) Model {
			s.CanReport = true
			s = afterKeys(s, ask(view.DoReports), digit("5"), typed(0, "1/1"), ask(view.DoCharge))
			return afterKeys(s, typed(1, "31/13"), ask(view.DoCharge))
		}},
		{"report-working", func(s Model) Model {
			s = open(s, ReportAsk{First: "2026-01-01", Last: "2026-11-22"})
			s = edited(s, func(p *reportPage) { p.began = uitest.Noon.Add(-14 * time.Second) })
			return s.ReportStep(s.reportTurn, 11, 31)
		}},
		{"report-x", func(s Model) Model { return made(s, ReportAsk{Shift: true}, dayReport()) }},
		{"report-category", func(s Model) Model {
			return afterKeys(made(s, ReportAsk{Shift: true}, dayReport()), digit("3"))
		}},
		{"report-filed", func(s Model) Model {
			s = afterKeys(made(s, ReportAsk{Shift: true}, dayReport()), digit("4"), ask(view.DoExport), digit("2"))
			return s.ReportFiled(s.reportTurn, "/home/sokha/Documents/Psar/psar-01-x-2026-11-22-143200.xlsx", nil, uitest.Noon)
		}},
		{"report-alarm", func(s Model) Model {
			s.Snap.Alerts = []payment.Alert{{ID: 1, Kind: payment.AlertOutcomeUnknown, Payment: "11773550800001", Currency: money.USD, Money: uitest.USD(420), Raised: uitest.Noon, Last: uitest.Noon, Times: 1}}
			s.Snap.Training = true
			r := dayReport()
			for i := range 3 {
				r.ByHour = append(r.ByHour, report.Group{Name: fmt.Sprint(20 + i), Count: 7, Sums: []money.Money{uitest.USD(400), uitest.KHR(3200)}})
			}
			return made(s, ReportAsk{Shift: true}, r)
		}},
		{"report-audit", func(s Model) Model {
			return made(s, ReportAsk{Audit: true, First: "2026-11-22", Last: "2026-11-22"}, dayAudit())
		}},
		{"report-audit-events", func(s Model) Model {
			r := dayAudit() // with so few of it that each event has room below what was counted
			r.Audit.Events = slices.DeleteFunc(r.Audit.Events, func(e report.AuditEvent) bool {
				return e.Kind != facts.BillLineRemoved && e.Kind != facts.BillPriceChanged
			})
			r.Audit.People = nil
			for _, e := range r.Audit.Events {
				r.Audit.People = append(r.Audit.People, report.AuditCount{By: e.By, Day: r.First, Kind: e.Kind, Count: 1})
			}
			return made(s, ReportAsk{Audit: true, First: "2026-11-22", Last: "2026-11-22"}, r)
		}},
		{"report-audit-days", func(s Model) Model {
			s.CanReport = true
			return afterKeys(s, ask(view.DoReports), digit("6"))
		}},
		{"report-month", func(s Model) Model {
			r := dayReport()
			r.Z, r.Drawer, r.First, r.Training, s.Snap.Training = nil, nil, "2026-10-24", true, true
			r.QR.Unmatched = nil
			for at := uitest.Noon.AddDate(0, 0, -29); !at.After(uitest.Noon); at = at.AddDate(0, 0, 1) {
				cents := int64(30000 + at.Day()*977%21000)
				r.ByDay = append(r.ByDay, report.Group{Name: at.Format(time.DateOnly), Count: 80, Sums: []money.Money{uitest.USD(cents), uitest.KHR(cents * 8 / 100 * 100)}})
			}
			s = made(s, ReportAsk{First: r.First, Last: r.Last}, r)
			return afterKeys(s, ask(view.DoExport))
		}},
	}
}
