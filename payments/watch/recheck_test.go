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
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// ledger holds what verify answers for each attempt; unpaid where nothing is set.
type ledger struct {
	mu    sync.Mutex
	money map[id.Payment]payment.Event
}

func (l *ledger) say(paymentID id.Payment, e payment.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.money == nil {
		l.money = make(map[id.Payment]payment.Event)
	}
	l.money[paymentID] = e
}

func (l *ledger) verify(_ context.Context, a payment.Attempt) payment.Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, ok := l.money[a.ID]; ok {
		return e
	}
	return payment.VerifiedUnpaid{Known: true}
}

func dollars(n int64) money.Money { return money.Cents(100 * n) }

// A paid code is rechecked a minute and a day after its end, and then no more. A
// second payment that the recheck finds becomes unmatched money.
func TestPaidIsAskedAfterAgain(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		l := &ledger{}
		b := &bank{verify: l.verify}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		a = s.Becomes(a.ID, payment.Shown)
		l.say(a.ID, payment.VerifiedPaid{Received: paytest.FiveDollars})
		s.Becomes(a.ID, payment.Paid)
		atSale := len(b.of(a.ID, false))
		time.Sleep(time.Until(a.Expires.Add(time.Hour)))
		l.say(a.ID, payment.VerifiedPaid{Received: dollars(10)})
		time.Sleep(10 * 24 * time.Hour)
		synctest.Wait()
		var late []time.Duration
		for _, at := range b.of(a.ID, false)[atSale:] {
			late = append(late, at.Sub(a.Expires).Round(time.Second))
		}
		if len(late) != 2 || late[0] != time.Minute || late[1] != 24*time.Hour {
			t.Errorf("asked %v after the code's end, want 1m and 24h", late)
		}
		got := s.Stored(a.ID)
		if got.State != payment.Paid || got.Unmatched() != paytest.FiveDollars || len(s.Sales()) > 1 {
			t.Errorf("%s, unclaimed %v", got.State, got.Unmatched())
		}
	})
}

// Rechecks come after every poll that is due, are kept through a restart, and
// back off while the gateway does not answer.
func TestRecheckComesLastAndBacksOff(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		var paid, open []id.Payment
		for range 3 {
			paid = append(paid, s.paid().ID)
		}
		time.Sleep(20 * time.Minute) // past the first recheck
		for range 6 {
			open = append(open, s.shown().ID)
		}
		s.Restart()
		b := &bank{verify: func(_ context.Context, a payment.Attempt) payment.Event {
			for _, id := range paid {
				if a.ID == id {
					return payment.OutcomeUnknown{Reason: fault.GatewayAnswer}
				}
			}
			return payment.VerifiedPaid{Received: a.Amount}
		}}
		s.watch(b)
		time.Sleep(time.Minute)
		synctest.Wait()
		calls := b.made()
		for i, c := range calls[:min(len(open), len(calls))] {
			if c.id != open[i] {
				t.Errorf("call %d is of %s, before all of those in progress", i, c.id)
			}
		}
		for _, id := range paid {
			if len(b.of(id, false)) == 0 {
				t.Errorf("%s was not asked after again", id)
			}
		}
		before := len(b.of(paid[0], false))
		time.Sleep(24 * time.Hour)
		if n := len(b.of(paid[0], false)) - before; n < 5 || n > 14 {
			t.Errorf("%d failed rechecks in a day, want the interval to double", n)
		}
		if got := s.Stored(paid[0]); got.State != payment.Paid || got.Received != paytest.FiveDollars {
			t.Errorf("%s with %v", got.State, got.Received)
		}
	})
}

