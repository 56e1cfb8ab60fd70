package payment

import (
	"time"

	"psar/pos/id"
	"psar/pos/money"
)

// ResolutionKind says what became of unmatched money.
type ResolutionKind string

// The resolutions.
const (
	// ResolveSale: the payment's own sale was completed with it.
	ResolveSale ResolutionKind = "sale"
	// ResolveReceipt: it belongs to a sale that was completed otherwise.
	ResolveReceipt ResolutionKind = "receipt"
	// ResolveRefund: it was sent back by hand, at the bank.
	ResolveRefund ResolutionKind = "refund"
	// ResolveNote: something to know of it. The money stays unmatched.
	ResolveNote ResolutionKind = "note"
)

// Resolution is one row of what a manager said of a payment's unmatched money.
// Rows are added, never changed.
type Resolution struct {
	ID        int64          `json:"id"` // given by the Store
	Payment   id.Payment     `json:"transaction_id"`
	Kind      ResolutionKind `json:"kind"`
	Money     money.Money    `json:"money,omitzero"` // what it settles; zero for a note
	Receipt   id.Receipt     `json:"receipt_number,omitzero"`
	Reference string         `json:"reference,omitempty"` // the bank's, of the money sent back
	Note      string         `json:"note,omitempty"`
	By        string         `json:"by"` // the manager
	At        time.Time      `json:"at"`
}
