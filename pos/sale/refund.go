package sale

import (
	"maps"
	"slices"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
)

// RefundKind distinguishes refunds from voids.
type RefundKind string

// The kinds of refund. A void takes back a whole sale before its Z report is made; a
// refund takes back all or part of a sale at any time.
const (
	RefundGiven RefundKind = "refund"
	RefundVoid  RefundKind = "void"
)

// RefundLine is how much of one line of a sale is refunded, or can still be.
type RefundLine struct {
	Position int         `json:"position"` // of the line in its sale, from 1
	Quantity int64       `json:"quantity"`
	Amount   money.Money `json:"amount"` // in the sale's currency, with tax
	Tax      money.Money `json:"tax,omitzero"`
}

// Refund is money that went back for a completed sale. The sale itself is never changed.
type Refund struct {
	ID       id.Sale      `json:"refund_id"`
	Kind     RefundKind   `json:"kind"`
	Till     int          `json:"till"`
	Z        int          `json:"z"`
	Day      money.Day    `json:"business_day"`
	At       time.Time    `json:"at"`
	Number   id.Receipt   `json:"receipt_number"` // its own, in the same sequence as the receipts of sales
	Sale     id.Sale      `json:"sale_id"`
	Of       id.Receipt   `json:"of_receipt"`
	Lines    []RefundLine `json:"lines"`
	Total    money.Money  `json:"total"` // in the sale's currency
	Tax      money.Money  `json:"tax,omitzero"`
	Rate     money.Rate   `json:"rate_khr_per_usd,omitempty"` // the sale's
	Paid     []Tender     `json:"paid"`                       // how the money went back
	Rounding money.Money  `json:"rounding,omitzero"`          // in riel: what went back beyond the total
	Reason   string       `json:"reason"`
	By       string       `json:"by"` // who approved it
	Training bool         `json:"training,omitempty"`
}

// Line returns what is refunded of a line of the sale.
func (r Refund) Line(position int) (RefundLine, bool) {
	for _, l := range r.Lines {
		if l.Position == position {
			return l, true
		}
	}
	return RefundLine{}, false
}

// refundable returns what can still be refunded of each line after earlier refunds, by
// position; 0 of a line of which nothing is left.
func refundable(sale Sale, before []Refund) []RefundLine {
	left := make([]RefundLine, len(sale.Lines))
	for i, l := range sale.Lines {
		left[i] = RefundLine{Position: i + 1, Quantity: l.Quantity, Amount: l.Total, Tax: l.Tax}
		for _, r := range before {
			if gone, ok := r.Line(i + 1); ok {
				left[i].Quantity -= gone.Quantity
				left[i].Amount = money.SumIn(l.Total.Currency, left[i].Amount, gone.Amount.Negative())
				left[i].Tax = money.OrNone(money.SumIn(l.Total.Currency, left[i].Tax, gone.Tax.Negative()).Minor, l.Total.Currency)
			}
		}
	}
	return left
}

// Part returns the refund of some of the quantity that is left: each piece at the same
// price, half rounded up, the last pieces at what remains.
func (l RefundLine) Part(quantity int64) RefundLine {
	if quantity == l.Quantity {
		return l
	}
	share := func(m money.Money) money.Money {
		return money.OrNone(m.Part(quantity, l.Quantity).Minor, m.Currency)
	}
	some := RefundLine{Position: l.Position, Quantity: quantity, Amount: l.Amount, Tax: share(l.Tax)}
	some.Amount.Minor = share(l.Amount).Minor
	return some
}

// RefundLines returns the lines of a sale that can still be refunded, and their total.
func RefundLines(sale Sale, before []Refund) (left []RefundLine, total money.Money) {
	total = money.Of(0, sale.Total.Currency)
	for _, l := range refundable(sale, before) {
		if l.Quantity > 0 {
			left = append(left, l)
			total = money.SumIn(total.Currency, total, l.Amount)
		}
	}
	return left, total
}

// RefundTotal returns the total of a refund, out of the lines that are left: the
// quantities in some, by position, or everything where some is empty.
func RefundTotal(left []RefundLine, some map[int]int64) money.Money {
	var parts []money.Money
	for _, l := range left {
		n := some[l.Position]
		if len(some) == 0 {
			n = l.Quantity
		}
		if n > 0 && n <= l.Quantity {
			parts = append(parts, l.Part(n).Amount)
		}
	}
	if len(parts) == 0 {
		return money.Money{}
	}
	return money.SumIn(parts[0].Currency, parts...)
}

// CheckLines checks that the quantities in some, by position, can be refunded: at most
// what is left of each line, and not nothing. The error's code is fault.RefundLine with
// the position and the quantity left, or fault.RefundOver.
func CheckLines(sale Sale, left []RefundLine, some map[int]int64) error {
	for _, position := range slices.Sorted(maps.Keys(some)) {
		var most int64
		if i := slices.IndexFunc(left, func(l RefundLine) bool { return l.Position == position }); i >= 0 {
			most = left[i].Quantity
		}
		if n := some[position]; n < 1 || n > most {
			return fault.New(fault.RefundLine, position, most)
		}
	}
	if back := RefundTotal(left, some); back.Minor == 0 {
		return fault.New(fault.RefundOver, money.Of(0, sale.Total.Currency).Display())
	}
	return nil
}

// FillLines fills in lines, total and tax of the refund: the quantities in some, by position,
// or everything that is left where some is empty. The error is CheckLines's.
func (r *Refund) FillLines(sale Sale, before []Refund, some map[int]int64) error {
	left := refundable(sale, before)
	if err := CheckLines(sale, left, some); err != nil {
		return err
	}
	r.Total = money.Of(0, sale.Total.Currency)
	var tax money.Money
	for _, l := range left {
		wanted, named := some[l.Position]
		if len(some) == 0 {
			wanted, named = l.Quantity, l.Quantity > 0
		}
		if !named {
			continue
		}
		part := l.Part(wanted)
		r.Lines = append(r.Lines, part)
		r.Total = money.SumIn(r.Total.Currency, r.Total, part.Amount)
		tax = money.SumIn(r.Total.Currency, tax, part.Tax)
	}
	r.Tax = money.OrNone(tax.Minor, r.Total.Currency)
	return nil
}

// FillTenders fills in how the money goes back: by bank where reference is the bank's, else in
// cash. Cash is rounded over all refunds of the sale together: refunded in pieces, no
// more goes back than at once.
func (r *Refund) FillTenders(sale Sale, before []Refund, reference string, in money.ChangeIn) {
	if reference != "" {
		r.Paid = []Tender{{Kind: KHQRTender(r.Total.Currency), Amount: r.Total, Rate: r.Rate, Reference: reference}}
		return
	}
	rule := sale.cashRule()
	owed := rule.Value(r.Total)
	for _, b := range before {
		for _, t := range b.Paid {
			if t.Kind.Cash() {
				owed -= rule.Value(t.Amount)
			}
		}
		if len(b.Paid) == 0 || b.Paid[0].Kind.Cash() {
			owed += rule.Value(b.Total)
		}
	}
	over := -rule.Value(r.Total)
	for _, m := range rule.Payout(owed, r.Total.Currency, in) {
		r.Paid = append(r.Paid, Tender{Kind: CashTender(m.Currency), Amount: m, Rate: r.Rate})
		over += rule.Value(m)
	}
	r.Rounding = money.OrNone(money.DivideHalfUp(over, money.Hundredths), money.KHR)
}

// WithNames is the refund as it is shown, see staff.Names.
func (r Refund) WithNames(n staff.Names) Refund {
	r.By = n.Of(r.By)
	return r
}
