package jsonout

import (
	"time"

	"psar/payments/watch"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
)

// Attempt is a payment attempt as JSON shows it. The code itself is not
// part of it: one that was not shown must not be seen.
type Attempt struct {
	TransactionID id.Payment           `json:"transaction_id"`
	State         payment.State        `json:"state"`
	Money         money.Money          `json:"money"`
	Channel       string               `json:"channel"`              // qr or link
	Profile       string               `json:"profile_id,omitempty"` // at the gateway: where it is asked after
	SaleID        id.Sale              `json:"sale_id"`
	Receipt       id.Receipt           `json:"receipt_number,omitzero"`
	Replaces      id.Payment           `json:"replaces,omitempty"` // the attempt that it asks anew for
	Created       time.Time            `json:"created"`
	Changed       time.Time            `json:"changed"`
	Expires       time.Time            `json:"expires,omitzero"`
	Verified      time.Time            `json:"verified,omitzero"` // when the gateway last answered
	Payee         *payment.Payee       `json:"payee,omitempty"`
	Received      *money.Money         `json:"received,omitempty"`
	Unmatched     *money.Money         `json:"unclaimed,omitempty"` // of received, what no sale has and nobody resolved
	Why           payment.UnmatchedWhy `json:"unclaimed_why,omitempty"`
	Came          time.Time            `json:"unclaimed_since,omitzero"`
	Resolved      *money.Money         `json:"settled,omitempty"` // of received, what a manager resolved
	Resolutions   []payment.Resolution `json:"settlements,omitempty"`
	ByHand        string               `json:"by_hand,omitempty"` // the manager who said that it came
	Watched       bool                 `json:"watched"`
	Remark        string               `json:"remark,omitempty"`
	Problem       fault.Code           `json:"problem,omitempty"`
	Detail        string               `json:"detail,omitempty"`
}

// AttemptOf is an attempt, and the receipt of its sale if it has one; its times
// are those of the shop.
func AttemptOf(a payment.Attempt, receipt id.Receipt) Attempt {
	v := Attempt{
		TransactionID: a.ID, State: a.State, Money: a.Amount, Channel: "qr", Profile: a.Profile, SaleID: a.Sale, Receipt: receipt,
		Replaces: a.Replaces, Created: a.Created.In(money.PhnomPenh), Changed: a.Changed.In(money.PhnomPenh),
		Expires: local(a.Expires), Verified: local(a.LastVerify),
		Received: some(a.Received), Unmatched: some(a.Unmatched()), Why: a.WhyUnmatched(), Resolved: some(a.Resolved),
		ByHand: a.ByHand, Watched: a.Watched, Remark: a.Remark, Problem: a.Problem, Detail: a.Detail,
	}
	if v.Unmatched != nil {
		v.Came = local(a.ReceivedAt())
	}
	if a.Channel != payment.ChannelQR {
		v.Channel = string(a.Channel)
	}
	if a.Payee != (payment.Payee{}) {
		v.Payee = &a.Payee
	}
	return v
}

// local is a time of the shop's clock; none stays none.
func local(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(money.PhnomPenh)
}

// some is money that is there, nil for none.
func some(m money.Money) *money.Money {
	if m.Minor == 0 || m.Currency == "" {
		return nil
	}
	return &m
}

// Sell is what sell says with --json.
type Sell struct {
	Attempt
	QR string `json:"qr,omitempty"` // only a code that was shown
}

// Link is what link says with --json.
type Link struct {
	Attempt
	Link string `json:"link,omitempty"`
}

// Watch is what watch --once says with --json: the report, with the
// attempts as every command shows them.
type Watch struct {
	watch.Report
	Attempts []Attempt `json:"attempts"`
	Error    *Error    `json:"error,omitempty"` // what kept it from being whole
}

// Payee is one account that codes pay, or may come to pay.
type Payee struct {
	Currency money.Currency `json:"currency"`
	State    PayeeState     `json:"state"`
	Account  string         `json:"account,omitempty"`
	Name     string         `json:"name,omitempty"`
	Khmer    string         `json:"name_km,omitempty"`
	City     string         `json:"city,omitempty"`
	Payment  id.Payment     `json:"transaction_id,omitempty"` // the oldest that waits for the answer
}

// PayeeState says what is known of an account.
type PayeeState string

// What can be known of an account.
const (
	PayeeConfirmed PayeeState = "confirmed"
	PayeeWaits     PayeeState = "waiting"
	PayeeOpen      PayeeState = "open" // a profile is set, and no code has come yet
)
