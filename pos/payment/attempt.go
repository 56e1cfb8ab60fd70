package payment

import (
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
)

// State is where a payment attempt stands.
type State string

// The states of a payment attempt.
//
//	reserved ─▶ requested ─▶ shown ─▶ paid ◀──────────────┐
//	    │           │          ├────▶ expired ───┐         │ claimed for its sale
//	    │           │          └────▶ cancelled ─┤ late    │
//	    │           ├────▶ refused               ▼         │
//	    └───────────┴────▶ cancelled ───────▶ unmatched ───┴▶ resolved
//
// Every state but paid, resolved, refused by the gateway and unknown stays
// watched until the watch ends. An answer that was not understood never moves a
// state.
const (
	// Reserved: id and amount are durable; nothing has left the till.
	Reserved State = "reserved"
	// Requested: the create call may have reached the gateway.
	Requested State = "requested"
	// Shown: the code passed every check and may be seen.
	Shown State = "shown"
	// Paid: Verify said so, for this id and this amount.
	Paid State = "paid"
	// Expired: Verify said "not paid" after the code's end.
	Expired State = "expired"
	// Cancelled: the cashier gave it up. A customer may still pay.
	Cancelled State = "cancelled"
	// Refused: the gateway refused, or its code failed a check.
	Refused State = "refused"
	// Unmatched: money is there that no sale has: late, or not the
	// amount that was asked.
	Unmatched State = "unclaimed"
	// Resolved: a manager said what became of its unmatched money.
	Resolved State = "settled"
	// Unknown: the watch ended without a clear word of the gateway after
	// the code's end. An alert tells a manager.
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

// Attempt is one payment id at the gateway: asked once, for one amount.
type Attempt struct {
	ID         id.Payment  `json:"transaction_id"`
	Sale       id.Sale     `json:"sale_id"`
	Replaces   id.Payment  `json:"replaces,omitempty"` // the ended attempt whose sale is asked for anew
	State      State       `json:"state"`
	Channel    Channel     `json:"channel,omitempty"`
	Gateway    string      `json:"gateway"`             // the base URL of where it is asked after
	Profile    string      `json:"profile_id"`          // and the profile there
	Z          int         `json:"z,omitempty"`         // the Z report that counts it, by when it was asked
	OutcomeZ   int         `json:"outcome_z,omitempty"` // the one that counts what became of it, by when State was entered
	MoneyZ     int         `json:"money_z,omitempty"`   // the one that counts its money, by when Received was said
	ByHand     string      `json:"by_hand,omitempty"`   // the manager who said that it came, where Verify did not
	Amount     money.Money `json:"money"`
	Remark     string      `json:"remark,omitempty"`
	SuccessURL string      `json:"success_url,omitempty"` // ChannelLink: where the customer's browser returns
	Created    time.Time   `json:"created"`
	Changed    time.Time   `json:"changed"`            // when State was entered
	QR         string      `json:"qr,omitempty"`       // checked; empty until then, and for a link
	Payee      Payee       `json:"payee,omitzero"`     // whom the code pays
	Expires    time.Time   `json:"expires,omitzero"`   // zero when the code names none
	Received   money.Money `json:"received,omitzero"`  // the most that Verify said was paid
	Resolved   money.Money `json:"settled,omitzero"`   // of Received, what a manager resolved
	Problem    fault.Code  `json:"problem,omitempty"`  // the last failure, kept until a good answer
	Detail     string      `json:"detail,omitempty"`   // what the gateway said with it
	Watched    bool        `json:"watched"`            // still verified by the watcher
	LastVerify time.Time   `json:"verified,omitzero"`  // when Verify last gave an answer that was understood
	Verifies   int         `json:"verifies,omitempty"` // how many such answers came
}

// Payee is whom a checked code pays, as the code itself says.
type Payee struct {
	Account   string `json:"account"`
	Name      string `json:"name"`
	NameKhmer string `json:"name_km,omitempty"`
	City      string `json:"city,omitempty"`
}

// InProgress reports that the customer is still expected to pay at the counter.
func (a Attempt) InProgress() bool {
	switch a.State {
	case Reserved, Requested, Shown:
		return true
	}
	return false
}

// TimeLeft is how long the code is good, never below zero. It is zero when the
// code names no end.
func (a Attempt) TimeLeft(now time.Time) time.Duration {
	if a.Expires.IsZero() || !now.Before(a.Expires) {
		return 0
	}
	return a.Expires.Sub(now)
}

// Held reports that a good code waits for the owner to confirm whom it pays.
// Nobody has seen it.
func (a Attempt) Held() bool { return a.State == Requested && a.QR != "" }

// AssumedLife stands in for the life of a code that names no end.
const AssumedLife = 10 * time.Minute

// End is when the code ends, as near as is known.
func (a Attempt) End() time.Time {
	if a.Expires.IsZero() {
		return a.Created.Add(AssumedLife)
	}
	return a.Expires
}

// Unmatched is the money that no sale has and no manager has resolved: zero
// where there is none. A paid attempt's sale has the amount that was asked. Money
// of another currency than that is no part of the sale, whatever a manager marked:
// all of it is unmatched, in its own currency.
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

// rechecks are how long after a code's end, or after its late money, an attempt
// that has money is verified again: some banks let a code be paid twice.
var rechecks = [...]time.Duration{time.Minute, RecheckFor}

// RecheckFor is how long after a code's end the last such look is.
const RecheckFor = 24 * time.Hour

// NextRecheck is when an attempt that has money is verified again. ok is false
// when no more of it is expected.
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

// LastChange is the code's end or, where that is later, when its money came or
// was resolved: money that comes late may come twice late.
func (a Attempt) LastChange() time.Time {
	if end := a.End(); end.After(a.Changed) {
		return end
	}
	return a.Changed
}

// Renewable reports that the attempt's sale may be asked for anew under a new
// id. A code that would pay somebody else is not asked for again: the owner
// looks first.
func (a Attempt) Renewable() bool {
	switch a.State {
	case Expired, Cancelled, Unknown:
		return true
	case Refused:
		return a.Problem != fault.QRAccount
	}
	return false
}

// Markable reports that a manager may say that the payment came: somebody may have
// seen its code, and no word of money is there.
func (a Attempt) Markable() bool {
	switch a.State {
	case Shown, Expired, Cancelled, Unknown:
		return a.Received.Currency == "" && (a.QR != "" || a.Channel == ChannelLink)
	}
	return false
}

// Payable reports that the code or link may still be shown and printed.
func (a Attempt) Payable(now time.Time) bool {
	return a.State == Shown && (a.Expires.IsZero() || now.Before(a.Expires))
}

// Filter chooses attempts. The zero filter lets all through.
type Filter struct {
	Watched   bool      // only those that the watcher still verifies
	Unmatched bool      // only those whose money has no sale
	Recheck   bool      // only those that have money and are verified again: see Attempt.NextRecheck
	Day       money.Day // only those created on this business day
}

// Figures are what a manager sees of a payment of which they resolve the money, or
// which they mark as paid.
func (a Attempt) Figures() staff.Figures {
	return staff.Shown("payment", a.ID, a.Amount, a.Received, a.Unmatched())
}
