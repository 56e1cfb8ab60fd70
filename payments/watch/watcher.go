package watch

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"psar/pos"
	"psar/pos/id"
)

// Watcher makes the gateway calls of a till: it creates codes, and verifies every
// attempt until its watch ends, whatever the screens show. All calls share one
// limiter. Its methods are safe for concurrent use.
type Watcher struct {
	till    *pos.Till
	gateway pos.Gateway
	clock   pos.Clock
	jitter  func(time.Duration) time.Duration
	limiter *rate.Limiter

	mu       sync.Mutex
	requests map[id.Payment]struct{} // by CheckNow, not yet taken by Run
	wake     chan struct{}
}

// Config holds a Watcher's parts. All but Jitter are required.
type Config struct {
	Till    *pos.Till
	Gateway pos.Gateway
	Clock   pos.Clock
	// Jitter changes a wait at random, so that tills which lost the same network
	// don't call in step afterwards. nil: up to a tenth more or less.
	Jitter func(time.Duration) time.Duration
}

// burst is the limiter's bucket size. Polls leave the last token to a new sale
// or a requested call, which therefore never wait behind polls.
const burst = 2

// maxRequests bounds the ids that CheckNow keeps until Run takes them. More are dropped.
const maxRequests = 1024

// New makes a Watcher. It makes no call before Run or Once.
func New(cfg Config) *Watcher {
	w := &Watcher{
		till: cfg.Till, gateway: cfg.Gateway, clock: cfg.Clock, jitter: cfg.Jitter,
		limiter:  rate.NewLimiter(1, burst),
		requests: make(map[id.Payment]struct{}),
		wake:     make(chan struct{}, 1),
	}
	if w.jitter == nil {
		w.jitter = tenth
	}
	return w
}

func tenth(d time.Duration) time.Duration {
	if d < 10 {
		return d
	}
	return d - d/10 + rand.N(d/5+1)
}

// CheckNow asks Run to verify an attempt as soon as the limiter allows, or to
// repeat its create call if that is still needed. Call it when a person wants an
// answer, or after a hint (a webhook, a returning customer). An attempt that is no
// longer watched is verified until answered; an unknown id is ignored. Requests
// for one attempt that is still waiting count as one. CheckNow never blocks.
func (w *Watcher) CheckNow(id id.Payment) {
	w.mu.Lock()
	if len(w.requests) < maxRequests {
		w.requests[id] = struct{}{}
	}
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *Watcher) drainRequests() map[id.Payment]struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	asked := w.requests
	w.requests = make(map[id.Payment]struct{})
	return asked
}

// longestWait bounds a sleep, so that a changed clock or a machine that was
// suspended is noticed.
const longestWait = 30 * time.Second

// Run makes the till's calls until ctx ends, and returns nil once the last call
// has returned. A call that ctx cuts off has no outcome: the attempt keeps its
// state, and the next Run verifies it. Only one Run may be active.
func (w *Watcher) Run(ctx context.Context) error {
	snapshots, unsubscribe := w.till.Subscribe()
	defer unsubscribe()
	r := w.newRun()
	defer r.calls.Wait()
	timer := time.NewTimer(longestWait)
	defer timer.Stop()
	for {
		now := w.clock.Now()
		r.update(w.till.Snapshot(), now)
		r.takeRequests(w.drainRequests(), now)
		r.lookUp(ctx)
		timer.Reset(r.start(ctx, now))
		select {
		case <-ctx.Done():
			return nil
		case <-snapshots:
		case <-w.wake:
		case <-timer.C:
		case a := <-r.looked:
			now := w.clock.Now()
			r.update(w.till.Snapshot(), now)
			r.lookedUp(a, now)
		case result := <-r.results:
			now := w.clock.Now()
			r.update(w.till.Snapshot(), now)
			r.ended(result, now)
		}
	}
}
