package payment

import (
	"time"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/settings"
)

// Slip is the content of the paper that asks for payment by KHQR or link. It is not a
// receipt and says so.
type Slip struct {
	Shop     settings.Shop `json:"shop"`
	Till     int           `json:"till"`
	Amount   money.Money   `json:"money"`
	Other    money.Money   `json:"other,omitzero"`
	Rate     money.Rate    `json:"rate_khr_per_usd,omitempty"`
	Payment  id.Payment    `json:"transaction_id"`
	Payee    Payee         `json:"payee"`
	QR       string        `json:"qr"`
	Link     string        `json:"link,omitempty"` // instead of QR: the address of the payment page
	Expires  time.Time     `json:"expires,omitzero"`
	Training bool          `json:"training,omitempty"`
}
