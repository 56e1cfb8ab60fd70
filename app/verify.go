package app

import (
	"context"
	"log/slog"
	"time"
)

// The whole journal is verified after the till has opened, when the morning's first customers
// are served, and once a day while it stays open.
const (
	verifyAfter = 2 * time.Minute
	verifyEvery = 24 * time.Hour
)

// keepVerified verifies the journal again and again, until the context ends. What does not
// fit becomes an alert of the till.
func keepVerified(ctx context.Context, after, every time.Duration, verify func(context.Context) error, log *slog.Logger) {
	timer := time.NewTimer(after)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
		case <-ctx.Done():
			return
		}
		if err := verify(ctx); err != nil && ctx.Err() == nil {
			log.Warn("the journal could not be verified", "error", err)
		}
		timer.Reset(every)
	}
}
