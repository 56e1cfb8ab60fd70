package pos

import "psar/pos/money"

// TaxTerms are the shop's own; zero where it charges none.
func (s Settings) TaxTerms() money.TaxTerms {
	mode := money.TaxMode(s.Get(SettingTaxMode))
	if mode == money.TaxNone {
		return money.TaxTerms{}
	}
	return money.TaxTerms{Mode: mode, Percent: int64(s.Int(SettingTaxPercent))}
}
