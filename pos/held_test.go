package pos_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/sale"
)

// A held sale survives a restart, and is recalled once, unchanged.
func TestHoldAndRecall(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	bill := sale.Bill{Currency: money.USD, Discount: sale.Discount{Part: 500}, Lines: []sale.BillLine{
		{Name: "Rice", NameKhmer: "អង្ករ", Quantity: 2, Price: money.Cents(620), Discount: sale.Discount{Amount: money.Cents(20)}}, {Quantity: 1, Price: money.Cents(150)},
	}}
	held, err := s.till.Hold(ctx, bill)
	if err != nil {
		t.Fatal(err)
	}
	s.close()
	s.open()
	waiting := s.till.Snapshot().Held
	if diff := cmp.Diff([]sale.Held{held}, waiting); diff != "" {
		t.Fatalf("after a restart\n%s", diff)
	}
	back, err := s.till.Recall(ctx, held.ID)
	if diff := cmp.Diff(bill, back); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	if _, err := s.till.Recall(ctx, held.ID); fault.CodeOf(err) != fault.HeldUnknown {
		t.Errorf("given out twice: %v", err)
	}
	if _, err := s.till.Hold(ctx, sale.Bill{Currency: money.USD}); fault.CodeOf(err) != fault.BillEmpty {
		t.Errorf("held nothing: %v", err)
	}
	for range 50 {
		if _, err := s.till.Hold(ctx, bill); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.till.Hold(ctx, bill); fault.CodeOf(err) != fault.HeldMany {
		t.Errorf("held without end: %v", err)
	}
	if today := s.till.Snapshot().Today[0]; today.Count != 0 {
		t.Errorf("a held bill was sold: %+v", today)
	}
	s.wantJournal()
}
