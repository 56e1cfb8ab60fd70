package jsonout

import (
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
)

// Error is why a command failed.
type Error struct {
	Code          fault.Code    `json:"code"`
	Hint          string        `json:"hint"`    // what to do next, in the messages' language; may be empty
	Message       string        `json:"message"` // what happened, in the messages' language
	State         payment.State `json:"state,omitempty"`
	TransactionID id.Payment    `json:"transaction_id,omitempty"` // of the attempt that exists and may still be paid
}

// Refusal is the document of a command that failed without any other result.
type Refusal struct {
	Error *Error `json:"error"`
}
