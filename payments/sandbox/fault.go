package sandbox

import (
	"errors"
	"maps"
	"slices"
)

// Step is the call that a fault strikes.
type Step string

// The steps.
const (
	StepCreate  Step = "create"
	StepVerify  Step = "verify"
	StepPay     Step = "pay"     // the customer's payment
	StepWebhook Step = "webhook" // the gateway's webhook to the shop
)

// Kind names a fault. The package documentation describes each.
type Kind string

// The kinds of fault.
const (
	Delay      Kind = "delay"
	Hang       Kind = "hang"
	Close      Kind = "close"
	Status     Kind = "status"
	RateLimit  Kind = "rate-limit"
	Redirect   Kind = "redirect"
	Garbage    Kind = "garbage"
	HTML       Kind = "html"
	PHPWarning Kind = "php-warning"
	Cut        Kind = "cut"
	Empty      Kind = "empty"
	Huge       Kind = "huge"
	LostAnswer Kind = "lost-answer"
	Code       Kind = "code"

	WrongID       Kind = "wrong-id"
	WrongEcho     Kind = "wrong-echo"
	WrongMD5      Kind = "wrong-md5"
	WrongAmount   Kind = "wrong-amount"
	WrongCurrency Kind = "wrong-currency"
	WrongAccount  Kind = "wrong-account"
	OtherMerchant Kind = "other-merchant"
	AlikeMerchant Kind = "alike-merchant"
	OtherCard     Kind = "other-card"
	ChangingField Kind = "changing-field"
	WrongCRC      Kind = "wrong-crc"
	StaticCode    Kind = "static"
	ExpiredCode   Kind = "expired"
	NoExpiry      Kind = "no-expiry"

	NotFound       Kind = "not-found"
	AmountString   Kind = "amount-string"
	AmountExponent Kind = "amount-exponent"
	AmountMismatch Kind = "amount-mismatch"

	LatePayment   Kind = "late-payment"
	DoublePayment Kind = "double-payment"

	WebhookLost   Kind = "webhook-lost"
	WebhookTwice  Kind = "webhook-twice"
	WebhookForged Kind = "webhook-forged"
	WebhookLate   Kind = "webhook-late"
)

// steps are the calls that each kind can strike. Transport faults strike create and verify.
var steps = map[Kind][]Step{
	Delay: calls, Hang: calls, Close: calls, Status: calls, RateLimit: calls, Redirect: calls, Garbage: calls,
	HTML: calls, PHPWarning: calls, Cut: calls, Empty: calls, Huge: calls, LostAnswer: calls, Code: calls,
	WrongID: creates, WrongEcho: creates, WrongMD5: creates, WrongAmount: creates, WrongCurrency: creates,
	OtherMerchant: creates, AlikeMerchant: creates, OtherCard: creates, ChangingField: creates,
	WrongAccount: creates, WrongCRC: creates, StaticCode: creates, ExpiredCode: creates, NoExpiry: creates,
	NotFound: verifies, AmountString: verifies, AmountExponent: verifies, AmountMismatch: verifies,
	LatePayment: pays, DoublePayment: pays,
	WebhookLost: webhooks, WebhookTwice: webhooks, WebhookForged: webhooks, WebhookLate: webhooks,
}

var (
	calls    = []Step{StepCreate, StepVerify}
	creates  = []Step{StepCreate}
	verifies = []Step{StepVerify}
	pays     = []Step{StepPay}
	webhooks = []Step{StepWebhook}
)

// Kinds are all kinds of fault, sorted.
func Kinds() []Kind {
	return slices.Sorted(maps.Keys(steps))
}

// Steps are the calls that a kind of fault can strike; nil for an unknown one.
func Steps(k Kind) []Step { return slices.Clone(steps[k]) }

// Fault is something that goes wrong, once or several times.
type Fault struct {
	// Step is the call that it strikes; "" is any that the kind can strike.
	Step Step `json:"step,omitempty"`
	Kind Kind `json:"kind"`
	// Skip is how many matching calls pass before it strikes.
	Skip int `json:"skip,omitempty"`
	// Times is how many calls it strikes; 0 means 1, -1 all until Mend or Reset.
	Times int `json:"times,omitempty"`
	// TransactionID limits it to one payment; "" means any.
	TransactionID string `json:"transaction_id,omitempty"`

	DelayMS    int    `json:"delay_ms,omitempty"`    // Delay, WebhookLate: milliseconds, 1 to 600,000
	Status     int    `json:"status,omitempty"`      // Status: 400 to 599; 0 is 500
	RetryAfter int    `json:"retry_after,omitempty"` // Status, RateLimit: seconds; 0 sends none
	Code       int    `json:"code,omitempty"`        // Code: the responseCode, 1 or more
	Amount     string `json:"amount,omitempty"`      // WrongAmount, WrongEcho, AmountMismatch; "" is one minor unit more
}

// checked fills in defaults and refuses invalid values.
func (f Fault) checked() (Fault, error) {
	possible, known := steps[f.Kind]
	if f.Times == 0 {
		f.Times = 1
	}
	if f.Kind == Status && f.Status == 0 {
		f.Status = 500
	}
	switch {
	case !known:
		return f, errors.New("sandbox: unknown kind of fault: " + string(f.Kind))
	case f.Step != "" && !slices.Contains(possible, f.Step):
		return f, errors.New("sandbox: " + string(f.Kind) + " can't strike the step " + string(f.Step))
	case f.Times < -1:
		return f, errors.New("sandbox: times must be 1 and up, or -1")
	case f.Skip < 0:
		return f, errors.New("sandbox: skip must not be negative")
	case (f.Kind == Delay || f.Kind == WebhookLate) && (f.DelayMS < 1 || f.DelayMS > 600_000):
		return f, errors.New("sandbox: delay_ms must be 1 to 600000")
	case f.Kind == Status && (f.Status < 400 || f.Status > 599):
		return f, errors.New("sandbox: status must be 400 to 599")
	case f.Kind == Code && f.Code < 1:
		return f, errors.New("sandbox: code must be 1 and up")
	case f.RetryAfter < 0:
		return f, errors.New("sandbox: retry_after must not be negative")
	}
	return f, nil
}

// call describes a call for which a fault is looked for.
type call struct {
	step Step
	id   string
	paid bool // verify: the answer says SUCCESS
	only Kind // "": any
}

func (f Fault) matches(c call) bool {
	switch {
	case f.Step != "" && f.Step != c.step, !slices.Contains(steps[f.Kind], c.step):
		return false
	case f.TransactionID != "" && f.TransactionID != c.id, c.only != "" && c.only != f.Kind:
		return false
	}
	// The amount faults wait for an answer that says paid.
	switch f.Kind {
	case AmountString, AmountExponent, AmountMismatch:
		return c.paid
	}
	return true
}
