package sale

import (
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/text"
)

// Bounds of a bill. A receipt of more lines is longer than a printer's roll
// likes, and a larger quantity is a slip of the hand.
const (
	MaxLines    = 200
	MaxQuantity = 9999
	maxName     = 120 // characters of a line's name or note
)

// Bill is what a customer takes to the counter, as the cashier entered it. It
// has no sums of its own: Reckon makes them.
type Bill struct {
	Currency money.Currency `json:"currency"`
	Lines    []BillLine     `json:"lines"`
	Discount Discount       `json:"discount,omitzero"` // on all lines together
}

// BillLine is one line of a bill: a free amount, or an item so many times.
type BillLine struct {
	Item      string      `json:"item,omitempty"` // its id in the catalogue
	Name      string      `json:"name,omitempty"` // none for a free amount
	NameKhmer string      `json:"name_km,omitempty"`
	Category  string      `json:"category,omitempty"`
	Quantity  int64       `json:"quantity"`            // 1 to MaxQuantity
	Price     money.Money `json:"price"`               // of one, in either currency
	List      money.Money `json:"list_price,omitzero"` // the catalogue's; a sale takes it from there
	Discount  Discount    `json:"discount,omitzero"`
	Exempt    bool        `json:"exempt,omitempty"` // of value added tax
	Note      string      `json:"note,omitempty"`
}

// Discount is what is taken off: an amount, or a part.
type Discount struct {
	Amount money.Money `json:"amount,omitzero"`   // in either currency
	Part   int64       `json:"part_bp,omitempty"` // hundredths of a per cent, 1 to 10,000
}

// IsZero reports that nothing is taken off.
func (d Discount) IsZero() bool { return d == Discount{} }

// Terms are what a bill is reckoned by.
type Terms struct {
	Rate money.Rate // 0: every price is in the bill's own currency
	Tax  money.TaxTerms
}

// TermsOf are the shop's own, of this moment.
func TermsOf(s settings.Values) Terms { return Terms{s.Rate(), s.TaxTerms()} }

// Priced is a bill with its sums. Amounts are in the bill's currency, and zero
// Money where there is nothing.
type Priced struct {
	Lines    []Line
	Gross    money.Money // quantities by prices
	Discount money.Money // of the lines and of the bill
	Taxable  money.Money // the base of the tax, without it
	Tax      money.Money
	Total    money.Money // what is to be paid
}

// Reckon adds a bill up. Everything is rounded once, half up: a line's price in
// the bill's currency, a discount, the tax of all lines; what is split over lines
// is split so that the parts add up. The error's code is fault.BillEmpty,
// fault.BillLong, fault.Quantity, fault.Discount for one that is more than what it is
// taken off, fault.RateMissing, fault.TextInvalid with the field, or one of
// money.Money.CheckSale's for a price and for the total.
func (b Bill) Reckon(t Terms) (Priced, error) {
	switch {
	case b.Currency != money.USD && b.Currency != money.KHR:
		return Priced{}, fault.New(fault.CurrencyUnknown, b.Currency)
	case len(b.Lines) == 0:
		return Priced{}, fault.New(fault.BillEmpty)
	case len(b.Lines) > MaxLines:
		return Priced{}, fault.New(fault.BillLong, MaxLines)
	}
	p := Priced{Lines: make([]Line, len(b.Lines))}
	gross, nets := money.Money{Currency: b.Currency}, make([]int64, len(b.Lines))
	var net int64
	for i, l := range b.Lines {
		whole, off, err := l.reckon(b.Currency, t.Rate)
		if err != nil {
			return Priced{}, err
		}
		gross = money.SumIn(b.Currency, gross, whole)
		if gross.Minor > money.MaxMinor {
			return Priced{}, fault.New(fault.AmountTooLarge, gross.Decimal())
		}
		nets[i] = money.SumIn(b.Currency, whole, off.Negative()).Minor
		net += nets[i]
		p.Lines[i] = l.line(off)
	}
	p.Gross = gross
	off, err := b.Discount.of(money.Of(net, b.Currency), t.Rate)
	if err != nil {
		return Priced{}, err
	}
	for i, share := range money.Apportion(off.Minor, nets) {
		nets[i] -= share
		p.Lines[i].Share = money.OrNone(share, b.Currency)
	}
	p.tax(nets, t.Tax, b.Currency)
	return p, p.Total.CheckSale()
}

