package watch

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"psar/payments/paytest"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
)

// A code that nobody pays, from the charge to the end of its watch.
func TestWatchOfAnUnpaidCode(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		b := &bank{}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		a = s.Becomes(a.ID, payment.Shown)
		time.Sleep(time.Until(a.Expires.Add(30 * time.Second)))
		synctest.Wait()
		if got := s.Stored(a.ID); got.State != payment.Expired || !got.Watched {
			t.Fatalf("after its end: %s, watched %v", got.State, got.Watched)
		}
		polls := b.of(a.ID, false)
		for i, gap := range gaps(polls) {
			want := 5 * time.Second
			switch late := polls[i].Sub(a.Expires); {
			case polls[i].Sub(a.Changed) < 2*time.Minute:
				want = 2 * time.Second
			case late >= 0:
				want = 10 * time.Second
			case late > -5500*time.Millisecond:
				want = time.Second - late // to the deciding poll
			}
			if gap < want-time.Millisecond || gap > want+50*time.Millisecond {
				t.Errorf("%v after showing: the next poll came after %v, want %v", polls[i].Sub(a.Changed), gap, want)
			}
		}
		time.Sleep(10 * 24 * time.Hour)
		synctest.Wait()
		if got := s.Stored(a.ID); got.State != payment.Expired || got.Watched {
			t.Errorf("after its watch: %s, watched %v", got.State, got.Watched)
		}
		done := len(b.made())
		time.Sleep(10 * 24 * time.Hour)
		if now := len(b.made()); now != done {
			t.Errorf("%d calls after the end of the watch", now-done)
		}
	})
}

func TestPaidBecomesOneSale(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		polls := 0
		b := &bank{verify: func(_ context.Context, a payment.Attempt) payment.Event {
			if polls++; polls < 3 {
				return payment.VerifiedUnpaid{Known: true}
			}
			return payment.VerifiedPaid{Received: a.Amount}
		}}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		s.Becomes(a.ID, payment.Paid)
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if sales := s.Sales(); len(sales) != 1 || sales[0].Tenders[0].PaymentID != a.ID {
			t.Errorf("sales: %+v", sales)
		}
		if polls != 3 {
			t.Errorf("a paid attempt was polled on: %d", polls)
		}
	})
}

// After an answer that was not understood, create is repeated with the same id at growing intervals.
func TestUnclearAnswersAreRepeated(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		tries := 0
		b := &bank{create: func(context.Context, payment.Attempt) payment.Event {
			if tries++; tries < 8 {
				return payment.OutcomeUnknown{Reason: fault.GatewayAnswer}
			}
			return goodCode()
		}}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		a = s.HasProblem(a.ID, fault.GatewayAnswer)
		time.Sleep(2 * time.Minute)
		s.Becomes(a.ID, payment.Shown)
		got := gaps(b.of(a.ID, true))
		want := []time.Duration{1, 2, 4, 8, 15, 15, 15}
		for i := range want {
			if len(got) != len(want) || got[i].Round(time.Second) != want[i]*time.Second {
				t.Fatalf("tries came after %v", got)
			}
		}
		if s.Stored(a.ID).Problem != "" {
			t.Error("the failure is still told though the code is there")
		}
	})
}

// Calls never exceed the setting's rate, however many attempts there are; no
// attempt starves, and a new sale does not wait behind polls.
func TestRateWith80Attempts(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		b := &bank{}
		var ids []id.Payment
		for range 80 {
			a := s.requested()
			s.Happened(a.ID, payment.CodeAccepted{QR: "000201", Payee: payment.Payee{Account: "shop@bank"}, Expires: time.Now().Add(10 * time.Minute)})
			if len(ids) >= 8 {
				s.Happened(a.ID, payment.CancelledByCashier{})
			}
			ids = append(ids, a.ID)
		}
		s.watch(b)
		time.Sleep(80 * time.Second)
		synctest.Wait()
		const perSecond, bucket = 2, 2
		calls := b.made()
		if n := len(calls); n < 155 || n > 80*perSecond+bucket {
			t.Errorf("%d calls in 80 s", n)
		}
		for i := range calls {
			for j := i; j < len(calls); j++ {
				window := calls[j].at.Sub(calls[i].at).Seconds()
				if float64(j-i+1) > bucket+perSecond*window+0.01 {
					t.Fatalf("%d calls within %v s", j-i+1, window)
				}
			}
		}
		for _, id := range ids {
			if len(b.of(id, false)) == 0 {
				t.Errorf("%s starved", id)
			}
		}
		if open := len(b.of(ids[0], false)); open < 8 {
			t.Errorf("an attempt in progress was polled %d times in 80 s behind 72 old ones", open)
		}
		for range 8 {
			time.Sleep(1100 * time.Millisecond)
			a := s.Charge(paytest.FiveDollars)
			asked := time.Now()
			s.Becomes(a.ID, payment.Shown)
			if at := b.of(a.ID, true); at[0].Sub(asked) > 50*time.Millisecond {
				t.Errorf("a new sale waited %v behind polls", at[0].Sub(asked))
			}
		}
	})
}

