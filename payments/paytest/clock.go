package paytest

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// Wall is the clock of the machine, or of the bubble.
type Wall struct{}

// Now implements pos.Clock.
func (Wall) Now() time.Time { return time.Now() }

// InBubble runs a test where time passes only while everything waits. Its
// clock stands at a day on which Unix milliseconds have 13 digits.
func InBubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)))
		f(t)
	})
}

// HandClock stands until a test moves it.
type HandClock struct {
	mu  sync.Mutex
	now time.Time
}

// NewHandClock makes a clock that stands at an instant.
func NewHandClock(now time.Time) *HandClock { return &HandClock{now: now} }

// Now implements pos.Clock.
func (c *HandClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Move sets the clock on.
func (c *HandClock) Move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
