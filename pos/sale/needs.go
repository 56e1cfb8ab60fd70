package sale

import (
	"psar/pos/money"
	"psar/pos/staff"
)

// Needs lists the actions of a bill that not everybody may do: prices other than the
// catalogue's, and discounts of more than limitPercent of a line or of the whole. A
// discount that exceeds the limit by rounding alone does not count.
func (p Priced) Needs(terms money.TaxTerms, limitPercent int) []staff.Action {
	limit := func(whole money.Money) money.Money { return whole.Part(int64(limitPercent), 100) }
	c := p.Total.Currency
	var lines money.Money
	other, deep := false, false
	for _, l := range p.Lines {
		allowed := limit(money.SumIn(c, l.Net(terms), l.Discount))
		lines = money.SumIn(c, lines, allowed)
		other = other || l.List != (money.Money{}) && l.List != l.Price
		deep = deep || l.Discount.Exceeds(allowed)
	}
	deep = deep || p.Discount.Exceeds(limit(p.Gross)) && p.Discount.Exceeds(lines)
	var needs []staff.Action
	if other {
		needs = append(needs, staff.ActionPrice)
	}
	if deep {
		needs = append(needs, staff.ActionDiscount)
	}
	return needs
}
