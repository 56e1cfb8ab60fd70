package payments_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"psar/payments/paytest"
	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
)

// lifetime is the life of a code of the training gateway.
const lifetime = sandbox.DefaultLifetime

// wants checks an attempt's state and its money, in minor units.
func (s *shop) wants(id id.Payment, state payment.State, sold, unmatched int64) {
	s.T.Helper()
	gotSold, resolved, gotUnmatched := s.moneyOf(id)
	if got := s.Stored(id).State; got != state || gotSold != sold || gotUnmatched != unmatched || resolved != 0 {
		s.T.Errorf("%s: %s with %d sold and %d unclaimed, want %s, %d, %d", id, got, gotSold, gotUnmatched, state, sold, unmatched)
	}
}

func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// Payments that come late, twice, in part or for a replaced code, from the charge
// to where their money is recorded.
func TestOutcomes(t *testing.T) {
	t.Parallel()
	covers(t, sandbox.StepPay, []faultCase{{fault: sandbox.Fault{Kind: sandbox.LatePayment}}, {fault: sandbox.Fault{Kind: sandbox.DoublePayment}}})
	const day = 24 * time.Hour
	tests := []struct {
		name string
		run  func(t *testing.T, s *shop, l *testGateway)
	}{
		{"paid", func(t *testing.T, s *shop, l *testGateway) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			l.pays(t, a.ID)
			pass(10 * time.Second)
			s.wants(a.ID, payment.Paid, 500, 0)
		}},
		{"paid in the last second, said after the end", func(t *testing.T, s *shop, l *testGateway) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			l.fails(t, sandbox.Fault{Kind: sandbox.LatePayment, TransactionID: string(a.ID)})
			pass(time.Until(a.Expires.Add(-time.Second)))
			l.pays(t, a.ID)
			pass(5 * time.Second)
			s.wants(a.ID, payment.Paid, 500, 0)
		}},
		{"paid an hour after the end", func(t *testing.T, s *shop, l *testGateway) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			pass(lifetime + time.Hour)
			s.wants(a.ID, payment.Expired, 0, 0)
			l.pays(t, a.ID)
			pass(time.Hour + 6*time.Minute)
			s.wants(a.ID, payment.Unmatched, 0, 500)
		}},
		{"paid six days after the end", func(t *testing.T, s *shop, l *testGateway) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			pass(6 * day)
			l.pays(t, a.ID)
			pass(day)
			s.wants(a.ID, payment.Unmatched, 0, 500)
		}},
		{"paid twice before the first verify", func(t *testing.T, s *shop, l *testGateway) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			l.again(t, a.ID) // the fault doubles the payment
			pass(10 * time.Second)
			s.wants(a.ID, payment.Unmatched, 0, 1000)
		}},
		{"paid, and paid again within its life", func(t *testing.T, s *shop, l *testGateway) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			l.pays(t, a.ID)
			s.Becomes(a.ID, payment.Paid)
			l.again(t, a.ID)
			pass(time.Until(a.Expires.Add(70 * time.Second)))
			s.wants(a.ID, payment.Paid, 500, 500)
		}},
		{"paid again by an old picture, seen a day later", func(t *testing.T, s *shop, l *testGateway) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			l.pays(t, a.ID)
			pass(time.Hour)
			l.again(t, a.ID)
			s.Stop()
			s.Restart()
			s.watch(s.gatewayAt(l))
			pass(day + 10*time.Minute)
			s.wants(a.ID, payment.Paid, 500, 500)
		}},
		{"cancelled, then paid", func(t *testing.T, s *shop, l *testGateway) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			s.Happened(a.ID, payment.CancelledByCashier{})
			l.pays(t, a.ID)
			pass(10 * time.Second)
			s.wants(a.ID, payment.Unmatched, 0, 500)
		}},
		{"expired and asked anew: the old code is paid", func(t *testing.T, s *shop, l *testGateway) {
			first := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			pass(lifetime + 5*time.Second)
			next := s.chargeAgain(first.ID)
			l.pays(t, first.ID)
			pass(time.Minute)
			s.wants(first.ID, payment.Paid, 500, 0)
			s.wants(next.ID, payment.Cancelled, 0, 0)
		}},
		{"expired and asked anew: both codes are paid", func(t *testing.T, s *shop, l *testGateway) {
			first := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			pass(lifetime + 5*time.Second)
			next := s.chargeAgain(first.ID)
			l.pays(t, next.ID)
			pass(5 * time.Second)
			l.pays(t, first.ID)
			pass(time.Minute)
			s.wants(next.ID, payment.Paid, 500, 0)
			s.wants(first.ID, payment.Unmatched, 0, 500)
		}},
		{"too little", func(t *testing.T, s *shop, l *testGateway) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			if err := l.Pay(string(a.ID), "4.99"); err != nil {
				t.Fatal(err)
			}
			pass(10 * time.Second)
			s.wants(a.ID, payment.Unmatched, 0, 499)
		}},
		{"the answer of create is lost, the till is killed, and the money came", func(t *testing.T, s *shop, l *testGateway) {
			s.Stop()
			a := s.Charge(paytest.FiveDollars)
			l.fails(t, sandbox.Fault{Kind: sandbox.LostAnswer, Step: sandbox.StepCreate, TransactionID: string(a.ID)})
			s.Happened(a.ID, payment.Sending{})
			if e := s.gatewayAt(l).Create(context.Background(), a); paytest.Named(e) != lostLink {
				t.Fatal(paytest.Named(e))
			}
			s.Restart()
			l.pays(t, a.ID)
			s.watch(s.gatewayAt(l))
			pass(10 * time.Second)
			s.wants(a.ID, payment.Paid, 500, 0)
		}},
		{"killed with a code on the screen", func(t *testing.T, s *shop, l *testGateway) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			s.Stop()
			s.Restart()
			l.pays(t, a.ID)
			pass(2 * time.Hour)
			s.watch(s.gatewayAt(l))
			pass(10 * time.Second)
			s.wants(a.ID, payment.Paid, 500, 0)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			withShop(t, func(t *testing.T, s *shop, l *testGateway, _ *audit) { tt.run(t, s, l) })
		})
	}
}

