package pos_test

import (
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
)

func (s *testShop) mark(id id.Payment) (payment.Attempt, error) {
	return s.till.MarkPaid(s.t.Context(), pos.MarkRequest{Payment: id, Reference: "FT26327HX81", Approval: dara})
}

// A payment that a manager marks as paid completes its sale under the manager's name; what
// Verify reports later is no second payment.
func TestMarkPaid(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.shown(500, money.USD)
	after, err := s.mark(a.ID)
	if err != nil || after.State != payment.Paid || after.ByHand != "Dara" {
		t.Fatalf("%+v %v", after, err)
	}
	sold := s.sale(a.Sale)
	if sold.State != sale.Completed || len(sold.Tenders) != 1 || sold.Tenders[0].ByHand != "Dara" || sold.Tenders[0].Reference != "FT26327HX81" {
		t.Fatalf("%+v", sold)
	}
	if _, err := s.mark(a.ID); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("marked twice: %v", err)
	}
	if got := s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount}); got.State != payment.Paid || got.Unmatched().Minor != 0 || got.Watched {
		t.Errorf("after Verify: %+v", got)
	}
	if n := len(s.till.Snapshot().Unmatched); n != 0 {
		t.Errorf("%d payments are unclaimed", n)
	}
	z, err := s.till.CloseShift(t.Context(), drawer.CountRequest{})
	if err != nil || z.Corrections.ByHand != 1 || z.QR.Paid != 1 || z.Sales[0].Sum.Minor != 500 {
		t.Errorf("the Z says %+v, %+v (%v)", z.Corrections, z.QR, err)
	}
	s.wantJournal()
}

// An expired or cancelled code can be marked too, and completes its sale.
func TestMarkEndedCode(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.shown(500, money.USD)
	s.happened(a.ID, payment.CancelledByCashier{})
	if got := s.sale(a.Sale).State; got != sale.Dropped {
		t.Fatalf("the sale is %s", got)
	}
	if _, err := s.mark(a.ID); err != nil {
		t.Fatal(err)
	}
	if got := s.sale(a.Sale); got.State != sale.Completed || got.Receipt.Sequence != 1 {
		t.Errorf("%+v", got)
	}
	s.wantJournal()
}

