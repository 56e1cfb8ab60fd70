package money

import (
	"strings"

	"psar/pos/fault"
)

// Currency is an ISO 4217 code. Psar supports two.
type Currency string

// The two currencies in daily use in Cambodia.
const (
	USD Currency = "USD" // two decimals: minor units are cents
	KHR Currency = "KHR" // no decimals: minor units are riel
)

// Currencies lists every currency, in the order of reports.
func Currencies() []Currency { return []Currency{USD, KHR} }

// ParseCurrency parses a currency code in any case. The error's code is
// fault.CurrencyUnknown.
func ParseCurrency(s string) (Currency, error) {
	switch c := Currency(strings.ToUpper(strings.TrimSpace(s))); c {
	case USD, KHR:
		return c, nil
	}
	return "", fault.New(fault.CurrencyUnknown, s)
}

// Decimals is the number of digits after the decimal point: 2 for USD, 0 for KHR.
func (c Currency) Decimals() int {
	if c == USD {
		return 2
	}
	return 0
}

// Symbol is the sign that is written beside an amount.
func (c Currency) Symbol() string {
	if c == USD {
		return "$"
	}
	return "៛"
}

// Minimum is the smallest amount that the gateway accepts for a KHQR: 0.01 USD or 100
// KHR.
func (c Currency) Minimum() Money {
	if c == USD {
		return Cents(1)
	}
	return Riel(100)
}

// Other is the other one of the two currencies.
func (c Currency) Other() Currency {
	if c == USD {
		return KHR
	}
	return USD
}
