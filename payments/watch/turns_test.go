package watch

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"psar/payments/paytest"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
)

// Creates that keep failing take turns with the polls: the shown code is still
// polled, every failing create has its turn, and a new sale comes first.
func TestFailingCreatesTakeTurnsWithPolls(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		ids := s.requestedIDs(40)
		open := s.shown()
		var mu sync.Mutex
		fails := make(map[id.Payment]bool)
		for _, id := range ids {
			fails[id] = true
		}
		b := &bank{create: func(_ context.Context, a payment.Attempt) payment.Event {
			mu.Lock()
			defer mu.Unlock()
			if fails[a.ID] {
				return payment.OutcomeUnknown{Reason: fault.GatewayAnswer}
			}
			return goodCode()
		}}
		s.watch(b)
		time.Sleep(3 * time.Minute)
		synctest.Wait()
		if n := len(b.of(open.ID, false)); n < 40 {
			t.Errorf("a shown code was polled %d times in 3 minutes", n)
		}
		for _, id := range ids {
			if len(b.of(id, true)) == 0 {
				t.Errorf("%s starved", id)
			}
		}
		for range 5 {
			time.Sleep(1100 * time.Millisecond)
			asked := time.Now()
			a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
			if at := b.of(a.ID, true); at[0].Sub(asked) > 50*time.Millisecond {
				t.Errorf("a new sale waited %v behind creates that fail", at[0].Sub(asked))
			}
		}
	})
}

// During an outage creates are held back like polls: one call at a time.
func TestFailingCreatesInAnOutage(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		b := &bank{create: unreachable, verify: unreachable}
		s.watch(b)
		var ids []id.Payment
		for range 20 {
			a := s.Charge(paytest.FiveDollars)
			s.HasProblem(a.ID, fault.GatewayUnreachable)
			ids = append(ids, a.ID)
		}
		before := len(b.made())
		time.Sleep(3 * time.Minute)
		synctest.Wait()
		if n := len(b.made()) - before; n < 5 || n > 12 {
			t.Errorf("%d calls in 3 minutes of outage", n)
		}
		// A requested call is not held back.
		n := len(b.of(ids[7], true))
		s.watcher.CheckNow(ids[7])
		synctest.Wait()
		if got := len(b.of(ids[7], true)); got != n+1 {
			t.Errorf("asked by a person: %d creates", got-n)
		}
	})
}

// Creates that hang occupy at most maxRepeats calls, and the polls go on.
func TestHangingCreatesAreCapped(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		s.requestedIDs(20)
		open := s.shown()
		var mu sync.Mutex
		now, most := 0, 0
		count := func(n int) {
			mu.Lock()
			defer mu.Unlock()
			now += n
			most = max(most, now)
		}
		b := &bank{create: func(ctx context.Context, _ payment.Attempt) payment.Event {
			count(1)
			defer count(-1)
			select {
			case <-ctx.Done():
			case <-time.After(40 * time.Second):
			}
			return payment.OutcomeUnknown{Reason: fault.GatewayAnswer}
		}}
		s.watch(b)
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if most == 0 || most > 4 {
			t.Errorf("%d creates hung at once, the most is 4", most)
		}
		if n := len(b.of(open.ID, false)); n < 40 {
			t.Errorf("a shown code was polled %d times in 2 minutes", n)
		}
	})
}

