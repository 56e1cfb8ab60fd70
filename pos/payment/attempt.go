package payment

import (
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
)

// State is the state of a payment attempt.
type State string

// The states of a payment attempt.
//
//	reserved ─▶ requested ─▶ shown ─▶ paid ◀──────────────┐
//	    │           │          ├────▶ expired ───┐         │ claimed for its sale
//	    │           │          └────▶ cancelled ─┤ late    │
//	    │           ├────▶ refused               ▼         │
//	    └───────────┴────▶ cancelled ───────▶ unmatched ───┴▶ resolved
//
// Every state but paid, resolved, unknown and "refused by the gateway" is watched until
// the watch ends. An answer that was not understood never changes a state.
const (
	// Reserved: id and amount are durable; nothing has been sent.
	Reserved State = "reserved"
	// Requested: the create call may have reached the gateway.
	Requested State = "requested"
	// Shown: the code passed every check and may be seen.
	Shown State = "shown"
	// Paid: Verify reported this id as paid with this amount, or a manager marked it.
	Paid State = "paid"
	// Expired: Verify reported "not paid" after the code's end.
	Expired State = "expired"
	// Cancelled: the cashier cancelled it. The customer may still pay.
	Cancelled State = "cancelled"
	// Refused: the gateway refused, or its code failed a check.
	Refused State = "refused"
	// Unmatched: money was received that belongs to no sale: too late, or not the
	// amount requested.
	Unmatched State = "unclaimed"
	// Resolved: a manager resolved its unmatched money.
	Resolved State = "settled"
	// Unknown: the watch ended without a clear answer of the gateway after the
	// code's end. An alert tells a manager.
	Unknown State = "unknown"
)

// Channel is how a customer is asked to pay.
type Channel string

// The channels. The zero Channel is ChannelQR.
const (
	// ChannelQR: a KHQR that the till shows or prints.
	ChannelQR Channel = ""
	// ChannelLink: the address of the gateway's payment page, for a customer
	// who is not at the counter.
	ChannelLink Channel = "link"
)

// Attempt is one payment id at the gateway: requested once, for one amount.
type Attempt struct {
	ID         id.Payment  `json:"transaction_id"`
	Sale       id.Sale     `json:"sale_id"`
	Replaces   id.Payment  `json:"replaces,omitempty"` // the ended attempt that this one replaces for the same sale
	State      State       `json:"state"`
	Channel    Channel     `json:"channel,omitempty"`
	Gateway    string      `json:"gateway"`             // base URL of the gateway that was asked
	Profile    string      `json:"profile_id"`          // and the shop's profile there
	Z          int         `json:"z,omitempty"`         // number of the Z report that counts the request
	OutcomeZ   int         `json:"outcome_z,omitempty"` // number of the one that counts its outcome, by when State was entered
	MoneyZ     int         `json:"money_z,omitempty"`   // number of the one that counts its money, by when Received last changed
	ByHand     string      `json:"by_hand,omitempty"`   // the manager who marked it as paid
	Amount     money.Money `json:"money"`
	Remark     string      `json:"remark,omitempty"`
	SuccessURL string      `json:"success_url,omitempty"` // ChannelLink: where the customer's browser returns
	Created    time.Time   `json:"created"`
	Changed    time.Time   `json:"changed"`            // when State was entered
	QR         string      `json:"qr,omitempty"`       // the checked code; "" until then, and for a link
	Payee      Payee       `json:"payee,omitzero"`     // whom the code pays
	Expires    time.Time   `json:"expires,omitzero"`   // zero when the code names no expiry
	Received   money.Money `json:"received,omitzero"`  // the most that Verify reported as paid
	Resolved   money.Money `json:"settled,omitzero"`   // how much of Received a manager resolved
	Problem    fault.Code  `json:"problem,omitempty"`  // the last failure, kept until the next good answer
	Detail     string      `json:"detail,omitempty"`   // the gateway's text for it
	Watched    bool        `json:"watched"`            // the watcher still verifies it
	LastVerify time.Time   `json:"verified,omitzero"`  // when Verify last gave an answer that was understood
	Verifies   int         `json:"verifies,omitempty"` // number of such answers
}

