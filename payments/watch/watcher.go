// Package watch asks after payment attempts. Watcher decides which call to the
// gateway is due, and hands the answers to Till as events.
//
// It promises that an attempt is asked after until its watch ends, through
// restarts, outages and full disks, and that one that has money is asked after
// again, since some codes can be paid twice. All calls of a till go through one
// limiter; none starves, and what comes in from outside can't crowd them out.
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

// Watcher takes payment attempts to the gateway and asks after every one of
// them until its watch ends, whatever the screens show. All its calls go
// through one limiter. Its methods are safe for use by several goroutines.
type Watcher struct {
	till    *pos.Till
	gateway pos.Gateway
	clock   pos.Clock
	jitter  func(time.Duration) time.Duration
	limiter *rate.Limiter

	mu    sync.Mutex
	asked map[id.Payment]struct{} // by CheckNow, not yet taken by Run
	wake  chan struct{}
}

// Config is what a Watcher is made of.
type Config struct {
	Till    *pos.Till
	Gateway pos.Gateway
	Clock   pos.Clock
	// Jitter spreads a wait, so that tills which lost the same network don't
	// come back in step. nil: up to a tenth more or less.
	Jitter func(time.Duration) time.Duration
}

// burst is the size of the limiter's bucket. Polls leave its last token to a
// sale that begins or a person who asks, so those never stand behind polls.
const burst = 2

// askedMost bounds how many attempts CheckNow keeps until Run takes them.
const askedMost = 1024

// New makes a Watcher. Nothing is called before Run or Once.
func New(cfg Config) *Watcher {
	w := &Watcher{
		till: cfg.Till, gateway: cfg.Gateway, clock: cfg.Clock, jitter: cfg.Jitter,
		limiter: rate.NewLimiter(1, burst),
		asked:   make(map[id.Payment]struct{}),
		wake:    make(chan struct{}, 1),
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

// CheckNow asks Run to verify an attempt as soon as the limiter lets it, or to
// repeat a create call that is waiting: a person asks, or word came from outside
// that money did. An attempt of which nothing more is asked, because its watch is
// over or it is paid, is verified once; an id that is not known is dropped. Any
// number of requests for one attempt are one call. CheckNow never blocks.
func (w *Watcher) CheckNow(id id.Payment) {
	w.mu.Lock()
	if len(w.asked) < askedMost {
		w.asked[id] = struct{}{}
	}
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *Watcher) takeAsked() map[id.Payment]struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	asked := w.asked
	w.asked = make(map[id.Payment]struct{})
	return asked
}

// longestWait bounds a sleep: a clock that was set, or a machine that was
// suspended, is noticed after it.
const longestWait = 30 * time.Second

// Run serves the till until ctx ends, and returns nil when the last of its
// calls has come back. A call that is cut off by the end is not an outcome: the
// attempt stands as it did, and the next Run asks again.
func (w *Watcher) Run(ctx context.Context) error {
	snapshots, unsubscribe := w.till.Subscribe()
	defer unsubscribe()
	r := w.newRun()
	defer r.calls.Wait()
	timer := time.NewTimer(longestWait)
	defer timer.Stop()
	for {
		now := w.clock.Now()
		r.see(w.till.Snapshot(), now)
		r.askedFor(w.takeAsked(), now)
		r.lookUp(ctx)
		timer.Reset(r.start(ctx, now))
		select {
		case <-ctx.Done():
			return nil
		case <-snapshots:
		case <-w.wake:
		case <-timer.C:
		case a := <-r.found:
			now := w.clock.Now()
			r.see(w.till.Snapshot(), now)
			r.lookedUp(a, now)
		case result := <-r.results:
			now := w.clock.Now()
			r.see(w.till.Snapshot(), now)
			r.ended(result, now)
		}
	}
}
