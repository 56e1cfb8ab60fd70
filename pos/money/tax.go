package money

// TaxMode says whether prices include value added tax.
type TaxMode string

// The tax modes. A shop that is not registered for VAT charges none.
const (
	TaxNone     TaxMode = "none"
	TaxIncluded TaxMode = "included" // prices include the tax
	TaxAdded    TaxMode = "added"    // the tax is added to the prices
)

// TaxTerms are the shop's VAT settings at the moment of a sale. The zero TaxTerms mean
// TaxNone.
type TaxTerms struct {
	Mode    TaxMode `json:"mode"`
	Percent int64   `json:"percent"` // whole per cent of the taxable base: 10 in Cambodia
}

// of returns the tax on a sum of prices, a half rounded up.
func (t TaxTerms) of(sum Money) Money {
	switch t.Mode {
	case TaxIncluded:
		return sum.Part(t.Percent, 100+t.Percent)
	case TaxAdded:
		return sum.Part(t.Percent, 100)
	}
	return Money{Currency: sum.Currency}
}

// Taxes returns the tax on each of the taxable sums, which are of one currency. They add
// up to the tax on the whole.
func (t TaxTerms) Taxes(c Currency, sums []Money) []Money {
	return t.of(SumIn(c, sums...)).Apportion(sums)
}