// No code is made after the time that it would have lived: the customer is gone.
// The attempt stays watched like any other.
func TestNoCodeIsMadeAfterItsTime(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		var mu sync.Mutex
		up, paid := false, false
		set := func(v *bool) { mu.Lock(); *v = true; mu.Unlock() }
		b := &bank{
			create: func(context.Context, payment.Attempt) payment.Event {
				mu.Lock()
				defer mu.Unlock()
				if up {
					return goodCode()
				}
				return payment.OutcomeUnknown{Reason: fault.GatewayAnswer}
			},
			verify: func(_ context.Context, a payment.Attempt) payment.Event {
				mu.Lock()
				defer mu.Unlock()
				if paid {
					return payment.VerifiedPaid{Received: a.Amount}
				}
				return payment.VerifiedUnpaid{}
			},
		}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		time.Sleep(48 * time.Hour)
		synctest.Wait()
		creates := b.of(a.ID, true)
		if n := len(creates); n < 30 || creates[n-1].Sub(a.Created) > payment.AssumedLife {
			t.Fatalf("%d creates, the last %v after the charge", n, creates[n-1].Sub(a.Created))
		}
		if n := len(b.of(a.ID, false)); n < 50 {
			t.Errorf("polled %d times in two days", n)
		}
		set(&up)
		s.watcher.CheckNow(a.ID)
		time.Sleep(time.Hour)
		s.Stop()
		s.Restart()
		s.watch(b)
		time.Sleep(time.Hour)
		synctest.Wait()
		if got := s.Stored(a.ID); got.QR != "" || !got.Watched || len(b.of(a.ID, true)) != len(creates) {
			t.Errorf("two days later: %s with the code %q", got.State, got.QR)
		}
		set(&paid)
		s.watcher.CheckNow(a.ID)
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := s.Stored(a.ID); got.Received != paytest.FiveDollars {
			t.Errorf("its money was not found: %s", got.State)
		}
	})
}

// Rate-limit answers to calls that were in flight together count as one.
func TestAWaveOfRefusalsIsOne(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		s.Set(settings.PollPerSecond, "20")
		for range 8 {
			s.shown()
		}
		var mu sync.Mutex
		refused := 0
		var last time.Time
		b := &bank{verify: func(context.Context, payment.Attempt) payment.Event {
			time.Sleep(2 * time.Second)
			mu.Lock()
			defer mu.Unlock()
			if refused == 8 {
				return payment.VerifiedUnpaid{Known: true}
			}
			refused++
			last = time.Now()
			return payment.OutcomeUnknown{Reason: fault.GatewayRateLimited}
		}}
		s.watch(b)
		time.Sleep(time.Minute)
		synctest.Wait()
		calls := b.made()
		if refused != 8 || len(calls) < 9 {
			t.Fatalf("%d refused of %d calls", refused, len(calls))
		}
		if wait := calls[8].at.Sub(last); wait > 2*time.Second {
			t.Errorf("after one wave of refusals no call for %v", wait)
		}
	})
}

// One payment is verified every 2 seconds at most, also while its calls fail and
// under a flood of requests. The first request is served at once.
func TestPaceOfOnePayment(t *testing.T) {
	t.Parallel()
	const pace = 2 * time.Second
	for _, answer := range []payment.Event{payment.VerifiedUnpaid{Known: true}, payment.OutcomeUnknown{Reason: fault.GatewayAnswer}} {
		t.Run(paytest.Named(answer), func(t *testing.T) {
			t.Parallel()
			inShop(t, func(t *testing.T, s *shop) {
				b := &bank{verify: func(context.Context, payment.Attempt) payment.Event { return answer }}
				s.watch(b)
				a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
				time.Sleep(9300 * time.Millisecond)
				synctest.Wait()
				for _, gap := range gaps(b.of(a.ID, false)) {
					if gap < pace {
						t.Errorf("polled again after %v", gap)
					}
				}
				before := len(b.of(a.ID, false))
				asked := time.Now()
				s.watcher.CheckNow(a.ID)
				synctest.Wait()
				polls := b.of(a.ID, false)
				if len(polls) != before+1 || polls[before] != asked {
					t.Fatalf("who asks first is not heard at once: %d calls", len(polls)-before)
				}
				for time.Since(asked) < 20*time.Second {
					s.watcher.CheckNow(a.ID)
					time.Sleep(20 * time.Millisecond)
				}
				synctest.Wait()
				polls = b.of(a.ID, false)[before:]
				if len(polls) < 10 {
					t.Errorf("%d calls in 20 s", len(polls))
				}
				for _, gap := range gaps(polls) {
					if gap < pace {
						t.Errorf("asked for again after %v", gap)
					}
				}
				time.Sleep(61 * time.Second)
				synctest.Wait()
				before = len(b.of(a.ID, false))
				s.watcher.CheckNow(a.ID)
				synctest.Wait()
				if n := len(b.of(a.ID, false)); n != before+1 {
					t.Errorf("who asks a minute later is not heard at once")
				}
			})
		})
	}
}

