package payments_test

import (
	"testing"
	"time"

	"psar/payments/paytest"
	"psar/payments/watch"
	"psar/pos"
	"psar/pos/settings"
)

// shop is a till with a watcher.
type shop struct {
	*paytest.Shop
	watcher *watch.Watcher
}

func newShop(t testing.TB, settings settings.Values) *shop {
	t.Helper()
	return &shop{Shop: paytest.NewShop(t, settings)}
}

// watch starts a watcher without jitter.
func (s *shop) watch(g pos.Gateway) {
	s.T.Helper()
	s.watcher = watch.New(watch.Config{
		Till: s.Till, Gateway: g, Clock: paytest.Wall{}, Jitter: func(d time.Duration) time.Duration { return d },
	})
	s.Start(s.watcher.Run)
}
