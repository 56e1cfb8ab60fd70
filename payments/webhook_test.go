package payments_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"psar/payments/listen"
	"psar/payments/paytest"
	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
)

// post delivers a webhook to the listener as the gateway sends it, and returns the
// HTTP status of the answer.
func (s *shop) post(l *listen.Listener, key string, body []byte) int {
	r := httptest.NewRequest(http.MethodPost, "/webhook", bytes.NewReader(body))
	r.Header.Set("X-Api-Key", key)
	w := httptest.NewRecorder()
	l.Handler().ServeHTTP(w, r)
	return w.Code
}

// listen runs a listener without an address until the test ends.
func (s *shop) listen() *listen.Listener {
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

// A webhook makes the till verify at once. A repeated one records the payment
// once, a forged or early one changes nothing, and the polls make up for a lost one.
func TestWebhooks(t *testing.T) {
	t.Parallel()
	withShop(t, func(t *testing.T, s *shop, l *testGateway, _ *audit) {
		usd := sandbox.DefaultProfiles()[0]
		listener := s.listen()
		link := func() payment.Attempt {
			t.Helper()
			a := s.Becomes(s.link().ID, payment.Shown)
			l.opens(t, s, a)
			pass(5 * time.Minute) // no longer fresh: polled every 30 s
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
		s.wants(a.ID, payment.Paid, 500, 0)

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
		if n := len(l.made()) - calls; n > 1 { // one regular poll may fall into this second
			t.Errorf("%d calls after forged webhooks", n)
		}
		if status := s.post(listener, paytest.APIKey, paytest.WebhookBody(t, usd, b.ID, nil)); status != http.StatusOK {
			t.Error(status)
		}
		pass(5 * time.Second)
		s.wants(b.ID, payment.Shown, 0, 0) // the webhook said SUCCESS, Verify did not

		l.pays(t, b.ID) // the webhook of this payment is lost
		pass(40 * time.Second)
		s.wants(b.ID, payment.Paid, 500, 0)
	})
}

// Every fault of a webhook, with the gateway that sends it: one that arrives is
// acted on at once; after a forged or lost one the polls find the payment.
func TestEveryFaultOfAWebhook(t *testing.T) {
	t.Parallel()
	type onTheWay struct {
		kind    sandbox.Kind
		arrives bool
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
	s.Set(settings.PollFresh, "60000") // no poll before a webhook
	s.Set(settings.WebhookListen, "127.0.0.1:0")
	s.watch(s.gateway())
	listener := s.listen()
	s.Until("listening", func(pos.Snapshot) (payment.Attempt, bool) {
		if listener.Status().Address != "" {
			return payment.Attempt{}, true
		}
		s.Set(settings.ShopThanks, time.Now().String()) // publishes a snapshot, so that the listener runs again
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
		if f.arrives {
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

// delayOf is a fault's delay in milliseconds, 0 for none.
func delayOf(k sandbox.Kind) int {
	if k == sandbox.WebhookLate {
		return 50
	}
	return 0
}
