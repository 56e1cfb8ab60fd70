package payments_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"psar/payments/listen"
	"psar/payments/paytest"
	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
)

// lifetime is that of a code at the training gateway.
const lifetime = sandbox.DefaultLifetime

// stands compares an attempt with where it should stand, in cents.
func (s *shop) stands(id id.Payment, state payment.State, sold, unmatched int64) {
	s.T.Helper()
	gotSold, resolved, gotUnmatched := s.home(id)
	if got := s.Stored(id).State; got != state || gotSold != sold || gotUnmatched != unmatched || resolved != 0 {
		s.T.Errorf("%s: %s with %d sold and %d unclaimed, want %s, %d, %d", id, got, gotSold, gotUnmatched, state, sold, unmatched)
	}
}

func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// Each way in which money comes otherwise than at once and once, from the
// charge to its home.
func TestOutcomes(t *testing.T) {
	t.Parallel()
	covers(t, sandbox.StepPay, []strike{{fault: sandbox.Fault{Kind: sandbox.LatePayment}}, {fault: sandbox.Fault{Kind: sandbox.DoublePayment}}})
	const day = 24 * time.Hour
	tests := []struct {
		name string
		run  func(t *testing.T, s *shop, l *line)
	}{
		{"paid", func(t *testing.T, s *shop, l *line) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			l.pays(t, a.ID)
			pass(10 * time.Second)
			s.stands(a.ID, payment.Paid, 500, 0)
		}},
		{"paid in the last second, said after the end", func(t *testing.T, s *shop, l *line) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			l.fails(t, sandbox.Fault{Kind: sandbox.LatePayment, TransactionID: string(a.ID)})
			pass(time.Until(a.Expires.Add(-time.Second)))
			l.pays(t, a.ID)
			pass(5 * time.Second)
			s.stands(a.ID, payment.Paid, 500, 0)
		}},
		{"paid an hour after the end", func(t *testing.T, s *shop, l *line) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			pass(lifetime + time.Hour)
			s.stands(a.ID, payment.Expired, 0, 0)
			l.pays(t, a.ID)
			pass(time.Hour + 6*time.Minute)
			s.stands(a.ID, payment.Unmatched, 0, 500)
		}},
		{"paid six days after the end", func(t *testing.T, s *shop, l *line) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			pass(6 * day)
			l.pays(t, a.ID)
			pass(day)
			s.stands(a.ID, payment.Unmatched, 0, 500)
		}},
		{"paid twice before the first verify", func(t *testing.T, s *shop, l *line) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			l.again(t, a.ID) // the fault makes of one payment two
			pass(10 * time.Second)
			s.stands(a.ID, payment.Unmatched, 0, 1000)
		}},
		{"paid, and paid again within its life", func(t *testing.T, s *shop, l *line) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			l.pays(t, a.ID)
			s.Becomes(a.ID, payment.Paid)
			l.again(t, a.ID)
			pass(time.Until(a.Expires.Add(70 * time.Second)))
			s.stands(a.ID, payment.Paid, 500, 500)
		}},
		{"paid again by an old picture, seen a day later", func(t *testing.T, s *shop, l *line) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			l.pays(t, a.ID)
			pass(time.Hour)
			l.again(t, a.ID)
			s.Stop()
			s.Restart()
			s.watch(s.reach(l))
			pass(day + 10*time.Minute)
			s.stands(a.ID, payment.Paid, 500, 500)
		}},
		{"cancelled, then paid", func(t *testing.T, s *shop, l *line) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			s.Happened(a.ID, payment.CancelledByCashier{})
			l.pays(t, a.ID)
			pass(10 * time.Second)
			s.stands(a.ID, payment.Unmatched, 0, 500)
		}},
		{"expired and asked anew: the old code is paid", func(t *testing.T, s *shop, l *line) {
			first := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			pass(lifetime + 5*time.Second)
			next := s.anew(first.ID)
			l.pays(t, first.ID)
			pass(time.Minute)
			s.stands(first.ID, payment.Paid, 500, 0)
			s.stands(next.ID, payment.Cancelled, 0, 0)
		}},
		{"expired and asked anew: both codes are paid", func(t *testing.T, s *shop, l *line) {
			first := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			pass(lifetime + 5*time.Second)
			next := s.anew(first.ID)
			l.pays(t, next.ID)
			pass(5 * time.Second)
			l.pays(t, first.ID)
			pass(time.Minute)
			s.stands(next.ID, payment.Paid, 500, 0)
			s.stands(first.ID, payment.Unmatched, 0, 500)
		}},
		{"too little", func(t *testing.T, s *shop, l *line) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			if err := l.Pay(string(a.ID), "4.99"); err != nil {
				t.Fatal(err)
			}
			pass(10 * time.Second)
			s.stands(a.ID, payment.Unmatched, 0, 499)
		}},
		{"the answer of create is lost, the till is killed, and the money came", func(t *testing.T, s *shop, l *line) {
			s.Stop()
			a := s.Charge(paytest.FiveDollars)
			l.fails(t, sandbox.Fault{Kind: sandbox.LostAnswer, Step: sandbox.StepCreate, TransactionID: string(a.ID)})
			s.Happened(a.ID, payment.Sending{})
			if e := s.reach(l).Create(context.Background(), a); paytest.Named(e) != lostLink {
				t.Fatal(paytest.Named(e))
			}
			s.Restart()
			l.pays(t, a.ID)
			s.watch(s.reach(l))
			pass(10 * time.Second)
			s.stands(a.ID, payment.Paid, 500, 0)
		}},
		{"killed with a code on the screen", func(t *testing.T, s *shop, l *line) {
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			s.Stop()
			s.Restart()
			l.pays(t, a.ID)
			pass(2 * time.Hour)
			s.watch(s.reach(l))
			pass(10 * time.Second)
			s.stands(a.ID, payment.Paid, 500, 0)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			onLine(t, func(t *testing.T, s *shop, l *line, _ *audit) { tt.run(t, s, l) })
		})
	}
}

