package pos

import "time"

// Event is something that happened to a payment attempt. The events are the
// types of this file.
type Event interface{ event() }

// Sending: the create call is about to leave the till, first or again.
type Sending struct{}

// CodeAccepted: the gateway's code passed every check.
type CodeAccepted struct {
	QR      string
	Payee   Payee
	Expires time.Time // zero when the code names no end and settings allow it
}

// CodeRejected: the gateway answered with a code that failed a check. It is
// never shown, but it exists, so the attempt stays watched.
type CodeRejected struct {
	Reason Code
	Detail string
}

// GatewayRefused: the gateway said no and made no code.
type GatewayRefused struct {
	Reason Code
	Detail string
}

// OutcomeUnknown: a call failed in a way that leaves its outcome open.
type OutcomeUnknown struct {
	Reason     Code
	Detail     string
	RetryAfter time.Duration // how long the gateway wants no call; 0: it did not say
}

// VerifiedPaid: Verify said paid, with an amount.
type VerifiedPaid struct{ Received Money }

// VerifiedUnpaid: Verify said pending, or that it knows no such payment.
type VerifiedUnpaid struct {
	Known bool
	Asked time.Time // when the call left; zero: when the event is applied
}

// CancelledByCashier: the cashier gave the attempt up.
type CancelledByCashier struct{}

// NeverSent: the till stopped before anything left it. No code can exist.
type NeverSent struct{}

// WatchEnded: the watch's schedule is over.
type WatchEnded struct{}

func (Sending) event()            {}
func (CodeAccepted) event()       {}
func (CodeRejected) event()       {}
func (GatewayRefused) event()     {}
func (OutcomeUnknown) event()     {}
func (VerifiedPaid) event()       {}
func (VerifiedUnpaid) event()     {}
func (CancelledByCashier) event() {}
func (NeverSent) event()          {}
func (WatchEnded) event()         {}

// Effect is what follows from an event once the new state is durable.
type Effect string

// The effects of an attempt's events.
const (
	// EffectComplete: the sale is paid; it gets its receipt number in the same commit.
	EffectComplete Effect = "complete"
	// EffectDrop: no code exists or will be shown; the sale is given up.
	EffectDrop Effect = "drop"
	// EffectUnclaimed: money is there without a sale; a manager has to look.
	EffectUnclaimed Effect = "unclaimed"
)

// Apply is the rule of payment attempts: pure, without time of its own or I/O.
// It returns the attempt after the event, and the effects. An event that the
// state does not allow returns an Error of CodeSaleState and changes nothing.
func (a Attempt) Apply(e Event, now time.Time) (Attempt, []Effect, error) {
	switch e := e.(type) {
	case Sending:
		if a.State == AttemptReserved || a.State == AttemptRequested {
			return a.to(AttemptRequested, now), nil, nil
		}
	case CodeAccepted:
		if a.State == AttemptRequested {
			a.QR, a.Payee, a.Expires = e.QR, e.Payee, e.Expires
			a.Problem, a.Detail = "", ""
			return a.to(AttemptShown, now), nil, nil
		}
	case CodeRejected:
		if a.State == AttemptRequested {
			a.Problem, a.Detail = e.Reason, e.Detail
			return a.to(AttemptRefused, now), []Effect{EffectDrop}, nil
		}
	case GatewayRefused:
		if a.State == AttemptRequested {
			a.Problem, a.Detail, a.Watched = e.Reason, e.Detail, false
			return a.to(AttemptRefused, now), []Effect{EffectDrop}, nil
		}
		if a.State == AttemptCancelled && a.QR == "" {
			a.Watched = false // cancelled while the call was under way: no code was made
			return a, nil, nil
		}
	case OutcomeUnknown:
		if a.Watched {
			if a.State != AttemptRefused { // why it was refused is worth more
				a.Problem, a.Detail = e.Reason, e.Detail
			}
			return a, nil, nil
		}
	case VerifiedPaid:
		return a.received(e.Received, now)
	case VerifiedUnpaid:
		return a.unpaid(e, now)
	case CancelledByCashier:
		if a.InProgress() {
			// Nothing leaves the till before Sending is durable, so a reserved
			// attempt can have no code and needs no watch.
			a.Watched = a.State != AttemptReserved
			return a.to(AttemptCancelled, now), []Effect{EffectDrop}, nil
		}
	case NeverSent:
		if a.State == AttemptReserved {
			a.Watched = false
			return a.to(AttemptCancelled, now), []Effect{EffectDrop}, nil
		}
	case WatchEnded:
		return a.unwatched(now)
	}
	return a, nil, Fault(CodeSaleState, a.State)
}

// received takes money that Verify reported. Money for the amount that was
// asked completes a sale that is still open; all other money is unclaimed.
func (a Attempt) received(m Money, now time.Time) (Attempt, []Effect, error) {
	if a.State == AttemptPaid || a.State == AttemptUnclaimed {
		if m == a.Received {
			return a, nil, nil
		}
		// Said again with another amount: the difference needs a person.
		a.Received, a.Problem = m, CodePaymentMismatch
		return a, []Effect{EffectUnclaimed}, nil
	}
	a.Received, a.Watched = m, false
	a.LastVerify, a.Verifies = now, a.Verifies+1
	switch {
	case m != a.Amount:
		a.Problem, a.Detail = CodePaymentMismatch, m.String()
		effects := []Effect{EffectUnclaimed}
		if a.InProgress() {
			effects = append(effects, EffectDrop)
		}
		return a.to(AttemptUnclaimed, now), effects, nil
	case a.InProgress():
		a.Problem, a.Detail = "", ""
		return a.to(AttemptPaid, now), []Effect{EffectComplete}, nil
	}
	return a.to(AttemptUnclaimed, now), []Effect{EffectUnclaimed}, nil
}

// unpaid takes Verify's "not paid". Only such an answer, asked for after the
// code's end, makes an attempt expired: the clock alone never does, and a slow
// answer to an earlier question says nothing of the last seconds.
func (a Attempt) unpaid(e VerifiedUnpaid, now time.Time) (Attempt, []Effect, error) {
	if !a.Watched {
		return a, nil, Fault(CodeSaleState, a.State)
	}
	asked := e.Asked
	if asked.IsZero() {
		asked = now
	}
	a.LastVerify, a.Verifies = now, a.Verifies+1
	if a.State != AttemptRefused {
		a.Problem, a.Detail = "", ""
	}
	if a.State == AttemptShown && !a.Expires.IsZero() && !asked.Before(a.Expires) {
		return a.to(AttemptExpired, now), []Effect{EffectDrop}, nil
	}
	return a, nil, nil
}

// unwatched ends the watch. An attempt whose outcome was never learnt says so.
func (a Attempt) unwatched(now time.Time) (Attempt, []Effect, error) {
	if !a.Watched {
		return a, nil, Fault(CodeSaleState, a.State)
	}
	a.Watched = false
	if !a.InProgress() {
		return a, nil, nil
	}
	if a.State == AttemptShown && a.Verifies > 0 {
		return a.to(AttemptExpired, now), []Effect{EffectDrop}, nil
	}
	return a.to(AttemptUnknown, now), []Effect{EffectDrop}, nil
}

func (a Attempt) to(s AttemptState, now time.Time) Attempt {
	if a.State != s {
		a.State, a.Changed = s, now
	}
	return a
}
