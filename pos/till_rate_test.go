package pos_test

import (
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
)

// A rate that was set or confirmed today is not asked about; from the next day on it is,
// also after a restart, until somebody confirms it.
func TestRateMustBeConfirmedDaily(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	old := func(want bool, when string) {
		t.Helper()
		s.charge(100, money.USD) // publishes a new snapshot
		if s.till.Snapshot().RateOld != want {
			t.Errorf("%s: old is %v", when, !want)
		}
	}
	old(false, "without a rate")
	if err := s.till.ConfirmRate(t.Context(), staff.Approval{}); fault.CodeOf(err) != fault.RateMissing {
		t.Errorf("%v", err)
	}
	s.set(settings.Rate, "4100")
	old(false, "set today")
	s.clock.Add(24 * time.Hour)
	s.close()
	s.open()
	old(true, "the day after")
	if err := s.till.ConfirmRate(t.Context(), staff.Approval{}); err != nil {
		t.Fatal(err)
	}
	old(false, "confirmed")
	s.close()
	s.open()
	old(false, "confirmed, after a restart")
	rates, err := s.disk.Rates(t.Context(), 10)
	if err != nil || len(rates) != 2 || rates[0].Rate != 4100 || !rates[0].At.Equal(s.clock.Now()) {
		t.Errorf("%+v %v", rates, err)
	}
	s.wantJournal()
}
