package pos

import (
	"slices"
	"time"
)

// SaleState is where a sale stands.
type SaleState string

// The states of a sale. A sale is open from the moment it is charged; it is
// completed in the commit that gives its receipt number, or dropped when its
// payment was given up. A dropped sale has no receipt number.
const (
	SaleOpen      SaleState = "open"
	SaleCompleted SaleState = "completed"
	SaleDropped   SaleState = "dropped"
)

// TenderKind says how money was given.
type TenderKind string

// The tenders.
const (
	TenderKHQRUSD TenderKind = "khqr_usd"
	TenderKHQRKHR TenderKind = "khqr_khr"
	TenderCashUSD TenderKind = "cash_usd"
	TenderCashKHR TenderKind = "cash_khr"
)

// TenderKinds lists the tenders that are taken, in the order in which reports
// name them.
func TenderKinds() []TenderKind {
	return []TenderKind{TenderKHQRUSD, TenderKHQRKHR, TenderCashUSD, TenderCashKHR}
}

// Currency is the currency in which a kind of tender counts; "" for a kind that
// is not known.
func (k TenderKind) Currency() Currency {
	switch k {
	case TenderKHQRUSD, TenderCashUSD:
		return USD
	case TenderKHQRKHR, TenderCashKHR:
		return KHR
	}
	return ""
}

// Cash reports that the tender is notes.
func (k TenderKind) Cash() bool { return k == TenderCashUSD || k == TenderCashKHR }

// CashTender is the tender of notes of a currency.
func CashTender(c Currency) TenderKind {
	if c == USD {
		return TenderCashUSD
	}
	return TenderCashKHR
}

// KHQRTender is the tender of a KHQR payment in a currency.
func KHQRTender(c Currency) TenderKind {
	if c == USD {
		return TenderKHQRUSD
	}
	return TenderKHQRKHR
}

// Line is one line of a sale. A free amount has no name.
type Line struct {
	Name     string `json:"name,omitempty"`
	Quantity int64  `json:"quantity"`
	Price    Money  `json:"price"` // of one
	Total    Money  `json:"total"`
}

// Tender is money that was given for a sale.
type Tender struct {
	Kind      TenderKind `json:"kind"`
	Amount    Money      `json:"amount"`
	Rate      Rate       `json:"rate_khr_per_usd,omitempty"` // the rate of that moment
	PaymentID PaymentID  `json:"transaction_id,omitempty"`
	Reference string     `json:"reference,omitempty"` // the bank's, where known
}

// Sale is what a customer buys and how it was paid. Values are never changed
// in place: a new state is a new value.
type Sale struct {
	ID            SaleID        `json:"sale_id"`
	Till          int           `json:"till"`
	State         SaleState     `json:"state"`
	Day           Day           `json:"business_day"`
	OffsetMinutes int           `json:"offset_minutes"` // local time less UTC
	Opened        time.Time     `json:"opened"`
	Completed     time.Time     `json:"completed,omitzero"`
	Receipt       ReceiptNumber `json:"receipt_number,omitzero"`
	Lines         []Line        `json:"lines"`
	Total         Money         `json:"total"`
	Rate          Rate          `json:"rate_khr_per_usd,omitempty"`
	RoundKHR      int64         `json:"round_khr,omitempty"`
	Remark        string        `json:"remark,omitempty"`
	Tenders       []Tender      `json:"tenders,omitempty"`
	Change        []Money       `json:"change,omitempty"`     // notes that went back, USD first
	Rounding      Money         `json:"rounding,omitzero"`    // in riel: see Cash.Rounding
	NoReceipt     bool          `json:"no_receipt,omitempty"` // no paper when it completes
	Training      bool          `json:"training,omitempty"`
}

// paidBy reports that a payment stands in the sale's tenders.
func (s Sale) paidBy(id PaymentID) bool {
	for _, t := range s.Tenders {
		if t.PaymentID == id {
			return true
		}
	}
	return false
}

// Complete returns the sale as paid by tenders under a receipt number. The
// business day becomes that of the payment: a day report holds money by the
// day on which it came.
func (s Sale) Complete(number ReceiptNumber, now time.Time, cutoffHour int, tenders ...Tender) Sale {
	s.State = SaleCompleted
	s.Completed = now
	s.Day = DayOf(now, cutoffHour)
	s.Receipt = number
	s.Tenders = slices.Concat(s.Tenders, tenders)
	return s
}

// takesCash reports that a part of the sale was paid in notes.
func (s Sale) takesCash() bool {
	return slices.ContainsFunc(s.Tenders, func(t Tender) bool { return t.Kind.Cash() })
}