// anew asks again for an ended attempt's sale.
func (s *shop) anew(id id.Payment) payment.Attempt {
	s.T.Helper()
	a, err := s.Till.ChargeAgain(context.Background(), id)
	if err != nil {
		s.T.Fatal(err)
	}
	return s.Becomes(a.ID, payment.Shown)
}

// The gateway's wish for quiet holds for every call of the till.
func TestRetryAfterOnTheWire(t *testing.T) {
	t.Parallel()
	onLine(t, func(t *testing.T, s *shop, l *line, _ *audit) {
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
		s.stands(a.ID, payment.Paid, 500, 0)
		s.Becomes(next.ID, payment.Shown)
	})
}

// post is a webhook as the gateway sends it: through the listener to the
// watcher. It returns the answer's status.
func (s *shop) post(l *listen.Listener, key string, body []byte) int {
	r := httptest.NewRequest(http.MethodPost, "/webhook", bytes.NewReader(body))
	r.Header.Set("X-Api-Key", key)
	w := httptest.NewRecorder()
	l.Handler().ServeHTTP(w, r)
	return w.Code
}

// hears runs a listener without an address for a test.
func (s *shop) hears() *listen.Listener {
	s.T.Helper()
	s.Set(settings.WebhookAPIKey, paytest.APIKey)
	l := listen.New(listen.Config{
		Till: s.Till, Settings: func() settings.Values { return s.Till.Snapshot().Settings },
		Secrets: s.Secrets, Clock: paytest.Wall{}, CheckNow: s.watcher.CheckNow,
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- l.Run(ctx) }()
	s.T.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			s.T.Error(err)
		}
	})
	return l
}

// A webhook makes the till verify at once. Twice it is the same payment, forged
// or too early it is nothing, and lost it is not missed.
func TestWebhooks(t *testing.T) {
	t.Parallel()
	onLine(t, func(t *testing.T, s *shop, l *line, _ *audit) {
		usd := sandbox.DefaultProfiles()[0]
		listener := s.hears()
		link := func() payment.Attempt {
			t.Helper()
			a := s.Becomes(s.link().ID, payment.Shown)
			l.opens(t, s, a)
			pass(5 * time.Minute) // no longer fresh: asked after every 30 s
			return a
		}
		a := link()
		l.pays(t, a.ID)
		at := time.Now()
		for range 2 {
			if status := s.post(listener, paytest.APIKey, paytest.WebhookBody(t, usd, a.ID, nil)); status != http.StatusOK {
				t.Fatal(status)
			}
		}
		s.Becomes(a.ID, payment.Paid)
		if d := time.Since(at); d > 2*time.Second {
			t.Errorf("a webhook's payment was seen after %v", d)
		}
		pass(time.Minute)
		s.stands(a.ID, payment.Paid, 500, 0)

		b := link()
		forged := sandbox.Profile{ID: usd.ID, Key: "another key", Currency: usd.Currency}
		calls := len(l.made())
		if status := s.post(listener, paytest.APIKey, paytest.WebhookBody(t, forged, b.ID, nil)); status != http.StatusBadRequest {
			t.Errorf("forged: %d", status)
		}
		if status := s.post(listener, "another key", paytest.WebhookBody(t, usd, b.ID, nil)); status != http.StatusUnauthorized {
			t.Errorf("another API key: %d", status)
		}
		pass(time.Second)
		if n := len(l.made()) - calls; n > 1 { // the regular poll may fall here
			t.Errorf("%d calls after forged webhooks", n)
		}
		if status := s.post(listener, paytest.APIKey, paytest.WebhookBody(t, usd, b.ID, nil)); status != http.StatusOK {
			t.Error(status)
		}
		pass(5 * time.Second)
		s.stands(b.ID, payment.Shown, 0, 0) // it said SUCCESS, and Verify did not

		l.pays(t, b.ID) // and its webhook is lost
		pass(40 * time.Second)
		s.stands(b.ID, payment.Paid, 500, 0)
	})
}

