package app

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"
)

// The journal is verified a while after the start and then once a day, also after a failure,
// and no more once the till closes.
func TestJournalIsVerifiedDaily(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		begun := time.Now()
		var at []time.Duration
		done := make(chan struct{})
		go func() {
			defer close(done)
			keepVerified(ctx, verifyAfter, verifyEvery, func(context.Context) error {
				at = append(at, time.Since(begun))
				return errors.New("the disk")
			}, slog.New(slog.DiscardHandler))
		}()
		time.Sleep(49 * time.Hour)
		stop()
		<-done
		want := []time.Duration{verifyAfter, verifyAfter + verifyEvery, verifyAfter + 2*verifyEvery}
		if len(at) != len(want) || at[0] != want[0] || at[1] != want[1] || at[2] != want[2] {
			t.Errorf("at %v, want %v", at, want)
		}
	})
}
