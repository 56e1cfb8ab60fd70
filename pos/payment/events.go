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
	// apply returns the attempt after the event, its effects, and whether the
	// attempt's state allows the event; if not, ignore the other results.
	apply(a Attempt, now time.Time) (Attempt, []Effect, bool)
	// decided reports whether the event is a person's decision, which needs a
	// permission. Pointers to such an event and types that embed one report the same.
	decided() bool
}

// Decided reports whether an event is a person's decision and not an observation.
func Decided(e Event) bool { return e != nil && e.decided() }

// Plain reports whether an event is a value of one of this file's types. A pointer to one,
// or a foreign type that embeds one, is an Event too, but a type switch would miss it.
func Plain(e Event) bool {
	t, ours := reflect.TypeOf(e), reflect.TypeFor[Sending]().PkgPath()
	return t != nil && t.Kind() == reflect.Struct && t.PkgPath() == ours
}

// Sending: the create call is about to be sent, for the first time or again.
type Sending struct{}

// CodeAccepted: the gateway's code passed every check.
type CodeAccepted struct {
	QR      string
	Payee   Payee
	Expires time.Time // zero when the code names no expiry and the settings allow that
}

// CodeHeld: the code passed every check, but the shop's payee is not confirmed yet. Till
// turns a CodeAccepted into it.
type CodeHeld CodeAccepted

// CodeDiffers: the code passed every check, but says something of its payee that codes of
// its profile did not say before. Till turns a CodeAccepted into it.
type CodeDiffers struct {
	Code CodeAccepted
	What string // the differences, for support
}

// PayeeConfirmed: a manager confirmed the payee of a held code.
type PayeeConfirmed struct{}

// PayeeDenied: a manager said that the payee of a held code is not the shop.
type PayeeDenied struct {
	What string // how the code differs from the shop's, where its account does not
}

// LinkReady: the payment page's address can be given to the customer. Nothing was sent:
// the gateway learns of the payment when the page is opened.
type LinkReady struct{ Expires time.Time }

// CodeRejected: the gateway's code failed a check. It is never shown, but it exists, so
// the attempt stays watched.
type CodeRejected struct {
	Reason fault.Code
	Detail string
	Payee  Payee // its payee, where the code could be read
}

// GatewayRefused: the gateway refused and created no code.
type GatewayRefused struct {
	Reason fault.Code
	Detail string
}

// OutcomeUnknown: a call failed without telling whether it had an effect.
type OutcomeUnknown struct {
	Reason     fault.Code
	Detail     string
	RetryAfter time.Duration // the gateway wants no call for so long; 0 where it named no time
}

// VerifiedPaid: Verify reported paid, with an amount.
type VerifiedPaid struct{ Received money.Money }

// PaidUnclear: Verify reported paid, with an amount that cannot be read. That is neither
// paid nor unpaid: a manager looks in the bank's app.
type PaidUnclear struct{ Said string }

// VerifiedUnpaid: Verify reported pending, or that it does not know the payment.
type VerifiedUnpaid struct {
	Known bool
	Asked time.Time // when the call was sent; zero means when the event is applied
}

// CancelledByCashier: the cashier cancelled the attempt.
type CancelledByCashier struct{}

// NeverSent: the till stopped before anything was sent. No code can exist.
type NeverSent struct{}

// WatchEnded: the watcher's schedule for the attempt is over.
type WatchEnded struct {
	// Unpayable: no money can have been received, even without an answer: the training
	// gateway forgets its codes when its process ends.
	Unpayable bool
}

// MarkedPaid: a manager marked the payment as paid, with the bank's reference.
type MarkedPaid struct{ By, Reference string }

// MoneyClaimed: a manager resolved unmatched money by completing the attempt's own sale.
type MoneyClaimed struct{}

// MoneyResolved: a manager resolved all unmatched money otherwise.
type MoneyResolved struct{}

func (Sending) decided() bool            { return false }
func (CodeAccepted) decided() bool       { return false }
func (CodeHeld) decided() bool           { return false }
func (CodeDiffers) decided() bool        { return false }
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
