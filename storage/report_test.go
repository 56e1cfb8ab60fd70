package storage

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

func TestReport(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	o := options(t.TempDir())
	o.Training = true
	db := mustOpen(t, o)
	mustCommit(t, db, pos.Batch{At: noon, Till: 3, Settings: settings.Values{
		settings.ShopName: "Shop", settings.TillNumber: "3", settings.CutoffHour: "4"}})

	// 03:59 in Phnom Penh is still the day before, 04:00 is not.
	beforeCutoff := time.Date(2026, 3, 14, 20, 59, 0, 0, time.UTC)
	mustCommit(t, db, paid(1, 9, usd(10_000), beforeCutoff))
	mustCommit(t, db, paid(2, 10, usd(350), beforeCutoff.Add(time.Minute)))
	mustCommit(t, db, paid(3, 11, usd(149), noon))
	mustCommit(t, db, paid(4, 12, khr(14_000), noon))
	mustCommit(t, db, paid(5, 13, usd(999), noon.Add(24*time.Hour)))

	other := []struct {
		state    payment.State
		received money.Money
	}{
		{payment.Reserved, money.Money{}}, {payment.Requested, money.Money{}}, {payment.Shown, money.Money{}},
		{payment.Expired, money.Money{}}, {payment.Expired, money.Money{}},
		{payment.Cancelled, money.Money{}}, {payment.Refused, money.Money{}}, {payment.Unknown, money.Money{}},
		{payment.Unmatched, usd(500)}, {payment.Unmatched, khr(700)}, {payment.Unmatched, usd(25)},
		{payment.Paid, usd(530)}, // 0.30 more than requested
	}
	for i, a := range other {
		sold, attempt := charged(100+i, usd(500), noon)
		attempt.State, attempt.Received = a.state, a.received
		mustCommit(t, db, pos.Batch{At: noon, Till: 3, Sales: []sale.Sale{sold}, Attempts: []payment.Attempt{attempt}})
	}

	head, err := db.JournalHead(ctx)
	if err != nil {
		t.Fatal(err)
	}
	number := func(n int) id.Receipt { return id.Receipt{Till: 1, Year: 2026, Sequence: n} }
	want := report.Report{
		First: noonDay, Last: noonDay, Made: noon, Shop: settings.Shop{Name: "Shop"}, Till: 3, Training: true,
		Sales: []report.Tally{{Count: 2, Sum: usd(499)}, {Count: 1, Sum: khr(14_000)}},
		Tenders: []report.TenderTally{
			{Kind: sale.TenderKHQRUSD, Tally: report.Tally{Count: 2, Sum: usd(499)}},
			{Kind: sale.TenderKHQRKHR, Tally: report.Tally{Count: 1, Sum: khr(14_000)}},
			{Kind: sale.TenderCashUSD, Tally: report.Tally{Sum: usd(0)}}, {Kind: sale.TenderCashKHR, Tally: report.Tally{Sum: khr(0)}},
			{Kind: sale.TenderOtherUSD, Tally: report.Tally{Sum: usd(0)}}, {Kind: sale.TenderOtherKHR, Tally: report.Tally{Sum: khr(0)}},
		},
		Refunds: []report.Tally{{Sum: usd(0)}, {Sum: khr(0)}}, Voids: []report.Tally{{Sum: usd(0)}, {Sum: khr(0)}}, OpenSales: 12,
		PaidBack: noTenders(),
		Totals:   []report.Totals{totals(2, usd(499), usd(250)), totals(1, khr(14_000), khr(14_000))},
		ByHour: []report.Group{
			{Name: "04", Count: 1, Sums: []money.Money{usd(350), khr(0)}},
			{Name: "12", Count: 2, Sums: []money.Money{usd(149), khr(14_000)}},
		},
		ByCategory: []report.Group{{Count: 3, Sums: []money.Money{usd(499), khr(14_000)}}},
		ByItem:     []report.Group{{Name: "កាហ្វេ", Count: 3, Sums: []money.Money{usd(499), khr(14_000)}}},
		Rates:      []report.RateUse{{Rate: 4100, Since: beforeCutoff.Add(time.Minute), Count: 3}},
		Change:     []report.Tally{{Sum: usd(0)}, {Sum: khr(0)}}, Rounding: report.Tally{Sum: khr(0)},
		FirstReceipt: number(10), LastReceipt: number(12),
		QR: report.QRControl{Asked: 15, Paid: 4, Cancelled: 1, Expired: 2, Refused: 1, Open: 3, Unknown: 1, Late: 4, Mismatch: 3,
			Unmatched: []report.Tally{{Count: 3, Sum: usd(555)}, {Count: 1, Sum: khr(700)}}},
		Journal: head,
	}
	got, err := db.Report(ctx, noonDay, noonDay)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("one day: %v\n%s", err, diff)
	}

	got, err = db.Report(ctx, "2026-03-14", "2026-03-16")
	if err != nil || got.Sales[0] != (report.Tally{Count: 4, Sum: usd(11_498)}) ||
		got.FirstReceipt != number(9) || got.LastReceipt != number(13) || got.QR.Asked != 17 {
		t.Errorf("three days: %+v (%v)", got, err)
	}

	got, err = db.Report(ctx, "2025-01-01", "2025-01-01")
	want = report.Report{
		First: "2025-01-01", Last: "2025-01-01", Made: noon, Shop: settings.Shop{Name: "Shop"}, Till: 3, Training: true,
		Sales: []report.Tally{{Sum: usd(0)}, {Sum: khr(0)}},
		Tenders: []report.TenderTally{
			{Kind: sale.TenderKHQRUSD, Tally: report.Tally{Sum: usd(0)}}, {Kind: sale.TenderKHQRKHR, Tally: report.Tally{Sum: khr(0)}},
			{Kind: sale.TenderCashUSD, Tally: report.Tally{Sum: usd(0)}}, {Kind: sale.TenderCashKHR, Tally: report.Tally{Sum: khr(0)}},
			{Kind: sale.TenderOtherUSD, Tally: report.Tally{Sum: usd(0)}}, {Kind: sale.TenderOtherKHR, Tally: report.Tally{Sum: khr(0)}},
		},
		Refunds: []report.Tally{{Sum: usd(0)}, {Sum: khr(0)}}, Voids: []report.Tally{{Sum: usd(0)}, {Sum: khr(0)}}, OpenSales: 12,
		PaidBack: noTenders(),
		Totals:   []report.Totals{totals(0, usd(0), usd(0)), totals(0, khr(0), khr(0))},
		Change:   []report.Tally{{Sum: usd(0)}, {Sum: khr(0)}}, Rounding: report.Tally{Sum: khr(0)},
		QR:      report.QRControl{Unmatched: []report.Tally{{Sum: usd(0)}, {Sum: khr(0)}}},
		Journal: head,
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("a day without sales: %v\n%s", err, diff)
	}

	sales, err := db.Sales(ctx, noonDay)
	var order []int
	for _, s := range sales {
		order = append(order, s.Receipt.Sequence)
	}
	if diff := cmp.Diff([]int{10, 11, 12}, order); err != nil || diff != "" {
		t.Errorf("sales of the day: %v\n%s", err, diff)
	}
}

