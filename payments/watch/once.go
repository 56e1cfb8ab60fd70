package watch

import (
	"context"
	"errors"
	"time"

	"golang.org/x/time/rate"

	"psar/pos/fault"
	"psar/pos/payment"
)

// Report is the result of Once. Every watched attempt is counted in exactly one
// of Paid to Skipped.
type Report struct {
	Watched   int               `json:"watched"`
	Paid      int               `json:"paid"`
	Unmatched int               `json:"unclaimed"`
	Expired   int               `json:"expired"` // expired by this answer
	Unpaid    int               `json:"unpaid"`  // not paid yet
	Unknown   int               `json:"unknown"` // the answer was not understood, or could not be recorded
	Skipped   int               `json:"skipped"` // not verified: the gateway is unreachable or limits the rate, or ctx ended
	Attempts  []payment.Attempt `json:"attempts"`
}

// maxUnreached is how many failures in a row to reach the gateway end Once.
const maxUnreached = 3

// onceWait is the longest Retry-After that Once waits for.
const onceWait = 30 * time.Second

// Once verifies every watched attempt once, those in progress first, and records
// what was paid. It creates no codes. Attempts that are due for a recheck come
// last, and are reported only when a second payment was found. Beside Run it shares
// the limiter, and an attempt may be verified twice. The error joins the Store's errors, whose attempts are to be
// verified again, and ctx's; the report is valid in every case.
func (w *Watcher) Once(ctx context.Context) (Report, error) {
	snapshot := w.till.Snapshot()
	now := w.clock.Now()
	plan := schedule(snapshot.Settings.PollPlan())
	w.limiter.SetLimitAt(now, rate.Limit(plan.PerSecond))
	rep := Report{Watched: len(snapshot.Watching)}
	var errs []error
	var quiet time.Time // no call before then
	unreached := 0
	for _, a := range append(inProgressFirst(snapshot.Watching), dueRechecks(snapshot.Rechecking, now)...) {
		if unreached < maxUnreached && w.waitQuiet(ctx, quiet) && w.waitTurn(ctx) == nil {
			e, after, err := w.verify(ctx, a, plan, now)
			quiet = later(quiet, w.clock.Now().Add(quietAfter(e)))
			switch {
			case err == nil:
				rep.count(a, after, e)
				unreached = countUnreached(e, unreached)
				continue
			case ctx.Err() == nil:
				errs = append(errs, err)
				rep.miss(&rep.Unknown, a)
				continue
			}
		}
		rep.miss(&rep.Skipped, a)
	}
	return rep, errors.Join(append(errs, ctx.Err())...)
}

// dueRechecks are the attempts whose recheck is due, also where the clock was put back since their
// money came.
func dueRechecks(rechecking []payment.Attempt, now time.Time) (due []payment.Attempt) {
	for _, a := range rechecking {
		if at, ok := a.NextRecheck(); ok && (!now.Before(at) || now.Before(a.Changed)) {
			due = append(due, a)
		}
	}
	return due
}

// miss counts a watched attempt about which nothing was learnt.
func (r *Report) miss(n *int, a payment.Attempt) {
	if a.Watched {
		*n++
		r.Attempts = append(r.Attempts, a)
	}
}

func (r *Report) count(before, after payment.Attempt, e payment.Event) {
	if !before.Watched {
		if after.Received == before.Received {
			return
		}
		r.Watched++
		r.Unmatched++
		r.Attempts = append(r.Attempts, after)
		return
	}
	r.Attempts = append(r.Attempts, after)
	_, open := e.(payment.OutcomeUnknown)
	_, unclear := e.(payment.PaidUnclear)
	switch {
	case open || unclear:
		r.Unknown++
	case after.State == payment.Paid:
		r.Paid++
	case after.State == payment.Unmatched:
		r.Unmatched++
	case after.State == payment.Expired && before.State != payment.Expired:
		r.Expired++
	default:
		r.Unpaid++
	}
}

func inProgressFirst(watching []payment.Attempt) []payment.Attempt {
	open := make([]payment.Attempt, 0, len(watching))
	var rest []payment.Attempt
	for _, a := range watching {
		if a.InProgress() {
			open = append(open, a)
		} else {
			rest = append(rest, a)
		}
	}
	return append(open, rest...)
}

func countUnreached(e payment.Event, before int) int {
	if u, ok := e.(payment.OutcomeUnknown); ok &&
		(u.Reason == fault.GatewayUnreachable || u.Reason == fault.GatewayTimeout) {
		return before + 1
	}
	return 0
}

// waitTurn waits for the limiter. The error is ctx's.
func (w *Watcher) waitTurn(ctx context.Context) error {
	now := w.clock.Now()
	return sleep(ctx, w.limiter.ReserveN(now, 1).DelayFrom(now))
}

// waitQuiet waits until the gateway takes calls again. It reports false when that
// takes longer than onceWait, or ctx ended.
func (w *Watcher) waitQuiet(ctx context.Context, until time.Time) bool {
	wait := until.Sub(w.clock.Now())
	return wait <= onceWait && sleep(ctx, wait) == nil
}

// quietAfter is how long after an answer the gateway wants no call.
func quietAfter(e payment.Event) time.Duration {
	u, _ := e.(payment.OutcomeUnknown)
	if u.Reason == fault.GatewayRateLimited {
		return max(u.RetryAfter, time.Second)
	}
	return u.RetryAfter
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
