package raksmeypay

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// Kind is how a call failed. Branch on it.
type Kind string

// The kinds of failure, each with whether the call's effect is known.
const (
	BadRequest  Kind = "bad request"  // known: refused here, nothing was sent
	Refused     Kind = "refused"      // known: the gateway said no; Code and Message say why
	AlreadyPaid Kind = "already paid" // known: no new code; call Verify, then record
	Unreachable Kind = "unreachable"  // known if no connection was made, else unknown
	Timeout     Kind = "timeout"      // unknown
	Canceled    Kind = "canceled"     // unknown: the caller's context was cancelled
	RateLimited Kind = "rate limited" // unknown: 429; RetryAfter is set if the gateway sent it
	ServerError Kind = "server error" // unknown: 5xx
	Redirected  Kind = "redirected"   // unknown: 3xx, not followed
	NotJSON     Kind = "not JSON"     // unknown: an HTML page, a warning before JSON, or noise
	Cut         Kind = "cut"          // unknown: the body is empty or truncated
	TooLarge    Kind = "too large"    // unknown: the body exceeds MaxBody
	Unexpected  Kind = "unexpected"   // unknown: JSON, but not the answer of this call
	WrongEcho   Kind = "wrong echo"   // unknown: the answer is for another id or amount
)

// sentences are the texts of Error, by kind.
var sentences = map[Kind]string{
	BadRequest:  "the request is not valid",
	Refused:     "the gateway refused",
	AlreadyPaid: "the gateway says that this is already paid",
	Unreachable: "the gateway could not be reached",
	Timeout:     "the gateway did not answer in time",
	Canceled:    "the call was given up",
	RateLimited: "the gateway asks for fewer calls",
	ServerError: "the gateway failed",
	Redirected:  "the gateway sent elsewhere, which is not followed",
	NotJSON:     "the answer is not JSON",
	Cut:         "the answer is cut short",
	TooLarge:    "the answer is too large",
	Unexpected:  "the answer is not the one of this call",
	WrongEcho:   "the answer is for another payment",
}

// Error is the error of every call and builder, always as *Error; the checks of
// incoming requests return a *Distrust instead. It never contains the profile key, a
// hash, or a part of an answer other than the gateway's own message.
type Error struct {
	Kind Kind
	// Code is the gateway's responseCode, 0 if it sent none.
	Code int
	// Message is the gateway's own, on one line and at most 200 characters; for
	// BadRequest and unclear answers, what is wrong. It may be "".
	Message string
	// HTTPStatus is 0 if no answer arrived.
	HTTPStatus int
	// RetryAfter is how long the gateway wants no call, 0 if it did not say.
	RetryAfter time.Duration
	// Known reports that this call's effect at the gateway is known: it was
	// refused, or never sent. It says nothing about earlier calls with the same
	// id, and after Verify nothing about whether the payment was made.
	Known bool
	// Err is the cause, nil if there is none.
	Err error
}

// Error is one English sentence without a full stop, for logs.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("raksmeypay: ")
	b.WriteString(sentences[e.Kind])
	if e.Code != 0 {
		b.WriteString(" with code " + strconv.Itoa(e.Code))
	}
	if e.HTTPStatus != 0 && e.HTTPStatus != 200 {
		b.WriteString(" (HTTP " + strconv.Itoa(e.HTTPStatus) + ")")
	}
	if why := orElse(e.Message, codeMeaning(e.Code)); why != "" {
		b.WriteString(": " + why)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf is the kind of the first *Error in err's chain, "" if there is none.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}

func badRequest(message string) *Error {
	return &Error{Kind: BadRequest, Message: message, Known: true}
}

// firstError is the first non-nil one, or a nil error.
func firstError(errs ...*Error) error {
	for _, e := range errs {
		if e != nil {
			return e
		}
	}
	return nil
}