// A requested check finds money of an attempt that is no longer watched.
func TestCheckNowAfterTheWatch(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		l := &ledger{}
		late, twice := s.shown(), s.shown()
		s.Happened(late.ID, payment.VerifiedUnpaid{Known: true})
		s.Happened(late.ID, payment.WatchEnded{})
		s.Happened(twice.ID, payment.VerifiedPaid{Received: paytest.FiveDollars})
		time.Sleep(48 * time.Hour)
		s.Happened(twice.ID, payment.VerifiedPaid{Received: paytest.FiveDollars})
		s.Restart()
		b := &bank{verify: l.verify}
		s.watch(b)
		time.Sleep(time.Hour)
		if calls := b.made(); len(calls) != 0 {
			t.Fatalf("%d calls for attempts of which nothing is asked", len(calls))
		}
		s.watcher.CheckNow(late.ID)
		s.watcher.CheckNow("11763780400999")
		s.watcher.CheckNow("no id")
		time.Sleep(time.Hour)
		if calls := b.made(); len(calls) != 1 || calls[0].id != late.ID || calls[0].create {
			t.Fatalf("calls %+v, want one verify of %s", calls, late.ID)
		}
		l.say(late.ID, payment.VerifiedPaid{Received: paytest.FiveDollars})
		l.say(twice.ID, payment.VerifiedPaid{Received: dollars(10)})
		s.watcher.CheckNow(late.ID)
		s.watcher.CheckNow(twice.ID)
		s.Until("both payments unclaimed", func(snap pos.Snapshot) (payment.Attempt, bool) {
			return payment.Attempt{}, len(snap.Unmatched) == 2
		})
		if got := s.Stored(late.ID); got.State != payment.Unmatched || got.Unmatched() != paytest.FiveDollars {
			t.Errorf("late: %s with %v", got.State, got.Unmatched())
		}
		if got := s.Stored(twice.ID); got.State != payment.Paid || got.Unmatched() != paytest.FiveDollars {
			t.Errorf("twice: %s with %v", got.State, got.Unmatched())
		}
	})
}

// A check that is requested during an outage is repeated until it is answered.
func TestCheckNowAfterTheWatchIsRepeated(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		a := s.requested()
		s.Happened(a.ID, payment.WatchEnded{})
		tries := 0
		b := &bank{verify: func(ctx context.Context, a payment.Attempt) payment.Event {
			if tries++; tries < 5 {
				return unreachable(ctx, a)
			}
			return payment.VerifiedPaid{Received: a.Amount}
		}}
		s.watch(b)
		s.watcher.CheckNow(a.ID)
		s.Becomes(a.ID, payment.Unmatched)
		if tries != 5 {
			t.Errorf("%d tries", tries)
		}
	})
}

// A flood of requests verifies an attempt every two seconds at most, stays within
// the rate limit of all calls, and does not stop the polls of other attempts.
func TestCheckNowFlood(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		b := &bank{}
		var ids []id.Payment
		for range 8 {
			ids = append(ids, s.shown().ID)
		}
		s.watch(b)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		one := len(b.of(ids[0], false))
		for range 10_000 {
			s.watcher.CheckNow(ids[0])
		}
		synctest.Wait()
		if n := len(b.of(ids[0], false)) - one; n > 1 {
			t.Errorf("a flood at one instant made %d calls", n)
		}
		before := make(map[id.Payment]int)
		for _, id := range ids {
			before[id] = len(b.of(id, false))
		}
		all, began := len(b.made()), time.Now()
		for time.Since(began) < time.Minute {
			for _, id := range ids[:4] {
				s.watcher.CheckNow(id)
			}
			time.Sleep(20 * time.Millisecond)
		}
		synctest.Wait()
		if n := len(b.made()) - all; n > 122 {
			t.Errorf("%d calls in a minute, the limit is 120", n)
		}
		for i, id := range ids {
			n := len(b.of(id, false)) - before[id]
			if n > 31 {
				t.Errorf("%s was called about %d times in a minute", id, n)
			}
			if i >= 4 && n < 3 {
				t.Errorf("%s was polled %d times while others were asked for", id, n)
			}
		}
	})
}

// A code that waits for the owner to confirm its payee is not shown: it is neither
// made again nor verified before its end.
func TestHeldCode(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s, b := newShop(t, settings.Values{settings.USDProfileID: "0123456789abcdef"}), &bank{}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		a = s.Until("held", func(snap pos.Snapshot) (payment.Attempt, bool) {
			got, ok := paytest.Find(snap, a.ID)
			return got, ok && got.AwaitsPayee()
		})
		time.Sleep(time.Minute)
		s.watcher.CheckNow(a.ID)
		time.Sleep(time.Until(a.Expires) - 2*time.Minute)
		s.Stop()
		s.Restart()
		s.watch(b)
		time.Sleep(time.Until(a.Expires))
		synctest.Wait()
		if calls := b.made(); len(calls) != 1 || !calls[0].create {
			t.Fatalf("calls for a code that nobody has seen: %+v", calls)
		}
		s.Becomes(a.ID, payment.Expired)
		if at := b.of(a.ID, false); len(at) == 0 || at[0].Sub(a.Expires) > 2*time.Second {
			t.Errorf("asked after at %v, its end is %v", at, a.Expires)
		}
	})
}

