package model

import (
	"strconv"
	"strings"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/ui/view"
)

// entry is the amount being typed and the currency that reads it. Without a point
// digits fill from the right, so 3 5 0 is $3.50, and 350 riel after a flip. With a
// point they are read as written: 3 . 5 is $3.50, and so is 3 . 5 0.
type entry struct {
	Digits   string // before the point, without leading zeros
	pointed  bool   // a point was typed
	cents    string // behind the point, at most the currency's decimals
	currency money.Currency
}

// entryOf is an amount as if it had been typed.
func entryOf(m money.Money) entry {
	e := entry{currency: m.Currency}
	if m.Minor > 0 {
		e.Digits = strconv.FormatInt(m.Minor, 10)
	}
	return e
}

// key is the entry after one key of an amount: digits, the point, the currency's or
// Backspace. Where the key can't be taken the entry stays, and the code says why.
func (e entry) key(a view.Action) (entry, fault.Code) {
	switch a.Verb {
	case view.DoDigits:
		return e.press(a.Text)
	case view.DoPoint:
		return e.point()
	case view.DoFlip:
		return e.flip()
	case view.DoBackspace:
		return e.backspace(), ""
	}
	return e, ""
}

// press adds digits ("7", "00"). Nothing changes when they don't all fit: half a
// 000 would be an amount that nobody typed.
func (e entry) press(digits string) (entry, fault.Code) {
	if e.pointed {
		if len(e.cents)+len(digits) > e.currency.Decimals() {
			return e, fault.AmountDecimals
		}
		e.cents += digits
		return e, ""
	}
	all := strings.TrimLeft(e.Digits+digits, "0")
	if len(all) > money.MaxDigits {
		return e, fault.AmountTooLarge
	}
	e.Digits = all
	return e, ""
}

// point begins the decimals. What was typed before it is whole dollars then: 3 5 .
// is $35.00. There is one point, and none in riel.
func (e entry) point() (entry, fault.Code) {
	switch decimals := e.currency.Decimals(); {
	case decimals == 0:
		return e, fault.AmountDecimals
	case e.pointed:
		return e, fault.AmountDecimals
	case len(e.Digits)+decimals > money.MaxDigits:
		return e, fault.AmountTooLarge
	}
	e.pointed = true
	return e, ""
}

// backspace takes the last key back, be it a digit or the point.
func (e entry) backspace() entry {
	switch {
	case e.cents != "":
		e.cents = e.cents[:len(e.cents)-1]
	case e.pointed:
		e.pointed = false
	case e.Digits != "":
		e.Digits = e.Digits[:len(e.Digits)-1]
	}
	return e
}

// flip reads the same digits in the other currency. It doesn't convert: a
// cashier who flips has seen that the currency is wrong, not the digits, and a
// converted amount would be one that nobody typed. Decimals are not dropped for it
// either: an amount with a point stays what it is.
func (e entry) flip() (entry, fault.Code) {
	if other := e.currency.Other(); !e.pointed || other.Decimals() > 0 {
		e.currency = other
		return e, ""
	}
	return e, fault.AmountDecimals
}

// clear forgets what was typed and keeps the currency.
func (e entry) clear() entry { return entry{currency: e.currency} }

func (e entry) Empty() bool { return e.Digits == "" && !e.pointed }

// Money is the amount in minor units.
func (e entry) Money() money.Money {
	digits := "0" + e.Digits
	if e.pointed {
		digits += e.cents + strings.Repeat("0", e.currency.Decimals()-len(e.cents))
	}
	// Nine digits always fit.
	minor, _ := strconv.ParseInt(digits, 10, 64)
	return money.Of(minor, e.currency)
}

// display is the amount as it is shown where it is typed. With a point alone it is none
// yet, and looks unlike the zero of nothing typed: $0.
func (e entry) display() string { return e.begun(e.Money().Display()) }

// grouped is display without the currency's sign.
func (e entry) grouped() string { return e.begun(e.Money().Grouped()) }

func (e entry) begun(text string) string {
	if e.pointed && e.Digits == "" && e.cents == "" {
		return strings.TrimSuffix(text, strings.Repeat("0", e.currency.Decimals()))
	}
	return text
}

// whole is what was typed as a number of things; false where it is none.
func (e entry) whole() (int64, bool) {
	n, err := strconv.ParseInt(e.Digits, 10, 64)
	return n, err == nil && !e.pointed
}

// part is what was typed as a part, in hundredths of a per cent: 5 . 5 is 550, and
// so many whole per cent without a point.
func (e entry) part() int64 {
	n, _ := strconv.ParseInt("0"+e.Digits+(e.cents + "00")[:2], 10, 64)
	return n
}

// text is what was typed, as it was.
func (e entry) text() string {
	if !e.pointed {
		return e.Digits
	}
	return "0"[:max(0, 1-len(e.Digits))] + e.Digits + "." + e.cents
}

// typed takes text that was typed behind the entry, or pasted: figures, a point,
// and a stroke for the other currency. Whatever else stands in it is left out; a
// comma alone is the point of some keyboards, among figures it groups them.
func (e entry) typed(text string) (entry, fault.Code) {
	before := e
	if text == "," {
		text = "."
	}
	for _, r := range text {
		var wrong fault.Code
		switch {
		case r >= '0' && r <= '9':
			e, wrong = e.press(string(r))
		case r == '.':
			e, wrong = e.point()
		case r == '/':
			e, wrong = e.flip()
		}
		if wrong != "" {
			return before, wrong
		}
	}
	return e, ""
}
