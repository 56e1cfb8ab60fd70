package payments

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"psar/payments/paytest"
	"psar/payments/raksmeypay"
	"psar/pos/money"
	"psar/pos/postest"
	"psar/pos/settings"
)

func TestProfiles(t *testing.T) {
	t.Parallel()
	r := newRemote(t)
	qr := codeOf(t, nil)
	var used string
	r.create = func(w http.ResponseWriter, form map[string][]string) {
		for _, key := range []string{"dollar-key", "new-dollar-key"} {
			if form["hash"][0] == raksmeypay.HashCreate(key, string(attempt.ID), "5.00", "table 4") {
				used = key
			}
		}
		if used == "dollar-key" {
			fmt.Fprint(w, `{"responseCode":4,"responseMessage":"Wrong hash"}`)
			return
		}
		fmt.Fprint(w, answer(qr, ""))
	}
	g, secrets := gatewayTo(r, nil)
	ctx := context.Background()
	if got := paytest.Named(g.Create(ctx, attempt)); got != "GatewayRefused gateway_refused_4" {
		t.Fatal(got)
	}
	secrets.Values[settings.USDProfileKey] = "new-dollar-key"
	if got := paytest.Named(g.Create(ctx, attempt)); got != "CodeAccepted" {
		t.Errorf("after the key was corrected: %s", got)
	}
	reads := secrets.Reads
	g.Create(ctx, attempt)
	if secrets.Reads != reads {
		t.Error("the key is read for every call")
	}

	secrets.Values[settings.USDProfileKey] = ""
	g.forget(money.USD)
	if got := paytest.Named(g.Create(ctx, attempt)); got != "GatewayRefused profile_missing" {
		t.Errorf("without a key: %s", got)
	}
	if got := paytest.Named(g.Verify(ctx, attempt)); got != "OutcomeUnknown profile_missing" {
		t.Errorf("without a key: %s", got)
	}
	g, _ = gatewayTo(r, settings.Values{settings.USDProfileID: ""})
	if got := paytest.Named(g.Create(ctx, attempt)); got != "GatewayRefused profile_missing" {
		t.Errorf("without a profile: %s", got)
	}
}

// A keyring that hangs for one profile does not delay the other.
func TestSlowKeyring(t *testing.T) {
	t.Parallel()
	r := newRemote(t)
	r.verify = says(`{"status":1,"payment_amount":5,"payment_status":"PENDING"}`)
	g, secrets := gatewayTo(r, nil)
	keyring := paytest.NewSlowKeyring(secrets, settings.KHRProfileKey)
	g.cfg.Secrets = keyring
	riel := attempt
	riel.Amount = money.Riel(20_000)
	answers := make(chan string, 2)
	go func() { answers <- "riel: " + paytest.Named(g.Verify(context.Background(), riel)) }()
	<-keyring.Asked
	go func() { answers <- "dollars: " + paytest.Named(g.Verify(context.Background(), attempt)) }()
	select {
	case got := <-answers:
		if got != "dollars: VerifiedUnpaid true" {
			t.Error(got)
		}
	case <-time.After(postest.Patience):
		close(keyring.Release)
		t.Fatal("dollars wait for the key of riel")
	}
	g.forget(money.USD) // nor does a call after a refusal wait
	close(keyring.Release)
	if got := <-answers; got != "riel: VerifiedUnpaid true" {
		t.Error(got)
	}
}

// hesitant answers the first key late, and another key afterwards.
type hesitant struct {
	*paytest.Secrets
	asked atomic.Bool
}

func (h *hesitant) Secret(key settings.Key) (string, error) {
	if !h.asked.Swap(true) {
		time.Sleep(3 * time.Second)
		return "a key of before", nil
	}
	return h.Secrets.Secret(key)
}

// A key that was read later is not replaced by one that was requested earlier.
func TestTheNewerKeyIsKept(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		values := settings.Values{settings.USDProfileID: "0123456789abcdef"}
		secrets := &paytest.Secrets{Values: map[settings.Key]string{settings.USDProfileKey: "dollar-key"}}
		g := NewGateway(GatewayConfig{Clock: paytest.Wall{}, Secrets: &hesitant{Secrets: secrets}})
		client := func() *raksmeypay.Client {
			c, err := g.client(attempt, values)
			if err != nil {
				t.Error(err)
			}
			return c
		}
		go client()
		time.Sleep(time.Second)
		newer := client()
		time.Sleep(3 * time.Second)
		if client() != newer {
			t.Error("a key of before took the place of a newer one")
		}
	})
}

// An attempt is verified only at its own profile: another profile's "not found"
// must not be taken for an answer.
func TestAttemptOfAnotherProfile(t *testing.T) {
	t.Parallel()
	r := newRemote(t)
	calls := 0
	r.verify = func(w http.ResponseWriter, _ map[string][]string) {
		calls++
		fmt.Fprint(w, `{"status":0,"err_msg":"Payment not found"}`)
	}
	g, _ := gatewayTo(r, nil)
	a := attempt
	a.Profile = "a profile of before"
	if got := paytest.Named(g.Verify(context.Background(), a)); got != "OutcomeUnknown profile_changed" || calls != 0 {
		t.Errorf("%s after %d calls", got, calls)
	}
	a.Profile = "0123456789abcdef"
	if got := paytest.Named(g.Verify(context.Background(), a)); got != "VerifiedUnpaid false" || calls != 1 {
		t.Errorf("%s after %d calls", got, calls)
	}
}
