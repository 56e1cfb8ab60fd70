package watch

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"psar/payments/paytest"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/postest"
)

// counted is a gateway at which nothing is paid. It keeps the time of each verify.
type counted struct {
	clock pos.Clock
	mu    sync.Mutex
	at    map[id.Payment][]time.Time
	all   []time.Time
}

func (c *counted) Create(context.Context, payment.Attempt) payment.Event { return goodCode() }

func (c *counted) Verify(_ context.Context, a payment.Attempt) payment.Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.clock.Now()
	c.at[a.ID] = append(c.at[a.ID], now)
	c.all = append(c.all, now)
	return payment.VerifiedUnpaid{Known: true}
}

// busiest is the most calls within any interval of length span.
func (c *counted) busiest(span time.Duration) (most int) {
	from := 0
	for i, at := range c.all {
		for at.Sub(c.all[from]) >= span {
			from++
		}
		most = max(most, i-from+1)
	}
	return most
}

// longest is the longest time without a poll of any attempt, between from and to.
func (c *counted) longest(ids []id.Payment, from, to time.Time) (longest time.Duration) {
	for _, id := range ids {
		marks := append(append([]time.Time{from}, c.at[id]...), to)
		longest = max(longest, slices.Max(gaps(marks)))
	}
	return longest
}

// A thousand open payments, watched for 25 minutes of the till's own time, which
// is three rounds of all, through the real till and database. It reports
//
//	polls/s        calls in a second
//	of-limit       the same as a part of the limit of poll.per_second
//	burst-of-limit the most calls of any ten seconds, as a part of the limit
//	gap/ideal      the longest wait of any attempt, where 1 is attempts ÷ limit
//	µs/poll        what one poll costs this machine
func BenchmarkWatcher1000Open(b *testing.B) {
	const attempts, watch = 1000, 25 * time.Minute
	for b.Loop() {
		b.StopTimer()
		clock := postest.NewClock(time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC))
		s := &shop{Shop: paytest.NewShopBy(b, clock, profile)}
		var ids []id.Payment
		for range attempts {
			a := s.requested()
			s.Happened(a.ID, payment.CodeAccepted{QR: "000201", Payee: payment.Payee{Account: "shop@bank"}, Expires: clock.Now().Add(2 * watch)})
			ids = append(ids, a.ID)
		}
		gateway := &counted{clock: clock, at: make(map[id.Payment][]time.Time)}
		w := New(Config{Till: s.Till, Gateway: gateway, Clock: clock})
		limit := s.Till.Snapshot().Settings.PollPlan().PerSecond
		began := clock.Now()
		b.StartTimer()
		started := time.Now()
		simulate(b.Context(), w, clock, began.Add(watch))
		cost := time.Since(started)
		b.StopTimer()

		perSecond := float64(len(gateway.all)) / watch.Seconds()
		// The bucket may be full at the beginning of any ten seconds.
		burstiest := float64(gateway.busiest(10*time.Second)) / float64(10*limit+burst)
		ideal := time.Duration(attempts) * time.Second / time.Duration(limit)
		gap := gateway.longest(ids, began, began.Add(watch)).Seconds() / ideal.Seconds()
		b.ReportMetric(perSecond, "polls/s")
		b.ReportMetric(perSecond/float64(limit), "of-limit")
		b.ReportMetric(burstiest, "burst-of-limit")
		b.ReportMetric(gap, "gap/ideal")
		b.ReportMetric(float64(cost.Microseconds())/float64(len(gateway.all)), "µs/poll")
		if burstiest > 1 || gap > 1.1 {
			b.Errorf("%.2f of the limit, gap %.2f of the ideal", burstiest, gap)
		}
		b.StartTimer()
	}
}

// simulate runs the watcher's loop by a clock that jumps to whatever is due.
func simulate(ctx context.Context, w *Watcher, clock *postest.Clock, until time.Time) {
	r := w.newRun()
	for now := clock.Now(); now.Before(until); now = clock.Now() {
		r.update(w.till.Snapshot(), now)
		wait := r.start(ctx, now)
		for r.polls > 0 {
			done := <-r.results
			r.update(w.till.Snapshot(), now)
			r.ended(done, now)
		}
		clock.Add(wait)
	}
}
