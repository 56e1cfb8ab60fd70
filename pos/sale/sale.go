package sale

import (
	"time"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
)

// State is the state of a sale.
type State string

// The states of a sale. A sale is open from the moment it is charged. It is completed in
// the commit that gives its receipt number, or dropped when it is given up; a dropped
// sale has no receipt number.
const (
	Open      State = "open"
	Completed State = "completed"
	Dropped   State = "dropped"
)

// TenderKind says how money was paid.
type TenderKind string

// The tenders.
const (
	TenderKHQRUSD TenderKind = "khqr_usd"
	TenderKHQRKHR TenderKind = "khqr_khr"
	TenderCashUSD TenderKind = "cash_usd"
	TenderCashKHR TenderKind = "cash_khr"

	// A tender named by the shop: see Tender.Name.
	TenderOtherUSD TenderKind = "other_usd"
	TenderOtherKHR TenderKind = "other_khr"
)

// TenderKinds lists the kinds of tender in the order of reports.
func TenderKinds() []TenderKind {
	return []TenderKind{TenderKHQRUSD, TenderKHQRKHR, TenderCashUSD, TenderCashKHR, TenderOtherUSD, TenderOtherKHR}
}

// Currency is the currency of a kind of tender; "" for an unknown kind.
func (k TenderKind) Currency() money.Currency {
	switch k {
	case TenderKHQRUSD, TenderCashUSD, TenderOtherUSD:
		return money.USD
	case TenderKHQRKHR, TenderCashKHR, TenderOtherKHR:
		return money.KHR
	}
	return ""
}

// Cash reports whether the tender is cash.
func (k TenderKind) Cash() bool { return k == TenderCashUSD || k == TenderCashKHR }

// CashTender returns the tender of cash in a currency.
func CashTender(c money.Currency) TenderKind {
	if c == money.USD {
		return TenderCashUSD
	}
	return TenderCashKHR
}

// OtherTender returns the kind of a tender named by the shop, in a currency.
func OtherTender(c money.Currency) TenderKind {
	if c == money.USD {
		return TenderOtherUSD
	}
	return TenderOtherKHR
}

// KHQRTender returns the tender of a KHQR payment in a currency.
func KHQRTender(c money.Currency) TenderKind {
	if c == money.USD {
		return TenderKHQRUSD
	}
	return TenderKHQRKHR
}

// Line is one line of a sale with its share of the sale's sums. An amount without an item
// has no name. All amounts but the prices are in the sale's currency; the zero Money
// where there is nothing.
type Line struct {
	Item      string      `json:"item,omitempty"` // its id in the catalogue
	Name      string      `json:"name,omitempty"`
	NameKhmer string      `json:"name_km,omitempty"`
	Category  string      `json:"category,omitempty"`
	Quantity  int64       `json:"quantity"`
	Price     money.Money `json:"price"`               // of one
	List      money.Money `json:"list_price,omitzero"` // the catalogue's price, where the cashier changed it
	Discount  money.Money `json:"discount,omitzero"`   // on this line
	Share     money.Money `json:"bill_discount,omitzero"`
	Tax       money.Money `json:"tax,omitzero"`
	Exempt    bool        `json:"exempt,omitempty"` // of value added tax
	Note      string      `json:"note,omitempty"`
	Total     money.Money `json:"total"` // what the customer pays for the line, with tax
}

// Net is the price of the line after its own discount: before the discount on the bill,
// and before a tax that is added to prices.
func (l Line) Net(t money.TaxTerms) money.Money {
	net := money.SumIn(l.Total.Currency, l.Total, l.Share)
	if t.Mode == money.TaxAdded {
		return money.SumIn(net.Currency, net, l.Tax.Negative())
	}
	return net
}

// Tender is money paid for a sale.
type Tender struct {
	Kind      TenderKind  `json:"kind"`
	Name      string      `json:"name,omitempty"` // of a tender named by the shop
	Amount    money.Money `json:"amount"`
	Rate      money.Rate  `json:"rate_khr_per_usd,omitempty"` // at the moment of payment
	PaymentID id.Payment  `json:"transaction_id,omitempty"`
	Reference string      `json:"reference,omitempty"` // the bank's, where known
	// ByHand is the manager who marked the payment as paid; "" where Verify reported it.
	ByHand string `json:"by_hand,omitempty"`
}

// Sale is what a customer buys and how it is paid. Values are never modified in place: a
// new state is a new value.
type Sale struct {
	ID            id.Sale        `json:"sale_id"`
	Till          int            `json:"till"`
	State         State          `json:"state"`
	Day           money.Day      `json:"business_day"`
	OffsetMinutes int            `json:"offset_minutes"` // local time minus UTC
	Opened        time.Time      `json:"opened"`
	Completed     time.Time      `json:"completed,omitzero"`
	Receipt       id.Receipt     `json:"receipt_number,omitzero"`
	Z             int            `json:"z,omitempty"` // number of the Z report that includes it, see Till.CloseShift
	Lines         []Line         `json:"lines"`
	Terms         money.TaxTerms `json:"tax_terms,omitzero"`
	Discount      money.Money    `json:"discount,omitzero"` // of lines and bill together
	Taxable       money.Money    `json:"taxable,omitzero"`  // what the tax is computed on, without the tax
	Tax           money.Money    `json:"tax,omitzero"`
	Total         money.Money    `json:"total"`
	Rate          money.Rate     `json:"rate_khr_per_usd,omitempty"`
	RoundKHR      int64          `json:"round_khr,omitempty"`
	Remark        string         `json:"remark,omitempty"`
	Cashier       string         `json:"cashier,omitempty"` // who had signed in when it was charged
	Tenders       []Tender       `json:"tenders,omitempty"`
	Change        []money.Money  `json:"change,omitempty"`     // cash handed back, USD first
	Rounding      money.Money    `json:"rounding,omitzero"`    // in riel: see money.Cash.Rounding
	NoReceipt     bool           `json:"no_receipt,omitempty"` // no receipt is printed when it is completed
	Training      bool           `json:"training,omitempty"`
}

// PaidBy reports whether a payment is among the sale's tenders.
func (s Sale) PaidBy(id id.Payment) bool {
	for _, t := range s.Tenders {
		if t.PaymentID == id {
			return true
		}
	}
	return false
}

// Figures returns the sale's state, total and the amounts paid so far.
func (s Sale) Figures() staff.Figures {
	paid := make([]money.Money, len(s.Tenders))
	for i, tender := range s.Tenders {
		paid[i] = tender.Amount
	}
	return staff.NewFigures("sale", s.ID, s.State, s.Total, paid)
}

// WithNames is the sale as it is shown, see staff.Names.
func (s Sale) WithNames(n staff.Names) Sale {
	s.Cashier = n.Of(s.Cashier)
	return s
}
