package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"psar/ui/model"
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

// verification is how far it is, for the windows.
type verification struct {
	mu sync.Mutex
	is model.Verification
}

func (v *verification) set(change func(*model.Verification)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	change(&v.is)
}

// Is returns how it stands. It does not wait.
func (v *verification) Is() model.Verification {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.is
}

// verify verifies the journal once, and keeps how far it is.
func (s *Shop) verify(ctx context.Context) error {
	s.verified.set(func(is *model.Verification) { is.Running, is.Percent = true, 0 })
	whole, err := s.DB.VerifyAndTell(ctx, func(done, of int64) {
		s.verified.set(func(is *model.Verification) { is.Percent = int(100 * done / max(of, done, 1)) })
	})
	s.verified.set(func(is *model.Verification) {
		is.Running = false
		if err == nil {
			is.At, is.Whole = s.clock.Now(), whole
		}
	})
	return err
}
