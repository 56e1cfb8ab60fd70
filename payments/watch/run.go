package watch

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
)

const (
	retryLimit = 15 * time.Second // the longest wait between two tries of one attempt
	holdLimit  = 30 * time.Second // the longest wait while the gateway is not reached
	holdMost   = 10 * time.Minute // the longest Retry-After that is believed

	// hintLimit and hintTries are for an attempt of which nothing was asked any
	// more until word of money came: it is asked after until an answer comes, for
	// about an hour.
	hintLimit = time.Hour
	hintTries = 12
)

// run is the state of Watcher.Run. Only its loop touches it.
type run struct {
	w        *Watcher
	version  uint64 // of the newest snapshot seen
	schedule schedule
	tasks    map[id.Payment]*task
	results  chan result
	calls    sync.WaitGroup

	polls       int           // verify calls under way
	repeats     int           // create calls under way that are not the first of their attempt
	presses     int           // calls in a row that somebody asked for
	calledTurns uint64        // calls made by turns
	served      [turns]uint64 // when, in calledTurns, each kind last had its turn
	sinceAgain  int           // turns since the last look after a second payment

	strangers []id.Payment         // asked for, and no task: to be looked up
	looking   bool                 // one of them is being looked up
	found     chan payment.Attempt // what was found; without an id: nothing

	outage  int       // failures in a row to reach the gateway at all
	held    time.Time // until when the outage holds polls back
	limited int       // refusals in a row because of the rate
	quiet   time.Time // until when the gateway wants no call at all
}

// task is an attempt that is asked after, and when it is due.
type task struct {
	a        payment.Attempt
	again    bool      // it has money: asked after a second payment
	hint     bool      // only word from outside asks after it
	busy     bool      // a call is under way
	first    bool      // found at the start, or said to be paid: verified before it is asked for again
	pressed  time.Time // somebody asks: when a call may be made; zero: nobody does
	heard    time.Time // when the last call that somebody asked for began
	asked    time.Time // when its last call began
	verified time.Time // when its last verify began
	poll     time.Time // when the next verify is due
	create   time.Time // when the next create is due, while one is needed
	tries    int       // create calls failed in a row
	fails    int       // verify calls failed in a row
	since    time.Time // when this run first asked
}

// creating reports that a code or a link is still to be made. A code that is
// held for the owner to confirm is made.
func (t *task) creating() bool {
	return (t.a.State == payment.Reserved || t.a.State == payment.Requested) && !t.a.Held()
}

// making reports that it may still be made: the customer who wanted it waits no
// longer than the code would be good for.
func (t *task) making(now time.Time) bool { return t.creating() && now.Before(t.a.End()) }

// unsent reports that no create call was made for it yet.
func (t *task) unsent() bool { return t.a.State == payment.Reserved && t.tries == 0 }

// local reports that what is to be made needs no call.
func (t *task) local(now time.Time) bool { return t.making(now) && t.a.Channel == payment.ChannelLink }

func (w *Watcher) newRun() *run {
	return &run{
		w: w, tasks: make(map[id.Payment]*task),
		results: make(chan result), found: make(chan payment.Attempt),
	}
}

// see takes a snapshot in: attempts that are new, that moved, or of which
// nothing more is asked.
func (r *run) see(s pos.Snapshot, now time.Time) {
	if s.Version <= r.version {
		return
	}
	atStart := r.version == 0
	r.version = s.Version
	r.seePlan(schedule(s.Settings.PollPlan()), atStart, now)
	gone := make(map[id.Payment]struct{}, len(r.tasks))
	for id, t := range r.tasks {
		if !t.hint {
			gone[id] = struct{}{}
		}
	}
	for _, a := range s.Watching {
		delete(gone, a.ID)
		r.seeAttempt(a, false, atStart, now)
	}
	for _, a := range s.Rechecking {
		delete(gone, a.ID)
		r.seeAttempt(a, true, atStart, now)
	}
	for id := range gone {
		if t := r.tasks[id]; t.pressed.IsZero() {
			delete(r.tasks, id)
		} else {
			t.hint = true // the word came too late for the watch, and is still heard
		}
	}
}

// seePlan takes the settings in. A plan that is faster than before is not kept
// waiting by the old one.
func (r *run) seePlan(plan schedule, atStart bool, now time.Time) {
	if plan == r.schedule {
		return
	}
	r.schedule = plan
	r.w.limiter.SetLimitAt(now, rate.Limit(plan.PerSecond))
	if atStart {
		return
	}
	for _, t := range r.tasks {
		due := t.poll
		if r.plan(t, now); due.Before(t.poll) {
			t.poll = due
		}
	}
}

func (r *run) seeAttempt(a payment.Attempt, again, atStart bool, now time.Time) {
	t, known := r.tasks[a.ID]
	if !known {
		t = &task{a: a, again: again, poll: now, create: now}
		t.first = atStart && t.creating() && !t.local(now) && a.State == payment.Requested
		r.tasks[a.ID] = t
		// At the start all that customers may have paid are asked after at once.
		if !atStart || again || a.Held() || a.State == payment.Reserved {
			r.plan(t, now)
		}
		return
	}
	moved := t.a.State != a.State || t.a.Held() != a.Held() || t.again != again || t.hint
	t.a, t.again, t.hint = a, again, false
	if moved && !t.first {
		r.plan(t, now)
	}
}

