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

// unmatched returns an attempt with unmatched money: late, or of another amount.
func (s *testShop) unmatched(asked, received int64) payment.Attempt {
	s.t.Helper()
	a := s.shown(asked, money.USD)
	s.happened(a.ID, payment.CancelledByCashier{})
	return s.happened(a.ID, payment.VerifiedPaid{Received: money.Cents(received)})
}

func (s *testShop) resolve(r pos.ResolveRequest) (payment.Attempt, fault.Code) {
	if r.Approval.By == "" {
		r.Approval = dara
	}
	a, err := s.till.Resolve(s.t.Context(), r)
	return a, fault.CodeOf(err)
}

// soldForCash stores a sale that was not paid by KHQR.
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

func TestResolveGivesTheSaleItsMoney(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.unmatched(350, 350)
	got, code := s.resolve(pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveSale, Note: "goods were taken"})
	if code != "" || got.State != payment.Paid || got.Unmatched().Minor != 0 {
		t.Fatalf("%+v %s", got, code)
	}
	sales := s.sales()
	if len(sales) != 1 || sales[0].ID != a.Sale || sales[0].Receipt.Sequence != 1 || sales[0].Tenders[0].Amount != a.Amount {
		t.Errorf("sales %+v", sales)
	}
	if snap := s.till.Snapshot(); len(snap.Unmatched) != 0 || snap.Receipts[a.ID] != sales[0].Receipt || snap.Today[0].Count != 1 {
		t.Errorf("unclaimed %+v, receipts %v, today %+v", snap.Unmatched, snap.Receipts, snap.Today)
	}
	rows, err := s.disk.Resolutions(t.Context(), a.ID)
	if err != nil || len(rows) != 1 || rows[0].By != "Dara" || rows[0].Receipt != sales[0].Receipt || rows[0].Money != a.Amount {
		t.Errorf("settlements %+v %v", rows, err)
	}
	if _, code := s.resolve(pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveSale}); code != fault.UnmatchedNone {
		t.Errorf("twice: %s", code)
	}
	s.wantJournal()
}

// More was received than requested: the sale takes its part, the rest is unmatched until it
// is sent back.
func TestResolveOverpaid(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.unmatched(350, 700)
	got, code := s.resolve(pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveSale})
	if rest := money.Cents(350); code != "" || got.State != payment.Paid || got.Unmatched() != rest {
		t.Fatalf("%+v %s", got, code)
	}
	if sales := s.sales(); len(sales) != 1 || sales[0].Tenders[0].Amount.Minor != 350 {
		t.Errorf("sales %+v", sales)
	}
	if len(s.till.Snapshot().Unmatched) != 1 {
		t.Error("the rest is not in the list")
	}
	got, code = s.resolve(pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveRefund, Reference: "FT26327"})
	if code != "" || got.State != payment.Paid || got.Unmatched().Minor != 0 || len(s.till.Snapshot().Unmatched) != 0 {
		t.Errorf("%+v %s", got, code)
	}
	s.wantJournal()
}

func TestResolveRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	short, other := s.unmatched(350, 349), s.unmatched(450, 450)
	open := s.shown(550, money.USD)
	for name, tt := range map[string]struct {
		r    pos.ResolveRequest
		code fault.Code
	}{
		"ErrShort":       {pos.ResolveRequest{Payment: short.ID, Kind: payment.ResolveSale}, fault.ClaimShort},
		"ErrNoReference": {pos.ResolveRequest{Payment: short.ID, Kind: payment.ResolveRefund, Reference: "  "}, fault.ReferenceMissing},
		"ErrReference":   {pos.ResolveRequest{Payment: short.ID, Kind: payment.ResolveRefund, Reference: "a\nb"}, fault.TextInvalid},
		"ErrNoReceipt":   {pos.ResolveRequest{Payment: short.ID, Kind: payment.ResolveReceipt, Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 9}}, fault.ReceiptUnknown},
		"ErrEmptyNote":   {pos.ResolveRequest{Payment: short.ID, Kind: payment.ResolveNote}, fault.TextInvalid},
		"ErrNoMoney":     {pos.ResolveRequest{Payment: open.ID, Kind: payment.ResolveRefund, Reference: "x"}, fault.UnmatchedNone},
		"ErrUnknown":     {pos.ResolveRequest{Payment: "12345678901234", Kind: payment.ResolveRefund, Reference: "x"}, fault.PaymentUnknown},
		"ErrNobody":      {pos.ResolveRequest{Payment: short.ID, Kind: payment.ResolveNote, Note: "x", Approval: staff.Approval{By: " "}}, fault.ManagerNeeded},
		"ErrKind":        {pos.ResolveRequest{Payment: short.ID, Kind: "keep"}, fault.Internal},
	} {
		if _, code := s.resolve(tt.r); code != tt.code {
			t.Errorf("%s: %q, want %s", name, code, tt.code)
		}
	}
	if n := len(s.till.Snapshot().Unmatched); n != 2 || s.stored(other.ID).State != payment.Unmatched {
		t.Errorf("%d unclaimed after what was refused", n)
	}
	if rows, err := s.disk.Resolutions(t.Context(), ""); err != nil || len(rows) != 0 {
		t.Errorf("rows %+v %v", rows, err)
	}
}

