package model

import (
	"time"

	"psar/pos"
	"psar/pos/id"
	"psar/pos/sale"
	"psar/ui/uitest"
	"psar/ui/view"
)

// soldBill is a sale whose lines may come back.
var soldBill = sale.Sale{ID: "s1", State: sale.Completed, Completed: uitest.Noon.Add(-2 * time.Hour), Total: uitest.USD(1752), Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}, Lines: []sale.Line{
	{Name: "Jasmine rice 5 kg", NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Quantity: 2, Price: uitest.USD(620), Total: uitest.USD(1240)},
	{Quantity: 1, Price: uitest.USD(150), Total: uitest.USD(150)},
	{Name: "Duck egg", NameKhmer: "ពងទា", Quantity: 10, Price: uitest.KHR(600), Total: uitest.USD(146)},
	{Name: "Fish sauce", NameKhmer: "ទឹកត្រី", Quantity: 1, Price: uitest.USD(240), Discount: uitest.USD(24), Total: uitest.USD(216)},
}}

// atRefund is a refund whose lines are being chosen.
func atRefund(s Model) Model {
	left, _ := sale.RefundLines(soldBill, nil)
	s = afterKeys(s, ask(view.DoRefund), typed(0, "187"), ask(view.DoCharge))
	s = answered(s, RefundableCommand{}, told{sale: soldBill, left: left}, nil, uitest.Noon.Add(-SettleFor))
	return afterKeys(s, ask(view.DoDiscount), ask(view.DoDown), ask(view.DoDiscount), ask(view.DoDown), digit("4"))
}

// refundScenes are a refund, from its lines to what is given back.
func refundScenes() []scene {
	return []scene{
		{"refund", atRefund},
		{"refund-form", func(s Model) Model {
			s = afterKeys(atRefund(staffed(s)), ask(view.DoFlip), ask(view.DoCharge))
			s = done(s, ManagerCommand{s.Form().turn}, told{pin: true}, nil, uitest.Noon)
			return afterKeys(s, typed(0, "FT26327HX81"), typed(1, "the bag was torn"), typed(2, "Dara"))
		}},
		{"refund-done", func(s Model) Model {
			s = afterKeys(atRefund(s), ask(view.DoCharge), typed(0, "the bag was torn"), typed(1, "Dara"), ask(view.DoCharge), ask(view.DoCharge), ask(view.DoConfirm))
			return answered(s, RefundCommand{&pos.RefundRequest{}}, told{refund: sale.Refund{
				Number: id.Receipt{Till: 1, Year: 2026, Sequence: 201},
				Paid:   []sale.Tender{{Kind: sale.TenderCashUSD, Amount: uitest.USD(800)}, {Kind: sale.TenderCashKHR, Amount: uitest.KHR(3900)}},
			}}, nil, uitest.Noon)
		}},
	}
}
