package sale

import (
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/text"
)

// Bounds of a bill. More lines make an impractically long receipt; a larger quantity is a
// typing error.
const (
	MaxLines    = 200
	MaxQuantity = 9999
	maxName     = 120 // characters of a line's name, category or note
)

// Bill is what a customer wants to buy, as the cashier entered it. It holds no sums:
// Price computes them.
type Bill struct {
	Currency money.Currency `json:"currency"`
	Lines    []BillLine     `json:"lines"`
	Discount Discount       `json:"discount,omitzero"` // on all lines together
}

// BillLine is one line of a bill: an item, or an amount without one.
type BillLine struct {
	Item      string      `json:"item,omitempty"` // the item's id in the catalogue; "" for an amount alone
	Name      string      `json:"name,omitempty"` // "" for an amount alone
	NameKhmer string      `json:"name_km,omitempty"`
	Category  string      `json:"category,omitempty"`
	Quantity  int64       `json:"quantity"`            // 1 to MaxQuantity
	Price     money.Money `json:"price"`               // of one, in either currency
	List      money.Money `json:"list_price,omitzero"` // the catalogue's price; Till fills it in
	Discount  Discount    `json:"discount,omitzero"`
	Exempt    bool        `json:"exempt,omitempty"` // of value added tax
	Note      string      `json:"note,omitempty"`
}

// Discount is what is taken off a sum: an amount or a part, never both.
type Discount struct {
	Amount money.Money `json:"amount,omitzero"`   // in either currency
	Part   int64       `json:"part_bp,omitempty"` // hundredths of a per cent, 1 to 10,000
}

// IsZero reports whether nothing is taken off.
func (d Discount) IsZero() bool { return d == Discount{} }

// Terms are the rate and the tax that a bill is computed with.
type Terms struct {
	Rate money.Rate // 0: every price must be in the bill's own currency
	Tax  money.TaxTerms
}

// TermsOf returns the terms that the settings hold now.
func TermsOf(s settings.Values) Terms { return Terms{s.Rate(), s.TaxTerms()} }

// Priced is a bill with its sums, in the bill's currency; the zero Money where there is
// nothing, such as no discount.
type Priced struct {
	Lines    []Line
	Gross    money.Money // sum of quantity × price
	Discount money.Money // of lines and bill together
	Taxable  money.Money // what the tax is computed on, without the tax
	Tax      money.Money
	Total    money.Money // to be paid
}

// Price computes a bill. Everything is rounded once, half up: a line's price in the
// bill's currency, a discount, the tax of all lines; what is split over lines adds up
// again. The error's code is fault.CurrencyUnknown, fault.BillEmpty, fault.BillLong,
// fault.Quantity, fault.Discount for one that exceeds its sum, fault.RateMissing,
// fault.TextInvalid with the field, or one of money.Money.CheckSale's for a price and for
// the total.
func (b Bill) Price(t Terms) (Priced, error) {
	switch {
	case b.Currency != money.USD && b.Currency != money.KHR:
		return Priced{}, fault.New(fault.CurrencyUnknown, b.Currency)
	case len(b.Lines) == 0:
		return Priced{}, fault.New(fault.BillEmpty)
	case len(b.Lines) > MaxLines:
		return Priced{}, fault.New(fault.BillLong, MaxLines)
	}
	p := Priced{Lines: make([]Line, len(b.Lines))}
	gross, nets := money.Money{Currency: b.Currency}, make([]money.Money, len(b.Lines))
	for i, l := range b.Lines {
		whole, off, err := l.amounts(b.Currency, t.Rate)
		if err != nil {
			return Priced{}, err
		}
		gross = money.SumIn(b.Currency, gross, whole)
		if gross.Minor > money.MaxMinor {
			return Priced{}, fault.New(fault.AmountTooLarge, gross.Decimal())
		}
		nets[i] = money.SumIn(b.Currency, whole, off.Negative())
		p.Lines[i] = l.line(off)
	}
	p.Gross = gross
	off, err := b.Discount.of(money.SumIn(b.Currency, nets...), t.Rate)
	if err != nil {
		return Priced{}, err
	}
	for i, share := range off.Apportion(nets) {
		nets[i] = money.SumIn(b.Currency, nets[i], share.Negative())
		p.Lines[i].Share = money.OrNone(share.Minor, b.Currency)
	}
	p.tax(nets, t.Tax, b.Currency)
	return p, p.Total.CheckSale()
}

// tax computes the tax and total of each line from its amount after all discounts (nets),
// and adds up the bill.
func (p *Priced) tax(nets []money.Money, terms money.TaxTerms, c money.Currency) {
	taxed := make([]money.Money, len(nets)) // no money of a line without tax
	for i, l := range p.Lines {
		if !l.Exempt {
			taxed[i] = nets[i]
		}
	}
	var total, tax, taxable, off money.Money
	for i, due := range terms.Taxes(c, taxed) {
		l := &p.Lines[i]
		l.Tax, l.Total = money.OrNone(due.Minor, c), nets[i]
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

// amounts returns a line's price in the bill's currency, and its discount.
func (l BillLine) amounts(c money.Currency, rate money.Rate) (whole, off money.Money, err error) {
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
		check := text.CheckLine
		if l.Item != "" {
			check = text.CheckStored // what the shop has on its shelves is sold
		}
		if check(f.text, maxName) != nil {
			return fault.New(fault.TextInvalid, f.name)
		}
	}
	return l.Price.CheckSale()
}

// line returns the line as the sale holds it, without bill discount, tax and total, which
// depend on the other lines.
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

// of returns what the discount takes off a sum, in the sum's currency.
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

// LineOf returns the bill line of a quantity of an item.
func LineOf(i catalogue.Item, quantity int64) BillLine {
	return BillLine{
		Item: string(i.ID), Name: i.Name, NameKhmer: i.NameKhmer, Category: i.Category,
		Quantity: quantity, Price: i.Price, Exempt: i.Tax == catalogue.TaxExempt,
	}
}
