package listen

import (
	"context"
	"sync"

	"golang.org/x/time/rate"

	"psar/pos/id"
)

const (
	hintsMost      = 128 // attempts that wait to be asked after
	hintsPerSecond = 4   // handed on
	hintsBurst     = 8
)

// hints is the bounded set of attempts for which word came from outside. Word
// for one attempt that comes many times is one entry; what does not fit is
// dropped, since the watcher finds all money by itself.
type hints struct {
	mu    sync.Mutex
	known map[id.Payment]struct{}
	queue []id.Payment // in the order of their coming
	wake  chan struct{}
}

func newHints() *hints {
	return &hints{known: make(map[id.Payment]struct{}), wake: make(chan struct{}, 1)}
}

// add never blocks. It reports whether the attempt will be asked after.
func (h *hints) add(id id.Payment) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.known[id]; ok {
		return true
	}
	if len(h.queue) >= hintsMost {
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

// run hands the attempts on, no faster than hintsPerSecond, until ctx ends.
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
