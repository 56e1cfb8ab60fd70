package payment

import (
	"strings"
	"time"

	"psar/pos/money"
)

// UnclaimedWhy is how money can be there that no sale has.
type UnclaimedWhy string

// The reasons. WhyTwice is exactly double, WhyRefused a code that failed a check
// and was paid all the same.
const (
	WhyLate      UnclaimedWhy = "late"
	WhyCancelled UnclaimedWhy = "cancelled"
	WhyTooMuch   UnclaimedWhy = "too_much"
	WhyTooLittle UnclaimedWhy = "too_little"
	WhyTwice     UnclaimedWhy = "twice"
	WhyCurrency  UnclaimedWhy = "currency"
	WhyRefused   UnclaimedWhy = "refused"
)

// WhyUnclaimed says why an attempt's money is unclaimed; "" where none is.
func (a Attempt) WhyUnclaimed() UnclaimedWhy {
	switch {
	case a.Unclaimed() == money.Money{}:
		return ""
	case a.Received.Currency != a.Amount.Currency:
		return WhyCurrency
	case a.Received == a.Amount.Times(2):
		return WhyTwice
	case a.Received.Exceeds(a.Amount):
		return WhyTooMuch
	case a.Amount.Exceeds(a.Received):
		return WhyTooLittle
	case strings.HasPrefix(string(a.Problem), "code_"):
		return WhyRefused
	case a.Changed.Before(a.End()): // a live code's money is late only after a cancel
		return WhyCancelled
	}
	return WhyLate
}

// MoneyCame is when the money came: of a paid sale, the answer that told of
// more.
func (a Attempt) MoneyCame() time.Time {
	if a.State == Paid {
		return a.LastVerify
	}
	return a.Changed
}
