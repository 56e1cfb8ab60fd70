// Package money counts: amounts in two currencies, the exchange rate, notes and what
// goes back of them, value added tax, and the business day that money is filed by.
//
// An amount is an int64 of minor units (cents, or whole riel) beside its currency,
// never a float. Two currencies are never added: a conversion says at which rate and
// is rounded once, a half away from zero, to whole cents, riel or notes. Parts of a
// sum are made so that they add up to it.
//
// It knows no sale and no clock of its own: rate, rounding and cutoff hour are what
// the caller says they were.
package money
