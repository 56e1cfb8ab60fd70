package payment

import (
	"time"

	"psar/pos/id"
	"psar/pos/money"
)

// SettlementKind says what became of unclaimed money.
type SettlementKind string

// The settlements.
const (
	// SettleSale: the payment's own sale was completed with it.
	SettleSale SettlementKind = "sale"
	// SettleReceipt: it belongs to a sale that was completed otherwise.
	SettleReceipt SettlementKind = "receipt"
	// SettleRefund: it was sent back by hand, at the bank.
	SettleRefund SettlementKind = "refund"
	// SettleNote: something to know of it. The money stays unclaimed.
	SettleNote SettlementKind = "note"
)

// Settlement is one row of what a manager said of a payment's unclaimed money.
// Rows are added, never changed.
type Settlement struct {
	ID        int64          `json:"id"` // given by the Store
	Payment   id.Payment     `json:"transaction_id"`
	Kind      SettlementKind `json:"kind"`
	Money     money.Money    `json:"money,omitzero"` // what it settles; zero for a note
	Receipt   id.Receipt     `json:"receipt_number,omitzero"`
	Reference string         `json:"reference,omitempty"` // the bank's, of the money sent back
	Note      string         `json:"note,omitempty"`
	By        string         `json:"by"` // the manager
	At        time.Time      `json:"at"`
}
