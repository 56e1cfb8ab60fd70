package pos_test

import (
	"testing"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// verified brings an attempt to its code and then reports it as paid.
func (s *testShop) verified(a payment.Attempt) payment.Attempt {
	s.t.Helper()
	for _, e := range []payment.Event{
		payment.Sending{}, payment.CodeAccepted{QR: "0002", Payee: payment.Payee{Account: "shop@bank"}, Expires: s.clock.Now().Add(1e12)},
		payment.VerifiedPaid{Received: a.Amount},
	} {
		var err error
		if a, err = s.till.Happened(s.t.Context(), a.ID, e); err != nil {
			s.t.Fatal(err)
		}
	}
	return a
}

func (s *testShop) sale(id id.Sale) sale.Sale {
	s.t.Helper()
	sale, err := s.disk.Sale(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return sale
}

// A sale paid in parts: cash, then a voucher, then a code for the rest in the other
// currency. Each part is durable and survives a restart.
func TestPayInParts(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.Rate, "4100")
	s.set(settings.TenderOther, "Voucher")
	ctx := t.Context()
	sold, err := s.till.PayCash(ctx, pos.CashRequest{
		Bill:     sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Name: "Rice", Quantity: 2, Price: money.Cents(600)}}},
		Received: []money.Money{money.Cents(500)}, Part: true,
	})
	if err != nil || sold.State != sale.Open || !sold.PartPaid() {
		t.Fatalf("%+v %v", sold, err)
	}
	if drawer := s.till.Snapshot().Shift.Drawer; drawer[0] != money.Cents(500) {
		t.Errorf("the drawer holds %v", drawer)
	}
	if _, err := s.till.CloseShift(ctx, drawer.CountRequest{}); fault.CodeOf(err) != fault.ShiftBusy {
		t.Errorf("closed over an open sale: %v", err)
	}
	s.close()
	s.open()
	if parts := s.till.Snapshot().PartPaid; len(parts) != 1 || parts[0].ID != sold.ID {
		t.Fatalf("after a restart: %+v", parts)
	}
	if drawer := s.till.Snapshot().Shift.Drawer; drawer[0] != money.Cents(500) {
		t.Errorf("after a restart the drawer holds %v", drawer)
	}
	if sold, err = s.till.PayCash(ctx, pos.CashRequest{
		Sale: sold.ID, Part: true, Other: []pos.OtherAmount{{Name: "Voucher", Amount: money.Cents(200), Reference: "V-7"}},
	}); err != nil || sold.State != sale.Open {
		t.Fatalf("%+v %v", sold, err)
	}
	attempt, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sold.ID, Currency: money.KHR})
	if err != nil || attempt.Amount != money.Riel(20_500) { // $5.00 at 4,100
		t.Fatalf("%+v %v", attempt, err)
	}
	if _, err := s.till.PayCash(ctx, pos.CashRequest{Sale: sold.ID}); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("cash beside a live code: %v", err)
	}
	s.verified(attempt)
	paid := s.sale(sold.ID)
	if paid.State != sale.Completed || len(paid.Tenders) != 3 || paid.Rounding != (money.Money{}) {
		t.Errorf("%+v", paid)
	}
	if parts := s.till.Snapshot().PartPaid; len(parts) != 0 {
		t.Errorf("still open: %+v", parts)
	}
	s.wantJournal()
}

// A code that is cancelled leaves the parts paid before it: the rest is paid in cash, with
// change, or everything is given back.
func TestPartThenCash(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.Rate, "4100")
	ctx := t.Context()
	part := func() sale.Sale {
		sale, err := s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(1000), Received: []money.Money{money.Cents(400)}, Part: true})
		if err != nil {
			t.Fatal(err)
		}
		return sale
	}
	sold := part()
	attempt, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sold.ID, Part: money.Cents(250)})
	if err != nil || attempt.Amount != money.Cents(250) {
		t.Fatalf("%+v %v", attempt, err)
	}
	if _, err := s.till.Happened(ctx, attempt.ID, payment.CancelledByCashier{}); err != nil {
		t.Fatal(err)
	}
	if open := s.sale(sold.ID); open.State != sale.Open {
		t.Fatalf("%+v", open)
	}
	done, err := s.till.PayCash(ctx, pos.CashRequest{Sale: sold.ID, Received: []money.Money{money.Cents(1000)}})
	if err != nil || done.State != sale.Completed || money.Displayed(done.Change) != "$4.00" {
		t.Fatalf("%+v %v", done, err)
	}
	if drawer := s.till.Snapshot().Shift.Drawer; drawer[0] != money.Cents(1000) {
		t.Errorf("the drawer holds %v", drawer)
	}
	given := part()
	if back, err := s.till.GiveBack(ctx, given.ID, staff.Approval{}); err != nil || back.State != sale.Dropped {
		t.Errorf("%+v %v", back, err)
	}
	if drawer := s.till.Snapshot().Shift.Drawer; drawer[0] != money.Cents(1000) {
		t.Errorf("the drawer holds %v", drawer)
	}
	byBank := part()
	if attempt, err = s.till.Charge(ctx, pos.ChargeRequest{Sale: byBank.ID, Part: money.Cents(250)}); err != nil {
		t.Fatal(err)
	}
	s.verified(attempt)
	if _, err := s.till.GiveBack(ctx, byBank.ID, staff.Approval{}); fault.CodeOf(err) != fault.PartPaid {
		t.Errorf("a bank payment was given back: %v", err)
	}
	s.wantJournal()
}

