package payment

import (
	"cmp"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
)

// Effect is what the till has to do about an event, in or after the commit of the new
// state.
type Effect string

// The effects of an attempt's events.
const (
	// EffectComplete: the sale is paid; it gets its receipt number in the same commit.
	EffectComplete Effect = "complete"
	// EffectDrop: no code exists or will be shown; the sale is given up.
	EffectDrop Effect = "drop"
	// EffectUnmatched: money was received that belongs to no sale; a manager resolves it.
	EffectUnmatched Effect = "unclaimed"
	// EffectLate: the requested amount was received for an attempt that had ended. It
	// completes the sale where that is open again under another attempt; otherwise it
	// is unmatched.
	EffectLate Effect = "late"
	// EffectAlert: a code would have paid an account other than the shop's.
	EffectAlert Effect = "alarm"
	// EffectUnclear: the gateway reports paid, and the rest cannot be understood.
	EffectUnclear Effect = "unclear"
	// EffectUnknown: the watch ended, and whether money was received is not known.
	EffectUnknown Effect = "unknown"
)

// Apply applies an event to an attempt: pure, without clock or I/O. It returns the new
// attempt and the effects. An event that the state does not allow changes nothing; the
// error's code is fault.SaleState.
func (a Attempt) Apply(e Event, now time.Time) (Attempt, []Effect, error) {
	after, effects, ok := e.apply(a, now)
	if !ok {
		return a, nil, fault.New(fault.SaleState, a.State)
	}
	return after, effects, nil
}

func (Sending) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	ok := (a.State == Reserved || a.State == Requested) && !a.AwaitsPayee()
	return a.To(Requested, now), nil, ok
}

func (e CodeHeld) apply(a Attempt, _ time.Time) (Attempt, []Effect, bool) {
	return a.held(CodeAccepted(e), fault.PayeeUnconfirmed, e.Payee.Account)
}

func (e CodeDiffers) apply(a Attempt, _ time.Time) (Attempt, []Effect, bool) {
	return a.held(e.Code, fault.PayeeDiffers, e.What)
}

// held keeps a code that nobody may see yet.
func (a Attempt) held(code CodeAccepted, problem fault.Code, detail string) (Attempt, []Effect, bool) {
	ok := a.State == Requested
	a.QR, a.Payee, a.Expires = code.QR, code.Payee, code.Expires
	a.Problem, a.Detail = problem, detail
	return a, nil, ok
}

func (PayeeConfirmed) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	ok := a.AwaitsPayee()
	a.Problem, a.Detail = "", ""
	return a.To(Shown, now), nil, ok
}

func (e PayeeDenied) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	ok := a.AwaitsPayee()
	a.QR, a.Problem, a.Detail = "", fault.QRAccount, cmp.Or(e.What, a.Payee.Account)
	return a.To(Refused, now), []Effect{EffectDrop, EffectAlert}, ok
}

func (e LinkReady) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	ok := a.State == Requested && a.Channel == ChannelLink
	a.Expires, a.Problem, a.Detail = e.Expires, "", ""
	return a.To(Shown, now), nil, ok
}

func (e CodeAccepted) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	ok := a.State == Requested
	a.QR, a.Payee, a.Expires = e.QR, e.Payee, e.Expires
	a.Problem, a.Detail = "", ""
	return a.To(Shown, now), nil, ok
}

func (e CodeRejected) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	alert := e.Reason == fault.QRAccount
	neverShown := a.State == Cancelled && a.QR == ""
	requested := a.State == Requested
	a.Payee, a.Problem, a.Detail = e.Payee, e.Reason, e.Detail
	switch {
	case requested && alert:
		return a.To(Refused, now), []Effect{EffectDrop, EffectAlert}, true
	case requested:
		return a.To(Refused, now), []Effect{EffectDrop}, true
	}
	return a, []Effect{EffectAlert}, neverShown && alert // nobody saw the code, but somebody created it
}

func (e GatewayRefused) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	a.Watched = false
	if a.State == Requested {
		a.Problem, a.Detail = e.Reason, e.Detail
		return a.To(Refused, now), []Effect{EffectDrop}, true
	}
	return a, nil, a.State == Cancelled && a.QR == "" // cancelled during the call: no code was created
}

func (e OutcomeUnknown) apply(a Attempt, _ time.Time) (Attempt, []Effect, bool) {
	if !a.Watched {
		return a, nil, a.Received.Currency != "" // the attempt was verified for a second payment
	}
	if a.State != Refused && !a.AwaitsPayee() && a.Problem != fault.PaidUnclear { // a more important problem stays
		a.Problem, a.Detail = e.Reason, e.Detail
	}
	return a, nil, true
}

func (e PaidUnclear) apply(a Attempt, _ time.Time) (Attempt, []Effect, bool) {
	ok, first := a.Watched || a.Received.Currency != "", a.Problem != fault.PaidUnclear
	a.Problem, a.Detail = fault.PaidUnclear, e.Said
	if first {
		return a, []Effect{EffectUnclear}, ok
	}
	return a, nil, ok
}

func (CancelledByCashier) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	ok := a.InProgress()
	// Nothing is sent before Sending is durable, so a reserved attempt has no code and
	// needs no watch.
	a.Watched = a.State != Reserved
	return a.To(Cancelled, now), []Effect{EffectDrop}, ok
}