// tax puts the tax and the totals into the lines, whose sums after all discounts
// are given, and adds everything up.
func (p *Priced) tax(nets []int64, terms money.TaxTerms, c money.Currency) {
	taxed := make([]int64, len(nets))
	for i, l := range p.Lines {
		if !l.Exempt {
			taxed[i] = nets[i]
		}
	}
	var total, tax, taxable, off money.Money
	for i, due := range terms.Taxes(taxed) {
		l := &p.Lines[i]
		l.Tax, l.Total = money.OrNone(due, c), money.Of(nets[i], c)
		if terms.Mode == money.TaxAdded {
			l.Total = money.SumIn(c, l.Total, l.Tax)
		}
		total, tax = money.SumIn(c, total, l.Total), money.SumIn(c, tax, l.Tax)
		off = money.SumIn(c, off, l.Discount, l.Share)
		if terms.Mode != "" && !l.Exempt {
			taxable = money.SumIn(c, taxable, l.Total, l.Tax.Negative())
		}
	}
	p.Total = total
	p.Discount, p.Tax, p.Taxable = money.OrNone(off.Minor, c), money.OrNone(tax.Minor, c), money.OrNone(taxable.Minor, c)
}

// reckon is a line's price in the bill's currency, and what is taken off it.
func (l BillLine) reckon(c money.Currency, rate money.Rate) (whole, off money.Money, err error) {
	if err := l.check(); err != nil {
		return whole, off, err
	}
	whole, ok := rate.In(c, l.Price.Times(l.Quantity), 1)
	if !ok {
		return whole, off, fault.New(fault.RateMissing)
	}
	off, err = l.Discount.of(whole, rate)
	return whole, off, err
}

func (l BillLine) check() error {
	if l.Quantity < 1 || l.Quantity > MaxQuantity {
		return fault.New(fault.Quantity, l.Quantity, MaxQuantity)
	}
	for _, f := range []struct{ name, text string }{
		{"name", l.Name}, {"name_km", l.NameKhmer}, {"category", l.Category}, {"note", l.Note},
	} {
		if text.CheckLine(f.text, maxName) != nil {
			return fault.New(fault.TextInvalid, f.name)
		}
	}
	return l.Price.CheckSale()
}

// line is the line as the sale will hold it, but for what follows from the
// others.
func (l BillLine) line(off money.Money) Line {
	made := Line{
		Item: l.Item, Name: l.Name, NameKhmer: l.NameKhmer, Category: l.Category,
		Quantity: l.Quantity, Price: l.Price, Discount: money.OrNone(off.Minor, off.Currency),
		Exempt: l.Exempt, Note: l.Note,
	}
	if l.List != l.Price {
		made.List = l.List
	}
	return made
}

// of is what a discount takes off a sum, in the sum's currency.
func (d Discount) of(sum money.Money, rate money.Rate) (money.Money, error) {
	off := money.Of(0, sum.Currency)
	switch {
	case d.IsZero():
		return off, nil
	case d.Part != 0 && d.Amount != money.Money{}, d.Part < 0, d.Part > 10_000, d.Amount.Minor < 0:
		return off, fault.New(fault.Discount, sum.Display())
	case d.Part > 0:
		return sum.Part(d.Part, 10_000), nil
	case d.Amount.Minor > money.MaxMinor:
		return off, fault.New(fault.Discount, sum.Display())
	}
	off, ok := rate.In(sum.Currency, d.Amount, 1)
	switch {
	case !ok:
		return off, fault.New(fault.RateMissing)
	case off.Exceeds(sum):
		return off, fault.New(fault.Discount, sum.Display())
	}
	return off, nil
}

// LineOf is the item on a bill, so many times: what a sale copies of it.
func LineOf(i catalogue.Item, quantity int64) BillLine {
	return BillLine{
		Item: string(i.ID), Name: i.Name, NameKhmer: i.NameKhmer, Category: i.Category,
		Quantity: quantity, Price: i.Price, Exempt: i.Tax == catalogue.TaxExempt,
	}
}
