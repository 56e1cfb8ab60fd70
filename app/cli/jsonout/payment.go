package jsonout

import (
	"time"

	"psar/payments/watch"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
)

// Attempt is a payment attempt. It does not contain the code: one that was not shown
// must not be seen.
type Attempt struct {
	TransactionID id.Payment           `json:"transaction_id"`
	State         payment.State        `json:"state"`
	Money         money.Money          `json:"money"`
	Channel       string               `json:"channel"`              // qr or link
	Profile       string               `json:"profile_id,omitempty"` // the gateway profile that knows the payment
	SaleID        id.Sale              `json:"sale_id"`
	Receipt       id.Receipt           `json:"receipt_number,omitzero"`
	Replaces      id.Payment           `json:"replaces,omitempty"` // the ended attempt for the same sale
	Created       time.Time            `json:"created"`
	Changed       time.Time            `json:"changed"`
	Expires       time.Time            `json:"expires,omitzero"`
	Verified      time.Time            `json:"verified,omitzero"` // when the gateway last answered verify
	Payee         *payment.Payee       `json:"payee,omitempty"`
	Received      *money.Money         `json:"received,omitempty"`
	Unmatched     *money.Money         `json:"unclaimed,omitempty"` // the part of Received that is in no sale and not resolved
	Why           payment.UnmatchedWhy `json:"unclaimed_why,omitempty"`
	Came          time.Time            `json:"unclaimed_since,omitzero"`
	Resolved      *money.Money         `json:"settled,omitempty"` // the part of Received that a manager resolved
	Resolutions   []payment.Resolution `json:"settlements,omitempty"`
	ByHand        string               `json:"by_hand,omitempty"` // the manager who marked it as paid
	Watched       bool                 `json:"watched"`
	Remark        string               `json:"remark,omitempty"`
	Problem       fault.Code           `json:"problem,omitempty"`
	Detail        string               `json:"detail,omitempty"`
}

// AttemptOf converts an attempt, with the receipt of its sale if it has one. Times are in
// the shop's time zone.
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

// local converts a time to the shop's zone. The zero time stays zero.
func local(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(money.PhnomPenh)
}

// some is m, or nil if it is zero.
func some(m money.Money) *money.Money {
	if m.Minor == 0 || m.Currency == "" {
		return nil
	}
	return &m
}

// Sell is the document of sell.
type Sell struct {
	Attempt
	QR string `json:"qr,omitempty"` // only if the code was shown
}

// Link is the document of link.
type Link struct {
	Attempt
	Link string `json:"link,omitempty"`
}

// Watch is the document of watch --once: the report, with attempts in this package's
// form.
type Watch struct {
	watch.Report
	Attempts []Attempt `json:"attempts"`
	Error    *Error    `json:"error,omitempty"` // why the report is incomplete
}

// Payee is an account that codes pay, or would pay.
type Payee struct {
	Currency money.Currency `json:"currency"`
	State    PayeeState     `json:"state"`
	Account  string         `json:"account,omitempty"`
	Name     string         `json:"name,omitempty"`
	Khmer    string         `json:"name_km,omitempty"`
	City     string         `json:"city,omitempty"`
	Payment  id.Payment     `json:"transaction_id,omitempty"` // the oldest attempt that waits for the answer

	// Fields are what codes must say; of one that waits, what it says. Differences are what
	// it says otherwise.
	Fields      []payment.Pinned     `json:"fields,omitempty"`
	Differences []payment.Difference `json:"differences,omitempty"`
}

// PayeeState is what is known of an account.
type PayeeState string

// The states of an account.
const (
	PayeeConfirmed PayeeState = "confirmed"
	PayeeWaits     PayeeState = "waiting"
	PayeeOpen      PayeeState = "open" // a profile is set, and no code was made yet
)
