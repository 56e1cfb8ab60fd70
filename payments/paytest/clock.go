package paytest

import (
	"testing"
	"testing/synctest"
	"time"
)

// Wall is the real clock; in a bubble, the bubble's clock.
type Wall struct{}

// Now implements pos.Clock.
func (Wall) Now() time.Time { return time.Now() }

// NoJitter is the jitter of a watcher whose times a test knows.
func NoJitter(d time.Duration) time.Duration { return d }

// InBubble runs a test in bubble time (testing/synctest): time advances only while
// all goroutines wait. It starts on a day on which Unix milliseconds have 13 digits.
func InBubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)))
		f(t)
	})
}
