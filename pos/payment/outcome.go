package payment

import (
	"time"

	"psar/pos/id"
	"psar/pos/money"
)

// OutcomeKind names something that became of a payment.
type OutcomeKind string

// The outcomes. Names are stored: add, never rename.
const (
	OutcomePaid      OutcomeKind = "paid" // its sale has its money
	OutcomeCancelled OutcomeKind = "cancelled"
	OutcomeExpired   OutcomeKind = "expired"
	OutcomeRefused   OutcomeKind = "refused"
	OutcomeNotKnown  OutcomeKind = "unknown"
	OutcomeLate      OutcomeKind = "late"     // money came that no sale has
	OutcomeResolved  OutcomeKind = "settled"  // a manager said what became of such money
	OutcomeMismatch  OutcomeKind = "mismatch" // another amount came than was asked
)

// Outcome is an event of a payment: what became of it, when, and of how much. A
// payment may have several, one after the other, and each stays: a code that was
// cancelled, paid late and resolved is counted as all three. Reports count them, and
// never the state in which a payment stands at last.
type Outcome struct {
	Payment id.Payment
	Kind    OutcomeKind
	Z       int       // the Z report that counts it
	Day     money.Day // the business day on which it happened
	At      time.Time
	Money   money.Money // what was paid, asked for, late or resolved
}

// entered are the states that are an outcome when they are entered. That money is
// unmatched or resolved is told by the amounts: it may come, and go, in any state.
var entered = map[State]OutcomeKind{
	Paid: OutcomePaid, Cancelled: OutcomeCancelled, Expired: OutcomeExpired,
	Refused: OutcomeRefused, Unknown: OutcomeNotKnown,
}

// OutcomesOf are the outcomes of an attempt's step from one state to the next,
// without the period, the day and the time.
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
	case before.State == Unmatched && after.State == Paid: // claimed for its own sale
		add(OutcomeResolved, after.Amount)
	}
	return all
}
