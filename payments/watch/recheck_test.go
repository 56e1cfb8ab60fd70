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

// till the bank's answers: each attempt's own, unpaid where none is given.
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

// A paid code is asked after a minute and a day after its end, and then no
// more. What comes a second time is found, and has a home.
func TestPaidIsAskedAfterAgain(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s, l := newShop(t, profile), &ledger{}
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

// The look after second payments comes after every poll that is due, survives a
// restart, and backs off while nobody answers.
func TestRecheckComesLastAndBacksOff(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s := newShop(t, profile)
		var paid, open []id.Payment
		for range 3 {
			a := s.Charge(paytest.FiveDollars)
			s.Happened(a.ID, payment.Sending{})
			s.Happened(a.ID, goodCode())
			s.Happened(a.ID, payment.VerifiedPaid{Received: paytest.FiveDollars})
			paid = append(paid, a.ID)
		}
		time.Sleep(20 * time.Minute) // past the first look
		for range 6 {
			a := s.Charge(paytest.FiveDollars)
			s.Happened(a.ID, payment.Sending{})
			s.Happened(a.ID, goodCode())
			open = append(open, a.ID)
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
			t.Errorf("%d vain looks in a day, want each twice as late as the one before", n)
		}
		if got := s.Stored(paid[0]); got.State != payment.Paid || got.Received != paytest.FiveDollars {
			t.Errorf("%s with %v", got.State, got.Received)
		}
	})
}

// Word of money is heard even when nothing more was asked of an attempt.
func TestCheckNowAfterTheWatch(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s, l := newShop(t, profile), &ledger{}
		late, twice := s.Charge(paytest.FiveDollars), s.Charge(paytest.FiveDollars)
		for _, a := range []payment.Attempt{late, twice} {
			s.Happened(a.ID, payment.Sending{})
			s.Happened(a.ID, goodCode())
		}
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

// Word of money that comes while the gateway is away is not forgotten.
func TestCheckNowAfterTheWatchIsRepeated(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s := newShop(t, profile)
		a := s.Charge(paytest.FiveDollars)
		s.Happened(a.ID, payment.Sending{})
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

// Who asks without end gets a call every two seconds at most, within the limit of all,
// and the polls of others go on.
func TestCheckNowFlood(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s, b := newShop(t, profile), &bank{}
		var ids []id.Payment
		for range 8 {
			a := s.Charge(paytest.FiveDollars)
			s.Happened(a.ID, payment.Sending{})
			s.Happened(a.ID, goodCode())
			ids = append(ids, a.ID)
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

// Nobody has seen a code that waits for the owner: it is neither made again nor
// asked after before its end.
func TestHeldCode(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s, b := newShop(t, settings.Values{settings.USDProfileID: "0123456789abcdef"}), &bank{}
		s.watch(b)
		a := s.Charge(paytest.FiveDollars)
		a = s.Until("held", func(snap pos.Snapshot) (payment.Attempt, bool) {
			got, ok := paytest.Find(snap, a.ID)
			return got, ok && got.Held()
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

// A link is made without a call, even while the gateway wants none, and then
// polled at its own pace.
func TestLink(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s := newShop(t, profile)
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

// Once looks for second payments that are due, and tells only of those it found.
func TestOnceFindsASecondPayment(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s, l := newShop(t, profile), &ledger{}
		var ids []id.Payment
		for range 3 {
			a := s.Charge(paytest.FiveDollars)
			s.Happened(a.ID, payment.Sending{})
			s.Happened(a.ID, goodCode())
			s.Happened(a.ID, payment.VerifiedPaid{Received: paytest.FiveDollars})
			l.say(a.ID, payment.VerifiedPaid{Received: paytest.FiveDollars})
			ids = append(ids, a.ID)
		}
		b := &bank{verify: l.verify}
		w := New(Config{Till: s.Till, Gateway: b, Clock: paytest.Wall{}})
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

// A plan that is made faster holds at once; nobody waits out the old one.
func TestAFasterPlanHoldsAtOnce(t *testing.T) {
	t.Parallel()
	paytest.InBubble(t, func(t *testing.T) {
		s, b := newShop(t, profile), &bank{}
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
