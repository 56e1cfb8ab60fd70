package watch

import (
	"context"
	"time"

	"psar/pos/id"
	"psar/pos/payment"
)

const (
	maxPolls   = 8  // verify calls under way at once: a slow bank holds no more
	maxRepeats = 4  // create calls under way that are not the first of their attempt
	maxPresses = 4  // calls that somebody asked for: beyond those, and in a row while others are due
	lap        = 10 // while others are due, every so manieth turn is of the look after second payments
)

// turn is a kind of call that the calls of one till take turns in.
type turn int

const (
	turnNew    turn = iota // the first create of a sale that begins
	turnAsked              // what somebody asks for
	turnOpen               // the poll of an attempt in progress
	turnEnded              // the poll of one that has ended
	turnRepeat             // a create whose last answer was lost
	turnAgain              // the look after a second payment, or what word from outside asks after
	turns
)

// result is what came of a call.
type result struct {
	id     id.Payment
	turn   turn
	create bool
	asked  time.Time
	event  payment.Event // nil when no call was made
	err    error         // the Store's: the event is not kept
}

// start makes every call that may be made now, and returns how long it takes
// until another may be.
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

// tokens is what the limiter must hold for a call: all but a sale that begins
// and a person who asks leave the last token there.
func (of turn) tokens() int {
	if of == turnNew || of == turnAsked {
		return 1
	}
	return burst
}

// startLocal makes the links that are due. No call leaves for them, so neither
// the limiter nor a gateway that wants no call holds them up.
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

// due holds, of each kind of call, the one that has been due longest.
type due [turns]candidate

// next picks the call that comes next: a sale that begins, then what somebody
// asks for, then all others by turns. When nothing is due it returns how long
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
	case d[turnAsked].t != nil && (!regular || r.presses < maxPresses):
		of = turnAsked
	}
	return d[of].t, of, wait
}

// regular picks among the calls that nobody waits for with a finger on a key:
// the kind that has waited longest for its turn, so a backlog of old attempts or
// of creates that fail can't keep the customer at the counter waiting. Looks
// after second payments come when nothing else is due, and once in a lap.
func (r *run) regular(d *due) (of turn, ok bool) {
	of = turnAgain
	for _, kind := range [...]turn{turnOpen, turnEnded, turnRepeat} {
		if d[kind].t != nil && (of == turnAgain || r.served[kind] < r.served[of]) {
			of = kind
		}
	}
	if d[turnAgain].t != nil && r.sinceAgain >= lap-1 {
		of = turnAgain
	}
	return of, d[of].t != nil
}

// offer puts a task where it belongs. In an outage one call feels the way.
func (r *run) offer(d *due, c *task, now time.Time, wait *time.Duration) {
	making := c.making(now) && !c.first
	probing := r.outage > 0 && r.polls+r.repeats > 0
	held := now.Before(r.held)
	switch {
	case making && c.unsent():
		d[turnNew].offer(c, c.create, now, wait)
		return
	case !c.pressed.IsZero():
		if r.polls+r.repeats < maxPolls+maxRepeats+maxPresses {
			d[turnAsked].offer(c, c.pressed, now, wait)
		}
		return
	case probing: // a call that comes back wakes the loop
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
	case c.again || c.hint:
		d[turnAgain].offer(c, c.poll, now, wait)
	case c.a.InProgress():
		d[turnOpen].offer(c, c.poll, now, wait)
	default:
		d[turnEnded].offer(c, c.poll, now, wait)
	}
}

// candidate is the task of a kind that has been due longest: served so, none
// starves.
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
func (r *run) call(ctx context.Context, t *task, of turn, now time.Time) {
	create := t.making(now) && !t.first && (of == turnNew || of == turnAsked || of == turnRepeat)
	r.count(of, create)
	t.busy, t.asked = true, now
	if of == turnAsked {
		t.pressed, t.heard = time.Time{}, now
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

// count keeps what is under way and whose turn it was.
func (r *run) count(of turn, create bool) {
	switch of {
	case turnNew:
		return
	case turnAsked:
		r.presses++
	case turnAgain:
		r.presses, r.sinceAgain = 0, 0
	default:
		r.calledTurns++
		r.presses, r.served[of] = 0, r.calledTurns
		r.sinceAgain++
	}
	if create {
		r.repeats++
	} else {
		r.polls++
	}
}

// uncount takes back what count said is under way.
func (r *run) uncount(done result) {
	switch {
	case done.turn == turnNew:
	case done.create:
		r.repeats--
	default:
		r.polls--
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
			a = payment.Attempt{} // not known, or not to be read: it was but a hint
		}
		select {
		case r.found <- a:
		case <-ctx.Done():
		}
	})
}