// Code 8, already paid, proves nothing: the attempt is verified at once, within the limiter.
func TestAlreadyPaidIsVerifiedAtOnce(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		b := &bank{
			create: func(context.Context, payment.Attempt) payment.Event {
				return payment.OutcomeUnknown{Reason: fault.AlreadyPaid}
			},
			verify: func(_ context.Context, a payment.Attempt) payment.Event {
				return payment.VerifiedPaid{Received: a.Amount}
			},
		}
		s.watch(b)
		a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Paid)
		calls := b.made()
		if len(calls) != 2 || !calls[0].create || calls[1].create || calls[1].at.Sub(calls[0].at) > 50*time.Millisecond {
			t.Errorf("%s: calls %+v", a.ID, calls)
		}
	})
}

// While Verify does not confirm code 8, the attempt is not verified faster than others.
func TestAlreadyPaidAgainAndAgain(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		b := &bank{create: func(context.Context, payment.Attempt) payment.Event {
			return payment.OutcomeUnknown{Reason: fault.AlreadyPaid}
		}}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := s.Stored(a.ID); got.State != payment.Requested {
			t.Errorf("%s", got.State)
		}
		polls := b.of(a.ID, false)
		if len(polls) < 5 || len(polls) > 12 {
			t.Errorf("%d verifies in a minute", len(polls))
		}
		for _, gap := range gaps(polls) {
			if gap < 2*time.Second {
				t.Errorf("verified again after %v", gap)
			}
		}
	})
}

// Any answer proves that the gateway is reachable and takes calls. A call that
// was never sent proves nothing.
func TestWhatEndsAnOutage(t *testing.T) {
	t.Parallel()
	open := func(c fault.Code) payment.Event { return payment.OutcomeUnknown{Reason: c} }
	tests := []struct {
		e    payment.Event
		ends bool
	}{
		{payment.VerifiedUnpaid{}, true},
		{payment.VerifiedPaid{Received: paytest.FiveDollars}, true},
		{payment.PaidUnclear{Said: "five"}, true},
		{payment.CodeAccepted{}, true},
		{payment.CodeRejected{Reason: fault.QRCRC}, true},
		{payment.GatewayRefused{Reason: fault.GatewayRefused + "_4"}, true},
		{payment.GatewayRefused{Reason: fault.ProfileMissing}, false},
		{open(fault.GatewayAnswer), true},
		{open(fault.GatewayRefused + "_4"), true},
		{open(fault.GatewayRefused), true},
		{open(fault.AlreadyPaid), false}, // the verify that follows decides
		{open(fault.GatewayUnreachable), false},
		{open(fault.GatewayTimeout), false},
		{open(fault.GatewayRateLimited), false},
		{open(fault.ProfileMissing), false},
		{open(fault.ProfileChanged), false},
		{open(fault.KeyringAway), false},
		{open(fault.Internal), false},
		{payment.LinkReady{}, false},
		{nil, false},
	}
	for _, tt := range tests {
		r := New(Config{Jitter: paytest.NoJitter}).newRun()
		r.outage, r.held, r.limited = 3, noon.Add(time.Minute), 2
		r.noteReachability(result{event: tt.e, asked: noon.Add(-time.Second)}, noon)
		if ended := r.outage == 0 && r.held.IsZero() && r.limited == 0; ended != tt.ends {
			t.Errorf("%s: the outage is over: %v", fmt.Sprintf("%T%+v", tt.e, tt.e), ended)
		}
	}
}

// Rechecks have their turn also while polls are always due.
func TestRechecksAreNotStarvedByABacklog(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		var paid []id.Payment
		for range 2 {
			paid = append(paid, s.paid().ID)
		}
		time.Sleep(20 * time.Minute) // past the first recheck
		for range 30 {
			s.shown()
		}
		s.Restart()
		b := &bank{}
		s.watch(b)
		time.Sleep(30 * time.Second) // 60 calls, where 30 codes want one every 2 s
		synctest.Wait()
		for _, id := range paid {
			if len(b.of(id, false)) == 0 {
				t.Errorf("%s was not asked after again", id)
			}
		}
		rechecks := 0
		for _, c := range b.made()[:20] {
			if c.id == paid[0] || c.id == paid[1] {
				rechecks++
			}
		}
		if rechecks > 2 {
			t.Errorf("%d rechecks among the first 20 calls", rechecks)
		}
	})
}
