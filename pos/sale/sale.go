package sale

import (
	"slices"
	"time"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
)

// State is where a sale stands.
type State string

// The states of a sale. A sale is open from the moment it is charged; it is
// completed in the commit that gives its receipt number, or dropped when its
// payment was given up. A dropped sale has no receipt number.
const (
	Open      State = "open"
	Completed State = "completed"
	Dropped   State = "dropped"
)

// TenderKind says how money was given.
type TenderKind string

// The tenders.
const (
	TenderKHQRUSD TenderKind = "khqr_usd"
	TenderKHQRKHR TenderKind = "khqr_khr"
	TenderCashUSD TenderKind = "cash_usd"
	TenderCashKHR TenderKind = "cash_khr"

	// Another way, named by the shop: see Tender.Name.
	TenderOtherUSD TenderKind = "other_usd"
	TenderOtherKHR TenderKind = "other_khr"
)

// TenderKinds lists the tenders that are taken, in the order in which reports
// name them.
func TenderKinds() []TenderKind {
	return []TenderKind{TenderKHQRUSD, TenderKHQRKHR, TenderCashUSD, TenderCashKHR, TenderOtherUSD, TenderOtherKHR}
}

// Currency is the currency in which a kind of tender counts; "" for a kind that
// is not known.
func (k TenderKind) Currency() money.Currency {
	switch k {
	case TenderKHQRUSD, TenderCashUSD, TenderOtherUSD:
		return money.USD
	case TenderKHQRKHR, TenderCashKHR, TenderOtherKHR:
		return money.KHR
	}
	return ""
}

// Cash reports that the tender is notes.
func (k TenderKind) Cash() bool { return k == TenderCashUSD || k == TenderCashKHR }

// CashTender is the tender of notes of a currency.
func CashTender(c money.Currency) TenderKind {
	if c == money.USD {
		return TenderCashUSD
	}
	return TenderCashKHR
}

// OtherTender is the tender of a shop's own kind in a currency.
func OtherTender(c money.Currency) TenderKind {
	if c == money.USD {
		return TenderOtherUSD
	}
	return TenderOtherKHR
}

// KHQRTender is the tender of a KHQR payment in a currency.
func KHQRTender(c money.Currency) TenderKind {
	if c == money.USD {
		return TenderKHQRUSD
	}
	return TenderKHQRKHR
}

// Line is one line of a sale, with what of the sale's sums is its own. A free
// amount has no name. Amounts but the prices are in the sale's currency, and zero
// Money where there is nothing.
type Line struct {
	Item      string      `json:"item,omitempty"` // its id in the catalogue
	Name      string      `json:"name,omitempty"`
	NameKhmer string      `json:"name_km,omitempty"`
	Category  string      `json:"category,omitempty"`
	Quantity  int64       `json:"quantity"`
	Price     money.Money `json:"price"`               // of one
	List      money.Money `json:"list_price,omitzero"` // the catalogue's, where the cashier changed it
	Discount  money.Money `json:"discount,omitzero"`   // the line's own
	Share     money.Money `json:"bill_discount,omitzero"`
	Tax       money.Money `json:"tax,omitzero"`
	Exempt    bool        `json:"exempt,omitempty"` // of value added tax
	Note      string      `json:"note,omitempty"`
	Total     money.Money `json:"total"` // what the customer pays for it, tax and all
}

// Net is what the line costs once its own discount is taken off: before the
// bill's, and before tax where that comes on top.
func (l Line) Net(t money.TaxTerms) money.Money {
	net := money.SumIn(l.Total.Currency, l.Total, l.Share)
	if t.Mode == money.TaxAdded {
		return money.SumIn(net.Currency, net, l.Tax.Negative())
	}
	return net
}

// Tender is money that was given for a sale.
type Tender struct {
	Kind      TenderKind  `json:"kind"`
	Name      string      `json:"name,omitempty"` // of a shop's own kind
	Amount    money.Money `json:"amount"`
	Rate      money.Rate  `json:"rate_khr_per_usd,omitempty"` // the rate of that moment
	PaymentID id.Payment  `json:"transaction_id,omitempty"`
	Reference string      `json:"reference,omitempty"` // the bank's, where known
	// ByHand is the manager who said that the payment came, where Verify did not.
	ByHand string `json:"by_hand,omitempty"`
}

// Sale is what a customer buys and how it was paid. Values are never changed
// in place: a new state is a new value.
type Sale struct {
	ID            id.Sale        `json:"sale_id"`
	Till          int            `json:"till"`
	State         State          `json:"state"`
	Day           money.Day      `json:"business_day"`
	OffsetMinutes int            `json:"offset_minutes"` // local time less UTC
	Opened        time.Time      `json:"opened"`
	Completed     time.Time      `json:"completed,omitzero"`
	Receipt       id.Receipt     `json:"receipt_number,omitzero"`
	Z             int            `json:"z,omitempty"` // the number of the Z report that holds it, see Till.CloseShift
	Lines         []Line         `json:"lines"`
	Terms         money.TaxTerms `json:"tax_terms,omitzero"`
	Discount      money.Money    `json:"discount,omitzero"` // of lines and bill
	Taxable       money.Money    `json:"taxable,omitzero"`  // the tax's base, without it
	Tax           money.Money    `json:"tax,omitzero"`
	Total         money.Money    `json:"total"`
	Rate          money.Rate     `json:"rate_khr_per_usd,omitempty"`
	RoundKHR      int64          `json:"round_khr,omitempty"`
	Remark        string         `json:"remark,omitempty"`
	Cashier       string         `json:"cashier,omitempty"` // who had signed in when it was charged
	Tenders       []Tender       `json:"tenders,omitempty"`
	Change        []money.Money  `json:"change,omitempty"`     // notes that went back, USD first
	Rounding      money.Money    `json:"rounding,omitzero"`    // in riel: see money.Cash.Rounding
	NoReceipt     bool           `json:"no_receipt,omitempty"` // no paper when it completes
	Training      bool           `json:"training,omitempty"`
}

// PaidBy reports that a payment stands in the sale's tenders.
func (s Sale) PaidBy(id id.Payment) bool {
	for _, t := range s.Tenders {
		if t.PaymentID == id {
			return true
		}
	}
	return false
}

// TakesCash reports that a part of the sale was paid in notes.
func (s Sale) TakesCash() bool {
	return slices.ContainsFunc(s.Tenders, func(t Tender) bool { return t.Kind.Cash() })
}

// Figures are those of a sale: what it costs, and what was paid of it so far.
func (s Sale) Figures() staff.Figures {
	paid := make([]money.Money, len(s.Tenders))
	for i, tender := range s.Tenders {
		paid[i] = tender.Amount
	}
	return staff.Shown("sale", s.ID, s.State, s.Total, paid)
}
