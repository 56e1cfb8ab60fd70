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
	retryLimit    = 15 * time.Second // the longest wait between two tries of one attempt
	outageLimit   = 30 * time.Second // the longest wait between calls while the gateway is unreachable or limits the rate
	maxRetryAfter = 10 * time.Minute // the longest Retry-After that is obeyed

	// hintLimit is the longest wait, and hintTries the number of failed calls,
	// after a hint about an attempt that is no longer watched: verify is repeated
	// until it is answered, for about an hour.
	hintLimit = time.Hour
	hintTries = 12
)

// run is the state of Watcher.Run. Only Run's goroutine touches it.
type run struct {
	w        *Watcher
	version  uint64 // of the newest snapshot seen
	schedule schedule
	tasks    map[id.Payment]*task
	results  chan result
	calls    sync.WaitGroup

	polls          int           // verify calls in flight
	repeats        int           // repeated create calls in flight
	requestedInRow int           // requested calls since the last regular one
	calledTurns    uint64        // polls and repeats made so far
	served         [turns]uint64 // the value of calledTurns when each kind was last served
	sinceRecheck   int           // polls and repeats since the last recheck

	unknownIDs []id.Payment         // requested ids without a task, to be looked up
	lookingUp  bool                 // a look-up is in flight
	looked     chan payment.Attempt // the attempt looked up; the zero Attempt when there is none

	outage  int       // failures in a row to reach the gateway
	held    time.Time // no poll before then, because of the outage
	limited int       // rate-limit answers in a row
	quiet   time.Time // no call at all before then, as the gateway asked by Retry-After
}

// task is an attempt with the times of its calls. The zero time means never.
type task struct {
	a             payment.Attempt
	recheck       bool      // the attempt is paid or unmatched: rechecked for a second payment
	hint          bool      // no longer watched: verified only because of a hint
	busy          bool      // a call is in flight
	verifyFirst   bool      // the next call is a verify, not a create: found at the start, or code 8 (already paid)
	requested     time.Time // when the requested call is due; zero: none is requested
	lastRequested time.Time // when the last requested call began
	asked         time.Time // when the last call began
	verified      time.Time // when the last verify began
	poll          time.Time // when the next verify is due
	create        time.Time // when the next create is due, while one is needed
	tries         int       // create calls failed in a row
	fails         int       // verify calls failed in a row
	since         time.Time // when this run first verified
}

// creating reports that a code or a link is not made yet. A code that is held
// until a manager confirms its payee is made.
func (t *task) creating() bool {
	return (t.a.State == payment.Reserved || t.a.State == payment.Requested) && !t.a.AwaitsPayee()
}

// making reports that a create call is still worth making: after the end that a
// code would have, the customer is gone.
func (t *task) making(now time.Time) bool { return t.creating() && now.Before(t.a.End()) }

// unsent reports that no create call was made yet.
func (t *task) unsent() bool { return t.a.State == payment.Reserved && t.tries == 0 }

// local reports that a payment link is to be made, which needs no call.
func (t *task) local(now time.Time) bool { return t.making(now) && t.a.Channel == payment.ChannelLink }

func (w *Watcher) newRun() *run {
	return &run{
		w: w, tasks: make(map[id.Payment]*task),
		results: make(chan result), looked: make(chan payment.Attempt),
	}
}

// update takes a snapshot in: attempts that are new, attempts that changed, and
// attempts that are no longer watched.
func (r *run) update(s pos.Snapshot, now time.Time) {
	if s.Version <= r.version {
		return
	}
	atStart := r.version == 0
	r.version = s.Version
	r.applyPlan(schedule(s.Settings.PollPlan()), atStart, now)
	gone := make(map[id.Payment]struct{}, len(r.tasks))
	for id, t := range r.tasks {
		if !t.hint {
			gone[id] = struct{}{}
		}
	}
	for _, a := range s.Watching {
		delete(gone, a.ID)
		r.updateAttempt(a, false, atStart, now)
	}
	for _, a := range s.Rechecking {
		delete(gone, a.ID)
		r.updateAttempt(a, true, atStart, now)
	}
	for id := range gone {
		if t := r.tasks[id]; t.requested.IsZero() {
			delete(r.tasks, id)
		} else {
			t.hint = true // requested just before the watch ended: still verified
		}
	}
}