func TestHeldCodeIsShownWhenConfirmed(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s, b := newShop(t, settings.Values{settings.USDProfileID: "0123456789abcdef"}), &bank{}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		s.HasProblem(a.ID, fault.PayeeUnconfirmed)
		time.Sleep(time.Minute)
		if err := s.Till.ConfirmPayee(context.Background(), money.USD, "shop@bank", staff.Approval{By: "Owner", Shown: s.Till.Snapshot().Questions[0].Figures()}); err != nil {
			t.Fatal(err)
		}
		s.Becomes(a.ID, payment.Shown)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if n := len(b.of(a.ID, false)); n < 4 {
			t.Errorf("%d polls in the first 10 s of a fresh code", n)
		}
	})
}

// A payment link is made without a call, even during a Retry-After, and is then
// polled at the interval poll.link.
func TestLink(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		s.Set(settings.LinkSuccessURL, "https://shop.example/thanks")
		first := true
		b := &bank{verify: func(context.Context, payment.Attempt) payment.Event {
			if first {
				first = false
				return payment.OutcomeUnknown{Reason: fault.GatewayRateLimited, RetryAfter: 5 * time.Minute}
			}
			return payment.VerifiedUnpaid{Known: true}
		}, create: func(_ context.Context, a payment.Attempt) payment.Event {
			if a.Channel == payment.ChannelLink {
				return payment.LinkReady{Expires: time.Now().Add(24 * time.Hour)}
			}
			return goodCode()
		}}
		s.watch(b)
		other := s.Charge(paytest.FiveDollars)
		s.HasProblem(other.ID, fault.GatewayRateLimited)
		quiet := time.Now()
		a, err := s.Till.Charge(context.Background(), pos.ChargeRequest{Amount: paytest.FiveDollars, Channel: payment.ChannelLink})
		if err != nil {
			t.Fatal(err)
		}
		a = s.Becomes(a.ID, payment.Shown)
		if waited := time.Since(quiet); waited > 50*time.Millisecond {
			t.Errorf("a link that needs no call waited %v", waited)
		}
		time.Sleep(6 * time.Minute)
		if polls := b.of(a.ID, false); len(polls) == 0 || polls[0].Sub(quiet) < 5*time.Minute {
			t.Errorf("polls at %v, quiet was asked for at %v", polls, quiet)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		since := len(b.of(a.ID, false))
		time.Sleep(time.Hour)
		if n := len(b.of(a.ID, false)) - since; n < 119 || n > 121 {
			t.Errorf("%d polls of a link in an hour, want one every 30 s", n)
		}
		s.Restart()
		s.watch(b)
		time.Sleep(24 * time.Hour)
		s.Until("expired", func(snap pos.Snapshot) (payment.Attempt, bool) {
			got, ok := paytest.Find(snap, a.ID)
			return got, ok && got.State == payment.Expired
		})
	})
}

// Once rechecks what is due, and reports only second payments.
func TestOnceFindsASecondPayment(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		l := &ledger{}
		var ids []id.Payment
		for range 3 {
			a := s.paid()
			l.say(a.ID, payment.VerifiedPaid{Received: paytest.FiveDollars})
			ids = append(ids, a.ID)
		}
		b := &bank{verify: l.verify}
		w := s.once(b)
		if got, err := w.Once(context.Background()); err != nil || len(b.made()) != 0 || got.Watched != 0 {
			t.Errorf("before any is due: %+v, %v after %d calls", got, err, len(b.made()))
		}
		time.Sleep(time.Hour)
		l.say(ids[1], payment.VerifiedPaid{Received: dollars(10)})
		l.say(ids[2], payment.OutcomeUnknown{Reason: fault.GatewayAnswer})
		got, err := w.Once(context.Background())
		if err != nil || len(b.made()) != 3 || got.Watched != 1 || got.Unmatched != 1 || len(got.Attempts) != 1 || got.Attempts[0].ID != ids[1] {
			t.Errorf("%+v, %v after %d calls", got, err, len(b.made()))
		}
	})
}

// A shorter poll interval applies at once; the wait by the old one is cut short.
func TestAFasterPlanHoldsAtOnce(t *testing.T) {
	t.Parallel()
	inShop(t, func(t *testing.T, s *shop) {
		b := &bank{}
		s.Set(settings.PollFresh, "60000")
		s.watch(b)
		a := s.Becomes(s.Charge(paytest.FiveDollars).ID, payment.Shown)
		time.Sleep(5 * time.Second)
		s.Set(settings.PollFresh, "500")
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if n := len(b.of(a.ID, false)); n < 5 || n > 6 {
			t.Errorf("%d polls in 3 s at a pace of 500 ms", n)
		}
	})
}