// plan sets when an attempt is polled next, counted from a poll at now.
func (r *run) plan(t *task, now time.Time) {
	if t.again {
		wait, _ := r.schedule.recheck(t.a, now)
		t.poll = now.Add(wait)
		return
	}
	wait, exact := r.schedule.wait(t.a, now)
	if !exact {
		wait = r.w.jitter(wait)
	}
	t.poll = now.Add(wait)
}

// askedFor takes in for whom somebody asks.
func (r *run) askedFor(ids map[id.Payment]struct{}, now time.Time) {
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if t, ok := r.tasks[id]; ok {
			r.press(t, now)
		} else if len(r.strangers) < askedMost && !slices.Contains(r.strangers, id) {
			r.strangers = append(r.strangers, id)
		}
	}
}

// pressRest is how long nobody must have asked for an attempt for the next who
// does to be heard at once. Others wait for the pace of a new code: who asks
// without end must not have one payment asked after more often.
const pressRest = 30 * time.Second

// press asks for a call about the attempt. A code that is held is not asked
// after before its end: nobody has seen it.
func (r *run) press(t *task, now time.Time) {
	due := now
	if t.heard.After(now.Add(-pressRest)) {
		// No later than that from now: the clock may have been set back.
		due = earlier(later(now, t.asked.Add(r.schedule.Fresh)), now.Add(r.schedule.Fresh))
	}
	switch {
	case t.a.Held() && now.Before(t.a.End()):
	case t.local(now):
		t.create = earlier(t.create, due)
	case t.creating() && t.busy: // its call is under way
	case t.pressed.IsZero():
		t.pressed = due
	}
}

// lookedUp takes in an attempt that somebody asks for and that was no task.
func (r *run) lookedUp(a payment.Attempt, now time.Time) {
	r.looking = false
	if a.ID == "" {
		return
	}
	t, ok := r.tasks[a.ID]
	if !ok {
		t = &task{a: a, hint: true}
		r.tasks[a.ID] = t
	}
	r.press(t, now)
}

// ended takes in what came of a call, after the snapshot that holds it.
func (r *run) ended(done result, now time.Time) {
	r.uncount(done)
	r.noteLink(done, now)
	t, ok := r.tasks[done.id]
	if !ok {
		return
	}
	t.busy = false
	unknown, open := done.event.(payment.OutcomeUnknown)
	switch failed := open || done.err != nil; {
	case done.create: // matters only while the attempt is still to be made
		t.tries++
		t.create = now.Add(r.w.jitter(backoff(t.tries, retryLimit)))
		if unknown.Reason == fault.AlreadyPaid { // which Verify alone can say
			t.first, t.pressed = true, later(now, t.verified.Add(r.schedule.Fresh))
		}
	case failed:
		t.first = false
		t.fails++
		t.poll = now.Add(max(r.w.jitter(r.retry(t, now)), r.schedule.Fresh))
	default:
		t.first = false
		t.fails = 0
		r.plan(t, now)
		if t.again { // once more at once would be a mistake whatever the till holds
			t.poll = later(t.poll, now.Add(r.schedule.Grace))
		}
	}
	if t.hint && t.pressed.IsZero() && (t.fails == 0 || t.fails >= hintTries) {
		delete(r.tasks, done.id)
	}
}

// retry is how long a poll that failed waits for the next. That of an attempt
// whose money is here already may wait longest: nobody stands at the counter.
func (r *run) retry(t *task, now time.Time) time.Duration {
	switch {
	case t.hint:
		return backoff(t.fails, hintLimit)
	case t.again:
		return backoff(t.fails, max(retryLimit, r.schedule.Week))
	}
	regular, _ := r.schedule.wait(t.a, now)
	return backoff(t.fails, max(retryLimit, regular))
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// noteLink learns from an answer how the gateway is: not reached at all, asking
// for fewer calls, or well.
func (r *run) noteLink(done result, now time.Time) {
	if !answered(done.event) {
		return
	}
	e, _ := done.event.(payment.OutcomeUnknown)
	wait := e.RetryAfter
	switch e.Reason {
	case fault.GatewayUnreachable, fault.GatewayTimeout:
		// Calls that were under way together fail together: that is one failure.
		if r.outage == 0 || !done.asked.Before(r.held) {
			r.outage++
			r.held = now.Add(r.w.jitter(backoff(r.outage, holdLimit)))
		}
	case fault.GatewayRateLimited:
		if r.limited == 0 || !done.asked.Before(r.quiet) { // as above
			r.limited++
			wait = max(wait, backoff(r.limited, holdLimit))
		}
	case fault.AlreadyPaid: // the verify that follows tells
	default:
		r.outage, r.held, r.limited = 0, time.Time{}, 0
	}
	if until := now.Add(min(wait, holdMost)); wait > 0 && until.After(r.quiet) {
		r.quiet = until
	}
}

// answered reports that an event came of a call that left the till, or was to:
// one that never left for another reason says nothing of the gateway.
func answered(e payment.Event) bool {
	switch e := e.(type) {
	case nil, payment.LinkReady:
		return false
	case payment.GatewayRefused:
		return refusedBy(e.Reason)
	case payment.OutcomeUnknown:
		switch e.Reason {
		case fault.GatewayUnreachable, fault.GatewayTimeout, fault.GatewayRateLimited,
			fault.GatewayAnswer, fault.AlreadyPaid:
			return true
		}
		return refusedBy(e.Reason)
	}
	return true
}

// refusedBy reports that a reason is the gateway's own.
func refusedBy(c fault.Code) bool { return strings.HasPrefix(string(c), string(fault.GatewayRefused)) }
