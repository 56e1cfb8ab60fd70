package watch

import (
	"context"
	"time"

	"psar/pos/id"
	"psar/pos/payment"
)

const (
	maxPolls     = 8  // verify calls in flight at once: a slow gateway holds no more connections
	maxRepeats   = 4  // repeated create calls in flight at once; the first create of an attempt is not counted
	maxRequested = 4  // requested calls in a row while regular ones are due, and requested calls in flight beyond maxPolls+maxRepeats
	recheckEvery = 10 // while other regular calls are due, one call in this many is a recheck
)

// turn is a kind of call. Calls of different kinds share one limiter by turns.
type turn int

const (
	turnNew       turn = iota // the first create call of an attempt
	turnRequested             // requested by CheckNow
	turnOpen                  // the poll of an attempt in progress
	turnEnded                 // the poll of an attempt that has ended and is still watched
	turnRepeat                // a create call whose last answer was lost or not understood
	turnRecheck               // a recheck for a second payment, or a verify after a hint when the watch is over
	turns
)

// result is the outcome of one call.
type result struct {
	id     id.Payment
	turn   turn
	create bool
	asked  time.Time     // when the call began
	event  payment.Event // nil when no call was made
	err    error         // of the Store: the event was not recorded
}

// start makes every call that may be made now, and returns how long to wait
// until the next one may be made.
func (r *run) start(ctx context.Context, now time.Time) time.Duration {
	wait := r.startLocal(ctx, now)
	for !now.Before(r.quiet) {
		t, of, due := r.next(now)
		if t == nil {
			return clampWait(min(wait, due))
		}
		if short := r.untilTokens(now, of.tokens()); short > 0 {
			return clampWait(min(wait, short))
		}
		r.w.limiter.AllowN(now, 1)
		r.call(ctx, t, of, now)
	}
	return clampWait(min(wait, r.quiet.Sub(now)))
}

// tokens is how many tokens the limiter must hold before a call of this kind.
// Only a new sale and a requested call may take the last token.
func (of turn) tokens() int {
	if of == turnNew || of == turnRequested {
		return 1
	}
	return burst
}

// startLocal makes the payment links that are due. A link is built without a
// call to the gateway, so neither the limiter nor a Retry-After delays it.
func (r *run) startLocal(ctx context.Context, now time.Time) time.Duration {
	wait := longestWait
	for _, t := range r.tasks {
		switch left := t.create.Sub(now); {
		case !t.local(now) || t.busy:
		case left > 0:
			wait = min(wait, left)
		default:
			r.call(ctx, t, turnNew, now)
		}
	}
	return wait
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

// due holds, for each kind of call, the task that has been due longest.
type due [turns]candidate

// next picks the next call: a new sale first, then requested calls, then the
// regular kinds by turns. When nothing is due, t is nil and wait is how long
// until something is.
func (r *run) next(now time.Time) (t *task, of turn, wait time.Duration) {
	var d due
	wait = longestWait
	for _, c := range r.tasks {
		if !c.busy && !c.local(now) {
			r.offer(&d, c, now, &wait)
		}
	}
	of, regular := r.regular(&d)
	switch {
	case d[turnNew].t != nil:
		of = turnNew
	case d[turnRequested].t != nil && (!regular || r.requestedInRow < maxRequested):
		of = turnRequested
	}
	return d[of].t, of, wait
}

// regular picks among the polls, repeats and rechecks the kind that was served
// least recently, so a backlog of old attempts or of failing creates does not
// delay the poll of the customer at the counter. Rechecks come when nothing else
// is due, and once in every recheckEvery calls.
func (r *run) regular(d *due) (of turn, ok bool) {
	of = turnRecheck
	for _, kind := range [...]turn{turnOpen, turnEnded, turnRepeat} {
		if d[kind].t != nil && (of == turnRecheck || r.served[kind] < r.served[of]) {
			of = kind
		}
	}
	if d[turnRecheck].t != nil && r.sinceRecheck >= recheckEvery-1 {
		of = turnRecheck
	}
	return of, d[of].t != nil
}

// offer enters a task under its kind of call. During an outage only one call at
// a time is made, to find out whether the gateway is back.
func (r *run) offer(d *due, c *task, now time.Time, wait *time.Duration) {
	making := c.making(now) && !c.verifyFirst
	probing := r.outage > 0 && r.polls+r.repeats > 0
	held := now.Before(r.held)
	switch {
	case making && c.unsent():
		d[turnNew].offer(c, c.create, now, wait)
		return
	case !c.requested.IsZero():
		if r.polls+r.repeats < maxPolls+maxRepeats+maxRequested {
			d[turnRequested].offer(c, c.requested, now, wait)
		}
		return
	case probing: // the end of the call in flight wakes the loop
		return
	case held:
		*wait = min(*wait, r.held.Sub(now))
		return
	case making && r.repeats < maxRepeats:
		d[turnRepeat].offer(c, c.create, now, wait)
		if !now.Before(c.create) {
			return
		}
	}
	switch {
	case r.polls >= maxPolls:
	case c.recheck || c.hint:
		d[turnRecheck].offer(c, c.poll, now, wait)
	case c.a.InProgress():
		d[turnOpen].offer(c, c.poll, now, wait)
	default:
		d[turnEnded].offer(c, c.poll, now, wait)
	}
}

// candidate is the task of a kind that has been due longest. Serving the longest
// due first keeps any task from starving.
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

// call starts one call in a goroutine. Its outcome arrives on r.results.
func (r *run) call(ctx context.Context, t *task, of turn, now time.Time) {
	create := t.making(now) && !t.verifyFirst && (of == turnNew || of == turnRequested || of == turnRepeat)
	r.count(of, create)
	t.busy, t.asked = true, now
	if of == turnRequested {
		t.requested, t.lastRequested = time.Time{}, now
	}
	if !create {
		t.verified = now
		if t.since.IsZero() {
			t.since = now
		}
	}
	a, plan, since := t.a, r.schedule, t.since
	r.calls.Go(func() {
		done := result{id: a.ID, turn: of, create: create, asked: now}
		if create {
			done.event, done.err = r.w.create(ctx, a)
		} else {
			done.event, _, done.err = r.w.verify(ctx, a, plan, since)
		}
		select {
		case r.results <- done:
		case <-ctx.Done():
		}
	})
}

// count records that a call of a kind is in flight and that the kind was served.
func (r *run) count(of turn, create bool) {
	switch of {
	case turnNew:
		return
	case turnRequested:
		r.requestedInRow++
	case turnRecheck:
		r.requestedInRow, r.sinceRecheck = 0, 0
	default:
		r.calledTurns++
		r.requestedInRow, r.served[of] = 0, r.calledTurns
		r.sinceRecheck++
	}
	if create {
		r.repeats++
	} else {
		r.polls++
	}
}

// uncount records that a call is no longer in flight.
func (r *run) uncount(done result) {
	switch {
	case done.turn == turnNew:
	case done.create:
		r.repeats--
	default:
		r.polls--
	}
}

// lookUp fetches a requested attempt that has no task from the till, one at a
// time: hints from outside must not load the till.
func (r *run) lookUp(ctx context.Context) {
	if r.lookingUp || len(r.unknownIDs) == 0 {
		return
	}
	id := r.unknownIDs[0]
	r.unknownIDs = r.unknownIDs[1:]
	r.lookingUp = true
	r.calls.Go(func() {
		a, err := r.w.till.Attempt(ctx, id)
		if err != nil {
			a = payment.Attempt{} // unknown or unreadable: a hint is not worth an error
		}
		select {
		case r.looked <- a:
		case <-ctx.Done():
		}
	})
}