// While the gateway is unreachable the polls of all attempts back off together.
// The first answer restores their intervals.
func TestOutage(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		var mu sync.Mutex
		down := false
		b := &bank{verify: func(ctx context.Context, a payment.Attempt) payment.Event {
			mu.Lock()
			defer mu.Unlock()
			if down {
				return unreachable(ctx, a)
			}
			return payment.VerifiedUnpaid{Known: true}
		}}
		s.watch(b)
		var ids []id.Payment
		for range 5 {
			a := s.Charge(paytest.FiveDollars)
			s.Becomes(a.ID, payment.Shown)
			ids = append(ids, a.ID)
		}
		mu.Lock()
		down = true
		mu.Unlock()
		s.HasProblem(ids[0], fault.GatewayUnreachable)
		before := len(b.made())
		time.Sleep(3 * time.Minute)
		if n := len(b.made()) - before; n < 6 || n > 12 {
			t.Errorf("%d polls in 3 minutes of outage: want 1, 2, 4, 8, 16, 30 s … apart", n)
		}
		if g := s.Till.Snapshot().Gateway; g.Problem != fault.GatewayUnreachable {
			t.Errorf("the till says %q of the link", g.Problem)
		}
		// A requested call is not held back.
		n := len(b.of(ids[3], false))
		s.watcher.CheckNow(ids[3])
		synctest.Wait()
		if got := len(b.of(ids[3], false)); got != n+1 {
			t.Errorf("asked by a person: %d polls", got-n)
		}
		mu.Lock()
		down = false
		mu.Unlock()
		time.Sleep(time.Minute)
		for _, id := range ids {
			if a := s.Stored(id); a.Problem != "" || a.State != payment.Shown {
				t.Errorf("a minute after the outage: %s %q", a.State, a.Problem)
			}
		}
	})
}

func TestRetryAfterIsHonoured(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		polls := 0
		b := &bank{verify: func(context.Context, payment.Attempt) payment.Event {
			if polls++; polls == 1 {
				return payment.OutcomeUnknown{Reason: fault.GatewayRateLimited, RetryAfter: 40 * time.Second}
			}
			return payment.VerifiedUnpaid{Known: true}
		}}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		s.HasProblem(a.ID, fault.GatewayRateLimited)
		refused := time.Now()
		next := s.Charge(paytest.FiveDollars)
		s.watcher.CheckNow(a.ID)
		time.Sleep(time.Minute)
		for _, c := range b.made() {
			if d := c.at.Sub(refused); d > 0 && d < 40*time.Second {
				t.Errorf("a call %v after the gateway asked for 40 s of quiet", d)
			}
		}
		s.Becomes(next.ID, payment.Shown)
	})
}

func TestOnce(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		money := map[id.Payment]payment.Event{}
		add := func(answer payment.Event, events ...payment.Event) id.Payment {
			a := s.Charge(paytest.FiveDollars)
			for _, e := range append([]payment.Event{payment.Sending{}, goodCode()}, events...) {
				s.Happened(a.ID, e)
			}
			money[a.ID] = answer
			return a.ID
		}
		late := add(payment.VerifiedPaid{Received: paytest.FiveDollars}, payment.CancelledByCashier{})
		paid := add(payment.VerifiedPaid{Received: paytest.FiveDollars})
		add(payment.VerifiedUnpaid{Known: true})
		add(payment.OutcomeUnknown{Reason: fault.GatewayAnswer})
		b := &bank{verify: func(_ context.Context, a payment.Attempt) payment.Event { return money[a.ID] }}
		w := s.once(b)
		got, err := w.Once(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		want := Report{Watched: 4, Paid: 1, Unmatched: 1, Unpaid: 1, Unknown: 1}
		attempts := got.Attempts
		got.Attempts = nil
		if fmt.Sprint(got) != fmt.Sprint(want) || len(attempts) != 4 {
			t.Errorf("%+v with %d attempts, want %+v", got, len(attempts), want)
		}
		if s.Stored(paid).State != payment.Paid || s.Stored(late).State != payment.Unmatched {
			t.Errorf("stored: %s and %s", s.Stored(paid).State, s.Stored(late).State)
		}
		if calls := b.made(); calls[0].id != paid {
			t.Error("attempts in progress did not come first")
		}
	})
}

func TestOnceWithoutNetwork(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		s.requestedIDs(10)
		b := &bank{verify: unreachable}
		w := s.once(b)
		got, err := w.Once(context.Background())
		if err != nil || got.Unknown != 3 || got.Skipped != 7 || len(b.made()) != 3 {
			t.Errorf("%+v, %v after %d calls", got, err, len(b.made()))
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if got, err := w.Once(ctx); !errors.Is(err, context.Canceled) || got.Skipped != 10 {
			t.Errorf("%+v, %v", got, err)
		}
	})
}