// Payee is whom a checked code pays, as the code itself says.
type Payee struct {
	Account   string `json:"account"`
	Name      string `json:"name"`
	NameKhmer string `json:"name_km,omitempty"`
	City      string `json:"city,omitempty"`
}

// InProgress reports whether the customer is still expected to pay at the counter.
func (a Attempt) InProgress() bool {
	switch a.State {
	case Reserved, Requested, Shown:
		return true
	}
	return false
}

// TimeLeft is how long the code can still be paid: never below zero, and zero when the
// code names no expiry.
func (a Attempt) TimeLeft(now time.Time) time.Duration {
	if a.Expires.IsZero() || !now.Before(a.Expires) {
		return 0
	}
	return a.Expires.Sub(now)
}

// AwaitsPayee reports whether a good code waits until a manager confirms its payee. Nobody has
// seen it.
func (a Attempt) AwaitsPayee() bool { return a.State == Requested && a.QR != "" }

// AssumedLife is the assumed life of a code that names no expiry.
const AssumedLife = 10 * time.Minute

// End is when the code expires, or is assumed to.
func (a Attempt) End() time.Time {
	if a.Expires.IsZero() {
		return a.Created.Add(AssumedLife)
	}
	return a.Expires
}

// Unmatched returns the money that belongs to no sale and that no manager has resolved;
// zero where there is none. A paid attempt's sale has the amount requested. Money in
// another currency than that is never part of the sale, even where a manager marked the
// payment as paid: all of it is unmatched, in its own currency.
func (a Attempt) Unmatched() money.Money {
	taken := []money.Money{a.Received, a.Resolved.Negative()}
	if a.State == Paid {
		taken = append(taken, a.Amount.Negative())
	}
	if rest := money.SumIn(a.Received.Currency, taken...); rest.Minor > 0 {
		return rest
	}
	return money.Money{}
}

// rechecks are how long after a code's end, or after late money, an attempt that has
// received money is verified again: some banks let a code be paid twice.
var rechecks = [...]time.Duration{time.Minute, RecheckFor}

// RecheckFor is how long after a code's end the last recheck is due.
const RecheckFor = 24 * time.Hour

// NextRecheck returns when an attempt that has received money is verified again; false
// when no recheck is left.
func (a Attempt) NextRecheck() (at time.Time, ok bool) {
	if a.Received.Currency == "" {
		return time.Time{}, false
	}
	for _, after := range rechecks {
		if at = a.LastChange().Add(after); a.LastVerify.Before(at) {
			return at, true
		}
	}
	return time.Time{}, false
}

// LastChange is the later of the code's end and the last change of state: late money can
// arrive twice, too.
func (a Attempt) LastChange() time.Time {
	if end := a.End(); end.After(a.Changed) {
		return end
	}
	return a.Changed
}

// Renewable reports whether the attempt's sale may be charged again under a new id. Not
// after a code that would have paid somebody else: a manager looks into that first.
func (a Attempt) Renewable() bool {
	switch a.State {
	case Expired, Cancelled, Unknown:
		return true
	case Refused:
		return a.Problem != fault.QRAccount
	}
	return false
}

// Markable reports whether a manager may mark the payment as paid: a customer may have
// seen its code, and Verify has reported no money.
func (a Attempt) Markable() bool {
	switch a.State {
	case Shown, Expired, Cancelled, Unknown:
		return a.Received.Currency == "" && (a.QR != "" || a.Channel == ChannelLink)
	}
	return false
}

// Payable reports whether the code or link may still be shown and printed.
func (a Attempt) Payable(now time.Time) bool {
	return a.State == Shown && (a.Expires.IsZero() || now.Before(a.Expires))
}

// Filter selects attempts; the zero Filter selects all.
type Filter struct {
	Watched   bool      // only those that the watcher still verifies
	Unmatched bool      // only those with unmatched money
	Recheck   bool      // only those with money that are verified again: see Attempt.NextRecheck
	Day       money.Day // only those created on this business day
}

// Figures returns what a manager sees of a payment before resolving its money or marking
// it as paid.
func (a Attempt) Figures() staff.Figures {
	return staff.NewFigures("payment", a.ID, a.Amount, a.Received, a.Unmatched())
}
