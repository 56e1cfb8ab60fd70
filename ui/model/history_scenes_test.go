package model

import (
	"fmt"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/ui/uitest"
	"psar/ui/view"
)

// pastSales are sales of every state, the newest first.
func pastSales() []pos.PastSale {
	sellOne := func(n int, m money.Money, ago time.Duration, tenders ...sale.Tender) pos.PastSale {
		return pos.PastSale{Sale: sale.Sale{
			ID: id.Sale(fmt.Sprintf("s%d", n)), State: sale.Completed, Day: "2026-11-22", Opened: uitest.Noon.Add(-ago - time.Minute), Completed: uitest.Noon.Add(-ago),
			Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: n}, Total: m, Tenders: tenders, Cashier: "សុខា",
		}}
	}
	back := func(p pos.PastSale, kind sale.RefundKind, m money.Money) pos.PastSale {
		p.Refunds = []sale.Refund{{Kind: kind, Total: m, At: p.Sale.Completed.Add(time.Hour)}}
		return p
	}
	unpaid := func(p pos.PastSale, st sale.State) pos.PastSale {
		p.Sale.State, p.Sale.Receipt, p.Sale.Completed, p.Sale.Tenders = st, id.Receipt{}, time.Time{}, nil
		return p
	}
	khqr, notes := sale.Tender{Kind: sale.TenderKHQRUSD, PaymentID: "11773550800001"}, sale.Tender{Kind: sale.TenderCashKHR}
	late := unpaid(sellOne(4, uitest.USD(300), 40*time.Minute), sale.Dropped)
	late.Unmatched = true
	return []pos.PastSale{
		unpaid(sellOne(1, uitest.USD(420), 3*time.Minute), sale.Open),
		sellOne(187, uitest.USD(1230), 4*time.Minute, khqr),
		sellOne(186, uitest.KHR(14000), 9*time.Minute, notes, khqr),
		unpaid(sellOne(3, uitest.USD(250), 15*time.Minute), sale.Dropped),
		back(sellOne(185, uitest.USD(1752), 2*time.Hour, notes), sale.RefundGiven, uitest.USD(620)),
		back(sellOne(184, uitest.KHR(999_999_999), 3*time.Hour, notes), sale.RefundVoid, uitest.KHR(999_999_999)),
		late,
		back(sellOne(183, uitest.USD(85), 25*time.Hour, notes), sale.RefundGiven, uitest.USD(85)),
		sellOne(182, uitest.USD(600), 26*time.Hour, sale.Tender{Kind: sale.TenderOtherUSD, Name: "ABA voucher"}),
		sellOne(181, uitest.USD(100), 27*time.Hour, notes),
	}
}

