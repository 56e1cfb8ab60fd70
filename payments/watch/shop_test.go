package watch

import (
	"testing"

	"psar/payments/paytest"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
)

// shop is a till with a watcher.
type shop struct {
	*paytest.Shop
	watcher *Watcher
}

func newShop(t testing.TB, settings settings.Values) *shop {
	t.Helper()
	return &shop{Shop: paytest.NewShop(t, settings)}
}

// inShop runs a test in bubble time (see paytest.InBubble) with a shop that has
// a USD profile and no watcher yet.
func inShop(t *testing.T, f func(t *testing.T, s *shop)) {
	t.Helper()
	paytest.InBubble(t, func(t *testing.T) { f(t, newShop(t, profile)) })
}

// watch starts a watcher without jitter.
func (s *shop) watch(g pos.Gateway) {
	s.watcher = New(Config{Till: s.Till, Gateway: g, Clock: paytest.Wall{}, Jitter: paytest.NoJitter})
	s.Start(s.watcher.Run)
}

// once is a watcher for a call of Once.
func (s *shop) once(g pos.Gateway) *Watcher {
	return New(Config{Till: s.Till, Gateway: g, Clock: paytest.Wall{}})
}

// requested charges five dollars and leaves the create call without an answer.
func (s *shop) requested() payment.Attempt {
	s.T.Helper()
	return s.Happened(s.Charge(paytest.FiveDollars).ID, payment.Sending{})
}

// requestedIDs are the ids of n attempts whose create call has no answer.
func (s *shop) requestedIDs(n int) (ids []id.Payment) {
	s.T.Helper()
	for range n {
		ids = append(ids, s.requested().ID)
	}
	return ids
}

// shown charges five dollars and shows the code, without a watcher.
func (s *shop) shown() payment.Attempt {
	s.T.Helper()
	return s.Happened(s.requested().ID, goodCode())
}

// paid charges five dollars, shows the code and records its payment, without a
// watcher.
func (s *shop) paid() payment.Attempt {
	s.T.Helper()
	return s.Happened(s.shown().ID, payment.VerifiedPaid{Received: paytest.FiveDollars})
}
