package money

// TaxMode says whether prices hold value added tax.
type TaxMode string

// The ways of taxing. A shop that is not registered charges none.
const (
	TaxNone     TaxMode = "none"
	TaxIncluded TaxMode = "included" // prices hold the tax
	TaxAdded    TaxMode = "added"    // the tax comes on top of the prices
)

// TaxTerms are how value added tax applies to a sale: as the shop had set it in
// that moment. The zero TaxTerms are TaxNone.
type TaxTerms struct {
	Mode    TaxMode `json:"mode"`
	Percent int64   `json:"percent"` // whole per cent of the taxable base: 10 in Cambodia
}

// of is the tax on a sum of prices, in their minor units, half rounded up.
func (t TaxTerms) of(sum int64) int64 {
	switch t.Mode {
	case TaxIncluded:
		return DivideHalfUp(sum*t.Percent, 100+t.Percent)
	case TaxAdded:
		return DivideHalfUp(sum*t.Percent, 100)
	}
	return 0
}

// Taxes are the taxes of each of the taxable sums: they add up to the tax of all
// of them.
func (t TaxTerms) Taxes(sums []int64) []int64 {
	var all int64
	for _, s := range sums {
		all += s
	}
	return Apportion(t.of(all), sums)
}
