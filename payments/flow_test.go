package payments_test

import (
	"context"
	"testing"

	"psar/payments/paytest"
	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// training starts the training gateway over HTTP, with its two profiles.
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

// shopAt opens a shop with both profiles at a gateway, without a watcher.
func shopAt(t *testing.T, server *sandbox.Server) *shop {
	t.Helper()
	s := &shop{Shop: paytest.NewShop(t, settings.Values{
		settings.BaseURL: server.URL, settings.PollFresh: "200", settings.PollPerSecond: "20",
	})}
	s.SetProfiles()
	return s
}

func pay(t *testing.T, server *sandbox.Server, id id.Payment, amount ...string) {
	t.Helper()
	if err := server.Pay(string(id), amount...); err != nil {
		t.Fatal(err)
	}
}

func TestSale(t *testing.T) {
	t.Parallel()
	tests := []struct {
		money money.Money
		paid  string
		state payment.State
		sales int
	}{
		{paytest.FiveDollars, "5.00", payment.Paid, 1},
		{money.Riel(20_000), "20000", payment.Paid, 1},
		{money.Cents(1), "0.01", payment.Paid, 1},
		{paytest.FiveDollars, "4.99", payment.Unmatched, 0},
		{paytest.FiveDollars, "500.00", payment.Unmatched, 0},
	}
	for _, tt := range tests {
		t.Run(tt.money.String()+" paid "+tt.paid, func(t *testing.T) {
			t.Parallel()
			server := training(t)
			s := shopAt(t, server)
			s.watch(s.gateway())
			a := s.Charge(tt.money)
			a = s.Becomes(a.ID, payment.Shown)
			_, _, pin := settings.ProfileKeys(tt.money.Currency)
			if got := s.Till.Snapshot().Settings[pin]; got == "" || got != a.Payee.Account {
				t.Errorf("the first good code's account is not pinned: %q", got)
			}
			pay(t, server, a.ID, tt.paid)
			got := s.Becomes(a.ID, tt.state)
			if want, err := money.Parse(tt.paid, tt.money.Currency); err != nil || got.Received != want {
				t.Errorf("received %v, %v", got.Received, err)
			}
			if sales := s.Sales(); len(sales) != tt.sales {
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
	a := s.Charge(paytest.FiveDollars)
	a = s.Until("a poll that was answered", func(snap pos.Snapshot) (payment.Attempt, bool) {
		got, ok := paytest.Find(snap, a.ID)
		return got, ok && got.Verifies >= 3
	})
	if a.State != payment.Shown || len(s.Sales()) != 0 {
		t.Errorf("%s with %d sales", a.State, len(s.Sales()))
	}
}

// Customers pay while the till is off, after it showed their codes.
func TestPaidWhileOff(t *testing.T) {
	t.Parallel()
	server := training(t)
	s := shopAt(t, server)
	s.watch(s.gateway())
	a, b := s.Charge(paytest.FiveDollars), s.Charge(paytest.FiveDollars)
	s.Becomes(a.ID, payment.Shown)
	s.Becomes(b.ID, payment.Shown)
	s.Happened(b.ID, payment.CancelledByCashier{})
	s.Close()
	pay(t, server, a.ID)
	pay(t, server, b.ID)
	s.Open()
	s.watch(s.gateway())
	s.Becomes(a.ID, payment.Paid)
	s.Becomes(b.ID, payment.Unmatched)
	if sales := s.Sales(); len(sales) != 1 || sales[0].Receipt.Sequence != 1 {
		t.Errorf("sales: %+v", sales)
	}
	if n := len(s.Till.Snapshot().Unmatched); n != 1 {
		t.Errorf("%d unclaimed", n)
	}
}
