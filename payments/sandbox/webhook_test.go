package sandbox_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
	"psar/pos/postest"
)

// receiver is a shop's webhook receiver, made with the SDK.
type receiver struct {
	*httptest.Server
	heard chan raksmeypay.Webhook

	mu       sync.Mutex
	statuses []int
}

func newReceiver(t testing.TB, apiKey string, profiles ...sandbox.Profile) *receiver {
	t.Helper()
	r := &receiver{heard: make(chan raksmeypay.Webhook, 10)}
	config := raksmeypay.WebhookConfig{APIKey: apiKey}
	for _, p := range profiles {
		config.Profiles = append(config.Profiles, raksmeypay.Profile{ID: p.ID, Key: p.Key})
	}
	handler := raksmeypay.WebhookHandler(config, func(_ context.Context, w raksmeypay.Webhook) error {
		r.heard <- w
		return nil
	})
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		r.mu.Lock()
		r.statuses = append(r.statuses, answer.Code)
		r.mu.Unlock()
		w.WriteHeader(answer.Code)
		_, _ = io.Copy(w, answer.Body)
	}))
	t.Cleanup(r.Server.Close)
	return r
}

// resolved waits until the gateway has the result of all its webhooks.
func resolved(t testing.TB, b bench, want int) []sandbox.Delivery {
	t.Helper()
	for deadline := time.Now().Add(postest.Patience); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		all := b.State().Webhooks
		done := 0
		for _, d := range all {
			if d.Done {
				done++
			}
		}
		if done == want && len(all) == want {
			return all
		}
	}
	t.Fatalf("webhooks %+v, want %d that are over", b.State().Webhooks, want)
	return nil
}

func TestWebhook(t *testing.T) {
	t.Parallel()
	const apiKey = "the-api-key"
	profile := sandbox.DefaultProfiles()[0]
	for name, c := range map[string]struct {
		fault    sandbox.Kind
		delayMS  int
		statuses []int // of the receiver
		heard    int
	}{
		"OK":                          {"", 0, []int{200}, 1},
		string(sandbox.WebhookLost):   {sandbox.WebhookLost, 0, nil, 0},
		string(sandbox.WebhookTwice):  {sandbox.WebhookTwice, 0, []int{200, 200}, 2},
		string(sandbox.WebhookForged): {sandbox.WebhookForged, 0, []int{400}, 0},
		string(sandbox.WebhookLate):   {sandbox.WebhookLate, 5, []int{200}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, sandbox.Config{}, 0)
			shop := newReceiver(t, apiKey, profile)
			if err := b.SetWebhook(profile.ID, shop.URL, apiKey); err != nil {
				t.Fatal(err)
			}
			if c.fault != "" {
				b.fault(t, sandbox.Fault{Kind: c.fault, DelayMS: c.delayMS})
			}
			b.create(t, "12", "5.00")
			b.pay(t, "12")
			for n, d := range resolved(t, b, len(c.statuses)) {
				if d.Status != c.statuses[n] || d.Error != "" || d.TransactionID != "12" {
					t.Errorf("delivery %+v, want status %d", d, c.statuses[n])
				}
			}
			if len(shop.heard) != c.heard {
				t.Fatalf("heard %d, want %d", len(shop.heard), c.heard)
			}
			if c.heard > 0 {
				w := <-shop.heard
				if w.TransactionID != "12" || w.Amount != "5.00" || w.Timestamp != b.clock.Now().Unix() ||
					w.Unproved != (raksmeypay.Unproved{ProfileID: profile.ID, Currency: "USD", Status: "success"}) {
					t.Errorf("heard %+v", w)
				}
			}
		})
	}
}