// What may happen to a webhook on its way, with the gateway that sends it: what
// reaches the till is heard at once, what is forged or lost is found by the polls.
func TestEveryFaultOfAWebhook(t *testing.T) {
	t.Parallel()
	type onTheWay struct {
		kind  sandbox.Kind
		heard bool
	}
	faults := []onTheWay{{"", true}, {sandbox.WebhookTwice, true}, {sandbox.WebhookLate, true}, {sandbox.WebhookForged, false}, {sandbox.WebhookLost, false}}
	for _, kind := range sandbox.Kinds() {
		named := slices.ContainsFunc(faults, func(f onTheWay) bool { return f.kind == kind })
		if slices.Contains(sandbox.Steps(kind), sandbox.StepWebhook) && !named {
			t.Errorf("no expectation for the fault %s of a webhook", kind)
		}
	}
	server := training(t)
	s := shopAt(t, server)
	s.Set(settings.PollFresh, "60000") // no poll comes before a webhook
	s.Set(settings.WebhookListen, "127.0.0.1:0")
	s.watch(s.gateway())
	listener := s.hears()
	s.Until("listening", func(pos.Snapshot) (payment.Attempt, bool) {
		if listener.Status().Address != "" {
			return payment.Attempt{}, true
		}
		s.Set(settings.ShopThanks, time.Now().String()) // and so another snapshot
		return payment.Attempt{}, false
	})
	profile := sandbox.DefaultProfiles()[0]
	if err := server.SetWebhook(profile.ID, "http://"+listener.Status().Address+"/webhook", paytest.APIKey); err != nil {
		t.Fatal(err)
	}
	var missed []id.Payment
	for _, f := range faults {
		a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
		if f.kind != "" {
			setFault(t, server, sandbox.Fault{Kind: f.kind, DelayMS: delayOf(f.kind)}, sandbox.StepWebhook, a.ID)
		}
		pay(t, server, a.ID)
		if f.heard {
			s.Becomes(a.ID, payment.Paid)
		} else {
			missed = append(missed, a.ID)
		}
	}
	for _, id := range missed {
		if a := s.Stored(id); a.State != payment.Shown || a.Verifies != 0 {
			t.Errorf("%s: %s after %d verifies, though no good webhook came", id, a.State, a.Verifies)
		}
	}
	s.Set(settings.PollFresh, "200")
	for _, id := range missed {
		s.Becomes(id, payment.Paid)
	}
	if n := len(s.Sales()); n != len(faults) {
		t.Errorf("%d sales of %d payments", n, len(faults))
	}
	for _, d := range server.State().Webhooks {
		forged := d.TransactionID == string(missed[0])
		if d.Done && forged != (d.Status == http.StatusBadRequest) {
			t.Errorf("a webhook of %s was answered %d %s", d.TransactionID, d.Status, d.Error)
		}
	}
}

// delayOf is how many milliseconds a fault delays, 0 for none that does.
func delayOf(k sandbox.Kind) int {
	if k == sandbox.WebhookLate {
		return 50
	}
	return 0
}

// link charges by a payment link.
func (s *shop) link() payment.Attempt {
	s.T.Helper()
	a, err := s.Till.Charge(context.Background(), pos.ChargeRequest{Amount: paytest.FiveDollars, Channel: payment.ChannelLink})
	if err != nil {
		s.T.Fatal(err)
	}
	return a
}

// opens is the customer's browser at the payment page: the gateway learns of
// the payment only then.
func (l *line) opens(t testing.TB, s *shop, a payment.Attempt) {
	t.Helper()
	address, err := s.reach(l).PaymentLink(a)
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

// A link needs no call to be made. Until its page is opened the gateway knows
// of no such payment; then it is paid like any other, and the customer who
// comes back makes the till verify at once.
func TestLinkOutcomes(t *testing.T) {
	t.Parallel()
	onLine(t, func(t *testing.T, s *shop, l *line, _ *audit) {
		usd := sandbox.DefaultProfiles()[0]
		listener := s.hears()
		a := s.Becomes(s.link().ID, payment.Shown)
		if _, known := l.payment(a.ID); known || len(l.made()) != 0 {
			t.Errorf("a link made the till call %d times", len(l.made()))
		}
		if d := a.Expires.Sub(a.Created).Round(time.Minute); d != 24*time.Hour || a.QR != "" {
			t.Errorf("good for %v, with the code %q", d, a.QR)
		}
		pass(time.Hour)
		s.stands(a.ID, payment.Shown, 0, 0)
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
		s.stands(a.ID, payment.Paid, 500, 0)

		late := s.Becomes(s.link().ID, payment.Shown)
		l.opens(t, s, late)
		pass(25 * time.Hour)
		s.stands(late.ID, payment.Expired, 0, 0)
		l.pays(t, late.ID)
		pass(2 * time.Hour)
		s.stands(late.ID, payment.Unmatched, 0, 500)
	})
}
