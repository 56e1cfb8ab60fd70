package pos_test

import (
	"testing"

	"psar/pos"
)

// verified brings an attempt to its code and then says that it was paid.
func (s *testShop) verified(a pos.Attempt) pos.Attempt {
	s.t.Helper()
	for _, e := range []pos.Event{
		pos.Sending{}, pos.CodeAccepted{QR: "0002", Payee: pos.Payee{Account: "shop@bank"}, Expires: s.clock.Now().Add(1e12)},
		pos.VerifiedPaid{Received: a.Amount},
	} {
		var err error
		if a, err = s.till.Happened(s.t.Context(), a.ID, e); err != nil {
			s.t.Fatal(err)
		}
	}
	return a
}

func (s *testShop) sale(id pos.SaleID) pos.Sale {
	s.t.Helper()
	sale, err := s.disk.Sale(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return sale
}

func (s *testShop) intact() {
	s.t.Helper()
	if check, err := s.disk.VerifyJournal(s.t.Context()); err != nil || !check.OK {
		s.t.Errorf("%+v %v", check, err)
	}
}

// A split sale: notes first, then a voucher, then a code for the rest in the
// other currency. Each part is durable, and outlives a restart.
func TestPartByPart(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(pos.SettingRate, "4100")
	s.set(pos.SettingTenderOther, "Voucher")
	ctx := t.Context()
	sale, err := s.till.PayCash(ctx, pos.CashRequest{
		Bill:  pos.Bill{Currency: pos.USD, Lines: []pos.BillLine{{Name: "Rice", Quantity: 2, Price: inDollars(600)}}},
		Given: []pos.Money{inDollars(500)}, Part: true,
	})
	if err != nil || sale.State != pos.SaleOpen || !sale.PartPaid() {
		t.Fatalf("%+v %v", sale, err)
	}
	if drawer := s.till.Snapshot().Shift.Drawer; drawer[0] != inDollars(500) {
		t.Errorf("the drawer holds %v", drawer)
	}
	if _, err := s.till.CloseShift(ctx, pos.CountRequest{}); pos.CodeOf(err) != pos.CodeShiftBusy {
		t.Errorf("closed over an open sale: %v", err)
	}
	s.close()
	s.open()
	if parts := s.till.Snapshot().PartPaid; len(parts) != 1 || parts[0].ID != sale.ID {
		t.Fatalf("after a restart: %+v", parts)
	}
	if drawer := s.till.Snapshot().Shift.Drawer; drawer[0] != inDollars(500) {
		t.Errorf("after a restart the drawer holds %v", drawer)
	}
	if sale, err = s.till.PayCash(ctx, pos.CashRequest{
		Sale: sale.ID, Part: true, Other: []pos.OtherAmount{{Name: "Voucher", Amount: inDollars(200), Reference: "V-7"}},
	}); err != nil || sale.State != pos.SaleOpen {
		t.Fatalf("%+v %v", sale, err)
	}
	attempt, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sale.ID, Currency: pos.KHR})
	if err != nil || attempt.Amount != inRiel(20_500) { // $5.00 at 4,100
		t.Fatalf("%+v %v", attempt, err)
	}
	if _, err := s.till.PayCash(ctx, pos.CashRequest{Sale: sale.ID}); pos.CodeOf(err) != pos.CodeSaleState {
		t.Errorf("notes beside a live code: %v", err)
	}
	s.verified(attempt)
	paid := s.sale(sale.ID)
	if paid.State != pos.SaleCompleted || len(paid.Tenders) != 3 || paid.Rounding != (pos.Money{}) {
		t.Errorf("%+v", paid)
	}
	if parts := s.till.Snapshot().PartPaid; len(parts) != 0 {
		t.Errorf("still open: %+v", parts)
	}
	s.intact()
}

// A code that is given up leaves what was paid before it: the rest is taken in
// notes, with change, or all goes back.
func TestPartThenNotes(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(pos.SettingRate, "4100")
	ctx := t.Context()
	part := func() pos.Sale {
		sale, err := s.till.PayCash(ctx, pos.CashRequest{Amount: inDollars(1000), Given: []pos.Money{inDollars(400)}, Part: true})
		if err != nil {
			t.Fatal(err)
		}
		return sale
	}
	sale := part()
	attempt, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sale.ID, Part: inDollars(250)})
	if err != nil || attempt.Amount != inDollars(250) {
		t.Fatalf("%+v %v", attempt, err)
	}
	if _, err := s.till.Happened(ctx, attempt.ID, pos.CancelledByCashier{}); err != nil {
		t.Fatal(err)
	}
	if open := s.sale(sale.ID); open.State != pos.SaleOpen {
		t.Fatalf("%+v", open)
	}
	done, err := s.till.PayCash(ctx, pos.CashRequest{Sale: sale.ID, Given: []pos.Money{inDollars(1000)}})
	if err != nil || done.State != pos.SaleCompleted || asText(done.Change) != "$4.00" {
		t.Fatalf("%+v %v", done, err)
	}
	if drawer := s.till.Snapshot().Shift.Drawer; drawer[0] != inDollars(1000) {
		t.Errorf("the drawer holds %v", drawer)
	}
	given := part()
	if back, err := s.till.GiveBack(ctx, given.ID, pos.Approval{}); err != nil || back.State != pos.SaleDropped {
		t.Errorf("%+v %v", back, err)
	}
	if drawer := s.till.Snapshot().Shift.Drawer; drawer[0] != inDollars(1000) {
		t.Errorf("the drawer holds %v", drawer)
	}
	byBank := part()
	if attempt, err = s.till.Charge(ctx, pos.ChargeRequest{Sale: byBank.ID, Part: inDollars(250)}); err != nil {
		t.Fatal(err)
	}
	s.verified(attempt)
	if _, err := s.till.GiveBack(ctx, byBank.ID, pos.Approval{}); pos.CodeOf(err) != pos.CodePartPaid {
		t.Errorf("a bank payment was given back: %v", err)
	}
	s.intact()
}

