package ui

import (
	"sync"
	"time"
)

// mailbox brings functions to the toolkit's goroutine, in their order. The toolkit takes one
// for each picture that it paints, or fewer: on a machine that paints slowly, answers and
// ticks would wait behind each other for seconds. Here all that wait go at once.
type mailbox struct {
	do      func(func()) // the toolkit's: runs a function on its goroutine
	mu      sync.Mutex
	waiting []func()
}

func (m *mailbox) post(f func()) {
	m.mu.Lock()
	m.waiting = append(m.waiting, f)
	first := len(m.waiting) == 1
	m.mu.Unlock()
	if first {
		m.do(m.empty)
	}
}

// empty runs what waits. What is posted meanwhile comes after the toolkit's own work.
func (m *mailbox) empty() {
	m.mu.Lock()
	all := m.waiting
	m.waiting = nil
	m.mu.Unlock()
	for _, f := range all {
		f()
	}
}

// pace sends the windows a tick, until they end; one that still waits is enough.
func (u *UI) pace(ticks <-chan time.Time, tick func()) {
	waiting := make(chan struct{}, 1)
	for {
		select {
		case <-ticks:
			select {
			case waiting <- struct{}{}:
				u.later(func() { <-waiting; tick() })
			default:
			}
		case <-u.ctx.Done():
			return
		}
	}
}

// every is such a tick by the clock.
func (u *UI) every(d time.Duration, tick func()) {
	defer u.work.Done()
	ticker := time.NewTicker(d)
	defer ticker.Stop()
	u.pace(ticker.C, tick)
}
