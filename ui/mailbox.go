package ui

import (
	"slices"
	"sync"
	"time"
)

// mailbox brings functions to the toolkit's goroutine, in their order. The toolkit takes one
// for each picture that it paints, or fewer: on a machine that paints slowly, answers and
// ticks would wait behind each other for seconds. Here all that wait go at once.
//
// Once over is closed nothing gets through: a toolkit that has ended would run it on whatever
// goroutine sends it, on windows that are gone.
type mailbox struct {
	do      func(func()) // the toolkit's: runs a function on its goroutine
	over    <-chan struct{}
	mu      sync.Mutex
	waiting []func()
}

func (m *mailbox) ended() bool {
	select {
	case <-m.over:
		return true
	default:
		return false
	}
}

func (m *mailbox) post(f func()) {
	m.put(func(waiting []func()) []func() { return append(waiting, f) })
}

// ahead posts the windows' beat before all that waits: it tells what was painted, which is
// nothing that is drawn in the same run.
func (m *mailbox) ahead(f func()) {
	m.put(func(waiting []func()) []func() { return slices.Insert(waiting, 0, f) })
}

func (m *mailbox) put(in func([]func()) []func()) {
	if m.ended() {
		return
	}
	m.mu.Lock()
	m.waiting = in(m.waiting)
	first := len(m.waiting) == 1
	m.mu.Unlock()
	if first {
		m.send()
	}
}

// send has the toolkit empty the box. A toolkit that ends meanwhile panics: it takes no more.
func (m *mailbox) send() {
	defer func() {
		if r := recover(); r != nil && !m.ended() {
			panic(r)
		}
	}()
	m.do(m.empty)
}

// empty runs what waits. What is posted meanwhile comes after the toolkit's own work.
func (m *mailbox) empty() {
	m.mu.Lock()
	all := m.waiting
	m.waiting = nil
	m.mu.Unlock()
	for _, f := range all {
		if !m.ended() {
			f()
		}
	}
}

// pace posts the windows a tick, until they end; one that still waits is enough.
func (u *UI) pace(ticks <-chan time.Time, post func(func()), tick func()) {
	waiting := make(chan struct{}, 1)
	for {
		select {
		case <-ticks:
			select {
			case waiting <- struct{}{}:
				post(func() { <-waiting; tick() })
			default:
			}
		case <-u.ctx.Done():
			return
		}
	}
}

// every is such a tick by the clock.
func (u *UI) every(d time.Duration, post func(func()), tick func()) {
	defer u.work.Done()
	ticker := time.NewTicker(d)
	defer ticker.Stop()
	u.pace(ticker.C, post, tick)
}
