package payment

import (
	"time"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
)

// AlarmKind says what an alarm is about.
type AlarmKind string

// The kinds of alarm.
const (
	// AlarmOtherAccount: a code would have paid another account than the shop's.
	AlarmOtherAccount AlarmKind = "other_account"
	// AlarmPaidUnclear: the gateway says paid, with an amount that can't be read.
	AlarmPaidUnclear AlarmKind = "paid_unclear"
	// AlarmOutcomeUnknown: the watch ended without a clear word of the gateway.
	AlarmOutcomeUnknown AlarmKind = "outcome_unknown"
)

// Alarm is something that stays before everybody's eyes until a manager has
// read it.
type Alarm struct {
	ID       int64          `json:"id"` // given by the Store
	Kind     AlarmKind      `json:"kind"`
	Payment  id.Payment     `json:"transaction_id"` // the last one that it is about
	Currency money.Currency `json:"currency"`
	Money    money.Money    `json:"money,omitzero"`     // what was asked; of AlarmOtherAccount none
	Expected string         `json:"expected,omitempty"` // the confirmed account; "" when none was
	Found    Payee          `json:"found"`              // whom the code would have paid
	Raised   time.Time      `json:"raised"`
	Last     time.Time      `json:"last"`  // when it happened last
	Times    int            `json:"times"` // how often, until it was read
	Read     time.Time      `json:"read,omitzero"`
	ReadBy   string         `json:"read_by,omitempty"`
}

// Unread reports that no manager has read the alarm.
func (a Alarm) Unread() bool { return a.Read.IsZero() }

// SameCause reports that two alarms are about the same thing: a stranger's
// account, or else one payment.
func (a Alarm) SameCause(b Alarm) bool {
	if a.Kind != AlarmOtherAccount && a.Payment != b.Payment {
		return false
	}
	return a.Kind == b.Kind && a.Currency == b.Currency && a.Expected == b.Expected && a.Found.Account == b.Found.Account
}

// Figures are what an alarm says, and how often it was raised.
func (a Alarm) Figures() staff.Figures {
	return staff.Shown("alarm", a.ID, a.Kind, a.Payment, a.Money, a.Expected, a.Found.Account, a.Found.Name, a.Times, a.Last.UnixMilli())
}
