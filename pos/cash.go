package pos

import "psar/pos/money"

// CashRule is the shop's own, at today's rate.
func (s Settings) CashRule() money.CashRule {
	return money.CashRule{Rate: s.Rate(), Round: int64(s.Int(SettingRoundingKHR))}
}
