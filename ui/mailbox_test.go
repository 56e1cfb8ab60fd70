package ui

import (
	"context"
	"slices"
	"testing"
	"time"

	"psar/assets/words"
)

// All that waits goes at once and in its order; what comes meanwhile waits for the toolkit.
func TestMailbox(t *testing.T) {
	var toolkit []func()
	m := &mailbox{do: func(f func()) { toolkit = append(toolkit, f) }}
	var done []int
	for i := range 3 {
		m.post(func() {
			if done = append(done, i); i == 1 {
				m.post(func() { done = append(done, 9) })
			}
		})
	}
	if len(toolkit) != 1 || done != nil {
		t.Fatalf("%d are with the toolkit, done %v", len(toolkit), done)
	}
	toolkit[0]()
	if !slices.Equal(done, []int{0, 1, 2}) || len(toolkit) != 2 {
		t.Fatalf("done %v, %d with the toolkit", done, len(toolkit))
	}
	toolkit[1]()
	if !slices.Equal(done, []int{0, 1, 2, 9}) {
		t.Errorf("done %v", done)
	}
}

// The beat counts the turns that were painted between: what an answer draws in one run with it
// is of the turn that it begins, and no key of before means it.
func TestBeatGoesAhead(t *testing.T) {
	c := openCounter(t, Deps{})
	u := c.ui
	m := &mailbox{do: func(f func()) { c.queue <- f }}
	shown := u.wouldDraw()
	u.beat()
	u.draw()
	m.post(func() { u.state.Language = words.Khmer; u.draw() })
	m.ahead(u.beat)
	m.post(u.tick)
	(<-c.queue)()
	if got := u.wasDrawn(time.Second); *got != shown {
		t.Errorf("%q counts as seen", got.amount.Caption)
	}
}

// A toolkit that ends runs what waits on any goroutine, or panics: nothing gets to the windows then.
func TestMailboxOfAToolkitThatEnds(t *testing.T) {
	over := make(chan struct{})
	var waits func()
	closes := false
	m := &mailbox{over: over, do: func(f func()) {
		if closes {
			close(over)
			panic("send on closed channel")
		}
		waits = f
	}}
	done := 0
	m.post(func() { done++; closes = true; m.post(func() { done++ }) })
	m.post(func() { done++ })
	waits()
	m.post(func() { done++ })
	if done != 1 {
		t.Errorf("%d were done", done)
	}
}

// Windows that stand still find one tick when they go on, not all that they missed.
func TestTicksDoNotPileUp(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	posted := make(chan func(), 9)
	u := &UI{ctx: ctx}
	ticks, ended, ticked := make(chan time.Time), make(chan struct{}), 0
	go func() {
		defer close(ended)
		u.pace(ticks, func(f func()) { posted <- f }, func() { ticked++ })
	}()
	for range 5 {
		ticks <- time.Time{}
	}
	(<-posted)()
	ticks <- time.Time{}
	(<-posted)()
	stop()
	<-ended
	if ticked != 2 || len(posted) != 0 {
		t.Errorf("%d ticks, and %d that wait", ticked, len(posted))
	}
}
