package payment

import (
	"strings"
	"time"

	"psar/pos/money"
)

// UnmatchedWhy is the reason why money is unmatched.
type UnmatchedWhy string

// The reasons. WhyTwice is exactly double the amount; WhyRefused is money for a code that
// failed a check.
const (
	WhyLate      UnmatchedWhy = "late"
	WhyCancelled UnmatchedWhy = "cancelled"
	WhyTooMuch   UnmatchedWhy = "too_much"
	WhyTooLittle UnmatchedWhy = "too_little"
	WhyTwice     UnmatchedWhy = "twice"
	WhyCurrency  UnmatchedWhy = "currency"
	WhyRefused   UnmatchedWhy = "refused"
)

// WhyUnmatched returns why an attempt's money is unmatched; "" where none is.
func (a Attempt) WhyUnmatched() UnmatchedWhy {
	switch {
	case a.Unmatched() == money.Money{}:
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
	case a.Changed.Before(a.End()): // before the code's end, money is late only after a cancel
		return WhyCancelled
	}
	return WhyLate
}

// ReceivedAt is when the money was received; for a paid sale, when Verify reported more.
func (a Attempt) ReceivedAt() time.Time {
	if a.State == Paid {
		return a.LastVerify
	}
	return a.Changed
}
