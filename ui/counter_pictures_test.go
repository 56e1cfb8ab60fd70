package ui

import (
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
)

// groceries is a bill of four lines: an amount, an item so many times, one in
// riel, one with something off.
func groceries(s state) state {
	s.cart = cart{currency: money.USD, row: 3, lines: []sale.BillLine{
		{Name: "Jasmine rice 5 kg", NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Quantity: 2, Price: usd(620)},
		{Quantity: 1, Price: usd(150)},
		{Name: "Duck egg", NameKhmer: "ពងទា", Quantity: 10, Price: khr(600)},
		{Name: "Fish sauce", NameKhmer: "ទឹកត្រី", Quantity: 1, Price: usd(240), Discount: sale.Discount{Part: 1000}},
	}}
	return s
}

// givenSale is what the till says of a sale that was paid in notes.
func givenSale(total money.Money, change []money.Money, given ...money.Money) sale.Sale {
	s := sale.Sale{ID: "s1", State: sale.Completed, Total: total, Change: change, Completed: noon, Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 188}}
	for _, g := range given {
		s.Tenders = append(s.Tenders, sale.Tender{Kind: sale.CashTender(g.Currency), Amount: g})
	}
	return s
}

func counterScenes() []scene {
	keys := func(s state, verbs ...action) state {
		for _, a := range verbs {
			s, _ = s.act(a, noon)
		}
		return s
	}
	digits := func(text string) action { return action{verb: doDigits, text: text} }
	return []scene{
		{"bill", groceries},
		{"bill-typing", func(s state) state {
			s = groceries(s)
			s.cart.off = sale.Discount{Amount: usd(100)}
			s.snap.Settings[settings.TaxMode] = "included"
			return keys(s, digits("3"), action{verb: doQuantity}, digits("75"))
		}},
		{"bill-remove", func(s state) state { return keys(groceries(s), action{verb: doUp}, action{verb: doBackspace}) }},
		{"bill-long", func(s state) state {
			for range 9 {
				s = keys(s, digits("125"), action{verb: doNextLine})
			}
			return keys(s, action{verb: doUp}, action{verb: doUp})
		}},
		{"held", func(s state) state {
			one := groceries(s).cart
			s.snap.Held = []sale.Held{
				{ID: "h1", Bill: sale.Bill{Currency: money.USD, Lines: one.lines}, At: noon.Add(-20 * time.Minute), By: "Srey"},
				{ID: "h2", Bill: sale.Bill{Currency: money.KHR, Lines: []sale.BillLine{{Quantity: 1, Price: khr(14000)}}}, At: noon.Add(-3 * time.Minute)},
			}
			return keys(s, action{verb: doHold})
		}},
		{"discount", func(s state) state { return keys(groceries(s), digits("10"), action{verb: doDiscount}) }},
		{"discount-empty", func(s state) state {
			s = groceries(s)
			s.cart.off = sale.Discount{Amount: usd(100)}
			return keys(s, action{verb: doDiscount})
		}},
		{"discount-typed", func(s state) state {
			return keys(groceries(s), action{verb: doDiscount}, digits("5"), action{verb: doPoint}, digits("5"))
		}},
		{"discount-refused", func(s state) state {
			return keys(groceries(s), digits("9"), digits("000"), action{verb: doDiscount}, digits("1"))
		}},
		{"cash", func(s state) state { return keys(groceries(s), action{verb: doCash}, digits("20"), digits("00")) }},
		{"cash-exact", func(s state) state { return keys(s, digits("350"), action{verb: doCash}) }},
		{"cash-short", func(s state) state {
			return keys(groceries(s), action{verb: doCash}, digits("500"), action{verb: doFlip}, digits("8000"))
		}},
		{"cash-unusual", func(s state) state {
			return keys(groceries(s), action{verb: doCash}, digits("2000000"), action{verb: doCharge})
		}},
		{"cash-riel", func(s state) state {
			return keys(s, action{verb: doFlip}, digits("14000"), action{verb: doCash}, digits("20000"))
		}},
		{"approve", func(s state) state {
			s = keys(groceries(staffed(s)), action{verb: doCash}, action{verb: doCharge})
			return s.done(giveCommand{}, outcome{}, fault.New(fault.ManagerNeeded), noon)
		}},
		{"voucher", func(s state) state {
			s.snap.Settings[settings.TenderOther] = "Voucher | Card"
			return keys(groceries(s), action{verb: doCash}, action{verb: doOwner}, digits("500"))
		}},
		{"cash-failed", func(s state) state {
			s = keys(groceries(s), action{verb: doCash})
			s.desk.cash.busy = true
			return s.done(giveCommand{}, outcome{}, fault.New(fault.DiskFull, "/home/till/psar"), noon)
		}},
		{"change", func(s state) state {
			s = keys(s, digits("350"), action{verb: doCash}, digits("500"))
			return s.done(giveCommand{}, outcome{sale: givenSale(usd(350), []money.Money{usd(100), khr(2000)}, usd(500))}, nil, noon)
		}},
		{"change-none", func(s state) state {
			s = keys(s, digits("350"), action{verb: doCash})
			return s.done(giveCommand{}, outcome{sale: givenSale(usd(350), nil, usd(350))}, nil, noon)
		}},
		{"part", func(s state) state {
			s.snap.PartPaid = []sale.Sale{{ID: "s1", State: sale.Open, Total: usd(1200), Rate: 4100, Tenders: []sale.Tender{{Kind: sale.TenderCashUSD, Amount: usd(500)}}}}
			return keys(s, action{verb: doSplit})
		}},
		{"part-bar", func(s state) state {
			s.snap.PartPaid = []sale.Sale{{ID: "s1", State: sale.Open, Total: usd(1200), Rate: 4100, Tenders: []sale.Tender{{Kind: sale.TenderCashUSD, Amount: usd(500)}}}}
			return s
		}},
	}
}

