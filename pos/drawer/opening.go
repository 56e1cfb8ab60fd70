package drawer

import "psar/pos/id"

// Opening is why the cash drawer opens: for a sale, or for a person's reason.
type Opening struct {
	Receipt id.Receipt `json:"receipt_number,omitzero"`
	Reason  string     `json:"reason,omitempty"` // at most 200 characters
	By      string     `json:"by,omitempty"`     // the manager
}
