package pos_test

import (
	"testing"
	"time"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

func (s *testShop) again(id id.Payment) payment.Attempt {
	s.t.Helper()
	a, err := s.till.ChargeAgain(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	s.happened(a.ID, payment.Sending{})
	return s.happened(a.ID, s.accepted())
}

// expired returns an attempt after its end, not paid.
func (s *testShop) expired(minor int64) payment.Attempt {
	s.t.Helper()
	a := s.shown(minor, money.USD)
	s.clock.Add(6 * time.Minute)
	return s.happened(a.ID, payment.VerifiedUnpaid{Known: true})
}

func TestChargeAgain(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	first := s.expired(350)
	second := s.again(first.ID)
	if second.Sale != first.Sale || second.ID <= first.ID || second.Replaces != first.ID || second.Amount != first.Amount {
		t.Fatalf("asked anew: %+v", second)
	}
	if _, err := s.till.ChargeAgain(t.Context(), first.ID); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("while the sale is asked for already: %v", err)
	}
	s.happened(second.ID, payment.VerifiedPaid{Received: second.Amount})
	if _, err := s.till.ChargeAgain(t.Context(), first.ID); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("after the sale was paid: %v", err)
	}
	// The first one is still watched, but its money belongs to no sale any more.
	late := s.happened(first.ID, payment.VerifiedPaid{Received: first.Amount})
	if late.State != payment.Unmatched || len(s.sales()) != 1 || len(s.till.Snapshot().Unmatched) != 1 {
		t.Errorf("%s, %d sales", late.State, len(s.sales()))
	}
	s.wantJournal()
}

// The customer pays the old code while the new one is shown: the sale is paid, the new code
// is cancelled, and its money, if it arrives, is unmatched.
func TestOldCodePaidAfterChargingAgain(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	first := s.expired(350)
	second := s.again(first.ID)
	paid := s.happened(first.ID, payment.VerifiedPaid{Received: first.Amount})
	if paid.State != payment.Paid {
		t.Fatalf("the old code: %s", paid.State)
	}
	taken := s.stored(second.ID)
	if taken.State != payment.Cancelled || !taken.Watched {
		t.Errorf("the new code: %s, watched %v", taken.State, taken.Watched)
	}
	sales := s.sales()
	if len(sales) != 1 || sales[0].Tenders[0].PaymentID != first.ID || s.till.Snapshot().Receipts[first.ID] != sales[0].Receipt {
		t.Errorf("sales %+v", sales)
	}
	both := s.happened(second.ID, payment.VerifiedPaid{Received: second.Amount})
	if both.State != payment.Unmatched || len(s.sales()) != 1 {
		t.Errorf("paid twice: %s, %d sales", both.State, len(s.sales()))
	}
	s.wantJournal()
}

func TestChargeAgainRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	shown := s.shown(350, money.USD)
	paid := s.shown(450, money.USD)
	s.happened(paid.ID, payment.VerifiedPaid{Received: paid.Amount})
	stranger := s.charge(550, money.USD)
	s.happened(stranger.ID, payment.Sending{})
	s.happened(stranger.ID, payment.CodeRejected{Reason: fault.QRAccount, Detail: "mallory@aclb"})
	late := s.unmatched(650, 650)
	for name, id := range map[string]id.Payment{
		"in progress": shown.ID, "paid": paid.ID, "a stranger's code": stranger.ID, "has money": late.ID,
	} {
		if _, err := s.till.ChargeAgain(t.Context(), id); fault.CodeOf(err) != fault.SaleState {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.till.ChargeAgain(t.Context(), "12345678901234"); fault.CodeOf(err) != fault.PaymentUnknown {
		t.Errorf("unknown: %v", err)
	}
}

func TestLink(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	charge := func(r pos.ChargeRequest) (payment.Attempt, fault.Code) {
		r.Amount, r.Channel = money.Cents(350), payment.ChannelLink
		a, err := s.till.Charge(t.Context(), r)
		return a, fault.CodeOf(err)
	}
	if _, code := charge(pos.ChargeRequest{}); code != fault.LinkNoReturn {
		t.Errorf("without a page to return to: %s", code)
	}
	if _, code := charge(pos.ChargeRequest{SuccessURL: "javascript:alert(1)"}); code != fault.LinkNoReturn {
		t.Errorf("a bad page to return to: %s", code)
	}
	s.set(settings.WebhookPublic, "https://till.example/")
	a, code := charge(pos.ChargeRequest{})
	if code != "" || a.SuccessURL != "https://till.example/paid/"+string(a.ID) {
		t.Fatalf("%+v %s", a, code)
	}
	s.set(settings.LinkSuccessURL, "https://shop.example/thanks")
	if b, code := charge(pos.ChargeRequest{}); code != "" || b.SuccessURL != "https://shop.example/thanks" {
		t.Errorf("%+v %s", b, code)
	}
	s.set(settings.LinkSuccessURL, "https://shop.example/thanks?payment={id}")
	if c, code := charge(pos.ChargeRequest{}); code != "" || c.SuccessURL != "https://shop.example/thanks?payment="+string(c.ID) {
		t.Errorf("%+v %s", c, code)
	}
	s.happened(a.ID, payment.Sending{})
	ready := s.happened(a.ID, payment.LinkReady{Expires: s.clock.Now().Add(24 * time.Hour)})
	if ready.State != payment.Shown || ready.QR != "" {
		t.Errorf("%+v", ready)
	}
	if err := s.till.PrintSlip(t.Context(), a.ID); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("a slip with a KHQR of a link: %v", err)
	}
	if err := s.till.PrintLink(t.Context(), a.ID, "https://gateway.example/payment/request/1"); err != nil {
		t.Error(err)
	}
	if paid := s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount}); paid.State != payment.Paid || len(s.sales()) != 1 {
		t.Errorf("%s, %d sales", paid.State, len(s.sales()))
	}
	s.wantJournal()
}
