package watch

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"psar/payments/paytest"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/payment"
)

// An attempt is cancelled during its create call, and the customer pays nevertheless.
func TestCancelDuringTheCall(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		answer := make(chan struct{})
		b := &bank{
			create: func(context.Context, payment.Attempt) payment.Event { <-answer; return goodCode() },
			verify: func(_ context.Context, a payment.Attempt) payment.Event {
				return payment.VerifiedPaid{Received: a.Amount}
			},
		}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		s.Becomes(a.ID, payment.Requested)
		s.Happened(a.ID, payment.CancelledByCashier{})
		close(answer)
		s.Becomes(a.ID, payment.Unmatched)
		if got := s.Stored(a.ID); got.Received != paytest.FiveDollars || got.QR != "" {
			t.Errorf("received %v, code %q", got.Received, got.QR)
		}
		if sales := s.Sales(); len(sales) != 0 {
			t.Errorf("a cancelled sale was counted: %+v", sales)
		}
		if n := len(s.Till.Snapshot().Unmatched); n != 1 {
			t.Errorf("%d unclaimed", n)
		}
	})
}

// An attempt that is cancelled before its create call is never sent and never verified.
func TestCancelBeforeTheCall(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		b := &bank{}
		a := s.Charge(paytest.FiveDollars)
		s.Happened(a.ID, payment.CancelledByCashier{})
		s.watch(b)
		time.Sleep(time.Hour)
		if calls := b.made(); len(calls) != 0 {
			t.Errorf("%d calls", len(calls))
		}
	})
}

// An answer that the full disk refused is asked for again until it is recorded.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		var mu sync.Mutex
		full := false
		s.Refuse = func(b pos.Batch) error {
			mu.Lock()
			defer mu.Unlock()
			if full {
				return fault.New(fault.DiskFull)
			}
			return nil
		}
		fill := func(v bool) { mu.Lock(); full = v; mu.Unlock() }
		b := &bank{
			create: func(context.Context, payment.Attempt) payment.Event { fill(true); return goodCode() },
			verify: func(_ context.Context, a payment.Attempt) payment.Event {
				return payment.VerifiedPaid{Received: a.Amount}
			},
		}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if got := s.Stored(a.ID); got.State != payment.Requested {
			t.Fatalf("on a full disk: %s", got.State)
		}
		b.mu.Lock()
		b.create = func(context.Context, payment.Attempt) payment.Event { return goodCode() }
		b.mu.Unlock()
		fill(false)
		shown := s.Becomes(a.ID, payment.Shown)
		fill(true)
		time.Sleep(20 * time.Second)
		synctest.Wait()
		if got := s.Stored(shown.ID); got.State != payment.Shown {
			t.Fatalf("on a full disk: %s", got.State)
		}
		if n := len(b.of(a.ID, false)); n < 2 {
			t.Errorf("asked %d times while paid could not be stored", n)
		}
		fill(false)
		s.Becomes(a.ID, payment.Paid)
		if sales := s.Sales(); len(sales) != 1 {
			t.Errorf("%d sales", len(sales))
		}
	})
}

// Whatever the state of an attempt when the till stops, the next start finds
// money that came meanwhile.
func TestRestartInEveryState(t *testing.T) {
	t.Parallel()
	accepted := func() payment.Event { return goodCode() }
	sending := func() payment.Event { return payment.Sending{} }
	cancel := func() payment.Event { return payment.CancelledByCashier{} }
	tests := []struct {
		name   string
		before []func() payment.Event
		off    time.Duration
		want   payment.State
		sales  int
	}{
		{"requested, answer lost", []func() payment.Event{sending}, time.Minute, payment.Paid, 1},
		{"shown, still good", []func() payment.Event{sending, accepted}, time.Minute, payment.Paid, 1},
		{"shown, its end passed while off", []func() payment.Event{sending, accepted}, time.Hour, payment.Paid, 1},
		{"off for two weeks", []func() payment.Event{sending, accepted}, 14 * 24 * time.Hour, payment.Paid, 1},
		{"cancelled", []func() payment.Event{sending, accepted, cancel}, time.Hour, payment.Unmatched, 0},
		{"refused by a check", []func() payment.Event{sending, func() payment.Event { return payment.CodeRejected{Reason: fault.QRCRC} }},
			time.Hour, payment.Unmatched, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			inShop(t, func(t *testing.T, s *shop) {
				a := s.Charge(paytest.FiveDollars)
				for _, e := range tt.before {
					s.Happened(a.ID, e())
				}
				s.Close()
				time.Sleep(tt.off)
				s.Open()
				b := &bank{verify: func(_ context.Context, a payment.Attempt) payment.Event {
					return payment.VerifiedPaid{Received: a.Amount}
				}}
				s.watch(b)
				got := s.Becomes(a.ID, tt.want)
				if got.Received != paytest.FiveDollars || len(s.Sales()) != tt.sales {
					t.Errorf("received %v, %d sales", got.Received, len(s.Sales()))
				}
				if creates := b.of(a.ID, true); len(creates) != 0 {
					t.Error("a code was asked for before the money was asked after")
				}
			})
		})
	}
	t.Run("reserved", func(t *testing.T) {
		t.Parallel()
		inShop(t, func(t *testing.T, s *shop) {
			b := &bank{}
			a := s.Charge(paytest.FiveDollars)
			s.Restart()
			s.watch(b)
			time.Sleep(time.Hour)
			if got := s.Stored(a.ID); got.State != payment.Cancelled || len(b.made()) != 0 {
				t.Errorf("%s after %d calls", got.State, len(b.made()))
			}
		})
	})
	t.Run("requested and not paid is asked for again", func(t *testing.T) {
		t.Parallel()
		inShop(t, func(t *testing.T, s *shop) {
			b := &bank{verify: func(context.Context, payment.Attempt) payment.Event { return payment.VerifiedUnpaid{} }}
			a := s.requested()
			s.Restart()
			s.watch(b)
			s.Becomes(a.ID, payment.Shown)
			if calls := b.made(); len(calls) != 2 || calls[0].create || !calls[1].create || calls[1].id != a.ID {
				t.Errorf("calls: %+v", calls)
			}
		})
	})
}

// A call that stopping the worker cuts off has no outcome, and nothing is recorded.
func TestStopDuringACall(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		b := &bank{create: func(ctx context.Context, _ payment.Attempt) payment.Event {
			<-ctx.Done()
			return payment.OutcomeUnknown{Reason: fault.GatewayTimeout}
		}}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		s.Becomes(a.ID, payment.Requested)
		synctest.Wait()
		s.Stop()
		if got := s.Stored(a.ID); got.State != payment.Requested || got.Problem != "" {
			t.Errorf("%s %q", got.State, got.Problem)
		}
	})
}

// An answer that arrives while the worker stops is recorded.
func TestAnswerDuringTheStop(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		b := &bank{verify: func(ctx context.Context, a payment.Attempt) payment.Event {
			<-ctx.Done()
			return payment.VerifiedPaid{Received: a.Amount}
		}}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		s.Becomes(a.ID, payment.Shown)
		time.Sleep(3 * time.Second)
		s.Stop()
		if got := s.Stored(a.ID); got.State != payment.Paid {
			t.Errorf("%s", got.State)
		}
	})
}