func TestResolveReceiptAndNote(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	sold := s.shown(350, money.USD)
	s.happened(sold.ID, payment.VerifiedPaid{Received: sold.Amount})
	number := s.till.Snapshot().Receipts[sold.ID]
	late, later := s.unmatched(350, 350), s.unmatched(350, 350)
	again := s.happened(sold.ID, payment.VerifiedPaid{Received: money.Cents(700)})
	if _, code := s.resolve(pos.ResolveRequest{Payment: again.ID, Kind: payment.ResolveReceipt, Receipt: number}); code != fault.ClaimOther {
		t.Errorf("a second payment for its own receipt: %q", code)
	}
	if _, code := s.resolve(pos.ResolveRequest{Payment: again.ID, Kind: payment.ResolveRefund, Reference: "FT2"}); code != "" {
		t.Error(code)
	}
	if got, code := s.resolve(pos.ResolveRequest{Payment: late.ID, Kind: payment.ResolveNote, Note: "called the customer"}); code != "" || got.State != payment.Unmatched {
		t.Fatalf("a note settled it: %+v %s", got, code)
	}
	if _, code := s.resolve(pos.ResolveRequest{Payment: late.ID, Kind: payment.ResolveReceipt, Receipt: number}); code != fault.ClaimOther {
		t.Errorf("for a sale that its own KHQR has paid: %q", code)
	}
	cash := s.soldForCash(350)
	got, code := s.resolve(pos.ResolveRequest{Payment: late.ID, Kind: payment.ResolveReceipt, Receipt: cash})
	if code != "" || got.State != payment.Resolved || len(s.till.Snapshot().Unmatched) != 1 || len(s.sales()) != 2 {
		t.Fatalf("%+v %s", got, code)
	}
	if _, code := s.resolve(pos.ResolveRequest{Payment: later.ID, Kind: payment.ResolveReceipt, Receipt: cash}); code != fault.ClaimOther {
		t.Errorf("a second payment for one sale: %q", code)
	}
	if _, code := s.resolve(pos.ResolveRequest{Payment: later.ID, Kind: payment.ResolveRefund, Reference: "FT3"}); code != "" {
		t.Error(code)
	}
	// And then a second payment of the same code is found.
	twice := s.happened(late.ID, payment.VerifiedPaid{Received: money.Cents(700)})
	if twice.State != payment.Unmatched || twice.Unmatched().Minor != 350 || len(s.till.Snapshot().Unmatched) != 1 {
		t.Errorf("%+v", twice)
	}
	s.close()
	s.open()
	if list := s.till.Snapshot().Unmatched; len(list) != 1 || list[0].Unmatched().Minor != 350 {
		t.Errorf("after a restart: %+v", list)
	}
	s.wantJournal()
}

// A paid code is verified twice more, also by the next process, and a second payment becomes
// unmatched.
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
		s.clock.Add(at.Sub(s.clock.Now()))
		if after > time.Hour {
			break
		}
		paid = s.happened(a.ID, payment.VerifiedUnpaid{Known: true}) // the bank forgot it: paid stays paid
		if paid.State != payment.Paid {
			t.Fatalf("state %s", paid.State)
		}
		s.close()
		s.open()
	}
	twice := s.happened(a.ID, payment.VerifiedPaid{Received: money.Cents(700)})
	snap := s.till.Snapshot()
	if twice.State != payment.Paid || twice.Unmatched().Minor != 350 || len(snap.Unmatched) != 1 || len(snap.Rechecking) != 0 {
		t.Errorf("%+v, unclaimed %+v, rechecking %+v", twice, snap.Unmatched, snap.Rechecking)
	}
	// The next day the sale is still the same.
	if sale, err := s.disk.Sale(t.Context(), a.Sale); err != nil || len(sale.Tenders) != 1 || sale.Tenders[0].Amount != a.Amount {
		t.Errorf("sale %+v (%v)", sale, err)
	}
	s.wantJournal()
}

// Money that was sent back cannot pay for the sale as well.
func TestResolvedMoneyIsNotClaimed(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.unmatched(500, 500)
	if _, code := s.resolve(pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveRefund, Reference: "FT1"}); code != "" {
		t.Fatal(code)
	}
	s.happened(a.ID, payment.VerifiedPaid{Received: money.Cents(501)})
	if _, code := s.resolve(pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveSale}); code != fault.ClaimShort {
		t.Errorf("one cent for a sale of five dollars: %q", code)
	}
	if n := len(s.sales()); n != 0 {
		t.Errorf("%d sales", n)
	}
}
