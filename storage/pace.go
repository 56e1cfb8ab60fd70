package storage

import (
	"context"
	"time"
)

// A mark is written a second after the last commit, and while commits go on every 30 s.
const (
	markIdle = time.Second
	markMost = 30 * time.Second
)

// paced calls write after it was woken: once nothing has woken it for idle, or most after
// the first time. It returns when the context ends; then nothing more is written.
func paced(ctx context.Context, woken <-chan struct{}, idle, most time.Duration, write func()) {
	var quiet, late <-chan time.Time
	for {
		select {
		case <-woken:
			quiet = time.After(idle)
			if late == nil {
				late = time.After(most)
			}
			continue
		case <-quiet:
		case <-late:
		case <-ctx.Done():
			return
		}
		quiet, late = nil, nil
		write()
	}
}

// wake wakes whoever waits for the channel, which holds one.
func wake(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
