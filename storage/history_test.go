package storage

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
)

// refundOf returns a refund or void of a sale.
func refundOf(s sale.Sale, kind sale.RefundKind, number int) sale.Refund {
	return sale.Refund{
		ID: s.ID + "-back", Kind: kind, Till: 1, Z: 1, Day: s.Day, At: s.Completed.Add(time.Minute),
		Number: id.Receipt{Till: 1, Year: 2026, Sequence: number}, Sale: s.ID, Of: s.Receipt,
		Lines: []sale.RefundLine{{Position: 1, Quantity: 1, Amount: s.Total}}, Total: s.Total, Rate: s.Rate,
		Paid: []sale.Tender{{Kind: sale.CashTender(s.Total.Currency), Amount: s.Total}}, Reason: "sour", By: "Dara",
	}
}

// In a random shop, every page of every filter equals a plain scan of all sales: same order,
// nothing twice, nothing missing.
func TestHistoryPagesAreWhole(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	random := rand.New(rand.NewPCG(5, 14))
	amounts := []money.Money{usd(350), usd(1230), khr(350), khr(14_000)}
	type known struct {
		sale  sale.Sale
		state pos.PastState
	}
	var all []known
	for n := 1; n <= 160; n++ {
		at := noon.Add(time.Duration(random.IntN(6)) * 24 * time.Hour)
		money := amounts[random.IntN(len(amounts))]
		s, attempt := charged(n, money, at)
		k := known{s, pos.PastStates()[random.IntN(len(pos.PastStates()))]}
		b := pos.Batch{At: at, Till: 1, Sales: []sale.Sale{s}, Attempts: []payment.Attempt{attempt}}
		switch k.state {
		case pos.PastPaid, pos.PastRefunded, pos.PastVoided:
			b = paid(n, n, money, at)
			k.sale = b.Sales[0]
		case pos.PastCancelled:
			b.Sales[0].State, b.Attempts[0].State = sale.Dropped, payment.Cancelled
		case pos.PastUnmatched:
			b.Sales[0].State, b.Attempts[0].State, b.Attempts[0].Received = sale.Dropped, payment.Unmatched, money
		}
		switch k.state {
		case pos.PastRefunded:
			b.Refunds = []sale.Refund{refundOf(k.sale, sale.RefundGiven, 1000+n)}
		case pos.PastVoided:
			b.Refunds = []sale.Refund{refundOf(k.sale, sale.RefundVoid, 1000+n)}
		}
		mustCommit(t, db, b)
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b known) int {
		return cmp.Or(cmp.Compare(b.sale.Day, a.sale.Day), cmp.Compare(b.sale.ID, a.sale.ID))
	})
	for _, state := range append(pos.PastStates(), "") {
		for _, amount := range append(amounts, money.Money{}) {
			for _, days := range [][2]money.Day{{"", ""}, {"2026-03-16", "2026-03-18"}, {"2026-03-17", "2026-03-17"}, {"2026-03-19", ""}} {
				f := pos.HistoryFilter{State: state, Amount: amount, From: days[0], To: days[1], Most: 7}
				var want []id.Sale
				for _, k := range all {
					// A sale with late money was given up too.
					fits := state == "" || k.state == state || state == pos.PastCancelled && k.state == pos.PastUnmatched
					if fits && (amount == money.Money{} || amount == k.sale.Total) && k.sale.Day >= days[0] && (days[1] == "" || k.sale.Day <= days[1]) {
						want = append(want, k.sale.ID)
					}
				}
				var got []id.Sale
				for {
					page, err := db.History(ctx, f)
					if err != nil {
						t.Fatal(err)
					}
					for _, p := range page {
						got = append(got, p.Sale.ID)
						k := all[slices.IndexFunc(all, func(k known) bool { return k.sale.ID == p.Sale.ID })]
						if p.State() != k.state {
							t.Fatalf("%s is %s, want %s", p.Sale.ID, p.State(), k.state)
						}
					}
					if len(page) < f.Most {
						break
					}
					f.After = page[len(page)-1].Mark()
				}
				if !slices.Equal(got, want) {
					t.Errorf("%+v:\n got %v\nwant %v", f, got, want)
				}
			}
		}
	}
}