// Money of a code that was given up, for more than is still due, is unclaimed.
func TestPartLateMoney(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	sale, err := s.till.PayCash(ctx, pos.CashRequest{Amount: inDollars(1000), Given: []pos.Money{inDollars(400)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}
	attempt, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sale.ID})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []pos.Event{pos.Sending{}, pos.CancelledByCashier{}} {
		if _, err := s.till.Happened(ctx, attempt.ID, e); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.till.PayCash(ctx, pos.CashRequest{Sale: sale.ID, Given: []pos.Money{inDollars(100)}, Part: true}); err != nil {
		t.Fatal(err)
	}
	late, err := s.till.Happened(ctx, attempt.ID, pos.VerifiedPaid{Received: inDollars(600)})
	if err != nil || late.State != pos.AttemptUnclaimed {
		t.Errorf("%+v %v", late, err)
	}
	if open := s.sale(sale.ID); open.State != pos.SaleOpen || len(open.Tenders) != 2 {
		t.Errorf("%+v", open)
	}
	s.intact()
}

// What is refused changes nothing.
func TestPartRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(pos.SettingTenderOther, "Voucher")
	ctx := t.Context()
	sale, err := s.till.PayCash(ctx, pos.CashRequest{Amount: inDollars(1000), Given: []pos.Money{inDollars(400)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}
	before, err := s.disk.JournalHead(ctx)
	if err != nil {
		t.Fatal(err)
	}
	voucher := func(name string, m pos.Money) []pos.OtherAmount { return []pos.OtherAmount{{Name: name, Amount: m}} }
	for _, tt := range []struct {
		request pos.CashRequest
		code    pos.Code
	}{
		{pos.CashRequest{Sale: sale.ID, Part: true}, pos.CodeAmountZero},
		{pos.CashRequest{Sale: sale.ID, Part: true, Given: []pos.Money{inDollars(0)}}, pos.CodeAmountZero},
		{pos.CashRequest{Sale: sale.ID, Other: voucher("Shells", inDollars(100)), Part: true}, pos.CodeTenderUnknown},
		{pos.CashRequest{Sale: sale.ID, Other: voucher("Voucher", inDollars(601)), Part: true}, pos.CodeTenderOver},
		{pos.CashRequest{Sale: sale.ID, Other: voucher("Voucher", inRiel(4000)), Part: true}, pos.CodeRateMissing},
		{pos.CashRequest{Sale: sale.ID, Other: voucher("Voucher", inDollars(0)), Part: true}, pos.CodeAmountZero},
		{pos.CashRequest{Sale: sale.ID, Given: []pos.Money{inDollars(500)}}, pos.CodeCashShort},
		{pos.CashRequest{Amount: inDollars(500), Shown: inDollars(450)}, pos.CodeTotalChanged},
	} {
		if _, err := s.till.PayCash(ctx, tt.request); pos.CodeOf(err) != tt.code {
			t.Errorf("%+v: %v, want %s", tt.request, err, tt.code)
		}
	}
	if _, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sale.ID, Part: inDollars(601)}); pos.CodeOf(err) != pos.CodeTenderOver {
		t.Errorf("%v", err)
	}
	if _, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sale.ID, Currency: pos.KHR}); pos.CodeOf(err) != pos.CodeRateMissing {
		t.Errorf("%v", err)
	}
	if after, err := s.disk.JournalHead(ctx); err != nil || after != before {
		t.Errorf("the journal stood at %+v, and is at %+v (%v)", before, after, err)
	}
}

// A part that leaves less than the smallest coin pays the sale; a part by code is in
// the code's own currency.
func TestPartsToTheLast(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(pos.SettingRate, "4000")
	ctx := t.Context()
	sale, err := s.till.PayCash(ctx, pos.CashRequest{Amount: inDollars(100), Given: []pos.Money{inRiel(3980)}, Part: true})
	if err != nil || sale.State != pos.SaleCompleted || sale.Rounding != inRiel(-20) {
		t.Errorf("%+v %v", sale, err)
	}
	if _, err := s.till.Charge(ctx, pos.ChargeRequest{Amount: inDollars(350), Part: inRiel(1_000_000)}); pos.CodeOf(err) != pos.CodeCurrencyUnknown {
		t.Errorf("a part in the other currency: %v", err)
	}
	s.intact()
}
