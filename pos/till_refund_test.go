package pos_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
)

func (s *testShop) sellFor(m money.Money, lines ...sale.BillLine) sale.Sale {
	s.t.Helper()
	r := pos.CashRequest{Amount: m}
	if len(lines) > 0 {
		r = pos.CashRequest{Bill: sale.Bill{Currency: m.Currency, Lines: lines}, Shown: m}
	}
	sale, err := s.till.PayCash(s.t.Context(), r)
	if err != nil {
		s.t.Fatal(err)
	}
	return sale
}

// A refund by line, then of the rest: each has its own number in the sequence of receipts,
// pieces cost the same, and the last takes what is left. The sale is unchanged.
func TestRefund(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.Rate, "4000")
	ctx := t.Context()
	sold := s.sellFor(money.Cents(1100),
		sale.BillLine{Name: "Rice", Quantity: 3, Price: money.Cents(334), Discount: sale.Discount{Amount: money.Cents(2)}}, // $10.00
		sale.BillLine{Name: "Ice", Quantity: 1, Price: money.Cents(100)})
	first, err := s.till.Refund(ctx, pos.RefundRequest{
		Receipt: sold.Receipt, Lines: map[int]int64{1: 1}, Reason: "wet", Approval: dara,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []sale.Tender{{Kind: sale.TenderCashUSD, Amount: money.Cents(300), Rate: 4000}, {Kind: sale.TenderCashKHR, Amount: money.Riel(1300), Rate: 4000}}
	if diff := cmp.Diff(want, first.Paid); first.Total != money.Cents(333) || first.Rounding != money.Riel(-20) || diff != "" { // 1,320
		t.Errorf("%+v\n%s", first, diff)
	}
	if first.Number.Sequence != 2 || first.By != "Dara" {
		t.Errorf("%+v", first)
	}
	drawer, paper := s.take("paper:"), queue.Job{}
	for drawer.Kind != queue.KindDrawer || drawer.Opening.Receipt != first.Number {
		drawer = s.take("paper:")
	}
	for paper.Receipt == nil || paper.Receipt.Refund == nil {
		paper = s.take("paper:")
	}
	if r := paper.Receipt; r.Refund.Of != sold.Receipt || r.Total != money.Cents(333) || r.Lines[0].Quantity != 1 {
		t.Errorf("the paper says %+v", r)
	}
	if _, _, total, err := s.till.Refundable(ctx, sold.Receipt); err != nil || total != money.Cents(767) {
		t.Errorf("%v may go back (%v)", total, err)
	}
	rest, err := s.till.Refund(ctx, pos.RefundRequest{Receipt: sold.Receipt, Reason: "returned", Reference: "FT-9", Approval: dara})
	if err != nil || rest.Total != money.Cents(767) || rest.Paid[0].Kind != sale.TenderKHQRUSD || rest.Paid[0].Reference != "FT-9" {
		t.Errorf("%+v %v", rest, err)
	}
	if diff := cmp.Diff(sold, s.sale(sold.ID)); diff != "" {
		t.Errorf("the sale was touched\n%s", diff)
	}
	if next := s.sellFor(money.Cents(100)); next.Receipt.Sequence != 4 {
		t.Errorf("the next receipt is %s", next.Receipt)
	}
	stored, err := s.disk.Refunds(ctx, sold.ID)
	if diff := cmp.Diff([]sale.Refund{first, rest}, stored); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	s.wantJournal()
}

// The refund of a line includes the tax that was charged for it.
func TestRefundTax(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.TaxMode, "included")
	sale := s.sellFor(money.Cents(330), sale.BillLine{Name: "Soap", Quantity: 3, Price: money.Cents(110)})
	one, err := s.till.Refund(t.Context(), pos.RefundRequest{Receipt: sale.Receipt, Lines: map[int]int64{1: 1}, Reason: "broken", Approval: dara})
	if err != nil || one.Total != money.Cents(110) || one.Tax != money.Cents(10) {
		t.Errorf("%+v %v", one, err)
	}
}

func TestRefundRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	sold := s.sellFor(money.Cents(1000), sale.BillLine{Name: "Rice", Quantity: 2, Price: money.Cents(500)})
	other := s.sellFor(money.Cents(100))
	given, err := s.till.Refund(ctx, pos.RefundRequest{Receipt: other.Receipt, Reason: "wrong", Approval: dara})
	if err != nil {
		t.Fatal(err)
	}
	before, err := s.disk.JournalHead(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name    string
		request pos.RefundRequest
		code    fault.Code
	}{
		{"NoReason", pos.RefundRequest{Receipt: sold.Receipt, Approval: dara}, fault.ReasonMissing},
		{"NoManager", pos.RefundRequest{Receipt: sold.Receipt, Reason: "x"}, fault.ManagerNeeded},
		{"Unknown", pos.RefundRequest{Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 99}, Reason: "x", Approval: dara}, fault.ReceiptUnknown},
		{"OfRefund", pos.RefundRequest{Receipt: given.Number, Reason: "x", Approval: dara}, fault.RefundOfRefund},
		{"Twice", pos.RefundRequest{Receipt: other.Receipt, Reason: "x", Approval: dara}, fault.RefundOver},
		{"TooMany", pos.RefundRequest{Receipt: sold.Receipt, Lines: map[int]int64{1: 3}, Reason: "x", Approval: dara}, fault.RefundLine},
		{"None", pos.RefundRequest{Receipt: sold.Receipt, Lines: map[int]int64{1: 0}, Reason: "x", Approval: dara}, fault.RefundLine},
		{"NoSuchLine", pos.RefundRequest{Receipt: sold.Receipt, Lines: map[int]int64{1: 1, 2: 1}, Reason: "x", Approval: dara}, fault.RefundLine},
		{"VoidOfPart", pos.RefundRequest{Receipt: sold.Receipt, Kind: sale.RefundVoid, Lines: map[int]int64{1: 1}, Reason: "x", Approval: dara}, fault.VoidLate},
		{"VoidOfRefunded", pos.RefundRequest{Receipt: other.Receipt, Kind: sale.RefundVoid, Reason: "x", Approval: dara}, fault.VoidLate},
		{"Text", pos.RefundRequest{Receipt: sold.Receipt, Reason: "a\nb", Approval: dara}, fault.TextInvalid},
	} {
		if _, err := s.till.Refund(ctx, tt.request); fault.CodeOf(err) != tt.code {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.code)
		}
	}
	if after, err := s.disk.JournalHead(ctx); err != nil || after != before {
		t.Errorf("the journal stood at %+v, and is at %+v (%v)", before, after, err)
	}
	if _, err := s.till.CloseShift(ctx, drawer.CountRequest{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.Refund(ctx, pos.RefundRequest{Receipt: sold.Receipt, Kind: sale.RefundVoid, Reason: "x", Approval: dara}); fault.CodeOf(err) != fault.VoidLate {
		t.Errorf("a void after the Z: %v", err)
	}
}

// Cash is rounded over all refunds of a sale together: in pieces no more goes back than at
// once.
func TestRefundInPieces(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	sale := s.sellFor(money.Riel(1500), sale.BillLine{Name: "Sweet", Quantity: 10, Price: money.Riel(150)})
	var back int64
	for range 10 {
		r, err := s.till.Refund(t.Context(), pos.RefundRequest{Receipt: sale.Receipt, Lines: map[int]int64{1: 1}, Reason: "x", Approval: dara})
		if err != nil {
			t.Fatal(err)
		}
		for _, paid := range r.Paid {
			back += paid.Amount.Minor
		}
	}
	if back != 1500 {
		t.Errorf("%d riel went back for 1,500", back)
	}
	s.wantJournal()
}

// With a counted float no more cash is refunded than the drawer holds; by bank it can be.
func TestRefundOverDrawer(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	if _, err := s.till.OpenShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(2000)}, By: "Sok"}); err != nil {
		t.Fatal(err)
	}
	a := s.shown(50_000, money.USD)
	s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
	request := pos.RefundRequest{Receipt: s.sale(a.Sale).Receipt, Reason: "x", Approval: dara}
	before := s.head()
	if _, err := s.till.Refund(ctx, request); fault.CodeOf(err) != fault.DrawerShort {
		t.Errorf("$500 out of a drawer with $20: %v", err)
	}
	if s.head() != before || s.till.Snapshot().Shift.Drawer[0] != money.Cents(2000) {
		t.Error("something changed")
	}
	request.Reference = "FT1"
	if _, err := s.till.Refund(ctx, request); err != nil {
		t.Errorf("by the bank: %v", err)
	}
}
