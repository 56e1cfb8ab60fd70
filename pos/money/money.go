package money

import (
	"encoding/json"
	"strconv"
	"strings"

	"psar/pos/fault"
	"psar/pos/text"
)

// MaxDigits is the most digits of an amount in minor units: up to 9,999,999.99 USD or
// 999,999,999 KHR.
const MaxDigits = 9

// MaxMinor is the largest amount of MaxDigits digits, in minor units.
const MaxMinor = 999_999_999

// Money is an amount in minor units (cents or riel) of one currency. The zero
// Money has no currency and is no amount.
type Money struct {
	Minor    int64
	Currency Currency
}

// Of returns an amount in minor units of a currency.
func Of(minor int64, c Currency) Money { return Money{minor, c} }

// Cents returns an amount in US cents.
func Cents(n int64) Money { return Money{n, USD} }

// Riel returns an amount in riel.
func Riel(n int64) Money { return Money{n, KHR} }

// Parse parses an amount as people and scripts write it: digits, an optional point and
// at most the currency's decimals ("5", "5.1", "5.00", "20000"). Signs, grouping,
// exponents and digits of other scripts are refused. The error's code is
// fault.AmountInvalid, fault.AmountDecimals, fault.AmountTooLarge or
// fault.CurrencyUnknown.
func Parse(text string, c Currency) (Money, error) { return parseMoney(text, c, MaxDigits) }

func parseMoney(value string, c Currency, most int) (Money, error) {
	if _, err := ParseCurrency(string(c)); err != nil {
		return Money{}, err
	}
	whole, fraction, pointed := strings.Cut(strings.TrimSpace(value), ".")
	if whole == "" || !text.Digits(whole) || (pointed && (fraction == "" || !text.Digits(fraction))) {
		return Money{}, fault.New(fault.AmountInvalid, value)
	}
	if len(fraction) > c.Decimals() {
		return Money{}, fault.New(fault.AmountDecimals, value, c)
	}
	fraction += strings.Repeat("0", c.Decimals()-len(fraction))
	all := strings.TrimLeft(whole+fraction, "0")
	if len(all) > most {
		return Money{}, fault.New(fault.AmountTooLarge, value)
	}
	if all == "" {
		return Money{0, c}, nil
	}
	minor, err := strconv.ParseInt(all, 10, 64)
	if err != nil {
		return Money{}, fault.New(fault.AmountInvalid, value).Because(err)
	}
	return Money{minor, c}, nil
}

// CheckSale checks that an amount can be the price or total of a sale: above zero, at
// most MaxDigits digits. The error's code is fault.CurrencyUnknown, fault.AmountZero,
// fault.AmountInvalid below zero, or fault.AmountTooLarge.
func (m Money) CheckSale() error {
	switch {
	case m.Currency != USD && m.Currency != KHR:
		return fault.New(fault.CurrencyUnknown, m.Currency)
	case m.Minor == 0:
		return fault.New(fault.AmountZero)
	case m.Minor < 0:
		return fault.New(fault.AmountInvalid, m.Decimal())
	case m.Minor > MaxMinor:
		return fault.New(fault.AmountTooLarge, m.Decimal())
	}
	return nil
}

// CheckCharge checks that an amount can be requested by KHQR: CheckSale's rule, and at
// least the currency's minimum, else fault.AmountBelowMinimum.
func (m Money) CheckCharge() error {
	if err := m.CheckSale(); err != nil {
		return err
	}
	if m.Minor < m.Currency.Minimum().Minor {
		return fault.New(fault.AmountBelowMinimum, m.Currency.Minimum().Display())
	}
	return nil
}

// Decimal formats the amount for machines: "5.00", "20000".
func (m Money) Decimal() string { return m.format("") }

// Grouped formats the amount without a symbol: "1,234.56", "14,000".
func (m Money) Grouped() string { return m.format(",") }

// Display formats the amount for people: "$3.50", "14,000 ៛".
func (m Money) Display() string {
	switch {
	case m.Currency == USD && m.Minor < 0:
		return "-$" + Cents(-m.Minor).Grouped()
	case m.Currency == USD:
		return "$" + m.Grouped()
	}
	return m.Grouped() + " ៛"
}

func (m Money) String() string { return m.Decimal() + " " + string(m.Currency) }

func (m Money) format(group string) string {
	text := strconv.FormatInt(m.Minor, 10)
	sign := ""
	if m.Minor < 0 {
		sign, text = "-", text[1:]
	}
	d := m.Currency.Decimals()
	for len(text) <= d {
		text = "0" + text
	}
	whole, fraction := text[:len(text)-d], text[len(text)-d:]
	if group != "" {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + group + whole[i:]
		}
	}
	if d == 0 {
		return sign + whole
	}
	return sign + whole + "." + fraction
}

// MinorOf returns the amount of one currency, in minor units, out of at most one per
// currency; 0 where there is none.
func MinorOf(all []Money, c Currency) int64 {
	for _, m := range all {
		if m.Currency == c {
			return m.Minor
		}
	}
	return 0
}

type moneyJSON struct {
	Amount   string   `json:"amount"`
	Currency Currency `json:"currency"`
}

// The parts of an amount's JSON.
const (
	jsonAmount   = `{"amount":"`
	jsonCurrency = `","currency":"`
	jsonEnd      = `"}`
)

// MarshalJSON writes {"amount":"5.00","currency":"USD"}.
func (m Money) MarshalJSON() ([]byte, error) {
	if !plain(string(m.Currency)) {
		return json.Marshal(moneyJSON{m.Decimal(), m.Currency})
	}
	const most = 80
	b := append(make([]byte, 0, most), jsonAmount...)
	b = append(append(b, m.Decimal()...), jsonCurrency...)
	return append(append(b, m.Currency...), jsonEnd...), nil
}

// plain reports whether a text is itself in JSON.
func plain(text string) bool {
	for _, c := range []byte(text) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && c != '.' && c != '-' {
			return false
		}
	}
	return true
}

// parseJSON parses what MarshalJSON writes; any other JSON of an amount by encoding/json, which
// takes much longer.
func parseJSON(b []byte) (j moneyJSON, err error) {
	rest, is := strings.CutPrefix(string(b), jsonAmount)
	amount, rest, pair := strings.Cut(rest, jsonCurrency)
	currency, ended := strings.CutSuffix(rest, jsonEnd)
	if is && pair && ended && plain(amount) && plain(currency) {
		return moneyJSON{amount, Currency(currency)}, nil
	}
	err = json.Unmarshal(b, &j)
	return j, err
}

// storedDigits bounds amounts that were not typed: sums, and what a bank reported.
const storedDigits = 18

// UnmarshalJSON parses what MarshalJSON writes. The error's code is as for Parse.
func (m *Money) UnmarshalJSON(b []byte) error {
	j, err := parseJSON(b)
	if err != nil {
		return err
	}
	text, negative := strings.CutPrefix(j.Amount, "-")
	parsed, err := parseMoney(text, j.Currency, storedDigits)
	if err != nil {
		return err
	}
	if negative {
		parsed.Minor = -parsed.Minor
	}
	*m = parsed
	return nil
}

// OrNone returns an amount, or the zero Money (which JSON leaves out) for 0.
func OrNone(minor int64, c Currency) Money {
	if minor == 0 {
		return Money{}
	}
	return Money{minor, c}
}

// Displayed formats amounts for people, with + between them.
func Displayed(all []Money) string {
	texts := make([]string, len(all))
	for i, m := range all {
		texts[i] = m.Display()
	}
	return strings.Join(texts, " + ")
}