// An attempt stays on the day on which it was created, even when the cutoff hour changes.
func TestAttemptKeepsItsDay(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	s, attempt := charged(1, usd(100), time.Date(2026, 3, 15, 20, 0, 0, 0, time.UTC)) // 03:00 on the 16th
	b := pos.Batch{At: noon, Till: 1, Sales: []sale.Sale{s}, Attempts: []payment.Attempt{attempt}}
	mustCommit(t, db, b)
	b.Settings = settings.Values{settings.CutoffHour: "1"}
	b.Attempts[0].State = payment.Cancelled
	mustCommit(t, db, b)
	found, err := db.Attempts(context.Background(), payment.Filter{Day: noonDay})
	if err != nil || len(found) != 1 || found[0].State != payment.Cancelled {
		t.Errorf("attempts of the 15th: %+v (%v)", found, err)
	}
}

// Cash received, change and rounding.
func TestReportOfCash(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	sell := func(n int, total money.Money, change []money.Money, rounding int64, given ...money.Money) {
		t.Helper()
		b := paid(n, n, total, noon)
		s := b.Sales[0]
		s.Tenders, s.Change = nil, change
		if rounding != 0 {
			s.Rounding = khr(rounding)
		}
		for _, g := range given {
			s.Tenders = append(s.Tenders, sale.Tender{Kind: sale.CashTender(g.Currency), Amount: g, Rate: 4100})
		}
		mustCommit(t, db, pos.Batch{At: noon, Till: 1, Sales: []sale.Sale{s}, Facts: []journal.Fact{{Kind: facts.SaleCompleted, Payload: s}}})
	}
	sell(1, usd(350), []money.Money{usd(100), khr(2_100)}, -50, usd(500))
	sell(2, usd(333), nil, 47, usd(300), khr(1_400))
	sell(3, khr(14_000), []money.Money{khr(6_000)}, 0, khr(20_000))
	got, err := db.Report(ctx, noonDay, noonDay)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]report.Tally{{Count: 1, Sum: usd(100)}, {Count: 2, Sum: khr(8_100)}}, got.Change); diff != "" {
		t.Error(diff)
	}
	if want := (report.Tally{Count: 2, Sum: khr(-3)}); got.Rounding != want {
		t.Errorf("rounding %+v", got.Rounding)
	}
	if want := (report.TenderTally{Kind: sale.TenderCashUSD, Tally: report.Tally{Count: 2, Sum: usd(800)}}); got.Tenders[2] != want {
		t.Errorf("dollars %+v", got.Tenders[2])
	}
	if want := (report.TenderTally{Kind: sale.TenderCashKHR, Tally: report.Tally{Count: 2, Sum: khr(21_400)}}); got.Tenders[3] != want {
		t.Errorf("riel %+v", got.Tenders[3])
	}
	check, err := db.VerifyJournal(ctx)
	if err != nil || !check.OK {
		t.Errorf("journal: %+v, %v", check, err)
	}
}

// totals returns the totals of sales without discounts, taxes or refunds.
func totals(count int, sum, average money.Money) report.Totals {
	none := money.Money{Currency: sum.Currency}
	return report.Totals{
		Currency: sum.Currency, Count: count, Gross: sum, Discounts: report.Tally{Sum: none}, Net: sum,
		Taxable: none, Tax: none, Total: sum, Average: average, TaxBack: none, After: sum,
	}
}

// noTenders returns the tender tallies of a day without sales.
func noTenders() (all []report.TenderTally) {
	for _, kind := range sale.TenderKinds() {
		all = append(all, report.TenderTally{Kind: kind, Tally: report.Tally{Sum: money.Money{Currency: kind.Currency()}}})
	}
	return all
}
