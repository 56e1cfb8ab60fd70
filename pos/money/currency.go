package money

import (
	"strings"

	"psar/pos/fault"
)

// Currency is an ISO 4217 code. The till knows two.
type Currency string

// The two currencies that are in daily use in Cambodia.
const (
	USD Currency = "USD" // two decimals: minor units are cents
	KHR Currency = "KHR" // no decimals: minor units are riel
)

// Currencies lists every currency in the order in which reports name them.
func Currencies() []Currency { return []Currency{USD, KHR} }

// ParseCurrency reads a currency code in any case. The error's code is
// fault.CurrencyUnknown.
func ParseCurrency(s string) (Currency, error) {
	switch c := Currency(strings.ToUpper(strings.TrimSpace(s))); c {
	case USD, KHR:
		return c, nil
	}
	return "", fault.New(fault.CurrencyUnknown, s)
}

// Decimals is the number of digits behind the point: 2 for USD, 0 for KHR.
func (c Currency) Decimals() int {
	if c == USD {
		return 2
	}
	return 0
}

// Symbol is the sign that stands with an amount.
func (c Currency) Symbol() string {
	if c == USD {
		return "$"
	}
	return "៛"
}

// Minimum is the smallest amount that the gateway takes by KHQR: 0.01 USD or
// 100 KHR.
func (c Currency) Minimum() Money {
	if c == USD {
		return Cents(1)
	}
	return Riel(100)
}

// Other is the currency that stands beside this one on the screen.
func (c Currency) Other() Currency {
	if c == USD {
		return KHR
	}
	return USD
}
