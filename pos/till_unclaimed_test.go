package pos_test

import (
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/staff"
)

// unclaimed brings an attempt to money that no sale has: late, or of another
// amount.
func (s *testShop) unclaimed(asked, received int64) payment.Attempt {
	s.t.Helper()
	a := s.shown(asked, money.USD)
	s.happened(a.ID, payment.CancelledByCashier{})
	return s.happened(a.ID, payment.VerifiedPaid{Received: money.Cents(received)})
}

func (s *testShop) settle(r pos.SettleRequest) (payment.Attempt, fault.Code) {
	if r.Approval.By == "" {
		r.Approval = dara
	}
	a, err := s.till.Settle(s.t.Context(), r)
	return a, fault.CodeOf(err)
}

// soldForCash stores a sale that was paid otherwise than by KHQR.
func (s *testShop) soldForCash(minor int64) id.Receipt {
	s.t.Helper()
	now, total := s.clock.Now(), money.Cents(minor)
	number := id.Receipt{Till: 1, Year: 2026, Sequence: 900}
	sold := sale.Sale{
		ID: "01993b5e-7a00-7000-8000-900000000000", Till: 1, State: sale.Open, Day: money.DayOf(now, money.DefaultCutoffHour),
		OffsetMinutes: 420, Opened: now, Lines: []sale.Line{{Quantity: 1, Price: total, Total: total}}, Total: total,
	}.Complete(number, now, money.DefaultCutoffHour, sale.Tender{Kind: "cash_usd", Amount: total})
	if _, err := s.disk.Commit(s.t.Context(), pos.Batch{
		At: now, Till: 1, Sales: []sale.Sale{sold}, Facts: []journal.Fact{{Kind: facts.SaleCompleted, Payload: sold}},
	}); err != nil {
		s.t.Fatal(err)
	}
	return number
}

func TestSettleGivesTheSaleItsMoney(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.unclaimed(350, 350)
	got, code := s.settle(pos.SettleRequest{Payment: a.ID, Kind: payment.SettleSale, Note: "goods were taken"})
	if code != "" || got.State != payment.Paid || got.Unclaimed().Minor != 0 {
		t.Fatalf("%+v %s", got, code)
	}
	sales := s.sales()
	if len(sales) != 1 || sales[0].ID != a.Sale || sales[0].Receipt.Sequence != 1 || sales[0].Tenders[0].Amount != a.Amount {
		t.Errorf("sales %+v", sales)
	}
	if snap := s.till.Snapshot(); len(snap.Unclaimed) != 0 || snap.Receipts[a.ID] != sales[0].Receipt || snap.Today[0].Count != 1 {
		t.Errorf("unclaimed %+v, receipts %v, today %+v", snap.Unclaimed, snap.Receipts, snap.Today)
	}
	rows, err := s.disk.Settlements(t.Context(), a.ID)
	if err != nil || len(rows) != 1 || rows[0].By != "Dara" || rows[0].Receipt != sales[0].Receipt || rows[0].Money != a.Amount {
		t.Errorf("settlements %+v %v", rows, err)
	}
	if _, code := s.settle(pos.SettleRequest{Payment: a.ID, Kind: payment.SettleSale}); code != fault.UnclaimedNone {
		t.Errorf("twice: %s", code)
	}
	s.wantJournal()
}

// More came than was asked: the sale takes what it wanted, and the rest stays
// unclaimed until it was sent back.
func TestSettleOverpaid(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.unclaimed(350, 700)
	got, code := s.settle(pos.SettleRequest{Payment: a.ID, Kind: payment.SettleSale})
	if rest := money.Cents(350); code != "" || got.State != payment.Paid || got.Unclaimed() != rest {
		t.Fatalf("%+v %s", got, code)
	}
	if sales := s.sales(); len(sales) != 1 || sales[0].Tenders[0].Amount.Minor != 350 {
		t.Errorf("sales %+v", sales)
	}
	if len(s.till.Snapshot().Unclaimed) != 1 {
		t.Error("the rest is not in the list")
	}
	got, code = s.settle(pos.SettleRequest{Payment: a.ID, Kind: payment.SettleRefund, Reference: "FT26327"})
	if code != "" || got.State != payment.Paid || got.Unclaimed().Minor != 0 || len(s.till.Snapshot().Unclaimed) != 0 {
		t.Errorf("%+v %s", got, code)
	}
	s.wantJournal()
}

func TestSettleRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	short, other := s.unclaimed(350, 349), s.unclaimed(450, 450)
	open := s.shown(550, money.USD)
	for name, tt := range map[string]struct {
		r    pos.SettleRequest
		code fault.Code
	}{
		"ErrShort":       {pos.SettleRequest{Payment: short.ID, Kind: payment.SettleSale}, fault.ClaimShort},
		"ErrNoReference": {pos.SettleRequest{Payment: short.ID, Kind: payment.SettleRefund, Reference: "  "}, fault.ReferenceMissing},
		"ErrReference":   {pos.SettleRequest{Payment: short.ID, Kind: payment.SettleRefund, Reference: "a\nb"}, fault.TextInvalid},
		"ErrNoReceipt":   {pos.SettleRequest{Payment: short.ID, Kind: payment.SettleReceipt, Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 9}}, fault.ReceiptUnknown},
		"ErrEmptyNote":   {pos.SettleRequest{Payment: short.ID, Kind: payment.SettleNote}, fault.TextInvalid},
		"ErrNoMoney":     {pos.SettleRequest{Payment: open.ID, Kind: payment.SettleRefund, Reference: "x"}, fault.UnclaimedNone},
		"ErrUnknown":     {pos.SettleRequest{Payment: "12345678901234", Kind: payment.SettleRefund, Reference: "x"}, fault.PaymentUnknown},
		"ErrNobody":      {pos.SettleRequest{Payment: short.ID, Kind: payment.SettleNote, Note: "x", Approval: staff.Approval{By: " "}}, fault.ManagerNeeded},
		"ErrKind":        {pos.SettleRequest{Payment: short.ID, Kind: "keep"}, fault.Internal},
	} {
		if _, code := s.settle(tt.r); code != tt.code {
			t.Errorf("%s: %q, want %s", name, code, tt.code)
		}
	}
	if n := len(s.till.Snapshot().Unclaimed); n != 2 || s.stored(other.ID).State != payment.Unclaimed {
		t.Errorf("%d unclaimed after what was refused", n)
	}
	if rows, err := s.disk.Settlements(t.Context(), ""); err != nil || len(rows) != 0 {
		t.Errorf("rows %+v %v", rows, err)
	}
}

