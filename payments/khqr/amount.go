package khqr

import (
	"strconv"
	"strings"
)

// MinorUnits is the amount in cents (USD) or riel (KHR), 0 or more. Every form
// that the format allows gives the same number: 5, 5., 5.0, 5.00 and 0005 dollars
// are all 500, and 50000, 50000.0 and 50000.00 riel are all 50000. The error is of
// ClassMissing if the code has no amount, else of ClassCurrency or ClassAmount.
func (c Code) MinorUnits() (int64, error) {
	if c.Amount == "" {
		return 0, fault(ClassMissing, "54", "the code carries no amount")
	}
	minor, err := minorUnits(c.Currency, c.Amount)
	if err != nil {
		return 0, err
	}
	return minor, nil
}

// minorUnits reads digits and a decimal point with at most as many decimals as the
// currency has; zero decimals of riel are ignored. The limit of 13 characters
// excludes overflow.
func minorUnits(currency Currency, text string) (int64, *Error) {
	decimals, err := currency.decimals()
	if err != nil {
		return 0, err
	}
	if len(text) > 13 {
		return 0, fault(ClassAmount, "54", "the amount is longer than 13 characters")
	}
	if text == "" || !isDigit(text[0]) {
		return 0, fault(ClassAmount, "54", "the amount does not begin with a digit")
	}
	if decimals == 0 {
		text = withoutZeros(text)
	}
	var minor int64
	point := -1
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case isDigit(b):
			minor = minor*10 + int64(b-'0')
		case b == '.' && point < 0:
			point = i
		default:
			return 0, fault(ClassAmount, "54", "the amount "+strconv.Quote(text)+" is not a decimal number in ASCII digits")
		}
	}
	written := 0
	if point >= 0 {
		written = len(text) - point - 1
	}
	if written > decimals {
		return 0, fault(ClassAmount, "54", "the amount "+text+" has more decimals than its currency")
	}
	for ; written < decimals; written++ {
		minor *= 10
	}
	return minor, nil
}

// withoutZeros removes the decimals if they are all zero: banks whose systems count
// in cents write riel as 50000.00.
func withoutZeros(text string) string {
	whole, fraction, _ := strings.Cut(text, ".")
	if strings.Trim(fraction, "0") != "" {
		return text
	}
	return whole
}

// decimals is the currency's number of decimals. The error is of ClassCurrency.
func (c Currency) decimals() (int, *Error) {
	switch c {
	case USD:
		return 2, nil
	case KHR:
		return 0, nil
	}
	return 0, fault(ClassCurrency, "53", "the currency "+strconv.Quote(string(c))+" is neither 840 (USD) nor 116 (KHR)")
}

// FormatAmount writes minor units (cents or riel, above 0) in the form that the
// national bank's SDK writes into tag 54: whole dollars without decimals, other
// dollars with two. The error is of ClassCurrency or ClassAmount.
func FormatAmount(currency Currency, minor int64) (string, error) {
	decimals, err := currency.decimals()
	if err != nil {
		return "", err
	}
	if minor <= 0 {
		return "", fault(ClassAmount, "54", "an amount must be above zero")
	}
	text := strconv.FormatInt(minor, 10)
	if decimals == 2 {
		text = strconv.FormatInt(minor/100, 10)
		if cents := minor % 100; cents != 0 {
			text += "." + strconv.FormatInt(cents/10, 10) + strconv.FormatInt(cents%10, 10)
		}
	}
	if len(text) > 13 {
		return "", fault(ClassAmount, "54", "the amount is longer than 13 characters")
	}
	return text, nil
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
