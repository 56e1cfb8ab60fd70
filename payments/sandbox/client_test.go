package sandbox_test

import (
	"context"
	"testing"
	"time"

	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
	"psar/pos/postest"
)

// newClock is at noon in Phnom Penh.
func newClock() *postest.Clock {
	return postest.NewClock(time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC))
}

// bench is a gateway over real HTTP, with a client of its USD profile.
type bench struct {
	*sandbox.Server
	client *raksmeypay.Client
	clock  *postest.Clock
}

func start(t testing.TB, config sandbox.Config, timeout time.Duration) bench {
	t.Helper()
	b := bench{clock: newClock()}
	config.Now = b.clock.Now
	if config.Profiles == nil {
		config.Profiles = sandbox.DefaultProfiles()
	}
	var err error
	if b.Server, err = sandbox.Listen(context.Background(), "127.0.0.1:0", config); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	b.client = b.clientOf(t, config.Profiles[0], timeout)
	return b
}

func (b bench) clientOf(t testing.TB, p sandbox.Profile, timeout time.Duration) *raksmeypay.Client {
	t.Helper()
	c, err := raksmeypay.New(raksmeypay.Config{BaseURL: b.URL, ProfileID: p.ID, ProfileKey: p.Key, Timeout: timeout})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (b bench) create(t testing.TB, id, amount string) raksmeypay.CreateQRAnswer {
	t.Helper()
	a, err := b.client.CreateQR(t.Context(), raksmeypay.CreateQRRequest{TransactionID: id, Amount: amount})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (b bench) verify(t testing.TB, id string) raksmeypay.VerifyAnswer {
	t.Helper()
	a, err := b.client.Verify(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (b bench) pay(t testing.TB, id string) {
	t.Helper()
	if err := b.Pay(id); err != nil {
		t.Fatal(err)
	}
}

func (b bench) fault(t testing.TB, f sandbox.Fault) {
	t.Helper()
	if err := b.SetFault(f); err != nil {
		t.Fatal(err)
	}
}
