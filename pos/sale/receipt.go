package sale

import (
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Receipt is the content of the receipt of a completed sale or of a refund. It never
// carries a payable code: its small QR code is its number.
type Receipt struct {
	Shop     settings.Shop  `json:"shop"`
	Till     int            `json:"till"`
	Number   id.Receipt     `json:"receipt_number"`
	Paid     time.Time      `json:"paid"`
	Refund   *RefundNote    `json:"refund,omitempty"` // nil for the receipt of a sale
	Lines    []Line         `json:"lines"`
	Terms    money.TaxTerms `json:"tax_terms,omitzero"`
	Discount money.Money    `json:"bill_discount,omitzero"` // on all lines together
	Taxable  money.Money    `json:"taxable,omitzero"`
	Tax      money.Money    `json:"tax,omitzero"`
	Total    money.Money    `json:"total"`
	Other    money.Money    `json:"other,omitzero"` // the total in the other currency at Rate
	Rate     money.Rate     `json:"rate_khr_per_usd,omitempty"`
	Tenders  []Tender       `json:"tenders"`
	Change   []money.Money  `json:"change,omitempty"`
	Rounding money.Money    `json:"rounding,omitzero"` // in riel: see money.Cash.Rounding
	Remark   string         `json:"remark,omitempty"`
	Cashier  string         `json:"cashier,omitempty"`
	Mark     string         `json:"mark,omitempty"` // the last characters of the sale's id, to tell receipts without a code apart
	Code     id.Code        `json:"code,omitzero"`  // of the fact that completed the sale or gave the refund; known once that has its place in the journal
	Copy     bool           `json:"copy,omitempty"`
	Training bool           `json:"training,omitempty"`
}

// ReceiptOf returns the receipt of a sale. The error's code is fault.ReceiptUnknown for a
// sale that is not completed.
func ReceiptOf(s Sale, shop settings.Shop) (Receipt, error) {
	if s.State != Completed {
		return Receipt{}, fault.New(fault.ReceiptUnknown, s.ID)
	}
	other, _ := s.Rate.In(s.Total.Currency.Other(), s.Total, s.RoundKHR)
	return Receipt{
		Shop: shop, Till: s.Till, Number: s.Receipt, Paid: s.Completed,
		Lines: s.Lines, Terms: s.Terms, Discount: s.billDiscount(), Taxable: s.Taxable, Tax: s.Tax,
		Total: s.Total, Other: other, Rate: s.Rate,
		Tenders: s.Tenders, Change: s.Change, Rounding: s.Rounding, Remark: s.Remark, Cashier: s.Cashier, Mark: mark(s.ID), Training: s.Training,
	}, nil
}

// billDiscount returns what was taken off all lines together.
func (s Sale) billDiscount() money.Money {
	var off money.Money
	for _, l := range s.Lines {
		off = money.SumIn(s.Total.Currency, off, l.Share)
	}
	return money.OrNone(off.Minor, s.Total.Currency)
}

// RefundNote is what the receipt of a refund says beside its sums.
type RefundNote struct {
	Kind   RefundKind `json:"kind"`
	Of     id.Receipt `json:"of_receipt"`
	Reason string     `json:"reason"`
	By     string     `json:"by"`
}

// RefundReceipt returns the receipt of a refund: the refunded lines of its sale, and how
// the money went back.
func RefundReceipt(r Refund, of Sale, shop settings.Shop) Receipt {
	lines := make([]Line, len(r.Lines))
	for i, back := range r.Lines {
		l := of.Lines[back.Position-1]
		lines[i] = Line{
			Name: l.Name, NameKhmer: l.NameKhmer, Quantity: back.Quantity, Price: l.Price,
			Tax: back.Tax, Exempt: l.Exempt, Total: back.Amount,
		}
	}
	return Receipt{
		Shop: shop, Till: r.Till, Number: r.Number, Paid: r.At,
		Refund: &RefundNote{r.Kind, r.Of, r.Reason, r.By},
		Lines:  lines, Terms: of.Terms, Tax: r.Tax, Total: r.Total, Rate: r.Rate,
		Tenders: r.Paid, Rounding: r.Rounding, Mark: mark(r.ID), Training: r.Training,
	}
}

// mark returns the random end of a sale's id, short enough to be read out.
func mark(id id.Sale) string {
	if len(id) < 12 {
		return string(id)
	}
	return string(id[len(id)-12:])
}

// WithNames is the receipt as it is shown, see staff.Names.
func (r Receipt) WithNames(n staff.Names) Receipt {
	r.Cashier = n.Of(r.Cashier)
	if r.Refund != nil {
		note := *r.Refund
		note.By = n.Of(note.By)
		r.Refund = &note
	}
	return r
}
