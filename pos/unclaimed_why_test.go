package pos_test

import (
	"testing"
	"time"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
)

func TestWhyUnclaimed(t *testing.T) {
	t.Parallel()
	end := time.Date(2026, 11, 22, 7, 40, 0, 0, time.UTC)
	usd := func(minor int64) money.Money { return money.Cents(minor) }
	asked := pos.Attempt{State: pos.AttemptUnclaimed, Amount: usd(500), Received: usd(500), Expires: end, Changed: end.Add(time.Hour)}
	for want, change := range map[pos.UnclaimedWhy]func(*pos.Attempt){
		pos.WhyLate:      func(*pos.Attempt) {},
		pos.WhyCancelled: func(a *pos.Attempt) { a.Changed = end.Add(-time.Minute) },
		pos.WhyTooMuch:   func(a *pos.Attempt) { a.Received = usd(501) },
		pos.WhyTooLittle: func(a *pos.Attempt) { a.Received = usd(499) },
		pos.WhyTwice:     func(a *pos.Attempt) { a.Received, a.State = usd(1000), pos.AttemptPaid },
		pos.WhyCurrency:  func(a *pos.Attempt) { a.Received = money.Riel(20_000) },
		pos.WhyRefused:   func(a *pos.Attempt) { a.Problem = fault.QRAmount },
		"":               func(a *pos.Attempt) { a.Settled = usd(500) },
	} {
		a := asked
		change(&a)
		if got := a.WhyUnclaimed(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	told := asked
	told.State, told.LastVerify = pos.AttemptPaid, end.Add(2*time.Hour)
	if got := told.MoneyCame(); !got.Equal(told.LastVerify) {
		t.Error(got)
	}
}
