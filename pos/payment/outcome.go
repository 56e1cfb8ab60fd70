package payment

import (
	"time"

	"psar/pos/id"
	"psar/pos/money"
)

// OutcomeKind names an outcome of a payment.
type OutcomeKind string

// The outcomes. Names are stored: add, never rename.
const (
	OutcomePaid      OutcomeKind = "paid" // its sale is paid by it
	OutcomeCancelled OutcomeKind = "cancelled"
	OutcomeExpired   OutcomeKind = "expired"
	OutcomeRefused   OutcomeKind = "refused"
	OutcomeNotKnown  OutcomeKind = "unknown"
	OutcomeLate      OutcomeKind = "late"     // money was received that belongs to no sale
	OutcomeResolved  OutcomeKind = "settled"  // a manager resolved such money
	OutcomeMismatch  OutcomeKind = "mismatch" // the amount received is not the amount requested
)

// Outcome is one thing that became of a payment, when, and how much money it concerns. A
// payment may have several, and each stays: a code that was cancelled, paid late and
// resolved counts as all three. Reports count outcomes, never a payment's last state.
type Outcome struct {
	Payment id.Payment
	Kind    OutcomeKind
	Z       int       // number of the Z report that counts it
	Day     money.Day // the business day on which it happened
	At      time.Time
	Money   money.Money // what was paid, requested, received late or resolved
}

// entered are the states whose entry is an outcome. Late and resolved money is derived
// from amounts instead, since it can appear in any state.
var entered = map[State]OutcomeKind{
	Paid: OutcomePaid, Cancelled: OutcomeCancelled, Expired: OutcomeExpired,
	Refused: OutcomeRefused, Unknown: OutcomeNotKnown,
}

// OutcomesOf returns the outcomes of an attempt's change, without period, day and time.
func OutcomesOf(before, after Attempt) (all []Outcome) {
	add := func(kind OutcomeKind, m money.Money) {
		all = append(all, Outcome{Payment: after.ID, Kind: kind, Money: m})
	}
	if kind := entered[after.State]; kind != "" && before.State != after.State {
		add(kind, after.Amount)
	}
	if after.Received != before.Received {
		if more, ok := after.Unmatched().Minus(before.Unmatched()); ok && more.Minor > 0 {
			add(OutcomeLate, more)
		}
		if after.Received != after.Amount {
			add(OutcomeMismatch, after.Received)
		}
	}
	switch resolved, ok := after.Resolved.Minus(before.Resolved); {
	case ok && resolved.Minor > 0:
		add(OutcomeResolved, resolved)
	case before.State == Unmatched && after.State == Paid: // it completed its own sale
		add(OutcomeResolved, after.Amount)
	}
	return all
}
