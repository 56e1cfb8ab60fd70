package pos

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

// TaxTerms are the shop's own; zero where it charges none.
func (s Settings) TaxTerms() TaxTerms {
	mode := TaxMode(s.Get(SettingTaxMode))
	if mode == TaxNone {
		return TaxTerms{}
	}
	return TaxTerms{mode, int64(s.Int(SettingTaxPercent))}
}

// of is the tax on a sum of prices, in their minor units, half rounded up.
func (t TaxTerms) of(sum int64) int64 {
	switch t.Mode {
	case TaxIncluded:
		return divideHalfUp(sum*t.Percent, 100+t.Percent)
	case TaxAdded:
		return divideHalfUp(sum*t.Percent, 100)
	}
	return 0
}

// taxes are the taxes of each of the taxable sums: they add up to the tax of all
// of them.
func (t TaxTerms) taxes(sums []int64) []int64 {
	var all int64
	for _, s := range sums {
		all += s
	}
	return apportion(t.of(all), sums)
}
