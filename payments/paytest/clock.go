package paytest

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// Wall is the real clock; in a bubble, the bubble's clock.
type Wall struct{}

// Now implements pos.Clock.
func (Wall) Now() time.Time { return time.Now() }

// InBubble runs a test in bubble time (testing/synctest): time advances only while
// all goroutines wait. It starts on a day on which Unix milliseconds have 13 digits.
func InBubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)))
		f(t)
	})
}

// HandClock stands still until Move.
type HandClock struct {
	mu  sync.Mutex
	now time.Time
}

// NewHandClock makes a clock that stands at now.
func NewHandClock(now time.Time) *HandClock { return &HandClock{now: now} }

// Now implements pos.Clock.
func (c *HandClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Move advances the clock by d.
func (c *HandClock) Move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
