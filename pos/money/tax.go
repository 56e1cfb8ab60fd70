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

// of returns the tax on a sum of prices, in minor units, a half rounded up.
func (t TaxTerms) of(sum int64) int64 {
	switch t.Mode {
	case TaxIncluded:
		return DivideHalfUp(sum*t.Percent, 100+t.Percent)
	case TaxAdded:
		return DivideHalfUp(sum*t.Percent, 100)
	}
	return 0
}

// Taxes returns the tax on each of the taxable sums, in minor units. They add up to the
// tax on the whole.
func (t TaxTerms) Taxes(sums []int64) []int64 {
	var all int64
	for _, s := range sums {
		all += s
	}
	return Apportion(t.of(all), sums)
}
