package model

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

// groceries is a bill of four lines: an amount, an item so many times, one in
// riel, one with something off.
func groceries(s Model) Model {
	s.Cart = cart{currency: money.USD, row: 3, Lines: []sale.BillLine{
		{Name: "Jasmine rice 5 kg", NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Quantity: 2, Price: uitest.USD(620)},
		{Quantity: 1, Price: uitest.USD(150)},
		{Name: "Duck egg", NameKhmer: "ពងទា", Quantity: 10, Price: uitest.KHR(600)},
		{Name: "Fish sauce", NameKhmer: "ទឹកត្រី", Quantity: 1, Price: uitest.USD(240), Discount: sale.Discount{Part: 1000}},
	}}
	return s
}

// discounted is the same bill with something off all of it too.
func discounted(s Model) Model {
	s = groceries(s)
	s.Cart.off = sale.Discount{Amount: uitest.USD(100)}
	return s
}

// givenSale is what the till says of a sale that was paid in notes.
func givenSale(total money.Money, change []money.Money, given ...money.Money) sale.Sale {
	s := sale.Sale{ID: "s1", State: sale.Completed, Total: total, Change: change, Completed: uitest.Noon, Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 188}}
	for _, g := range given {
		s.Tenders = append(s.Tenders, sale.Tender{Kind: sale.CashTender(g.Currency), Amount: g})
	}
	return s
}

// billScenes are a bill as it is rung up, and bills that were put aside.
func billScenes() []scene {
	return []scene{
		{"bill", groceries},
		{"bill-typing", func(s Model) Model {
			s = discounted(s)
			s.Snap.Settings[settings.TaxMode] = "included"
			return afterKeys(s, digit("3"), ask(view.DoQuantity), digit("75"))
		}},
		{"bill-said", func(s Model) Model {
			s = discounted(s)
			s.Said = Said{Key: words.QuantityFirst, status: view.StatusAttention, until: uitest.Noon.Add(time.Minute)}
			return s
		}},
		{"bill-riel", func(s Model) Model {
			s.Cart = cart{currency: money.KHR, off: sale.Discount{Part: 500}, Lines: []sale.BillLine{
				{Name: "Duck egg", NameKhmer: "ពងទា", Quantity: 10, Price: uitest.KHR(600), Discount: sale.Discount{Amount: uitest.KHR(500)}},
			}}
			return s
		}},
		{"bill-remove", func(s Model) Model {
			return afterKeys(groceries(s), ask(view.DoUp), ask(view.DoBackspace))
		}},
		{"bill-long", func(s Model) Model {
			for range 9 {
				s = afterKeys(s, digit("125"), ask(view.DoNextLine))
			}
			return afterKeys(s, ask(view.DoUp), ask(view.DoUp))
		}},
		{"bill-barred", func(s Model) Model {
			s = discounted(s)
			for range 8 {
				s = afterKeys(s, digit("125"), ask(view.DoNextLine))
			}
			s.Snap.Settings = s.Snap.Settings.With(settings.BaseURL, "https://127.0.0.2:8443").With(settings.TaxMode, "included")
			s.notices = []*fault.Error{
				fault.New(fault.KeyringFile, "/home/till/psar/secrets.json"),
				fault.New(fault.DataExposed, "chmod -R go-rwx '/home/till/.local/share/psar'"),
			}
			s.Snap.Alerts = []payment.Alert{
				{Kind: payment.AlertOtherWriter, Times: 1, Last: uitest.Noon},
				{Kind: payment.AlertKeyringMissing, Times: 1, Last: uitest.Noon},
			}
			return s
		}},
		{"held", func(s Model) Model {
			one := groceries(s).Cart
			s.Snap.Held = []sale.Held{
				{ID: "h1", Bill: sale.Bill{Currency: money.USD, Lines: one.Lines}, At: uitest.Noon.Add(-20 * time.Minute), By: "Srey"},
				{ID: "h2", Bill: sale.Bill{Currency: money.KHR, Lines: []sale.BillLine{{Quantity: 1, Price: uitest.KHR(14000)}}}, At: uitest.Noon.Add(-3 * time.Minute)},
			}
			return afterKeys(s, ask(view.DoHold))
		}},
	}
}

