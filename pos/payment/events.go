package payment

import (
	"reflect"
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
	// decided reports that the event is a person's word, which needs a right: a
	// pointer to one, and what embeds one, says the same.
	decided() bool
}

// Decided reports that an event is a person's word, and not what happened.
func Decided(e Event) bool { return e != nil && e.decided() }

// Plain reports that an event is a value of this file's types. A pointer to one, or
// another's type that embeds one, is an Event too, but whoever looks at an event's
// type takes it for none of them.
func Plain(e Event) bool {
	t, ours := reflect.TypeOf(e), reflect.TypeFor[Sending]().PkgPath()
	return t != nil && t.Kind() == reflect.Struct && t.PkgPath() == ours
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

// MoneyClaimed: a manager gave unmatched money to the attempt's own sale.
type MoneyClaimed struct{}

// MoneyResolved: a manager said what became of all unmatched money.
type MoneyResolved struct{}

func (Sending) decided() bool            { return false }
func (CodeAccepted) decided() bool       { return false }
func (CodeHeld) decided() bool           { return false }
func (LinkReady) decided() bool          { return false }
func (CodeRejected) decided() bool       { return false }
func (GatewayRefused) decided() bool     { return false }
func (OutcomeUnknown) decided() bool     { return false }
func (VerifiedPaid) decided() bool       { return false }
func (PaidUnclear) decided() bool        { return false }
func (VerifiedUnpaid) decided() bool     { return false }
func (CancelledByCashier) decided() bool { return false }
func (NeverSent) decided() bool          { return false }
func (WatchEnded) decided() bool         { return false }

func (PayeeConfirmed) decided() bool { return true }
func (PayeeDenied) decided() bool    { return true }
func (MarkedPaid) decided() bool     { return true }
func (MoneyClaimed) decided() bool   { return true }
func (MoneyResolved) decided() bool  { return true }
