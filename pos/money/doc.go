// Package money computes with amounts in two currencies: exchange rate, cash and
// change, value added tax, and the business day that an amount is reported on.
//
// An amount is an int64 of minor units (cents, or whole riel) beside its currency,
// never a float. Amounts of two currencies are never added: a conversion names its rate
// and rounds once, a half away from zero, to whole cents, riel or notes. The parts of a
// sum add up to it exactly.
//
// It knows no sale, no setting and no clock: the caller passes rate, rounding and
// cutoff hour.
package money