// What exceeds the amount requested is unmatched; less raises an alert, and so does a bank
// that never reports the payment.
func TestMarkedButBankReportsOtherwise(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	more, less, never := s.shown(500, money.USD), s.shown(700, money.USD), s.shown(900, money.USD)
	for _, a := range []payment.Attempt{more, less, never} {
		if _, err := s.mark(a.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.happened(more.ID, payment.VerifiedPaid{Received: money.Cents(800)}); got.State != payment.Paid || got.Unmatched() != money.Cents(300) {
		t.Errorf("more: %+v", got)
	}
	if got := s.happened(less.ID, payment.VerifiedPaid{Received: money.Cents(100)}); got.State != payment.Paid || got.Problem != fault.PaymentMismatch {
		t.Errorf("less: %+v", got)
	}
	s.clock.Add(8 * 24 * time.Hour)
	s.happened(never.ID, payment.VerifiedUnpaid{Known: true})
	if got := s.happened(never.ID, payment.WatchEnded{}); got.State != payment.Paid || got.Watched {
		t.Errorf("never: %+v", got)
	}
	kinds := map[id.Payment]payment.AlertKind{}
	for _, alert := range s.till.Snapshot().Alerts {
		kinds[alert.Payment] = alert.Kind
	}
	if kinds[less.ID] != payment.AlertPaidUnclear || kinds[never.ID] != payment.AlertOutcomeUnknown || len(kinds) != 2 {
		t.Errorf("alarms %v", kinds)
	}
	s.wantJournal()
}

// Money in another currency than was marked is not part of the sale: cents are never
// subtracted from riel, neither in memory nor in the Store, and each sum has one currency.
func TestMarkedButPaidInAnotherCurrency(t *testing.T) {
	t.Parallel()
	riel := func(minor int64) money.Money { return money.Riel(minor) }
	s := newShop(t)
	all := map[id.Payment]money.Money{}
	for asked, received := range map[int64]money.Money{
		500: riel(20_000), 900: riel(300), // fewer than the cents requested
		700: money.Cents(1000), // $3.00 more than its sale
	} {
		a := s.shown(asked, money.USD)
		if _, err := s.mark(a.ID); err != nil {
			t.Fatal(err)
		}
		want := received
		if received.Currency == money.USD {
			want = money.Cents(300)
		}
		got := s.happened(a.ID, payment.VerifiedPaid{Received: received})
		if got.State != payment.Paid || got.Unmatched() != want {
			t.Errorf("%v for %d cents: %s, unclaimed %v, want %v", received, asked, got.State, got.Unmatched(), want)
		}
		if received.Currency == money.KHR && got.WhyUnmatched() != payment.WhyCurrency {
			t.Errorf("%v: because of %q", received, got.WhyUnmatched())
		}
		all[a.ID] = want
	}
	stored, err := s.disk.Attempts(t.Context(), payment.Filter{Unmatched: true})
	if err != nil || len(stored) != len(all) {
		t.Errorf("the Store lists %d of %d (%v)", len(stored), len(all), err)
	}
	r, err := s.disk.PeriodReport(t.Context(), s.till.Snapshot().Shift.Z)
	if got := r.QR.Unmatched; err != nil || got[0] != (report.Tally{Count: 1, Sum: money.Cents(300)}) || got[1] != (report.Tally{Count: 2, Sum: riel(20_300)}) {
		t.Errorf("the report says %v (%v)", got, err)
	}
	for id, want := range all {
		got, code := s.resolve(pos.ResolveRequest{Payment: id, Kind: payment.ResolveRefund, Reference: "FT9"})
		if code != "" || got.Resolved != want || got.Unmatched() != (money.Money{}) {
			t.Errorf("%s sent back: %q, settled %v, left %v", id, code, got.Resolved, got.Unmatched())
		}
	}
	if n := len(s.till.Snapshot().Unmatched); n != 0 {
		t.Errorf("%d are left", n)
	}
	s.wantJournal()
}

// An impossible mark is refused and changes nothing.
func TestMarkPaidRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.hire()
	open, paid, unseen := s.shown(500, money.USD), s.shown(600, money.USD), s.charge(700, money.USD)
	s.happened(paid.ID, payment.VerifiedPaid{Received: paid.Amount})
	before := s.head()
	for name, c := range map[string]struct {
		request pos.MarkRequest
		want    fault.Code
	}{
		"no reference": {pos.MarkRequest{Payment: open.ID, Reference: " ", Approval: daraMan}, fault.ReferenceMissing},
		"a text":       {pos.MarkRequest{Payment: open.ID, Reference: "a\nb", Approval: daraMan}, fault.TextInvalid},
		"nobody":       {pos.MarkRequest{Payment: open.ID, Reference: "FT1"}, fault.ManagerNeeded},
		"paid":         {pos.MarkRequest{Payment: paid.ID, Reference: "FT1", Approval: daraMan}, fault.SaleState},
		"never seen":   {pos.MarkRequest{Payment: unseen.ID, Reference: "FT1", Approval: daraMan}, fault.SaleState},
		"unknown":      {pos.MarkRequest{Payment: "1", Reference: "FT1", Approval: daraMan}, fault.PaymentUnknown},
	} {
		if _, err := s.till.MarkPaid(t.Context(), c.request); fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := s.head(); got != before {
		t.Errorf("refused, and the journal went from %d to %d", before.Seq, got.Seq)
	}
	if _, err := s.till.MarkPaid(t.Context(), pos.MarkRequest{Payment: open.ID, Reference: "FT1", Approval: sokCashier}); fault.CodeOf(err) != fault.PermissionMissing {
		t.Errorf("a cashier: %v", err)
	}
}

// Money that arrives after the Z report of its code counts in the Z report of its own day.
func TestLateMoneyCountsInItsOwnZ(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.shown(500, money.USD)
	s.happened(a.ID, payment.CancelledByCashier{})
	s.sellFor(money.Cents(100))
	first, err := s.till.CloseShift(t.Context(), drawer.CountRequest{})
	if err != nil {
		t.Fatal(err)
	}
	s.clock.Add(time.Minute)
	s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
	s.sellFor(money.Cents(100))
	second, err := s.till.CloseShift(t.Context(), drawer.CountRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if qr := first.QR; qr.Asked != 1 || qr.Cancelled != 1 || qr.Late != 0 || qr.Unmatched[0].Count != 0 {
		t.Errorf("the first Z: %+v", qr)
	}
	if qr := second.QR; qr.Asked != 0 || qr.Cancelled != 0 || qr.Late != 1 || qr.Unmatched[0].Sum.Minor != 500 {
		t.Errorf("the second Z: %+v", qr)
	}
}
