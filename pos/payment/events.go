package payment

import (
	"time"

	"psar/pos/fault"
	"psar/pos/money"
)

// Event is something that happened to a payment attempt. The events are the
// types of this file.
type Event interface {
	// apply is the attempt after the event, what follows from it, and whether
	// the attempt's state allows it; where not, the rest says nothing.
	apply(a Attempt, now time.Time) (Attempt, []Effect, bool)
}

// Sending: the create call is about to leave the till, first or again.
type Sending struct{}

// CodeAccepted: the gateway's code passed every check.
type CodeAccepted struct {
	QR      string
	Payee   Payee
	Expires time.Time // zero when the code names no end and settings allow it
}

// CodeHeld: the code passed every check, but nobody has confirmed yet whom the
// shop's codes pay. Till makes it of a CodeAccepted.
type CodeHeld CodeAccepted

// PayeeConfirmed: the owner confirmed whom a held code pays.
type PayeeConfirmed struct{}

// PayeeDenied: the account that a held code pays is not the shop's.
type PayeeDenied struct{}

// LinkReady: the payment page's address can be given to the customer. Nothing
// left the till: the gateway learns of the payment when the page is opened.
type LinkReady struct{ Expires time.Time }

// CodeRejected: the gateway answered with a code that failed a check. It is
// never shown, but it exists, so the attempt stays watched.
type CodeRejected struct {
	Reason fault.Code
	Detail string
	Payee  Payee // whom it would have paid, where the code could be read
}

// GatewayRefused: the gateway said no and made no code.
type GatewayRefused struct {
	Reason fault.Code
	Detail string
}

// OutcomeUnknown: a call failed in a way that leaves its outcome open.
type OutcomeUnknown struct {
	Reason     fault.Code
	Detail     string
	RetryAfter time.Duration // how long the gateway wants no call; 0: it did not say
}

// VerifiedPaid: Verify said paid, with an amount.
type VerifiedPaid struct{ Received money.Money }

// PaidUnclear: Verify said paid, with an amount that can't be read. It is
// neither paid nor not paid: a manager looks in the bank's app.
type PaidUnclear struct{ Said string }

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
type WatchEnded struct {
	// Unpayable: no money can come or have come, whatever was not answered. The
	// training gateway forgets its codes with its process.
	Unpayable bool
}

// MarkedPaid: a manager said that the payment came, with the bank's reference.
type MarkedPaid struct{ By, Reference string }

// MoneyClaimed: a manager gave unclaimed money to the attempt's own sale.
type MoneyClaimed struct{}

// MoneySettled: a manager said what became of all unclaimed money.
type MoneySettled struct{}
