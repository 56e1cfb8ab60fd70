package pos_test

import (
	"slices"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// endedBill charges a bill of two lines with a discount and added tax, $11.00 in all, whose
// code ends without money; the till is restarted and the shop's terms are changed.
func (s *testShop) endedBill() payment.Attempt {
	s.t.Helper()
	s.set(settings.Rate, "4100")
	s.set(settings.TaxMode, "added")
	a, err := s.till.Charge(s.t.Context(), pos.ChargeRequest{
		Bill: sale.Bill{Currency: money.USD, Discount: sale.Discount{Amount: money.Cents(200)}, Lines: []sale.BillLine{
			{Name: "Rice", Quantity: 2, Price: money.Cents(500)}, {Quantity: 1, Price: money.Cents(200)},
		}}, Shown: money.Cents(1100),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.happened(a.ID, payment.Sending{})
	s.happened(a.ID, s.accepted())
	s.close()
	s.open() // snapshots start without what was shown before
	s.set(settings.Rate, "4900")
	s.set(settings.TaxMode, "none")
	return s.happened(a.ID, payment.CancelledByCashier{})
}

// A sale whose code ended is paid in cash as it was charged: with its lines, discount, tax
// and rate, although all of the shop's terms were changed.
func TestEndedCodeIsPaidInCashAsCharged(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.endedBill()
	before, shown := s.sale(a.Sale), s.till.Snapshot().Dropped[a.Sale]
	if shown.Total != money.Cents(1100) || shown.Rate != 4100 {
		t.Fatalf("the windows are shown %+v", shown)
	}
	if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Sale: a.Sale, Shown: money.Cents(1000)}); fault.CodeOf(err) != fault.TotalChanged {
		t.Errorf("another sum than was shown: %v", err)
	}
	paid, err := s.till.PayCash(t.Context(), pos.CashRequest{Sale: a.Sale, Shown: money.Cents(1100), Received: []money.Money{money.Cents(2000)}, ChangeIn: money.ChangeRiel})
	if err != nil || paid.ID != a.Sale || paid.Total != money.Cents(1100) || money.Displayed(paid.Change) != "36,900 ៛" {
		t.Fatalf("%+v %v", paid, err)
	}
	stored := s.sale(a.Sale)
	if stored.State != sale.Completed || !slices.Equal(stored.Lines, before.Lines) || stored.Terms != before.Terms || stored.Tax != money.Cents(100) || stored.Rate != 4100 {
		t.Errorf("%+v, was %+v", stored, before)
	}
	if list := s.sales(); len(list) != 1 || len(s.till.Snapshot().Dropped) != 0 {
		t.Errorf("%d sales, %v", len(list), s.till.Snapshot().Dropped)
	}
	if got := s.facts(facts.SaleReopened); len(got) != 1 {
		t.Errorf("reopened %d times", len(got))
	}
	if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Sale: a.Sale}); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("paid twice: %v", err)
	}
	s.wantJournal()
}

// The money of the ended code arrives after all: before a cash payment it prevents that;
// after one, whole or part, it is unmatched. No sale counts twice.
func TestLateMoneyBesideCash(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		given int64 // cash paid before the money arrives; 0: none
		part  bool
		then  fault.Code // of a cash payment after it
		sold  int
	}{
		{"before the cash", 0, false, fault.SaleMoneyCame, 0},
		{"after the cash", 1100, false, fault.SaleState, 1},
		{"after a part", 500, true, "", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			a := s.endedBill()
			if tt.given > 0 {
				r := pos.CashRequest{Sale: a.Sale, Shown: money.Cents(1100), Received: []money.Money{money.Cents(tt.given)}, Part: tt.part}
				if _, err := s.till.PayCash(t.Context(), r); err != nil {
					t.Fatal(err)
				}
			}
			late := s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
			if late.State != payment.Unmatched || late.Unmatched() != money.Cents(1100) || len(s.till.Snapshot().Unmatched) != 1 {
				t.Errorf("the money is %s", late.State)
			}
			if free := s.till.Snapshot().Dropped; len(free) != 0 {
				t.Errorf("offered once more: %v", free)
			}
			if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Sale: a.Sale}); fault.CodeOf(err) != tt.then {
				t.Errorf("cash after it: %v", err)
			}
			if list := s.sales(); len(list) != tt.sold {
				t.Errorf("%d sales", len(list))
			}
			s.wantJournal()
		})
	}
}

