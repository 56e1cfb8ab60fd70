package jsonout

import (
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
)

// Error is why a command did not do its work.
type Error struct {
	Code          fault.Code    `json:"code"`
	Hint          string        `json:"hint"`    // what to do, in the language of the messages; may be empty
	Message       string        `json:"message"` // what happened, in the language of the messages
	State         payment.State `json:"state,omitempty"`
	TransactionID id.Payment    `json:"transaction_id,omitempty"` // of the payment that was on its way
}

// Refusal is the document of a command that did nothing else.
type Refusal struct {
	Error *Error `json:"error"`
}