// A webhook is not repeated when the receiver refuses it or is not there.
func TestWebhookIsSentOnce(t *testing.T) {
	t.Parallel()
	profile := sandbox.DefaultProfiles()[0]
	b := start(t, sandbox.Config{}, 0)
	shop := newReceiver(t, "another-key", profile)
	if err := b.SetWebhook(profile.ID, shop.URL, "the-api-key"); err != nil {
		t.Fatal(err)
	}
	b.create(t, "12", "5.00")
	b.pay(t, "12")
	if d := resolved(t, b, 1)[0]; d.Status != http.StatusUnauthorized {
		t.Errorf("delivery %+v", d)
	}
	shop.Server.Close()
	b.create(t, "13", "5.00")
	b.pay(t, "13")
	if d := resolved(t, b, 2)[1]; d.Status != 0 || d.Error == "" {
		t.Errorf("delivery %+v", d)
	}
}

func TestWebhookStaysOnThisMachine(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Config{}, 0)
	profile := sandbox.DefaultProfiles()[0]
	for _, address := range []string{"https://shop.example/hook", "http://192.0.2.1/", "ftp://127.0.0.1/", "hook"} {
		if err := b.SetWebhook(profile.ID, address, "k"); err == nil {
			t.Errorf("%s was taken", address)
		}
	}
	if err := b.SetWebhook("nobody", "http://127.0.0.1:1", "k"); err == nil {
		t.Error("an unknown profile was taken")
	}
	if err := b.SetWebhook(profile.ID, "", ""); err != nil {
		t.Error(err)
	}
}

// Close does not wait for a receiver that never answers.
func TestCloseEndsWebhooks(t *testing.T) {
	t.Parallel()
	profile := sandbox.DefaultProfiles()[0]
	asked := make(chan struct{})
	stuck := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		close(asked)
		<-r.Context().Done()
	}))
	t.Cleanup(stuck.Close)
	s := sandbox.New(sandbox.Config{Profiles: []sandbox.Profile{profile}})
	if err := s.SetWebhook(profile.ID, stuck.URL, "k"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	client, err := raksmeypay.New(raksmeypay.Config{BaseURL: server.URL, ProfileID: profile.ID, ProfileKey: profile.Key})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.CreateQR(t.Context(), raksmeypay.CreateQRRequest{TransactionID: "12", Amount: "5.00"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Pay("12"); err != nil {
		t.Fatal(err)
	}
	<-asked
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if d := s.State().Webhooks; len(d) != 1 || !d[0].Done || d[0].Error == "" {
		t.Errorf("deliveries %+v", d)
	}
}

// The result of a webhook that Reset removed does not overwrite another's.
func TestResetForgetsWebhooksUnderWay(t *testing.T) {
	t.Parallel()
	profile := sandbox.DefaultProfiles()[0]
	asked, answer := make(chan struct{}, 2), make(chan struct{})
	shop := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		select {
		case <-answer:
			w.WriteHeader(http.StatusTeapot)
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(shop.Close)
	b := start(t, sandbox.Config{}, 0)
	if err := b.SetWebhook(profile.ID, shop.URL, "k"); err != nil {
		t.Fatal(err)
	}
	b.create(t, "12", "5.00")
	b.pay(t, "12")
	<-asked
	b.Reset()
	b.create(t, "13", "5.00")
	b.fault(t, sandbox.Fault{Kind: sandbox.WebhookLate, DelayMS: 600_000})
	b.pay(t, "13")
	answer <- struct{}{}
	if err := b.Close(); err != nil { // waits for both webhooks
		t.Fatal(err)
	}
	if d := b.State().Webhooks; len(d) != 1 || d[0].TransactionID != "13" || d[0].Status != 0 {
		t.Errorf("deliveries %+v", d)
	}
	// After Close nothing is sent.
	if err := b.Pay("13"); err == nil {
		t.Error("paid twice")
	}
	b.fault(t, sandbox.Fault{Kind: sandbox.DoublePayment})
	b.pay(t, "13")
	if d := b.State().Webhooks; len(d) != 1 {
		t.Errorf("deliveries after the end: %+v", d)
	}
}