// The sale of an ended code can be paid in parts too: cash opens it again, and a code
// requests the rest.
func TestEndedCodeIsPaidInParts(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.endedBill()
	ctx := t.Context()
	part, err := s.till.PayCash(ctx, pos.CashRequest{Sale: a.Sale, Shown: money.Cents(1100), Received: []money.Money{money.Cents(400)}, Part: true})
	if err != nil || part.ID != a.Sale || !part.PartPaid() {
		t.Fatalf("%+v %v", part, err)
	}
	if _, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: a.Sale, Shown: money.Cents(1100)}); fault.CodeOf(err) != fault.TotalChanged {
		t.Errorf("a code for more than is left: %v", err)
	}
	rest, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: a.Sale, Shown: money.Cents(700)})
	if err != nil || rest.Amount != money.Cents(700) {
		t.Fatalf("%+v %v", rest, err)
	}
	s.verified(rest)
	if list := s.sales(); len(list) != 1 || list[0].ID != a.Sale || len(list[0].Tenders) != 2 {
		t.Errorf("%+v", list)
	}
	s.wantJournal()
}

// A sale whose cash was given back stays dropped: a new code, cash and a manager's mark are
// all refused.
func TestGivenBackSaleStaysDropped(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	sold, err := s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(1000), Received: []money.Money{money.Cents(400)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.till.Charge(ctx, pos.ChargeRequest{Sale: sold.ID})
	if err != nil {
		t.Fatal(err)
	}
	s.happened(a.ID, payment.Sending{})
	s.happened(a.ID, s.accepted())
	s.happened(a.ID, payment.CancelledByCashier{})
	if _, err := s.till.GiveBack(ctx, sold.ID, staff.Approval{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.PayCash(ctx, pos.CashRequest{Sale: sold.ID}); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("cash: %v", err)
	}
	if _, err := s.till.ChargeAgain(ctx, a.ID); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("a new code: %v", err)
	}
	if _, err := s.mark(a.ID); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("marked as paid: %v", err)
	}
	s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
	if _, code := s.resolve(pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveSale, Approval: staff.Approval{By: "Sokha"}}); code != fault.SaleState {
		t.Errorf("completed by its late money: %s", code)
	}
	if got := s.sale(sold.ID); got.State != sale.Dropped || len(s.sales()) != 0 {
		t.Errorf("%s, %d sales", got.State, len(s.sales()))
	}
	s.wantJournal()
}

// Late money of one code of a sale prevents another code for it: the customer has paid.
func TestChargeAgainRefusesAfterLateMoney(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	first := s.expired(350)
	second := s.again(first.ID)
	s.happened(second.ID, payment.CancelledByCashier{})
	s.happened(first.ID, payment.VerifiedPaid{Received: first.Amount})
	before := s.head()
	if _, err := s.till.ChargeAgain(t.Context(), second.ID); fault.CodeOf(err) != fault.SaleMoneyCame {
		t.Errorf("%v", err)
	}
	// Nor can the other code be marked as paid, with the reference of that very money:
	// the customer would get both goods and money.
	if _, err := s.mark(second.ID); fault.CodeOf(err) != fault.SaleMoneyCame {
		t.Errorf("marked as paid: %v", err)
	}
	if s.head() != before || len(s.sales()) != 0 {
		t.Error("something was written")
	}
	if _, code := s.resolve(pos.ResolveRequest{Payment: first.ID, Kind: payment.ResolveRefund, Reference: "FT5"}); code != "" {
		t.Fatal(code)
	}
	if _, err := s.mark(second.ID); err != nil { // the bank shows another payment
		t.Errorf("after the money was sent back: %v", err)
	}
	s.wantJournal()
}
