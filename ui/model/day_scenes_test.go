package model

import (
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// openShift is a shop in the middle of its day.
func openShift(s Model) Model {
	s.Snap.Shift = drawer.Shift{
		Z: 41, Open: true, Since: uitest.Noon.Add(-7 * time.Hour), By: "Sok", Day: s.Snap.Day, Drawer: []money.Money{uitest.USD(12600), uitest.KHR(150500)},
	}
	return s
}

// staffed is a shop with three people.
func staffed(s Model) Model {
	s.Snap.Staffed = true
	s.Snap.StaffList = []staff.Person{{ID: 1, Name: "Sokha", Role: staff.Owner}, {ID: 2, Name: "Dara", Role: staff.Manager}, {ID: 3, Name: "Srey", Role: staff.Cashier}}
	return s
}

func dayScenes() []scene {
	keys := func(s Model, verbs ...view.Action) Model {
		for _, a := range verbs {
			s, _ = s.Act(a, uitest.Noon)
		}
		return s
	}
	digits := func(text string) view.Action { return view.Action{Verb: view.DoDigits, Text: text} }
	down, day, enter := view.Action{Verb: view.DoDown}, view.Action{Verb: view.DoDay}, view.Action{Verb: view.DoCharge}
	into := func(i int, text string) view.Action { return view.Action{Verb: view.DoField, Index: i, Text: text} }
	count := func(s Model) Model {
		s = keys(openShift(s), day, digits("1"), down, digits("1"), down, down, digits("7"), down, down, down, digits("6"))
		return keys(s, view.Action{Verb: view.DoFlip}, down, down, digits("2"), down, down, down, down, digits("5"))
	}
	review := func(s Model) Model {
		return keys(count(s), view.Action{Verb: view.DoNextSale}, into(1, "a note of 500 was torn"), enter, enter)
	}
	soldBill := sale.Sale{ID: "s1", State: sale.Completed, Completed: uitest.Noon.Add(-2 * time.Hour), Total: uitest.USD(1752), Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}, Lines: []sale.Line{
		{Name: "Jasmine rice 5 kg", NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Quantity: 2, Price: uitest.USD(620), Total: uitest.USD(1240)},
		{Quantity: 1, Price: uitest.USD(150), Total: uitest.USD(150)},
		{Name: "Duck egg", NameKhmer: "ពងទា", Quantity: 10, Price: uitest.KHR(600), Total: uitest.USD(146)},
		{Name: "Fish sauce", NameKhmer: "ទឹកត្រី", Quantity: 1, Price: uitest.USD(240), Discount: uitest.USD(24), Total: uitest.USD(216)},
	}}
	refund := func(s Model) Model {
		left, _ := sale.RefundLines(soldBill, nil)
		s = keys(s, view.Action{Verb: view.DoRefund}, into(0, "187"), enter)
		s = done(s, RefundableCommand{}, told{sale: soldBill, left: left}, nil, uitest.Noon.Add(-SettleFor))
		return keys(s, view.Action{Verb: view.DoDiscount}, down, view.Action{Verb: view.DoDiscount}, down, digits("4"))
	}
	return []scene{
		{"day", func(s Model) Model { return keys(openShift(s), day, down) }},
		{"day-closed", func(s Model) Model {
			s.Snap.Shift = drawer.Shift{Z: 42, LastZ: uitest.Noon.Add(-12 * time.Hour), Left: []money.Money{uitest.USD(5000), uitest.KHR(100000)}, Drawer: []money.Money{uitest.USD(0), uitest.KHR(0)}}
			return keys(s, day)
		}},
		{"day-count", count},
		{"day-review", review},
		{"day-done", func(s Model) Model {
			s = keys(review(s), view.Action{Verb: view.DoConfirm})
			z := report.Report{Z: &report.ZHead{Number: 41}, Drawer: []report.Drawer{{Currency: money.USD}, {Currency: money.KHR, Over: uitest.KHR(-500)}}}
			return done(s, CountCommand{Task: dayClose, Request: &drawer.CountRequest{}}, told{report: z}, nil, uitest.Noon)
		}},
		{"day-move", func(s Model) Model { return keys(openShift(s), day, digits("3"), into(0, "8000/"), into(1, "ice")) }},
		{"day-left-open", func(s Model) Model {
			s = openShift(s)
			s.Snap.Shift.Day = "2026-11-21"
			return s
		}},
		{"rate-bar", func(s Model) Model { s.Snap.RateOld = true; return s }},
		{"staff", func(s Model) Model { return keys(staffed(s), view.Action{Verb: view.DoStaff}, down) }},
		{"staff-form", func(s Model) Model {
			s = keys(staffed(s), view.Action{Verb: view.DoStaff}, digits("3"), into(1, " "), into(2, "2468"), into(3, "2468"), into(5, "99"))
			s.Desk.Form.Focus = 5
			s.Desk.Form.Problem = Said{Code: fault.PINWrong}
			return s
		}},
		{"staff-leaves", func(s Model) Model {
			return keys(staffed(s), view.Action{Verb: view.DoStaff}, digits("2"), view.Action{Verb: view.DoNextSale}, into(1, "1234"), enter, enter)
		}},
		{"mark-form", func(s Model) Model {
			s = keys(withFront(uitest.Shown("0126112300000017", uitest.USD(350), 70*time.Second))(staffed(s)), view.Action{Verb: view.DoMark})
			s = done(s, ManagerCommand{s.Form().Task()}, told{pin: true}, nil, uitest.Noon)
			return keys(s, into(0, "FT26327HX81"), into(1, "Dara"))
		}},
		{"rate", func(s Model) Model {
			s = keys(staffed(s), view.Action{Verb: view.DoRate}, into(1, "Dara"))
			s.Desk.rates = []facts.RateSaid{{Rate: 4100, By: "Dara", At: uitest.Noon.Add(-24 * time.Hour)}, {Rate: 4080, By: "Sokha", At: uitest.Noon.Add(-50 * time.Hour)}}
			return s
		}},
		{"rate-review", func(s Model) Model { return keys(s, view.Action{Verb: view.DoRate}, into(0, "4050"), enter) }},
		{"refund", refund},
		{"lock", func(s Model) Model { s, _ = staffed(s).lock(uitest.Noon); s.Desk.row = 1; return s }},
		{"lock-pin", func(s Model) Model {
			s, _ = staffed(s).lock(uitest.Noon)
			return keys(s, digits("2"), into(0, "22"))
		}},
		{"owner-bar", func(s Model) Model { s.AsksOwner = true; return s }},
		{"owner", func(s Model) Model {
			s.AsksOwner = true
			return keys(s, view.Action{Verb: view.DoOwner}, into(0, "Sokha"), into(1, "1234"), into(2, "1243"), down, down, enter)
		}},
		{"refund-form", func(s Model) Model {
			s = keys(refund(staffed(s)), view.Action{Verb: view.DoFlip}, enter)
			s = done(s, ManagerCommand{s.Form().Task()}, told{pin: true}, nil, uitest.Noon)
			return keys(s, into(0, "FT26327HX81"), into(1, "the bag was torn"), into(2, "Dara"))
		}},
		{"refund-done", func(s Model) Model {
			s = keys(refund(s), enter, into(0, "the bag was torn"), into(1, "Dara"), enter, enter, view.Action{Verb: view.DoConfirm})
			return done(s, RefundCommand{&pos.RefundRequest{}}, told{refund: sale.Refund{
				Number: id.Receipt{Till: 1, Year: 2026, Sequence: 201},
				Paid:   []sale.Tender{{Kind: sale.TenderCashUSD, Amount: uitest.USD(800)}, {Kind: sale.TenderCashKHR, Amount: uitest.KHR(3900)}},
			}}, nil, uitest.Noon)
		}},
	}
}
