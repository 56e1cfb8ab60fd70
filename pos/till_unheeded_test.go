package pos_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/settings"
)

// Settings, Payees and People implement pos.Store, and fail in their turn.
func (s *fullDisk) Settings(ctx context.Context) (settings.Values, error) {
	return readable(s, "settings", s.DB.Settings)(ctx)
}

func (s *fullDisk) Payees(ctx context.Context) ([]payment.Pin, error) {
	return readable(s, "payees", s.DB.Payees)(ctx)
}

func (s *fullDisk) People(ctx context.Context) (facts.People, error) {
	return readable(s, "people", s.DB.People)(ctx)
}

func readable[T any](s *fullDisk, what string, read func(context.Context) (T, error)) func(context.Context) (T, error) {
	if s.unread.Load() == what {
		return func(context.Context) (none T, err error) { return none, fault.New(fault.Internal) }
	}
	return read
}

// When the keyring answers and the rows can't be read, or nothing written, the till goes on by what
// it knew, and judges them as soon as it can.
func TestKeyThatCameIsNotForgotten(t *testing.T) {
	t.Parallel()
	for _, what := range []string{"settings", "payees", "people", "full disk"} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { keyCame(t, what) })
		})
	}
}

func keyCame(t *testing.T, failing string) {
	s, ring := forgedAndLocked(t)
	before := s.till.Snapshot()
	s.disk.unread.Store(failing)
	s.disk.full.Store(failing == "full disk")
	ring.Lock(nil)
	s.awaitPepper()
	time.Sleep(time.Minute)
	synctest.Wait()
	if is := s.till.Snapshot(); failing != "full disk" && text(is.Settings)+text(is.Payees)+text(is.StaffList) != text(before.Settings)+text(before.Payees)+text(before.StaffList) {
		t.Errorf("while it can't be read: %+v, before: %+v", is, before)
	}
	s.disk.unread.Store("")
	s.disk.full.Store(false)
	time.Sleep(time.Minute)
	synctest.Wait()
	if is := s.till.Snapshot(); is.Settings.Get(settings.TaxMode) != "included" || !is.CodesStopped() || s.refundBy(sokCashier) != fault.PermissionMissing {
		t.Errorf("tax.mode = %s, alerts %+v", is.Settings.Get(settings.TaxMode), s.records())
	}
	if got := s.refundBy(sreyOwner); got != "" {
		t.Errorf("the owner: %q", got)
	}
}
