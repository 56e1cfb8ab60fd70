package payments

import (
	"context"
	"time"

	"psar/pos"
)

const (
	maxPolls   = 8 // verify calls under way at once: a slow bank holds no more
	maxPresses = 4 // of those that somebody asked for: beyond maxPolls, and in a row while polls are due
)

// result is what came of a call.
type result struct {
	id     pos.PaymentID
	create bool
	asked  time.Time
	event  pos.Event // nil when no call was made
	err    error     // the Store's: the event is not kept
}

// start makes every call that may be made now, and returns how long it takes
// until another may be.
func (r *run) start(ctx context.Context, now time.Time) time.Duration {
	wait := r.startLocal(ctx, now)
	for !now.Before(r.quiet) {
		t, create, need, due := r.next(now)
		if t == nil {
			return clampWait(min(wait, due))
		}
		if short := r.untilTokens(now, need); short > 0 {
			return clampWait(min(wait, short))
		}
		r.w.limiter.AllowN(now, 1)
		r.call(ctx, t, create, now)
	}
	return clampWait(min(wait, r.quiet.Sub(now)))
}

// startLocal makes the links that are due. No call leaves for them, so neither
// the limiter nor a gateway that wants no call holds them up.
func (r *run) startLocal(ctx context.Context, now time.Time) time.Duration {
	wait := longestWait
	for _, t := range r.tasks {
		switch left := t.create.Sub(now); {
		case !t.local() || t.busy:
		case left > 0:
			wait = min(wait, left)
		default:
			r.call(ctx, t, true, now)
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

// due holds, of each kind of call, the one that has been due longest.
type due struct{ making, pressed, open, ended, again candidate }

// next picks the call that comes next: a create, then what somebody asks for,
// then polls, and last the look after second payments. It returns the limiter's
// tokens that must be there for it or, when nothing is due, how long until
// something is.
func (r *run) next(now time.Time) (t *task, create bool, tokens int, wait time.Duration) {
	var d due
	wait = longestWait
	for _, c := range r.tasks {
		if !c.busy && !c.local() {
			r.offer(&d, c, now, &wait)
		}
	}
	polls := d.open.t != nil || d.ended.t != nil
	switch {
	case d.making.t != nil:
		return d.making.t, true, 1, 0
	case d.pressed.t != nil && (!polls || r.presses < maxPresses):
		return d.pressed.t, false, 1, 0
	case d.open.t != nil && (d.ended.t == nil || !r.turn):
		return d.open.t, false, burst, 0
	case d.ended.t != nil:
		return d.ended.t, false, burst, 0
	case d.again.t != nil:
		return d.again.t, false, burst, 0
	}
	return nil, false, 0, wait
}

// offer puts a task where it belongs. In an outage one call feels the way.
func (r *run) offer(d *due, c *task, now time.Time, wait *time.Duration) {
	full := r.polls >= maxPolls || (r.outage > 0 && r.polls > 0)
	if !c.pressed.IsZero() {
		if r.polls < maxPolls+maxPresses {
			d.pressed.offer(c, c.pressed, now, wait)
		}
		return
	}
	if c.creating() && !c.first {
		d.making.offer(c, c.create, now, wait)
		if !now.Before(c.create) {
			return
		}
	}
	switch {
	case full: // a call that comes back wakes the loop
	case now.Before(r.held):
		*wait = min(*wait, r.held.Sub(now))
	case c.again || c.hint:
		d.again.offer(c, c.poll, now, wait)
	case c.a.InProgress():
		d.open.offer(c, c.poll, now, wait)
	default:
		d.ended.offer(c, c.poll, now, wait)
	}
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
	t.asked = now
	if !create {
		r.countPoll(t)
		if t.since.IsZero() {
			t.since = now
		}
	}
	a, plan, since := t.a, r.schedule, t.since
	r.calls.Go(func() {
		done := result{id: a.ID, create: create, asked: now}
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

// countPoll keeps whose turn it was.
func (r *run) countPoll(t *task) {
	r.polls++
	if t.pressed.IsZero() {
		r.presses = 0
		r.turn = t.a.InProgress()
	} else {
		r.presses++
		t.pressed = time.Time{}
	}
}

// lookUp fetches one of the attempts that somebody asks for and that are no
// task. One at a time: word from outside must not crowd the till.
func (r *run) lookUp(ctx context.Context) {
	if r.looking || len(r.strangers) == 0 {
		return
	}
	id := r.strangers[0]
	r.strangers = r.strangers[1:]
	r.looking = true
	r.calls.Go(func() {
		a, err := r.w.till.Attempt(ctx, id)
		if err != nil {
			a = pos.Attempt{} // not known, or not to be read: it was but a hint
		}
		select {
		case r.found <- a:
		case <-ctx.Done():
		}
	})
}