func TestSettleReceiptAndNote(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	sold := s.shown(350, money.USD)
	s.happened(sold.ID, payment.VerifiedPaid{Received: sold.Amount})
	number := s.till.Snapshot().Receipts[sold.ID]
	late, later := s.unclaimed(350, 350), s.unclaimed(350, 350)
	again := s.happened(sold.ID, payment.VerifiedPaid{Received: money.Cents(700)})
	if _, code := s.settle(pos.SettleRequest{Payment: again.ID, Kind: payment.SettleReceipt, Receipt: number}); code != fault.ClaimOther {
		t.Errorf("a second payment for its own receipt: %q", code)
	}
	if _, code := s.settle(pos.SettleRequest{Payment: again.ID, Kind: payment.SettleRefund, Reference: "FT2"}); code != "" {
		t.Error(code)
	}
	if got, code := s.settle(pos.SettleRequest{Payment: late.ID, Kind: payment.SettleNote, Note: "called the customer"}); code != "" || got.State != payment.Unclaimed {
		t.Fatalf("a note settled it: %+v %s", got, code)
	}
	if _, code := s.settle(pos.SettleRequest{Payment: late.ID, Kind: payment.SettleReceipt, Receipt: number}); code != fault.ClaimOther {
		t.Errorf("for a sale that its own KHQR has paid: %q", code)
	}
	cash := s.soldForCash(350)
	got, code := s.settle(pos.SettleRequest{Payment: late.ID, Kind: payment.SettleReceipt, Receipt: cash})
	if code != "" || got.State != payment.Settled || len(s.till.Snapshot().Unclaimed) != 1 || len(s.sales()) != 2 {
		t.Fatalf("%+v %s", got, code)
	}
	if _, code := s.settle(pos.SettleRequest{Payment: later.ID, Kind: payment.SettleReceipt, Receipt: cash}); code != fault.ClaimOther {
		t.Errorf("a second payment for one sale: %q", code)
	}
	if _, code := s.settle(pos.SettleRequest{Payment: later.ID, Kind: payment.SettleRefund, Reference: "FT3"}); code != "" {
		t.Error(code)
	}
	// And then a second payment of the same code is found.
	twice := s.happened(late.ID, payment.VerifiedPaid{Received: money.Cents(700)})
	if twice.State != payment.Unclaimed || twice.Unclaimed().Minor != 350 || len(s.till.Snapshot().Unclaimed) != 1 {
		t.Errorf("%+v", twice)
	}
	s.close()
	s.open()
	if list := s.till.Snapshot().Unclaimed; len(list) != 1 || list[0].Unclaimed().Minor != 350 {
		t.Errorf("after a restart: %+v", list)
	}
	s.wantJournal()
}

// A code that was paid is asked after twice more, also by the next process, and
// what came a second time gets a home.
func TestPaidTwiceIsFound(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.shown(350, money.USD)
	paid := s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
	for _, after := range []time.Duration{time.Minute, 24 * time.Hour} {
		at, ok := paid.NextRecheck()
		if want := a.Expires.Add(after); !ok || !at.Equal(want) {
			t.Fatalf("asked again at %v %v, want %v", at, ok, want)
		}
		if list := s.till.Snapshot().Rechecking; len(list) != 1 {
			t.Fatalf("to be asked again: %+v", list)
		}
		s.clock.mu.Lock()
		s.clock.now = at
		s.clock.mu.Unlock()
		if after > time.Hour {
			break
		}
		paid = s.happened(a.ID, payment.VerifiedUnpaid{Known: true}) // a bank that forgot: paid stays paid
		if paid.State != payment.Paid {
			t.Fatalf("state %s", paid.State)
		}
		s.close()
		s.open()
	}
	twice := s.happened(a.ID, payment.VerifiedPaid{Received: money.Cents(700)})
	snap := s.till.Snapshot()
	if twice.State != payment.Paid || twice.Unclaimed().Minor != 350 || len(snap.Unclaimed) != 1 || len(snap.Rechecking) != 0 {
		t.Errorf("%+v, unclaimed %+v, rechecking %+v", twice, snap.Unclaimed, snap.Rechecking)
	}
	// The day has turned: the sale is still the one.
	if sale, err := s.disk.Sale(t.Context(), a.Sale); err != nil || len(sale.Tenders) != 1 || sale.Tenders[0].Amount != a.Amount {
		t.Errorf("sale %+v (%v)", sale, err)
	}
	s.wantJournal()
}

// Money that was sent back can't be given to the sale as well.
func TestSettledMoneyIsNotClaimed(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.unclaimed(500, 500)
	if _, code := s.settle(pos.SettleRequest{Payment: a.ID, Kind: payment.SettleRefund, Reference: "FT1"}); code != "" {
		t.Fatal(code)
	}
	s.happened(a.ID, payment.VerifiedPaid{Received: money.Cents(501)})
	if _, code := s.settle(pos.SettleRequest{Payment: a.ID, Kind: payment.SettleSale}); code != fault.ClaimShort {
		t.Errorf("one cent for a sale of five dollars: %q", code)
	}
	if n := len(s.sales()); n != 0 {
		t.Errorf("%d sales", n)
	}
}