// pastDetails is one sale with all that can be told of one.
func pastDetails() pos.SaleDetails {
	number := id.Receipt{Till: 1, Year: 2026, Sequence: 185}
	at := uitest.Noon.Add(-2 * time.Hour)
	s := sale.Sale{
		ID: "s185", State: sale.Completed, Opened: at.Add(-time.Minute), Completed: at, Receipt: number, Total: uitest.USD(1752), Rate: 4100,
		Cashier: "សុខា", Remark: "តុ 5", Tax: uitest.USD(159), Terms: money.TaxTerms{Mode: money.TaxIncluded, Percent: 10},
		Lines: []sale.Line{
			{Name: "Jasmine rice 5 kg", NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Quantity: 2, Price: uitest.USD(620), Total: uitest.USD(1240)},
			{Quantity: 1, Price: uitest.USD(150), Total: uitest.USD(150)},
			{Name: "Duck egg", NameKhmer: "ពងទា", Quantity: 10, Price: uitest.KHR(600), Total: uitest.USD(146), Note: "no cracks"},
			{Name: "Fish sauce", NameKhmer: "ទឹកត្រី", Quantity: 1, Price: uitest.USD(240), Discount: uitest.USD(24), Total: uitest.USD(216)},
		},
		Tenders: []sale.Tender{
			{Kind: sale.TenderCashUSD, Amount: uitest.USD(1000), Rate: 4100}, {Kind: sale.TenderCashKHR, Amount: uitest.KHR(21000), Rate: 4100},
			{Kind: sale.TenderKHQRUSD, Amount: uitest.USD(300), Rate: 4100, PaymentID: "11773550800001", Reference: "FT26327HX81"},
		},
		Change: []money.Money{uitest.KHR(2500)}, Rounding: uitest.KHR(-32),
	}
	story := pos.SaleDetails{PastSale: pos.PastSale{Sale: s, Refunds: []sale.Refund{{
		Kind: sale.RefundGiven, Number: id.Receipt{Till: 1, Year: 2026, Sequence: 201}, Total: uitest.USD(620), At: at.Add(time.Hour),
		Reason: "the bag was torn", By: "Dara", Lines: []sale.RefundLine{{Position: 1, Quantity: 1, Amount: uitest.USD(620)}},
		Paid: []sale.Tender{{Kind: sale.TenderCashUSD, Amount: uitest.USD(600), Rate: 4100}, {Kind: sale.TenderCashKHR, Amount: uitest.KHR(800), Rate: 4100}},
	}}}}
	story.Attempts = []payment.Attempt{uitest.Ended("11773550800001", payment.Paid, uitest.USD(300), 2*time.Hour)}
	for i, e := range []struct {
		kind    journal.Kind
		payload string
	}{
		{facts.SaleOpened, `{"total":{"amount":"17.52","currency":"USD"},"cashier":"សុខា"}`},
		{facts.SalePart, `{"cashier":"សុខា"}`},
		{facts.AttemptReserved, `{"transaction_id":"11773550800001","money":{"amount":"3.00","currency":"USD"}}`},
		{facts.AttemptMoved, `{"from":"reserved","attempt":{"state":"requested"}}`},
		{facts.AttemptMoved, `{"from":"requested","attempt":{"state":"shown"}}`},
		{facts.AttemptMoved, `{"from":"shown","attempt":{"state":"paid"}}`},
		{facts.SaleCompleted, `{"receipt_number":"01/2026/000185","cashier":"សុខា"}`},
		{facts.PrintQueued, `{"kind":"receipt","receipt_number":"01/2026/000185"}`},
		{facts.PrintQueued, `{"kind":"receipt","state":"printing","receipt_number":"01/2026/000185"}`},
		{facts.PrintEnded, `{"kind":"receipt","receipt_number":"01/2026/000185"}`},
		{facts.Refunded, `{"kind":"refund","receipt_number":"01/2026/000201","total":{"amount":"6.20","currency":"USD"},"by":"Dara","reason":"the bag was torn"}`},
		{facts.PrintQueued, `{"kind":"drawer","opening":{"receipt_number":"01/2026/000201"}}`},
		{facts.PrintEnded, `{"kind":"drawer","opening":{"receipt_number":"01/2026/000201"}}`},
		{facts.ReceiptReprinted, `"01/2026/000185"`},
	} {
		story.Journal = append(story.Journal, journal.Entry{Seq: int64(41_207 + 3*i), Hash: "9f3c21ab77e0aa119f3c21ab77e0aa11", Kind: e.kind, At: at.Add(time.Duration(i) * 7 * time.Second), Payload: []byte(e.payload)})
	}
	return story
}

func historyScenes() []scene {
	open := func(s Model) Model {
		s.CanHistory = true
		s, _ = s.openHistory(uitest.Noon)
		return s
	}
	found := func(s Model) Model {
		s = done(s, HistoryCommand{turn: s.History().turn}, told{sales: pastSales()}, nil, uitest.Noon)
		s, _ = s.Act(view.Action{Verb: view.DoDown}, uitest.Noon)
		return s
	}
	return []scene{
		{"history", func(s Model) Model { return found(open(waitingTray(s))) }},
		{"history-filter", func(s Model) Model {
			s, _ = open(s).Act(view.Action{Verb: view.DoField, Text: "3.50 20/11-22/11"}, uitest.Noon)
			s, _ = s.Act(view.Action{Verb: view.DoNextSale}, uitest.Noon)
			s, _ = s.Act(view.Action{Verb: view.DoNextSale}, uitest.Noon)
			s = done(s, HistoryCommand{turn: s.History().turn}, told{}, nil, uitest.Noon)
			return s
		}},
		{"history-unread", func(s Model) Model {
			s, _ = open(s).Act(view.Action{Verb: view.DoField, Text: "rice"}, uitest.Noon)
			return s
		}},
		{"story", func(s Model) Model {
			s = found(open(s))
			s, c := s.page.update(s, ask(view.DoCharge), uitest.Noon)
			s = done(s, c, told{details: pastDetails()}, nil, uitest.Noon)
			return s
		}},
	}
}
