package layout

import (
	"image"
	"strings"
	"time"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// Preview is the picture of a sample of what a role's printer prints: the shop's own
// head and foot, and an invented sale. The code of the sample slip can't be paid.
func Preview(s settings.Values, role settings.PrintRole, now time.Time) (image.Image, error) {
	return Picture(s, sample(s, role, now))
}

func sample(s settings.Values, role settings.PrintRole, now time.Time) queue.Job {
	till := s.Int(settings.TillNumber)
	amount := func(minor int64) money.Money { return money.Cents(minor) }
	total := amount(1050)
	other, _ := s.Rate().In(money.KHR, total, int64(s.Int(settings.RoundingKHR)))
	switch role {
	case settings.RoleSlip:
		return queue.Job{Kind: queue.KindSlip, Slip: &payment.Slip{
			Shop: s.Shop(), Till: till, Amount: total, Other: other, Rate: s.Rate(), Payment: samplePayment,
			Payee: payment.Payee{Name: s.Get(settings.ShopName)}, QR: sampleCode, Expires: now.Add(payment.AssumedLife),
		}}
	case settings.RoleReport:
		day := money.Day(now.In(money.PhnomPenh).Format(time.DateOnly))
		tally := report.Tally{Count: 1, Sum: total}
		return queue.Job{Kind: queue.KindReport, Report: &report.Report{
			First: day, Last: day, Made: now, Shop: s.Shop(), Till: till,
			Sales: []report.Tally{tally}, Refunds: []report.Tally{{}}, Voids: []report.Tally{{}},
			Totals:  []report.Totals{{Currency: money.USD, Count: 1, Total: total, Average: total}},
			Tenders: []report.TenderTally{{Kind: sale.TenderKHQRUSD, Tally: tally}},
		}}
	}
	return queue.Job{Kind: queue.KindReceipt, Receipt: &sale.Receipt{
		Shop: s.Shop(), Till: till, Paid: now,
		Number: id.Receipt{Till: till, Year: now.In(money.PhnomPenh).Year(), Sequence: 1},
		Lines: []sale.Line{
			{Name: "កាហ្វេទឹកដោះគោទឹកកក", Quantity: 2, Price: amount(150), Total: amount(300)},
			{Name: "Almond croissant", Quantity: 3, Price: amount(250), Total: amount(750)},
		},
		Total: total, Other: other, Rate: s.Rate(),
		Tenders: []sale.Tender{{Kind: sale.TenderKHQRUSD, Amount: total, PaymentID: samplePayment}},
	}}
}

const samplePayment = "10000000000000"

// sampleCode has the length of most codes, and is not a KHQR.
var sampleCode = "PSAR SAMPLE, NOT A PAYMENT CODE " + strings.Repeat("0123456789", 16)
