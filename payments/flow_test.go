package payments

import (
	"context"
	"testing"
	"time"

	"psar/payments/sandbox"
	"psar/pos"
)

// training is the training gateway over HTTP, with its two profiles.
func training(t *testing.T) *sandbox.Server {
	t.Helper()
	server, err := sandbox.Listen(context.Background(), "127.0.0.1:0", sandbox.Config{Profiles: sandbox.DefaultProfiles()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return server
}

// shopAt opens a shop that has both profiles at a gateway, without a watcher.
func shopAt(t *testing.T, server *sandbox.Server) *shop {
	t.Helper()
	s := newShop(t, pos.Settings{
		pos.SettingBaseURL: server.URL, pos.SettingPollFresh: "200", pos.SettingPollPerSecond: "20",
	})
	for _, p := range sandbox.DefaultProfiles() {
		id, key, _ := pos.ProfileKeys(pos.Currency(p.Currency))
		s.set(id, p.ID)
		s.set(key, p.Key)
	}
	return s
}

// gateway is what the shop reaches its gateway by.
func (s *shop) gateway() *Gateway {
	return NewGateway(GatewayConfig{
		Settings: func() pos.Settings { return s.till.Snapshot().Settings },
		Secrets:  s.secrets, Clock: wall{}, Timeout: 500 * time.Millisecond,
	})
}

func pay(t *testing.T, server *sandbox.Server, id pos.PaymentID, amount ...string) {
	t.Helper()
	if err := server.Pay(string(id), amount...); err != nil {
		t.Fatal(err)
	}
}

func TestSale(t *testing.T) {
	t.Parallel()
	tests := []struct {
		money pos.Money
		paid  string
		state pos.AttemptState
		sales int
	}{
		{fiveDollars, "5.00", pos.AttemptPaid, 1},
		{pos.Money{Minor: 20_000, Currency: pos.KHR}, "20000", pos.AttemptPaid, 1},
		{pos.Money{Minor: 1, Currency: pos.USD}, "0.01", pos.AttemptPaid, 1},
		{fiveDollars, "4.99", pos.AttemptUnclaimed, 0},
		{fiveDollars, "500.00", pos.AttemptUnclaimed, 0},
	}
	for _, tt := range tests {
		t.Run(tt.money.String()+" paid "+tt.paid, func(t *testing.T) {
			t.Parallel()
			server := training(t)
			s := shopAt(t, server)
			s.watch(s.gateway())
			a := s.charge(tt.money)
			a = s.becomes(a.ID, pos.AttemptShown)
			_, _, pin := pos.ProfileKeys(tt.money.Currency)
			if got := s.till.Snapshot().Settings[pin]; got == "" || got != a.Payee.Account {
				t.Errorf("the first good code's account is not pinned: %q", got)
			}
			pay(t, server, a.ID, tt.paid)
			got := s.becomes(a.ID, tt.state)
			if want, err := pos.ParseMoney(tt.paid, tt.money.Currency); err != nil || got.Received != want {
				t.Errorf("received %v, %v", got.Received, err)
			}
			if sales := s.sales(); len(sales) != tt.sales {
				t.Errorf("%d sales", len(sales))
			}
		})
	}
}

func TestNotPaid(t *testing.T) {
	t.Parallel()
	server := training(t)
	s := shopAt(t, server)
	s.watch(s.gateway())
	a := s.charge(fiveDollars)
	a = s.until("a poll that was answered", func(snap pos.Snapshot) (pos.Attempt, bool) {
		got, ok := find(snap, a.ID)
		return got, ok && got.Verifies >= 3
	})
	if a.State != pos.AttemptShown || len(s.sales()) != 0 {
		t.Errorf("%s with %d sales", a.State, len(s.sales()))
	}
}

// The till stops while codes are on the screen, and the customers pay.
func TestPaidWhileOff(t *testing.T) {
	t.Parallel()
	server := training(t)
	s := shopAt(t, server)
	s.watch(s.gateway())
	a, b := s.charge(fiveDollars), s.charge(fiveDollars)
	s.becomes(a.ID, pos.AttemptShown)
	s.becomes(b.ID, pos.AttemptShown)
	s.happened(b.ID, pos.CancelledByCashier{})
	s.close()
	pay(t, server, a.ID)
	pay(t, server, b.ID)
	s.open()
	s.watch(s.gateway())
	s.becomes(a.ID, pos.AttemptPaid)
	s.becomes(b.ID, pos.AttemptUnclaimed)
	if sales := s.sales(); len(sales) != 1 || sales[0].Receipt.Sequence != 1 {
		t.Errorf("sales: %+v", sales)
	}
	if n := len(s.till.Snapshot().Unclaimed); n != 1 {
		t.Errorf("%d unclaimed", n)
	}
}
