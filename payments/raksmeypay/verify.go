package raksmeypay

import (
	"context"
	"strings"
)

// VerifyAnswer is the gateway's answer about a payment.
type VerifyAnswer struct {
	Found   bool   // status 1; false: the gateway does not know the payment (yet)
	Status  string // payment_status as sent: SUCCESS, PENDING or another; "" if not found
	Amount  string // decimal text as sent, from a JSON number or a string; "" if it is not decimal
	Unread  string // for a Success without an Amount: the raw value in its place, for a person to read
	Message string // err_msg, when not found
}

// Success reports that the gateway says paid. The sale is paid only if Amount, in
// minor units, equals the requested amount; without an Amount a person has to look at
// the bank account. False does not mean that it can't be paid later.
func (a VerifyAnswer) Success() bool {
	// Comparing the length excludes non-ASCII letters that fold to ASCII.
	return a.Found && len(a.Status) == len(success) && strings.EqualFold(a.Status, success)
}

const (
	success  = "SUCCESS"
	notFound = "Payment not found"
)

// Verify asks whether a payment was made. A payment that the gateway does not know
// is an answer, not an error; just after a create it may not be known yet. The error
// is an *Error.
func (c *Client) Verify(ctx context.Context, transactionID string) (VerifyAnswer, error) {
	if err := checkID(transactionID); err != nil {
		return VerifyAnswer{}, err
	}
	hash := HashVerify(c.key, transactionID)
	got, lost := c.post(ctx, VerifyPath(c.profile), VerifyBody(c.key, transactionID), hash)
	if lost != nil {
		return VerifyAnswer{}, lost
	}
	answer, wrong := parseVerify(got.body)
	if wrong != nil {
		return VerifyAnswer{}, c.judged(got, wrong, hash)
	}
	answer.Message = message(answer.Message, c.key, hash)
	return answer, nil
}

// parseVerify reads the answer to a verify call.
func parseVerify(body []byte) (VerifyAnswer, *Error) {
	o, err := parseObject(body)
	if err != nil {
		return VerifyAnswer{}, err
	}
	// It is not documented whether verify refuses in its own form or in that of
	// create: both are read.
	if refused, ok := o.refusal(); ok && refused != nil && !o.has("status") {
		return VerifyAnswer{}, refused
	}
	status, ok := o.integer("status")
	switch {
	case ok && status == 0:
		words := o.text("err_msg")
		if strings.EqualFold(strings.TrimSpace(words), notFound) {
			return VerifyAnswer{Message: words}, nil
		}
		// Any other reason (a wrong hash, an unknown profile) says nothing about
		// the payment and must not be taken for "not paid".
		return VerifyAnswer{}, &Error{Kind: Refused, Message: words}
	case !ok || status != 1:
		return VerifyAnswer{}, unexpected("status is neither 0 nor 1")
	}
	a := VerifyAnswer{Found: true}
	if a.Status, ok = o.str("payment_status"); !ok {
		return VerifyAnswer{}, unexpected("no payment_status")
	}
	if a.Amount, ok = o.decimal("payment_amount"); !ok && a.Success() {
		a.Unread = message(string(o["payment_amount"]))
		if a.Unread == "" {
			a.Unread = "no payment_amount"
		}
	}
	return a, nil
}
