package payments

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"psar/pos"
)

const (
	maxPolls   = 8                // verify calls under way at once: a slow bank holds no more
	retryLimit = 15 * time.Second // the longest wait between two tries of one attempt
	holdLimit  = 30 * time.Second // the longest wait while the gateway is not reached
	holdMost   = 10 * time.Minute // the longest Retry-After that is believed
)

// run is the state of Watcher.Run. Only its loop touches it.
type run struct {
	w        *Watcher
	version  uint64 // of the newest snapshot seen
	schedule schedule
	tasks    map[pos.PaymentID]*task
	results  chan result
	calls    sync.WaitGroup
	polls    int  // verify calls under way
	turn     bool // the last poll was of an attempt in progress: an ended one is next

	outage  int       // failures in a row to reach the gateway at all
	held    time.Time // until when the outage holds polls back
	limited int       // refusals in a row because of the rate
	quiet   time.Time // until when the gateway wants no call at all
}

// task is a watched attempt and when it is due.
type task struct {
	a       pos.Attempt
	busy    bool      // a call is under way
	pressed bool      // a person asks
	first   bool      // found at the start: verified before it is asked for again
	poll    time.Time // when the next verify is due
	create  time.Time // when the next create is due, while one is needed
	tries   int       // create calls failed in a row
	fails   int       // verify calls failed in a row
	since   time.Time // when this run first asked
}

func (t *task) creating() bool {
	return t.a.State == pos.AttemptReserved || t.a.State == pos.AttemptRequested
}

// result is what came of a call.
type result struct {
	id     pos.PaymentID
	create bool
	asked  time.Time
	event  pos.Event // nil when no call was made
	err    error     // the Store's: the event is not kept
}

func (w *Watcher) newRun() *run {
	return &run{w: w, tasks: make(map[pos.PaymentID]*task), results: make(chan result)}
}

func limitOf(s pos.Settings) rate.Limit { return rate.Limit(s.Int(pos.SettingPollPerSecond)) }

// see takes a snapshot in: attempts that are new, that moved, or that need no
// watch any more.
func (r *run) see(s pos.Snapshot, now time.Time) {
	if s.Version <= r.version {
		return
	}
	atStart := r.version == 0
	r.version = s.Version
	r.schedule = schedule{fresh: s.Settings.PollPlan().Fresh}
	if limit := limitOf(s.Settings); limit != r.w.limiter.Limit() {
		r.w.limiter.SetLimitAt(now, limit)
	}
	gone := make(map[pos.PaymentID]struct{}, len(r.tasks))
	for id := range r.tasks {
		gone[id] = struct{}{}
	}
	for _, a := range s.Watching {
		delete(gone, a.ID)
		t, known := r.tasks[a.ID]
		switch {
		case !known:
			t = &task{a: a, poll: now, create: now, first: atStart && a.State == pos.AttemptRequested}
			r.tasks[a.ID] = t
			if !atStart || a.State == pos.AttemptReserved {
				r.plan(t, now) // at the start all others are asked after at once
			}
		case t.a.State != a.State:
			t.a = a
			if !t.first {
				r.plan(t, now)
			}
		default:
			t.a = a
		}
	}
	for id := range gone {
		delete(r.tasks, id)
	}
}

// plan sets when an attempt is polled next, counted from a poll at now.
func (r *run) plan(t *task, now time.Time) {
	wait, exact := r.schedule.wait(t.a, now)
	if !exact {
		wait = r.w.jitter(wait)
	}
	t.poll = now.Add(wait)
}

func (r *run) askedFor(ids map[pos.PaymentID]struct{}, now time.Time) {
	for id := range ids {
		t, ok := r.tasks[id]
		switch {
		case !ok:
		case t.creating():
			t.create = now
		default:
			t.pressed = true
		}
	}
}

// start makes every call that may be made now, and returns how long it takes
// until another may be.
func (r *run) start(ctx context.Context, now time.Time) time.Duration {
	for !now.Before(r.quiet) {
		t, create, need, wait := r.next(now)
		if t == nil {
			return clampWait(wait)
		}
		if short := r.untilTokens(now, need); short > 0 {
			return clampWait(short)
		}
		r.w.limiter.AllowN(now, 1)
		r.call(ctx, t, create, now)
	}
	return clampWait(r.quiet.Sub(now))
}

// untilTokens is how long the limiter needs to have n tokens. It takes none.
func (r *run) untilTokens(now time.Time, n int) time.Duration {
	asked := r.w.limiter.ReserveN(now, n)
	defer asked.CancelAt(now)
	return asked.DelayFrom(now)
}

