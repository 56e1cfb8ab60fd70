package payment

import (
	"time"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
)

// ResolutionKind says how unmatched money was resolved.
type ResolutionKind string

// The resolutions.
const (
	// ResolveSale: it completed the payment's own sale.
	ResolveSale ResolutionKind = "sale"
	// ResolveReceipt: it belongs to a sale that was completed otherwise.
	ResolveReceipt ResolutionKind = "receipt"
	// ResolveRefund: it was sent back by bank transfer, by hand.
	ResolveRefund ResolutionKind = "refund"
	// ResolveNote: only a remark. The money stays unmatched.
	ResolveNote ResolutionKind = "note"
)

// Resolution is one decision of a manager about a payment's unmatched money. Rows are
// added, never changed.
type Resolution struct {
	ID        int64          `json:"id"` // given by the Store
	Payment   id.Payment     `json:"transaction_id"`
	Kind      ResolutionKind `json:"kind"`
	Money     money.Money    `json:"money,omitzero"` // the money that it resolves; zero for a note
	Receipt   id.Receipt     `json:"receipt_number,omitzero"`
	Reference string         `json:"reference,omitempty"` // the bank's, of the transfer back
	Note      string         `json:"note,omitempty"`
	By        string         `json:"by"` // the manager
	At        time.Time      `json:"at"`
}

// WithNames is the resolution as it is shown, see staff.Names.
func (r Resolution) WithNames(n staff.Names) Resolution {
	r.By = n.Of(r.By)
	return r
}
