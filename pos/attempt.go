package pos

import "time"

// AttemptState is where a payment attempt stands.
type AttemptState string

// The states of a payment attempt.
//
//	reserved ─▶ requested ─▶ shown ─▶ paid
//	    │           │          ├────▶ expired ───┐
//	    │           │          └────▶ cancelled ─┤ money that comes late
//	    │           ├────▶ refused               ▼
//	    └───────────┴────▶ cancelled ───────▶ unclaimed
//
// Every state but paid, refused by the gateway and unknown stays watched until
// the watch ends. An answer that was not understood never moves a state.
const (
	// AttemptReserved: id and amount are durable; nothing has left the till.
	AttemptReserved AttemptState = "reserved"
	// AttemptRequested: the create call may have reached the gateway.
	AttemptRequested AttemptState = "requested"
	// AttemptShown: the code passed every check and may be seen.
	AttemptShown AttemptState = "shown"
	// AttemptPaid: Verify said so, for this id and this amount.
	AttemptPaid AttemptState = "paid"
	// AttemptExpired: Verify said "not paid" after the code's end.
	AttemptExpired AttemptState = "expired"
	// AttemptCancelled: the cashier gave it up. A customer may still pay.
	AttemptCancelled AttemptState = "cancelled"
	// AttemptRefused: the gateway refused, or its code failed a check.
	AttemptRefused AttemptState = "refused"
	// AttemptUnclaimed: money is there that no sale has: late, or not the
	// amount that was asked.
	AttemptUnclaimed AttemptState = "unclaimed"
	// AttemptUnknown: the watch ended without the gateway ever saying.
	AttemptUnknown AttemptState = "unknown"
)

// Attempt is one payment id at the gateway: asked once, for one amount.
type Attempt struct {
	ID         PaymentID    `json:"transaction_id"`
	Sale       SaleID       `json:"sale_id"`
	State      AttemptState `json:"state"`
	Amount     Money        `json:"money"`
	Remark     string       `json:"remark,omitempty"`
	Created    time.Time    `json:"created"`
	Changed    time.Time    `json:"changed"`            // when State was entered
	QR         string       `json:"qr,omitempty"`       // checked; empty until shown
	Payee      Payee        `json:"payee,omitzero"`     // whom the code pays
	Expires    time.Time    `json:"expires,omitzero"`   // zero when the code names none
	Received   Money        `json:"received,omitzero"`  // what Verify said was paid
	Problem    Code         `json:"problem,omitempty"`  // the last failure, kept until a good answer
	Detail     string       `json:"detail,omitempty"`   // what the gateway said with it
	Watched    bool         `json:"watched"`            // still verified by the watcher
	LastVerify time.Time    `json:"verified,omitzero"`  // when Verify last gave an answer that was understood
	Verifies   int          `json:"verifies,omitempty"` // how many such answers came
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
	case AttemptReserved, AttemptRequested, AttemptShown:
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

// payable reports that the code may still be shown and printed.
func (a Attempt) payable(now time.Time) bool {
	return a.State == AttemptShown && (a.Expires.IsZero() || now.Before(a.Expires))
}
