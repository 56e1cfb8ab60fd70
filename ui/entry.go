package ui

import (
	"strconv"
	"strings"

	"psar/pos"
)

// entry is the amount being typed: the digits as they were pressed, without
// leading zeros, and the currency that reads them. Digits fill from the right,
// so 3 5 0 is $3.50, and 350 riel after a flip.
type entry struct {
	digits   string // at most pos.MaxDigits
	currency pos.Currency
}

// press adds digits ("7", "00"). It is false, and nothing changes, when they
// don't all fit: half a 000 would be an amount that nobody typed.
func (e entry) press(digits string) (entry, bool) {
	all := strings.TrimLeft(e.digits+digits, "0")
	if len(all) > pos.MaxDigits {
		return e, false
	}
	e.digits = all
	return e, true
}

// backspace takes the last digit back.
func (e entry) backspace() entry {
	if e.digits != "" {
		e.digits = e.digits[:len(e.digits)-1]
	}
	return e
}

// flip reads the same digits in the other currency. It doesn't convert: a
// cashier who flips has seen that the currency is wrong, not the digits, and a
// converted amount would be one that nobody typed.
func (e entry) flip() entry {
	e.currency = e.currency.Other()
	return e
}

// clear forgets the digits and keeps the currency.
func (e entry) clear() entry { return entry{currency: e.currency} }

func (e entry) empty() bool { return e.digits == "" }

// money is the amount in minor units.
func (e entry) money() pos.Money {
	// Nine digits always fit.
	minor, _ := strconv.ParseInt("0"+e.digits, 10, 64)
	return pos.Money{Minor: minor, Currency: e.currency}
}