// The bill and the counter as pictures, judged by eye.
func TestCounterLooksAsDesigned(t *testing.T) {
	faces := map[string]bool{"bill": true, "cash": true, "cash-short": true, "change": true}
	for _, look := range looks[:2] {
		for _, sc := range counterScenes() {
			t.Run(sc.name+"-"+look.name, func(t *testing.T) {
				cashier, customer := drawBoth(t, sc.in(look.language, look.dark), fyne.NewSize(1366, 768), fyne.NewSize(1280, 800))
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-"+look.name+".png"), cashier)
				if look.language == words.English && faces[sc.name] {
					test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-customer-"+look.name+".png"), customer)
				}
			})
		}
	}
	for _, sc := range counterScenes() {
		if sc.name != "bill-typing" && sc.name != "cash-short" && sc.name != "change" {
			continue
		}
		t.Run(sc.name+"-1024x768", func(t *testing.T) {
			size := fyne.NewSize(1024, 768)
			cashier, _ := drawBoth(t, sc.in(words.Khmer, false), size, size)
			test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-1024x768.png"), cashier)
		})
	}
}

// The catalogue's page, and the key that opens it.
func TestItemsLookAsDesigned(t *testing.T) {
	items := []catalogue.Item{
		{Name: "Fish sauce", NameKhmer: "ទឹកត្រី", Barcode: "8847100020017", Price: khr(9800), Category: "Food"},
		{Name: "Jasmine rice 5 kg, new harvest", NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Barcode: "8847100010018", Price: usd(620), Category: "Food"},
		{Name: "Ice", NameKhmer: "ទឹកកក", Price: khr(1000)}, {Name: "Coffee with milk", NameKhmer: "កាហ្វេទឹកដោះគោ", Price: usd(150)},
		{Name: "Bread", NameKhmer: "នំប៉័ង", Price: khr(2500), Category: "Bakery"}, {Name: "Phone card $5", NameKhmer: "កាតទូរស័ព្ទ $5", Price: usd(500)},
	}
	for _, look := range looks[:2] {
		for _, sc := range []scene{
			{"items", func(s state) state { s.desk.items.quick = items; return s }},
			{"items-found", func(s state) state {
				s.desk.items.query, s.desk.items.of, s.desk.items.found = "8847", "8847", items[:2]
				return s
			}},
			{"item-form", func(s state) state {
				kept := items[0]
				kept.ID, kept.QuickKey = "1", 1
				s, _ = s.editItem(kept)
				return s
			}},
			{"item-form-word", func(s state) state {
				s = staffed(s)
				s.desk.items.query = "ស្ករត្នោត"
				s, _ = s.newItem()
				s.desk.form = s.desk.form.withManager().with(3, "2500/").with(5, " ").with(6, "3").with(7, "Dara")
				s.desk.form.problem = said{code: fault.ItemQuickKeyTaken, args: []any{3, "Ice"}}
				s.desk.form.focus = 6
				return s
			}},
			{"item-archive", func(s state) state {
				kept := items[1]
				kept.ID = "1"
				s, _ = s.editItem(kept)
				s, _ = s.archiveItem(noon)
				return s
			}},
			{"line-form", func(s state) state {
				s.desk = desk{}
				s = groceries(s)
				s, _ = s.openLine(noon)
				return s
			}},
			{"items-key", func(s state) state { s.desk = desk{}; return groceries(s) }},
		} {
			t.Run(sc.name+"-"+look.name, func(t *testing.T) {
				s := scene{sc.name, func(s state) state { s.canItems, s.desk = true, desk{page: deskItems}; return sc.state(s) }}
				cashier, _ := drawBoth(t, s.in(look.language, look.dark), fyne.NewSize(1366, 768), fyne.NewSize(1280, 800))
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-"+look.name+".png"), cashier)
			})
		}
	}
}