func (NeverSent) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	ok := a.State == Reserved
	a.Watched = false
	return a.To(Cancelled, now), []Effect{EffectDrop}, ok
}

func (e MarkedPaid) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	ok := a.Markable()
	a.ByHand, a.Problem, a.Detail = e.By, "", ""
	return a.To(Paid, now), []Effect{EffectComplete}, ok
}

func (MoneyClaimed) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	ok := a.State == Unmatched && a.Unmatched().Covers(a.Amount)
	return a.To(Paid, now), []Effect{EffectComplete}, ok
}

func (MoneyResolved) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	rest := a.Unmatched()
	if rest.Minor <= 0 {
		return a, nil, false
	}
	a.Resolved = money.SumIn(rest.Currency, a.Resolved, rest)
	if a.State == Unmatched {
		a = a.To(Resolved, now)
	}
	return a, nil, true
}

// apply records money that Verify reported. The amount requested completes a sale that is
// still open; any other money is unmatched.
func (e VerifiedPaid) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	m := e.Received
	if m.Minor <= 0 {
		return a, nil, false // Verify reported no money
	}
	a.LastVerify, a.Verifies = now, a.Verifies+1
	if a.Received.Currency != "" {
		return a.receivedAgain(m, now)
	}
	a.Received, a.Watched = m, false
	switch {
	case a.ByHand != "": // a manager completed its sale
		return a.receivedMarked(m)
	case m != a.Amount:
		a.Problem, a.Detail = fault.PaymentMismatch, m.String()
		effects := []Effect{EffectUnmatched}
		if a.InProgress() {
			effects = append(effects, EffectDrop)
		}
		return a.To(Unmatched, now), effects, true
	case a.InProgress():
		a.Problem, a.Detail = "", ""
		return a.To(Paid, now), []Effect{EffectComplete}, true
	}
	return a.To(Unmatched, now), []Effect{EffectLate}, true
}

// receivedMarked records money for a payment that a manager had marked as paid. Another
// amount needs a person; what exceeds the amount requested is unmatched.
func (a Attempt) receivedMarked(m money.Money) (Attempt, []Effect, bool) {
	a.Problem, a.Detail = "", ""
	if m == a.Amount {
		return a, nil, true
	}
	a.Problem, a.Detail = fault.PaymentMismatch, m.String()
	if a.Unmatched().Minor > 0 {
		return a, []Effect{EffectUnmatched}, true
	}
	return a, []Effect{EffectUnclear}, true
}

// receivedAgain records a later answer about an attempt that has received money. A larger
// amount means a second payment, which needs a person; a smaller one never reduces what
// was reported before.
func (a Attempt) receivedAgain(m money.Money, now time.Time) (Attempt, []Effect, bool) {
	switch {
	case m == a.Received:
		return a, nil, true
	case !m.Covers(a.Received):
		a.Problem, a.Detail = fault.PaymentMismatch, m.String()
		return a, nil, true
	}
	a.Received, a.Problem, a.Detail = m, fault.PaymentMismatch, m.String()
	if a.State == Resolved {
		a = a.To(Unmatched, now)
	}
	return a, []Effect{EffectUnmatched}, true
}

// apply records that Verify reports no payment. Only a Verify that was sent after the
// code's end makes an attempt expired: the clock alone never does, and a slow answer to
// an earlier call says nothing about the last seconds.
func (e VerifiedUnpaid) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	if !a.Watched && a.Received.Currency == "" {
		return a, nil, false
	}
	asked := e.Asked
	if asked.IsZero() {
		asked = now
	}
	a.LastVerify, a.Verifies = now, a.Verifies+1
	if !a.Watched {
		return a, nil, true // what was reported as paid stays paid
	}
	if a.State != Refused && !a.AwaitsPayee() {
		a.Problem, a.Detail = "", ""
	}
	ended := !a.Expires.IsZero() && !asked.Before(a.Expires)
	if a.State == Requested && a.QR == "" {
		ended = !asked.Before(a.End()) // no code arrived within the life of one
	}
	if ended && a.InProgress() {
		return a.To(Expired, now), []Effect{EffectDrop}, true
	}
	return a, nil, true
}

// apply ends the watch. An attempt is not paid only where Verify said so after the code's
// end; otherwise its outcome is unknown, whatever the last answer was.
func (e WatchEnded) apply(a Attempt, now time.Time) (Attempt, []Effect, bool) {
	if !a.Watched {
		return a, nil, false
	}
	a.Watched = false
	known := e.Unpayable || a.LastVerify.After(a.End()) && a.Problem != fault.PaidUnclear
	switch {
	case known && a.InProgress():
		return a.To(Expired, now), []Effect{EffectDrop}, true
	case a.ByHand != "" && !e.Unpayable: // it stays paid; an alert says that the bank never confirmed it
		return a, []Effect{EffectUnknown}, true
	case known:
		return a, nil, true
	case a.InProgress():
		return a.To(Unknown, now), []Effect{EffectDrop, EffectUnknown}, true
	}
	return a.To(Unknown, now), []Effect{EffectUnknown}, true
}

// To returns the attempt in a state that it enters now; unchanged where it is in that
// state already.
func (a Attempt) To(s State, now time.Time) Attempt {
	if a.State != s {
		a.State, a.Changed = s, now
	}
	return a
}
