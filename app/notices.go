package app

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"psar/pos/fault"
)

// noticed keeps what is to be known of a shop, for windows, which must not wait for it.
type noticed struct {
	found atomic.Pointer[[]*fault.Error] // nil: not known yet
	noted atomic.Pointer[[]*fault.Error] // by Noted, the oldest first
}

// later returns what tells the notices that hold by now, after the first ones; nil for as long as
// nothing more is known. It never waits.
func (s *Shop) later(first []*fault.Error) func() []*fault.Error {
	return func() []*fault.Error {
		switch found := s.noticed.found.Load(); {
		case found != nil:
			return s.withNoted(*found)
		case s.noticed.noted.Load() != nil:
			return s.withNoted(first)
		}
		return nil
	}
}

// withNoted adds what was found to what was noted, which comes first: two bars have room.
func (s *Shop) withNoted(found []*fault.Error) []*fault.Error {
	if noted := s.noticed.noted.Load(); noted != nil {
		return slices.Concat(*noted, found)
	}
	return found
}

// NotedNow is what was noted by now, the oldest first.
func (s *Shop) NotedNow() []*fault.Error { return s.withNoted(nil) }

// mostNoted bounds what is noted of a shop while it is open.
const mostNoted = 8

// Noted has the windows say what has come up since the shop was opened, beside what was noted
// before.
func (s *Shop) Noted(n *fault.Error) {
	for {
		was := s.noticed.noted.Load()
		noted := []*fault.Error{n}
		if was != nil {
			noted = append(slices.Clone(*was), n)
		}
		if len(noted) > mostNoted || s.noticed.noted.CompareAndSwap(was, &noted) {
			return
		}
	}
}

// noticeEvery is how often an open shop looks again: a keyring comes back.
const noticeEvery = 10 * time.Second

// keepNotices looks, as soon as the keyring was asked and then at each tick, for what is to be
// known of the shop, until the context ends.
func (s *Shop) keepNotices(ctx context.Context, tick <-chan time.Time) {
	asks := []<-chan struct{}{s.DB.KeyAsked()}
	if secrets, ok := s.Secrets.(interface{ Asked() <-chan struct{} }); ok {
		asks = append(asks, secrets.Asked())
	}
	for _, asked := range asks {
		select {
		case <-asked:
		case <-ctx.Done():
			return
		}
	}
	s.Till.KnowSecrets(ctx)
	for {
		s.lookAtCertificates(ctx)
		found := append([]*fault.Error{}, s.notices()...)
		s.noticed.found.Store(&found)
		select {
		case <-tick:
		case <-ctx.Done():
			return
		}
	}
}

// notices are what the owner should know of the shop as it is.
func (s *Shop) notices() []*fault.Error {
	said := append([]*fault.Error{s.Secrets.Notice(), s.DB.Notice()}, s.Till.Snapshot().Settings.RefusedLinks(s.Dir)...)
	if away := s.DB.KeyAway(context.Background()); away != nil {
		said = append(said, fault.New(fault.RecordsUnsigned).Because(away))
	}
	return slices.DeleteFunc(said, func(e *fault.Error) bool { return e == nil })
}