// discountScenes are a discount as it is typed.
func discountScenes() []scene {
	return []scene{
		{"discount", func(s Model) Model { return afterKeys(groceries(s), digit("10"), ask(view.DoDiscount)) }},
		{"discount-empty", func(s Model) Model {
			s = discounted(s)
			return afterKeys(s, ask(view.DoDiscount))
		}},
		{"discount-typed", func(s Model) Model {
			return afterKeys(groceries(s), ask(view.DoDiscount), digit("5"), ask(view.DoPoint), digit("5"))
		}},
		{"discount-refused", func(s Model) Model {
			return afterKeys(groceries(s), digit("9"), digit("000"), ask(view.DoDiscount), digit("1"))
		}},
	}
}

// cashScenes are notes as they are taken, and what comes of it.
func cashScenes() []scene {
	return []scene{
		{"cash", func(s Model) Model {
			return afterKeys(groceries(s), ask(view.DoCash), digit("20"), digit("00"))
		}},
		{"cash-exact", func(s Model) Model { return afterKeys(s, digit("350"), ask(view.DoCash)) }},
		{"cash-short", func(s Model) Model {
			return afterKeys(groceries(s), ask(view.DoCash), digit("500"), ask(view.DoFlip), digit("8000"))
		}},
		{"cash-unusual", func(s Model) Model {
			return afterKeys(groceries(s), ask(view.DoCash), digit("2000000"), ask(view.DoCharge))
		}},
		{"cash-riel", func(s Model) Model {
			return afterKeys(s, ask(view.DoFlip), digit("14000"), ask(view.DoCash), digit("20000"))
		}},
		{"approve", func(s Model) Model {
			s = afterKeys(groceries(staffed(s)), ask(view.DoCash), ask(view.DoCharge))
			return answered(s, GiveCommand{&pos.CashRequest{}}, told{}, fault.New(fault.ManagerNeeded), uitest.Noon)
		}},
		{"voucher", func(s Model) Model {
			s.Snap.Settings[settings.TenderOther] = "Voucher | Card"
			return afterKeys(groceries(s), ask(view.DoCash), ask(view.DoOwner), digit("500"))
		}},
		{"cash-failed", func(s Model) Model {
			s = afterKeys(groceries(s), ask(view.DoCash))
			s = edited(s, func(p *cashPage) { p.asked = GiveCommand{} })
			return answered(s, GiveCommand{&pos.CashRequest{}}, told{}, fault.New(fault.DiskFull, "/home/till/psar"), uitest.Noon)
		}},
		{"change", func(s Model) Model {
			s = afterKeys(s, digit("350"), ask(view.DoCash), digit("500"))
			return answered(s, GiveCommand{&pos.CashRequest{}}, told{sale: givenSale(uitest.USD(350), []money.Money{uitest.USD(100), uitest.KHR(2000)}, uitest.USD(500))}, nil, uitest.Noon)
		}},
		{"change-discount", func(s Model) Model {
			s = afterKeys(discounted(s), ask(view.DoCash))
			sold := givenSale(uitest.USD(1652), nil, uitest.USD(1652))
			sold.Discount = uitest.USD(124)
			return answered(s, GiveCommand{&pos.CashRequest{}}, told{sale: sold}, nil, uitest.Noon)
		}},
		{"cash-discount", func(s Model) Model { return afterKeys(discounted(s), ask(view.DoCash)) }},
		{"change-none", func(s Model) Model {
			s = afterKeys(s, digit("350"), ask(view.DoCash))
			return answered(s, GiveCommand{&pos.CashRequest{}}, told{sale: givenSale(uitest.USD(350), nil, uitest.USD(350))}, nil, uitest.Noon)
		}},
	}
}

// partScenes are a sale that is paid in parts.
func partScenes() []scene {
	return []scene{
		{"part", func(s Model) Model {
			s.Snap.PartPaid = []sale.Sale{{ID: "s1", State: sale.Open, Total: uitest.USD(1200), Rate: 4100, Tenders: []sale.Tender{{Kind: sale.TenderCashUSD, Amount: uitest.USD(500)}}}}
			return afterKeys(s, ask(view.DoSplit))
		}},
		{"part-bar", func(s Model) Model {
			s.Snap.PartPaid = []sale.Sale{{ID: "s1", State: sale.Open, Total: uitest.USD(1200), Rate: 4100, Tenders: []sale.Tender{{Kind: sale.TenderCashUSD, Amount: uitest.USD(500)}}}}
			return s
		}},
	}
}