func clampWait(d time.Duration) time.Duration {
	return min(max(d, time.Millisecond), longestWait)
}

// next picks the call that comes next: a create, then what a person asks, then
// polls. It returns the limiter's tokens that must be there for it or, when
// nothing is due, how long until something is.
func (r *run) next(now time.Time) (t *task, create bool, tokens int, wait time.Duration) {
	var making, pressed, open, ended candidate
	wait = longestWait
	full := r.polls >= maxPolls || (r.outage > 0 && r.polls > 0) // in an outage one call feels the way
	for _, c := range r.tasks {
		switch {
		case c.busy:
		case c.pressed:
			pressed.offer(c, now, now, &wait)
		case c.creating() && !c.first && !now.Before(c.create):
			making.offer(c, c.create, now, &wait)
		default:
			if c.creating() && !c.first {
				wait = min(wait, c.create.Sub(now))
			}
			switch {
			case full: // a call that comes back wakes the loop
			case now.Before(r.held):
				wait = min(wait, r.held.Sub(now))
			case c.a.InProgress():
				open.offer(c, c.poll, now, &wait)
			default:
				ended.offer(c, c.poll, now, &wait)
			}
		}
	}
	switch {
	case making.t != nil:
		return making.t, true, 1, 0
	case pressed.t != nil:
		return pressed.t, false, 1, 0
	case open.t != nil && (ended.t == nil || !r.turn):
		return open.t, false, burst, 0
	case ended.t != nil:
		return ended.t, false, burst, 0
	}
	return nil, false, 0, wait
}

// candidate is the task of a kind that has been due longest: served so, none
// starves. Polls of attempts in progress and of ended ones take turns, so a
// backlog of old attempts can't keep the customer at the counter waiting.
type candidate struct {
	t   *task
	due time.Time
}

func (c *candidate) offer(t *task, due, now time.Time, wait *time.Duration) {
	if left := due.Sub(now); left > 0 {
		*wait = min(*wait, left)
		return
	}
	if c.t == nil || due.Before(c.due) || (due.Equal(c.due) && t.a.ID < c.t.a.ID) {
		c.t, c.due = t, due
	}
}

// call starts one call.
func (r *run) call(ctx context.Context, t *task, create bool, now time.Time) {
	t.busy = true
	a, since := t.a, t.since
	if !create {
		t.pressed = false
		r.polls++
		r.turn = a.InProgress()
		if since.IsZero() {
			since = now
			t.since = now
		}
	}
	r.calls.Go(func() {
		done := result{id: a.ID, create: create, asked: now}
		if create {
			done.event, done.err = r.w.create(ctx, a)
		} else {
			done.event, _, done.err = r.w.verify(ctx, a, since)
		}
		select {
		case r.results <- done:
		case <-ctx.Done():
		}
	})
}

// ended takes in what came of a call, after the snapshot that holds it.
func (r *run) ended(done result, now time.Time) {
	if !done.create {
		r.polls--
	}
	r.noteLink(done, now)
	t, ok := r.tasks[done.id]
	if !ok {
		return
	}
	t.busy = false
	_, open := done.event.(pos.OutcomeUnknown)
	failed := open || done.err != nil
	switch {
	case done.create: // matters only while the attempt is still to be made
		t.tries++
		t.create = now.Add(r.w.jitter(backoff(t.tries, retryLimit)))
	case failed:
		t.first = false
		t.fails++
		regular, _ := r.schedule.wait(t.a, now)
		t.poll = now.Add(r.w.jitter(backoff(t.fails, max(retryLimit, regular))))
	default:
		t.first = false
		t.fails = 0
		r.plan(t, now)
	}
}

// noteLink learns from an answer how the gateway is: not reached at all, asking
// for fewer calls, or well.
func (r *run) noteLink(done result, now time.Time) {
	if done.event == nil {
		return
	}
	e, _ := done.event.(pos.OutcomeUnknown)
	wait := e.RetryAfter
	switch e.Reason {
	case pos.CodeGatewayUnreachable, pos.CodeGatewayTimeout:
		// Calls that were under way together fail together: that is one failure.
		if r.outage == 0 || !done.asked.Before(r.held) {
			r.outage++
			r.held = now.Add(r.w.jitter(backoff(r.outage, holdLimit)))
		}
	case pos.CodeGatewayRateLimited:
		r.limited++
		wait = max(wait, backoff(r.limited, holdLimit))
	case "", pos.CodeGatewayAnswer, pos.CodeAlreadyPaid:
		r.outage, r.held, r.limited = 0, time.Time{}, 0
	}
	if until := now.Add(min(wait, holdMost)); wait > 0 && until.After(r.quiet) {
		r.quiet = until
	}
}
