package payment_test

import (
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
)

func TestWhyUnmatched(t *testing.T) {
	t.Parallel()
	end := time.Date(2026, 11, 22, 7, 40, 0, 0, time.UTC)
	usd := func(minor int64) money.Money { return money.Cents(minor) }
	asked := payment.Attempt{State: payment.Unmatched, Amount: usd(500), Received: usd(500), Expires: end, Changed: end.Add(time.Hour)}
	for want, change := range map[payment.UnmatchedWhy]func(*payment.Attempt){
		payment.WhyLate:      func(*payment.Attempt) {},
		payment.WhyCancelled: func(a *payment.Attempt) { a.Changed = end.Add(-time.Minute) },
		payment.WhyTooMuch:   func(a *payment.Attempt) { a.Received = usd(501) },
		payment.WhyTooLittle: func(a *payment.Attempt) { a.Received = usd(499) },
		payment.WhyTwice:     func(a *payment.Attempt) { a.Received, a.State = usd(1000), payment.Paid },
		payment.WhyCurrency:  func(a *payment.Attempt) { a.Received = money.Riel(20_000) },
		payment.WhyRefused:   func(a *payment.Attempt) { a.Problem = fault.QRAmount },
		"":                   func(a *payment.Attempt) { a.Resolved = usd(500) },
	} {
		a := asked
		change(&a)
		if got := a.WhyUnmatched(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	told := asked
	told.State, told.LastVerify = payment.Paid, end.Add(2*time.Hour)
	if got := told.ReceivedAt(); !got.Equal(told.LastVerify) {
		t.Error(got)
	}
}
