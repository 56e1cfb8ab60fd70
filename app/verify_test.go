package app

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"psar/ui/model"
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

// The windows can say how far the reading is, and what came of it.
func TestVerificationIsToldToTheWindows(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	shop, err := Open(t.Context(), Place{Dir: dir, State: dir + ".state"}, false, SystemClock{})
	if err != nil {
		t.Fatal(err)
	}
	defer shop.Close()
	if is := shop.verified.Is(); is != (model.Verification{}) {
		t.Errorf("before the first: %+v", is)
	}
	if err := shop.verify(t.Context()); err != nil {
		t.Fatal(err)
	}
	if is := shop.verified.Is(); is.Running || !is.Whole || is.At.IsZero() {
		t.Errorf("after it: %+v", is)
	}
	ended, stop := context.WithCancel(t.Context())
	stop()
	before := shop.verified.Is()
	if err := shop.verify(ended); err == nil {
		t.Error("a closing till reads on")
	}
	if is := shop.verified.Is(); is.Running || !is.At.Equal(before.At) {
		t.Errorf("after one that broke off: %+v", is)
	}
}
