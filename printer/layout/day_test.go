package layout_test

import (
	"slices"
	"time"

	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/staff"
)

// billJob is the receipt of a sale with discounts and added tax, paid in parts.
func billJob() queue.Job {
	job := receiptJob()
	r := job.Receipt
	r.Terms, r.Cashier = money.TaxTerms{Mode: money.TaxAdded, Percent: 10}, "ចាន់ សុភា Sophea"
	r.Lines = []sale.Line{
		{NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Name: "Jasmine rice 5 kg", Quantity: 2, Price: usd(620), Discount: usd(124), Share: usd(56), Tax: usd(106), Total: usd(1166)},
		{Name: "Soap", Quantity: 1, Price: usd(90), Share: usd(4), Tax: usd(9), Total: usd(95), Note: "lemon"},
		{NameKhmer: "ពងទា", Quantity: 10, Price: khr(600), Exempt: true, Total: usd(140), Share: usd(6)},
	}
	r.Discount, r.Taxable, r.Tax, r.Total, r.Other = usd(66), usd(1146), usd(115), usd(1401), khr(57400)
	r.Tenders = []sale.Tender{
		{Kind: sale.TenderCashUSD, Amount: usd(500), Rate: 4100},
		{Kind: sale.TenderOtherUSD, Name: "Voucher", Amount: usd(200), Rate: 4100, Reference: "V-0071"},
		{Kind: sale.TenderKHQRKHR, Amount: khr(28741), Rate: 4100, PaymentID: "11795346432686"},
	}
	return job
}

// refundJob is the receipt of a refund of a part of that sale.
func refundJob() queue.Job {
	job := billJob()
	r := job.Receipt
	r.Cashier = "" // a refund names the person who approved it instead
	r.Refund = &sale.RefundNote{Kind: sale.RefundGiven, Of: r.Number, Reason: "the bag was torn", By: "Dara"}
	r.Number.Sequence++
	r.Code.Seq = 8412345 // the longest of a shop of 2 million sales
	r.Lines = []sale.Line{{NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Quantity: 1, Price: usd(620), Tax: usd(53), Total: usd(583)}}
	r.Discount, r.Taxable, r.Tax, r.Total, r.Other = money.Money{}, money.Money{}, usd(53), usd(583), money.Money{}
	r.Tenders = []sale.Tender{{Kind: sale.TenderCashUSD, Amount: usd(500), Rate: 4100}, {Kind: sale.TenderCashKHR, Amount: khr(3400), Rate: 4100}}
	return job
}