// A sale is found by the numbers on its papers: its receipt, its refund's, its payment. Where
// digits may be a receipt or an amount, both are found, the receipt first.
func TestHistoryFindsByNumber(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	first := paid(1, 14_000, usd(350), noon)
	mustCommit(t, db, first)
	mustCommit(t, db, paid(2, 14_001, khr(14_000), noon))
	mustCommit(t, db, paid(3, 14_002, khr(14_000), noon))
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Refunds: []sale.Refund{refundOf(first.Sales[0], sale.RefundGiven, 14_003)}})
	number := func(n int) id.Receipt { return id.Receipt{Till: 1, Year: 2026, Sequence: n} }
	sale := func(n int) id.Sale { s, _ := charged(n, usd(1), noon); return s.ID }
	for name, c := range map[string]struct {
		filter pos.HistoryFilter
		want   []id.Sale
	}{
		"a receipt":            {pos.HistoryFilter{Receipt: number(14_001)}, []id.Sale{sale(2)}},
		"a refund's":           {pos.HistoryFilter{Receipt: number(14_003)}, []id.Sale{sale(1)}},
		"none":                 {pos.HistoryFilter{Receipt: number(9)}, nil},
		"a payment":            {pos.HistoryFilter{Payment: paymentID(3)}, []id.Sale{sale(3)}},
		"no payment":           {pos.HistoryFilter{Payment: "077"}, nil},
		"receipt or amount":    {pos.HistoryFilter{Receipt: number(14_000), Amount: khr(14_000)}, []id.Sale{sale(1), sale(3), sale(2)}},
		"the receipt once":     {pos.HistoryFilter{Receipt: number(14_001), Amount: khr(14_000)}, []id.Sale{sale(2), sale(3)}},
		"the page behind that": {pos.HistoryFilter{Receipt: number(14_000), Amount: khr(14_000), After: pos.HistoryMark{Day: noonDay, Sale: sale(3)}}, []id.Sale{sale(2)}},
	} {
		page, err := db.History(ctx, c.filter)
		if err != nil {
			t.Fatal(err)
		}
		var got []id.Sale
		for _, p := range page {
			got = append(got, p.Sale.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// Sale details have the journal rows about their sale and no others, whether a row names the
// sale, the payment, the receipt or the refund's.
func TestSaleDetails(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	first := paid(1, 7, usd(350), noon)
	mustCommit(t, db, first)
	mustCommit(t, db, paid(2, 8, usd(350), noon))
	back := refundOf(first.Sales[0], sale.RefundGiven, 9)
	mustCommit(t, db, pos.Batch{At: noon.Add(time.Hour), Till: 1, Refunds: []sale.Refund{back}, Facts: []journal.Fact{
		{Kind: facts.Refunded, Payload: back},
		{Kind: facts.PrintQueued, Payload: map[string]any{"opening": drawer.Opening{Receipt: back.Number}}},
		{Kind: facts.ReceiptReprinted, Payload: first.Sales[0].Receipt},
		{Kind: facts.UnmatchedNoted, Payload: payment.Resolution{Payment: paymentID(1), Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 8}}},
		{Kind: facts.SettingChanged, Payload: map[string]string{"key": "shop.name"}},
	}})
	story, err := db.SaleDetails(ctx, first.Sales[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []journal.Kind
	for i, e := range story.Journal {
		kinds = append(kinds, e.Kind)
		if i > 0 && e.Seq <= story.Journal[i-1].Seq {
			t.Errorf("row %d stands behind %d", e.Seq, story.Journal[i-1].Seq)
		}
	}
	want := []journal.Kind{
		facts.AttemptMoved, facts.SaleCompleted, facts.PrintQueued,
		facts.Refunded, facts.PrintQueued, facts.ReceiptReprinted, facts.UnmatchedNoted,
	}
	if !slices.Equal(kinds, want) {
		t.Errorf("rows %v, want %v", kinds, want)
	}
	if story.State() != pos.PastRefunded || story.Refunded() != usd(350) || len(story.Attempts) != 1 || len(story.Sale.Lines) != 1 {
		t.Errorf("%+v", story)
	}
	if _, err := db.SaleDetails(ctx, "nobody"); fault.CodeOf(err) != fault.Internal {
		t.Errorf("a sale that is not there: %v", err)
	}
}

// A part of the day is by the shop's clock, also over midnight: nine o'clock in Phnom Penh is
// two in the morning UTC.
func TestHistoryFindsByClock(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	hours := []int{9, 14, 23} // of a day in Phnom Penh
	midnight := time.Date(2026, 11, 22, 0, 0, 0, 0, money.PhnomPenh)
	for i, hour := range hours {
		b := paid(i+1, i+1, usd(350), midnight.Add(time.Duration(hour)*time.Hour))
		mustCommit(t, db, b)
	}
	for _, c := range []struct {
		span pos.ClockSpan
		want int
	}{
		{pos.ClockSpan{}, 3}, {pos.Around(9*60, 10), 1}, {pos.Around(9*60+10, 10), 1}, {pos.Around(9*60+11, 10), 0},
		{pos.ClockSpan{From: 9 * 60, To: 14 * 60}, 2}, {pos.ClockSpan{From: 22 * 60, To: 60}, 1}, {pos.Around(0, 10), 0},
	} {
		found, err := db.History(t.Context(), pos.HistoryFilter{Clock: c.span, Most: 9})
		if err != nil || len(found) != c.want {
			t.Errorf("%+v: %d sales, want %d (%v)", c.span, len(found), c.want, err)
		}
	}
}