// applyPlan takes the settings poll.* in. A poll that is due sooner by the old
// plan keeps its time; a faster plan applies at once.
func (r *run) applyPlan(plan schedule, atStart bool, now time.Time) {
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

func (r *run) updateAttempt(a payment.Attempt, recheck, atStart bool, now time.Time) {
	t, known := r.tasks[a.ID]
	if !known {
		t = &task{a: a, recheck: recheck, poll: now, create: now}
		t.verifyFirst = atStart && t.creating() && !t.local(now) && a.State == payment.Requested
		r.tasks[a.ID] = t
		// At the start every attempt that may have been paid meanwhile is verified at once.
		if !atStart || recheck || a.AwaitsPayee() || a.State == payment.Reserved {
			r.plan(t, now)
		}
		return
	}
	moved := t.a.State != a.State || t.a.AwaitsPayee() != a.AwaitsPayee() || t.recheck != recheck || t.hint
	t.a, t.recheck, t.hint = a, recheck, false
	if moved && !t.verifyFirst {
		r.plan(t, now)
	}
}

// plan sets when an attempt is polled next, as if it were polled at now.
func (r *run) plan(t *task, now time.Time) {
	if t.recheck {
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

// takeRequests takes in the ids given to CheckNow.
func (r *run) takeRequests(ids map[id.Payment]struct{}, now time.Time) {
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if t, ok := r.tasks[id]; ok {
			r.request(t, now)
		} else if len(r.unknownIDs) < maxRequests && !slices.Contains(r.unknownIDs, id) {
			r.unknownIDs = append(r.unknownIDs, id)
		}
	}
}

// requestRest is how long an attempt must have had no requested call for the next
// request to be served at once. Sooner requests wait for the interval poll.fresh,
// so that a flood of requests does not verify one payment more often.
const requestRest = 30 * time.Second

// request asks for a call about the attempt. A held code is not verified before
// its end: it was not shown, so nobody can have paid it.
func (r *run) request(t *task, now time.Time) {
	due := now
	if t.lastRequested.After(now.Add(-requestRest)) {
		// Bounded from now as well: the clock may have been set back.
		due = earlier(later(now, t.asked.Add(r.schedule.Fresh)), now.Add(r.schedule.Fresh))
	}
	switch {
	case t.a.AwaitsPayee() && now.Before(t.a.End()):
	case t.local(now):
		t.create = earlier(t.create, due)
	case t.creating() && t.busy: // its create call is in flight
	case t.requested.IsZero():
		t.requested = due
	}
}

// lookedUp takes in a requested attempt that had no task. Without an ID, none was found.
func (r *run) lookedUp(a payment.Attempt, now time.Time) {
	r.lookingUp = false
	if a.ID == "" {
		return
	}
	t, ok := r.tasks[a.ID]
	if !ok {
		t = &task{a: a, hint: true}
		r.tasks[a.ID] = t
	}
	r.request(t, now)
}

// ended takes in the outcome of a call. The snapshot that holds it must have been seen.
func (r *run) ended(done result, now time.Time) {
	r.uncount(done)
	r.noteReachability(done, now)
	t, ok := r.tasks[done.id]
	if !ok {
		return
	}
	t.busy = false
	unknown, open := done.event.(payment.OutcomeUnknown)
	switch failed := open || done.err != nil; {
	case done.create: // next is used only while the attempt is still to be made
		t.tries++
		t.create = now.Add(r.w.jitter(backoff(t.tries, retryLimit)))
		if unknown.Reason == fault.AlreadyPaid { // only Verify can confirm it
			t.verifyFirst, t.requested = true, later(now, t.verified.Add(r.schedule.Fresh))
		}
	case failed:
		t.verifyFirst = false
		t.fails++
		t.poll = now.Add(max(r.w.jitter(r.retry(t, now)), r.schedule.Fresh))
	default:
		t.verifyFirst = false
		t.fails = 0
		r.plan(t, now)
		if t.recheck { // never at once, even when the stored recheck did not advance
			t.poll = later(t.poll, now.Add(r.schedule.Grace))
		}
	}
	if t.hint && t.requested.IsZero() && (t.fails == 0 || t.fails >= hintTries) {
		delete(r.tasks, done.id)
	}
}

// retry is the wait after a failed poll. It may be longest for an attempt that
// is paid already: no customer waits for that answer.
func (r *run) retry(t *task, now time.Time) time.Duration {
	switch {
	case t.hint:
		return backoff(t.fails, hintLimit)
	case t.recheck:
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

// noteReachability learns from an answer whether the gateway is unreachable, limits the
// rate, or is well.
func (r *run) noteReachability(done result, now time.Time) {
	if !answered(done.event) {
		return
	}
	e, _ := done.event.(payment.OutcomeUnknown)
	wait := e.RetryAfter
	switch e.Reason {
	case fault.GatewayUnreachable, fault.GatewayTimeout:
		// Calls that were in flight together fail together: they count as one failure.
		if r.outage == 0 || !done.asked.Before(r.held) {
			r.outage++
			r.held = now.Add(r.w.jitter(backoff(r.outage, outageLimit)))
		}
	case fault.GatewayRateLimited:
		if r.limited == 0 || !done.asked.Before(r.quiet) { // one answer of calls in flight together counts
			r.limited++
			wait = max(wait, backoff(r.limited, outageLimit))
		}
	case fault.AlreadyPaid: // the verify that follows decides
	default:
		r.outage, r.held, r.limited = 0, time.Time{}, 0
	}
	if until := now.Add(min(wait, maxRetryAfter)); wait > 0 && until.After(r.quiet) {
		r.quiet = until
	}
}

// answered reports that an event says something about the gateway: the call left
// the till or failed to reach it. A call that was not tried for another reason
// says nothing.
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

// refusedBy reports that a reason is a refusal by the gateway.
func refusedBy(c fault.Code) bool { return strings.HasPrefix(string(c), string(fault.GatewayRefused)) }