// zJob is a Z report with an entry of every kind.
func zJob() queue.Job {
	job := reportJob()
	r := job.Report
	tally := func(n int, m money.Money) report.Tally { return report.Tally{Count: n, Sum: m} }
	at := func(h int) time.Time { return time.Date(2026, 11, 22, h, 3, 0, 0, time.UTC) }
	notes := []money.Money{usd(5000), khr(100000)}
	r.Version, r.Made = "1.4.0", at(14)
	r.Totals = []report.Totals{
		{Currency: money.USD, Count: 117, Gross: usd(61025), Discounts: tally(6, usd(1600)), Net: usd(59425), Taxable: usd(54023), Tax: usd(5402),
			Total: usd(59425), Average: usd(508), TaxBack: usd(53), After: usd(58842)},
		{Currency: money.KHR, Count: 32, Net: khr(458700), Gross: khr(458700), Total: khr(458700), Average: khr(14334), After: khr(458700)},
	}
	r.Refunds, r.Voids = []report.Tally{tally(1, usd(583)), tally(0, khr(0))}, []report.Tally{tally(0, usd(0)), tally(0, khr(0))}
	r.ByCategory = []report.Group{
		{Name: "ភេសជ្ជៈ", Count: 214, Sums: []money.Money{usd(32100), khr(458700)}}, {Name: "Bread", Count: 88, Sums: []money.Money{usd(27325), khr(0)}},
	}
	r.ByHour = []report.Group{
		{Name: "07", Count: 61, Sums: []money.Money{usd(24150), khr(210000)}}, {Name: "12", Count: 88, Sums: []money.Money{usd(35275), khr(248700)}},
	}
	r.PaidBack = []report.TenderTally{{Kind: sale.TenderCashUSD, Tally: tally(1, usd(500))}, {Kind: sale.TenderCashKHR, Tally: tally(1, khr(3400))}}
	r.Rates = []report.RateUse{{Rate: 4100, Since: at(0), Count: 140}, {Rate: 4090, Since: at(8), Count: 9}}
	r.Drawer = []report.Drawer{
		{Currency: money.USD, Float: usd(5000), CashIn: usd(19550), Change: usd(1450), Refunds: usd(500), Drops: usd(10000),
			Expected: usd(12600), Counted: usd(12600), Over: usd(0)},
		{Currency: money.KHR, Float: khr(100000), CashIn: khr(148200), Change: khr(86300), Refunds: khr(3400), PayOuts: khr(8000),
			Expected: khr(150500), Counted: khr(150000), Over: khr(-500)},
	}
	r.OverShort = []drawer.Difference{
		{Kind: drawer.CountOpen, At: at(0), By: "Sok", Expected: usd(5100), Counted: usd(5000), Over: usd(-100), Reason: "one dollar was not there"},
		{Kind: drawer.CountHandover, At: at(7), By: "ចាន់ សុភា", Drawer: "Sok", To: "Srey", Expected: khr(98000), Counted: khr(100000), Over: khr(2000)},
		{Kind: drawer.CountClose, At: at(14), By: "Srey", Expected: khr(150500), Counted: khr(150000), Over: khr(-500), Reason: "a note of 500 was torn"},
	}
	r.Moves = []drawer.Move{
		{Kind: drawer.CashOut, At: at(2), By: "Sok", Reason: "ice", Amount: khr(8000)},
		{Kind: drawer.CashDrop, At: at(9), By: "Srey", Reason: "to the safe in the office, with Dara as the witness", Amount: usd(10000)},
		{Kind: drawer.CashIn, At: at(10), By: "ចាន់ សុភា", Reason: "ប្តូរក្រដាសប្រាក់ពីធនាគារសម្រាប់អាប់ឱ្យភ្ញៀវ", Amount: khr(20000)},
	}
	r.Differs = []report.Difference{
		{Figure: report.FigureSales, Rows: tally(117, usd(59425)), Journal: tally(118, usd(64425))},
		{Figure: report.Figure(sale.TenderCashUSD), Rows: tally(31, usd(19550)), Journal: tally(32, usd(24550))},
	}
	r.Corrections = report.Corrections{Dropped: 9, Reprints: 2, NoSale: 1}
	r.Approvals = []staff.ApprovalCount{{By: "Dara", Count: 4}, {By: "ចាន់ សុភា", Count: 2}}
	r.Traces = []report.TraceCount{{Kind: facts.BillLineRemoved, Count: 6}, {Kind: facts.BillGivenUp, Count: 1}, {Kind: facts.BillPriceChanged, Count: 2},
		{Kind: facts.ReceiptReprinted, Count: 1}, {Kind: facts.ReceiptViewed, Count: 12}, {Kind: facts.ReceiptCopied, Count: 3}, {Kind: facts.SettingChanged, Count: 1}}
	r.Closed = []report.Spell{{Since: at(4), Until: at(5)}}
	r.Trained = []report.Trained{{Spell: report.Spell{Since: at(4), Until: at(5)}, Account: "till"}}
	r.Folders = []report.FolderUse{{Spell: report.Spell{Since: at(9), Until: at(11)}, Folder: "/home/till/.local/share/psar-second"}}
	r.QR.Late, r.QR.Mismatch, r.QR.Wait = 0, 1, 14
	r.Z = &report.ZHead{
		Number: 41, Opened: at(0), OpenedBy: "Sok", Closed: at(14), ClosedBy: "Srey",
		Counts: []drawer.Count{
			{Kind: drawer.CountOpen, At: at(0), By: "Sok", Counted: notes},
			{Kind: drawer.CountHandover, At: at(7), By: "Sok", To: "Srey", Counted: notes},
			{Kind: drawer.CountClose, At: at(14), By: "Srey", Reason: "a note of 500 was torn", Notes: []money.DenominationCount{
				{Note: usd(5000), Count: 1}, {Note: usd(1000), Count: 7}, {Note: usd(100), Count: 6}, {Note: khr(50000), Count: 2}, {Note: khr(10000), Count: 5},
			}},
		},
		Grand:    []money.Money{usd(2381742), khr(18120300)},
		PrevHash: "1f0c55ab77e0aa10deadbeef", Hash: "77e0aa101f0c55ab00112233",
		Code: id.Code{Seq: 8412345, Hash: "0789ab12cd34ef56"},
	}
	return job
}

// xJob is the X report of that shift before it was closed.
func xJob() queue.Job {
	job := zJob()
	r := job.Report
	r.Z = &report.ZHead{Number: 41, Opened: r.Z.Opened, OpenedBy: r.Z.OpenedBy, Counts: r.Z.Counts[:2], Grand: r.Z.Grand}
	r.Drawer = slices.Clone(r.Drawer)
	for i := range r.Drawer {
		d := &r.Drawer[i]
		d.Counted, d.Over = money.Money{}, money.Money{}
	}
	r.ByItem = r.ByCategory
	r.OverShort, r.Differs, r.MoreMoves = r.OverShort[:2], nil, 7
	return job
}

// auditJob is an audit of a day.
func auditJob() queue.Job {
	job := reportJob()
	at := func(h int) time.Time { return time.Date(2026, 11, 22, h, 3, 0, 0, time.UTC) }
	r := job.Report
	r.Last = r.First
	r.Audit = &report.Audit{
		People: []report.AuditCount{
			{By: "Dara", Day: r.First, Kind: facts.DrawerOpened, Count: 1}, {By: "ចាន់ សុភា", Day: r.First, Kind: facts.BillLineRemoved, Count: 2},
			{By: "ចាន់ សុភា", Day: r.First, Kind: facts.BillGivenUp, Count: 1},
		},
		Events: []report.AuditEvent{
			{Seq: 9, At: at(1), Kind: facts.BillLineRemoved, By: "ចាន់ សុភា", What: "Jasmine rice 5 kg", Quantity: 2, Amount: usd(2500), Seen: true},
			{Seq: 10, At: at(2), Kind: facts.BillGivenUp, By: "ចាន់ សុភា", Quantity: 3, Amount: usd(8250), Seen: true, Broken: true},
			{Seq: 11, At: at(3), Kind: facts.DrawerOpened, By: "Dara", What: "change for a customer"},
			{Seq: 12, At: at(4), Kind: facts.SettingChanged, By: "Dara", What: "printer.link", From: "paper:", To: "tcp:192.0.2.10:9100"},
		},
	}
	return job
}
