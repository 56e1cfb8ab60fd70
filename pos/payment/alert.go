package payment

import (
	"time"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
)

// AlertKind says what an alert is about.
type AlertKind string

// The kinds of alert.
const (
	// AlertOtherAccount: a code would have paid another account than the shop's.
	AlertOtherAccount AlertKind = "other_account"
	// AlertPaidUnclear: the gateway says paid, with an amount that can't be read.
	AlertPaidUnclear AlertKind = "paid_unclear"
	// AlertOutcomeUnknown: the watch ended without a clear word of the gateway.
	AlertOutcomeUnknown AlertKind = "outcome_unknown"
)

// Alert is something that stays before everybody's eyes until a manager has
// read it.
type Alert struct {
	ID       int64          `json:"id"` // given by the Store
	Kind     AlertKind      `json:"kind"`
	Payment  id.Payment     `json:"transaction_id"` // the last one that it is about
	Currency money.Currency `json:"currency"`
	Money    money.Money    `json:"money,omitzero"`     // what was asked; of AlertOtherAccount none
	Expected string         `json:"expected,omitempty"` // the confirmed account; "" when none was
	Found    Payee          `json:"found"`              // whom the code would have paid
	Raised   time.Time      `json:"raised"`
	Last     time.Time      `json:"last"`  // when it happened last
	Times    int            `json:"times"` // how often, until it was read
	Read     time.Time      `json:"read,omitzero"`
	ReadBy   string         `json:"read_by,omitempty"`
}

// Unread reports that no manager has read the alert.
func (a Alert) Unread() bool { return a.Read.IsZero() }

// SameCause reports that two alerts are about the same thing: a stranger's
// account, or else one payment.
func (a Alert) SameCause(b Alert) bool {
	if a.Kind != AlertOtherAccount && a.Payment != b.Payment {
		return false
	}
	return a.Kind == b.Kind && a.Currency == b.Currency && a.Expected == b.Expected && a.Found.Account == b.Found.Account
}

// Figures are what an alert says, and how often it was raised.
func (a Alert) Figures() staff.Figures {
	return staff.Shown("alarm", a.ID, a.Kind, a.Payment, a.Money, a.Expected, a.Found.Account, a.Found.Name, a.Times, a.Last.UnixMilli())
}