// Money of a cancelled code that exceeds the balance due is unmatched.
func TestLateMoneyAfterPartIsUnmatched(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	sold, err := s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(1000), Received: []money.Money{money.Cents(400)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}
	attempt, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sold.ID})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []payment.Event{payment.Sending{}, payment.CancelledByCashier{}} {
		if _, err := s.till.Happened(ctx, attempt.ID, e); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.till.PayCash(ctx, pos.CashRequest{Sale: sold.ID, Received: []money.Money{money.Cents(100)}, Part: true}); err != nil {
		t.Fatal(err)
	}
	late, err := s.till.Happened(ctx, attempt.ID, payment.VerifiedPaid{Received: money.Cents(600)})
	if err != nil || late.State != payment.Unmatched {
		t.Errorf("%+v %v", late, err)
	}
	if open := s.sale(sold.ID); open.State != sale.Open || len(open.Tenders) != 2 {
		t.Errorf("%+v", open)
	}
	s.wantJournal()
}

// A refused part changes nothing.
func TestPartRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.TenderOther, "Voucher")
	ctx := t.Context()
	sale, err := s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(1000), Received: []money.Money{money.Cents(400)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}
	before, err := s.disk.JournalHead(ctx)
	if err != nil {
		t.Fatal(err)
	}
	voucher := func(name string, m money.Money) []pos.OtherAmount { return []pos.OtherAmount{{Name: name, Amount: m}} }
	for _, tt := range []struct {
		request pos.CashRequest
		code    fault.Code
	}{
		{pos.CashRequest{Sale: sale.ID, Part: true}, fault.AmountZero},
		{pos.CashRequest{Sale: sale.ID, Part: true, Received: []money.Money{money.Cents(0)}}, fault.AmountZero},
		{pos.CashRequest{Sale: sale.ID, Other: voucher("Shells", money.Cents(100)), Part: true}, fault.TenderUnknown},
		{pos.CashRequest{Sale: sale.ID, Other: voucher("Voucher", money.Cents(601)), Part: true}, fault.TenderOver},
		{pos.CashRequest{Sale: sale.ID, Other: voucher("Voucher", money.Riel(4000)), Part: true}, fault.RateMissing},
		{pos.CashRequest{Sale: sale.ID, Other: voucher("Voucher", money.Cents(0)), Part: true}, fault.AmountZero},
		{pos.CashRequest{Sale: sale.ID, Received: []money.Money{money.Cents(500)}}, fault.CashShort},
		{pos.CashRequest{Amount: money.Cents(500), Shown: money.Cents(450)}, fault.TotalChanged},
	} {
		if _, err := s.till.PayCash(ctx, tt.request); fault.CodeOf(err) != tt.code {
			t.Errorf("%+v: %v, want %s", tt.request, err, tt.code)
		}
	}
	if _, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sale.ID, Part: money.Cents(601)}); fault.CodeOf(err) != fault.TenderOver {
		t.Errorf("%v", err)
	}
	if _, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sale.ID, Currency: money.KHR}); fault.CodeOf(err) != fault.RateMissing {
		t.Errorf("%v", err)
	}
	if after, err := s.disk.JournalHead(ctx); err != nil || after != before {
		t.Errorf("the journal stood at %+v, and is at %+v (%v)", before, after, err)
	}
}

// A part that leaves less than the smallest denomination pays the sale; a part by code is in
// the code's own currency.
func TestSmallRestPaysTheSale(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.Rate, "4000")
	ctx := t.Context()
	sold, err := s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(100), Received: []money.Money{money.Riel(3980)}, Part: true})
	if err != nil || sold.State != sale.Completed || sold.Rounding != money.Riel(-20) {
		t.Errorf("%+v %v", sold, err)
	}
	if _, err := s.till.Charge(ctx, pos.ChargeRequest{Amount: money.Cents(350), Part: money.Riel(1_000_000)}); fault.CodeOf(err) != fault.CurrencyUnknown {
		t.Errorf("a part in the other currency: %v", err)
	}
	s.wantJournal()
}

// Six times 600 riel for $0.90 at 4,100: 3,690 minus 3,600 riel are two cents, which appear
// once.
func TestSmallPartsRoundOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.Rate, "4100")
	r := pos.CashRequest{Amount: money.Cents(90), Part: true, Received: []money.Money{money.Riel(600)}}
	var sold sale.Sale
	for range 6 {
		var err error
		if sold, err = s.till.PayCash(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		r.Sale, r.Amount = sold.ID, money.Money{}
	}
	if rest, _ := sold.BalanceDue(money.USD); rest != money.Cents(2) || sold.State != sale.Open {
		t.Errorf("%v is left, and the sale is %s", rest, sold.State)
	}
	if rest, _ := sold.BalanceDue(money.KHR); rest != money.Riel(90) {
		t.Errorf("%v are left", rest)
	}
	sold, err := s.till.PayCash(t.Context(), pos.CashRequest{Sale: sold.ID, Received: []money.Money{money.Riel(100)}})
	if err != nil || sold.State != sale.Completed || sold.Rounding != money.Riel(10) {
		t.Errorf("%+v %v", sold, err)
	}
	// A rest of 23 riel is neither a note nor a code
	sold, err = s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Riel(4000), Part: true, Received: []money.Money{money.Cents(97)}})
	if err != nil || sold.State != sale.Completed || sold.Rounding != money.Riel(-23) {
		t.Errorf("%+v %v", sold, err)
	}
	s.wantJournal()
}