// chargeAgain charges again for the sale of an ended attempt.
func (s *shop) chargeAgain(id id.Payment) payment.Attempt {
	s.T.Helper()
	a, err := s.Till.ChargeAgain(context.Background(), id)
	if err != nil {
		s.T.Fatal(err)
	}
	return s.Becomes(a.ID, payment.Shown)
}

// A Retry-After holds back every call of the till.
func TestRetryAfterOnTheWire(t *testing.T) {
	t.Parallel()
	withShop(t, func(t *testing.T, s *shop, l *testGateway, _ *audit) {
		a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
		l.fails(t, sandbox.Fault{Kind: sandbox.RateLimit, Step: sandbox.StepVerify, RetryAfter: 45})
		s.HasProblem(a.ID, fault.GatewayRateLimited)
		synctest.Wait()
		asked, before := time.Now(), len(l.made())
		l.pays(t, a.ID)
		s.watcher.CheckNow(a.ID)
		next := s.Charge(paytest.FiveDollars)
		pass(50 * time.Second)
		after := l.made()[before:]
		if len(after) == 0 || after[0].Sub(asked) < 44*time.Second {
			t.Errorf("calls at %v after 45 s of quiet were asked for at %v", after, asked)
		}
		s.wants(a.ID, payment.Paid, 500, 0)
		s.Becomes(next.ID, payment.Shown)
	})
}

// link charges by payment link.
func (s *shop) link() payment.Attempt {
	s.T.Helper()
	a, err := s.Till.Charge(context.Background(), pos.ChargeRequest{Amount: paytest.FiveDollars, Channel: payment.ChannelLink})
	if err != nil {
		s.T.Fatal(err)
	}
	return a
}

// opens loads the payment page as the customer's browser does. Only then does the
// gateway know the payment.
func (l *testGateway) opens(t testing.TB, s *shop, a payment.Attempt) {
	t.Helper()
	address, err := s.gatewayAt(l).PaymentLink(a)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := l.client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("the payment page: %s", answer.Status)
	}
}

// A payment link is made without a call. Until its page is opened the gateway does
// not know the payment; then it is paid like any other, and the returning customer
// makes the till verify at once.
func TestLinkOutcomes(t *testing.T) {
	t.Parallel()
	withShop(t, func(t *testing.T, s *shop, l *testGateway, _ *audit) {
		usd := sandbox.DefaultProfiles()[0]
		listener := s.listen()
		a := s.Becomes(s.link().ID, payment.Shown)
		if _, known := l.payment(a.ID); known || len(l.made()) != 0 {
			t.Errorf("a link made the till call %d times", len(l.made()))
		}
		if d := a.Expires.Sub(a.Created).Round(time.Minute); d != 24*time.Hour || a.QR != "" {
			t.Errorf("good for %v, with the code %q", d, a.QR)
		}
		pass(time.Hour)
		s.wants(a.ID, payment.Shown, 0, 0)
		l.opens(t, s, a)
		l.pays(t, a.ID)
		returned := paytest.Back(t, "shop.example", usd.Key, a.ID, time.Now())
		at := time.Now()
		w := httptest.NewRecorder()
		listener.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, returned, nil))
		if w.Code != http.StatusOK {
			t.Errorf("the customer who comes back: %d", w.Code)
		}
		s.Becomes(a.ID, payment.Paid)
		if d := time.Since(at); d > 2*time.Second {
			t.Errorf("seen after %v", d)
		}
		pass(26 * time.Hour)
		s.wants(a.ID, payment.Paid, 500, 0)

		late := s.Becomes(s.link().ID, payment.Shown)
		l.opens(t, s, late)
		pass(25 * time.Hour)
		s.wants(late.ID, payment.Expired, 0, 0)
		l.pays(t, late.ID)
		pass(2 * time.Hour)
		s.wants(late.ID, payment.Unmatched, 0, 500)
	})
}
