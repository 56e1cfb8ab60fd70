package ui

import (
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/staff"
)

// openShift is a shop in the middle of its day.
func openShift(s state) state {
	s.snap.Shift = drawer.Shift{
		Z: 41, Open: true, Since: noon.Add(-7 * time.Hour), By: "Sok", Day: s.snap.Day, Drawer: []money.Money{usd(12600), khr(150500)},
	}
	return s
}

// staffed is a shop with three people.
func staffed(s state) state {
	s.snap.Staffed = true
	s.snap.StaffList = []staff.Person{{ID: 1, Name: "Sokha", Role: staff.Owner}, {ID: 2, Name: "Dara", Role: staff.Manager}, {ID: 3, Name: "Srey", Role: staff.Cashier}}
	return s
}

func dayScenes() []scene {
	keys := func(s state, verbs ...action) state {
		for _, a := range verbs {
			s, _ = s.act(a, noon)
		}
		return s
	}
	digits := func(text string) action { return action{verb: doDigits, text: text} }
	down, day, enter := action{verb: doDown}, action{verb: doDay}, action{verb: doCharge}
	into := func(i int, text string) action { return action{verb: doField, index: i, text: text} }
	count := func(s state) state {
		s = keys(openShift(s), day, digits("1"), down, digits("1"), down, down, digits("7"), down, down, down, digits("6"))
		return keys(s, action{verb: doFlip}, down, down, digits("2"), down, down, down, down, digits("5"))
	}
	review := func(s state) state {
		return keys(count(s), action{verb: doNextSale}, into(1, "a note of 500 was torn"), enter, enter)
	}
	soldBill := sale.Sale{ID: "s1", State: sale.Completed, Completed: noon.Add(-2 * time.Hour), Total: usd(1752), Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}, Lines: []sale.Line{
		{Name: "Jasmine rice 5 kg", NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Quantity: 2, Price: usd(620), Total: usd(1240)},
		{Quantity: 1, Price: usd(150), Total: usd(150)},
		{Name: "Duck egg", NameKhmer: "ពងទា", Quantity: 10, Price: khr(600), Total: usd(146)},
		{Name: "Fish sauce", NameKhmer: "ទឹកត្រី", Quantity: 1, Price: usd(240), Discount: usd(24), Total: usd(216)},
	}}
	refund := func(s state) state {
		left, _ := sale.RefundLines(soldBill, nil)
		s = keys(s, action{verb: doRefund}, into(0, "187"), enter)
		s = s.done(refundableCommand{}, outcome{sale: soldBill, left: left}, nil, noon)
		return keys(s, action{verb: doDiscount}, down, action{verb: doDiscount}, down, digits("4"))
	}
	return []scene{
		{"day", func(s state) state { return keys(openShift(s), day, down) }},
		{"day-closed", func(s state) state {
			s.snap.Shift = drawer.Shift{Z: 42, LastZ: noon.Add(-12 * time.Hour), Left: []money.Money{usd(5000), khr(100000)}, Drawer: []money.Money{usd(0), khr(0)}}
			return keys(s, day)
		}},
		{"day-count", count},
		{"day-review", review},
		{"day-done", func(s state) state {
			s = keys(review(s), action{verb: doConfirm})
			z := report.Report{Z: &report.ZHead{Number: 41}, Drawer: []report.Drawer{{Currency: money.USD}, {Currency: money.KHR, Over: khr(-500)}}}
			return s.done(countCommand{task: dayClose}, outcome{report: z}, nil, noon)
		}},
		{"day-move", func(s state) state { return keys(openShift(s), day, digits("3"), into(0, "8000/"), into(1, "ice")) }},
		{"day-left-open", func(s state) state {
			s = openShift(s)
			s.snap.Shift.Day = "2026-11-21"
			return s
		}},
		{"rate-bar", func(s state) state { s.snap.RateOld = true; return s }},
		{"staff", func(s state) state { return keys(staffed(s), action{verb: doStaff}, down) }},
		{"staff-form", func(s state) state {
			s = keys(staffed(s), action{verb: doStaff}, digits("3"), into(1, " "), into(2, "2468"), into(3, "2468"), into(5, "99"))
			s.desk.form.focus = 5
			s.desk.form.problem = said{code: fault.PINWrong}
			return s
		}},
		{"staff-leaves", func(s state) state {
			return keys(staffed(s), action{verb: doStaff}, digits("2"), action{verb: doNextSale}, into(1, "1234"), enter, enter)
		}},
		{"mark-form", func(s state) state {
			s = keys(withFront(shownAttempt("0126112300000017", usd(350), 70*time.Second))(staffed(s)), action{verb: doMark})
			s = s.done(managerCommand{}, outcome{pin: true}, nil, noon)
			return keys(s, into(0, "FT26327HX81"), into(1, "Dara"))
		}},
		{"rate", func(s state) state {
			s = keys(staffed(s), action{verb: doRate}, into(1, "Dara"))
			s.desk.rates = []facts.RateSaid{{Rate: 4100, By: "Dara", At: noon.Add(-24 * time.Hour)}, {Rate: 4080, By: "Sokha", At: noon.Add(-50 * time.Hour)}}
			return s
		}},
		{"rate-review", func(s state) state { return keys(s, action{verb: doRate}, into(0, "4050"), enter) }},
		{"refund", refund},
		{"lock", func(s state) state { s, _ = staffed(s).lock(noon); s.desk.row = 1; return s }},
		{"lock-pin", func(s state) state {
			s, _ = staffed(s).lock(noon)
			return keys(s, digits("2"), into(0, "22"))
		}},
		{"owner-bar", func(s state) state { s.asksOwner = true; return s }},
		{"owner", func(s state) state {
			s.asksOwner = true
			return keys(s, action{verb: doOwner}, into(0, "Sokha"), into(1, "1234"), into(2, "1243"), down, down, enter)
		}},
		{"refund-form", func(s state) state {
			s = keys(refund(staffed(s)), action{verb: doFlip}, enter)
			s = s.done(managerCommand{}, outcome{pin: true}, nil, noon)
			return keys(s, into(0, "FT26327HX81"), into(1, "the bag was torn"), into(2, "Dara"))
		}},
		{"refund-done", func(s state) state {
			s = keys(refund(s), enter, into(0, "the bag was torn"), into(1, "Dara"), enter, enter, action{verb: doConfirm})
			return s.done(refundCommand{}, outcome{refund: sale.Refund{
				Number: id.Receipt{Till: 1, Year: 2026, Sequence: 201},
				Paid:   []sale.Tender{{Kind: sale.TenderCashUSD, Amount: usd(800)}, {Kind: sale.TenderCashKHR, Amount: khr(3900)}},
			}}, nil, noon)
		}},
	}
}

// The drawer, the shift and refunds as pictures, judged by eye.
func TestDayLooksAsDesigned(t *testing.T) {
	for _, look := range looks[:2] {
		for _, sc := range dayScenes() {
			t.Run(sc.name+"-"+look.name, func(t *testing.T) {
				cashier, _ := drawBoth(t, sc.in(look.language, look.dark), fyne.NewSize(1366, 768), fyne.NewSize(1280, 800))
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-"+look.name+".png"), cashier)
			})
		}
	}
	for _, sc := range dayScenes() {
		if sc.name != "day-count" && sc.name != "refund" && sc.name != "refund-form" {
			continue
		}
		t.Run(sc.name+"-1024x768", func(t *testing.T) {
			size := fyne.NewSize(1024, 768)
			cashier, _ := drawBoth(t, sc.in(words.Khmer, false), size, size)
			test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-1024x768.png"), cashier)
		})
	}
}
