package listen

import (
	"context"
	"sync"

	"golang.org/x/time/rate"

	"psar/pos/id"
)

const (
	maxHints       = 128 // attempts in the queue
	hintsPerSecond = 4   // attempts handed to the watcher
	hintsBurst     = 8
)

// hints is a bounded queue of attempts that a webhook or a returning customer
// named. An attempt is queued once. What does not fit is dropped: the watcher finds
// the payment by polling.
type hints struct {
	mu    sync.Mutex
	known map[id.Payment]struct{}
	queue []id.Payment // oldest first
	wake  chan struct{}
}

func newHints() *hints {
	return &hints{known: make(map[id.Payment]struct{}), wake: make(chan struct{}, 1)}
}

// add queues an attempt without blocking. It reports false when the queue is full.
func (h *hints) add(id id.Payment) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.known[id]; ok {
		return true
	}
	if len(h.queue) >= maxHints {
		return false
	}
	h.known[id] = struct{}{}
	h.queue = append(h.queue, id)
	select {
	case h.wake <- struct{}{}:
	default:
	}
	return true
}

func (h *hints) take() (id.Payment, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.queue) == 0 {
		return "", false
	}
	id := h.queue[0]
	h.queue = h.queue[1:]
	delete(h.known, id)
	return id, true
}

// run hands the attempts to checkNow, at most hintsPerSecond, until ctx ends.
func (h *hints) run(ctx context.Context, checkNow func(id.Payment)) {
	pace := rate.NewLimiter(hintsPerSecond, hintsBurst)
	for {
		id, ok := h.take()
		if !ok {
			select {
			case <-ctx.Done():
				return
			case <-h.wake:
				continue
			}
		}
		if pace.Wait(ctx) != nil {
			return
		}
		checkNow(id)
	}
}
