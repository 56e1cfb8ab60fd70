package money

import "psar/pos/fault"

// Balance is a balance due, kept exactly: a total, or what of it no tender has paid yet. It
// is rounded only when it is requested in notes or by a code, so that paying in parts
// costs what paying at once does.
type Balance struct {
	rule     CashRule
	value    int64 // hundredths of a riel; cents for a total in dollars without a rate
	currency Currency
	part     bool // something was paid: a rest smaller than a note is let go
}

// Balance returns the balance due of a total of which nothing is paid.
func (r CashRule) Balance(total Money) Balance {
	return Balance{rule: r, value: r.Value(total), currency: total.Currency}
}

// BalanceAfter returns the balance due of a total once the amounts were paid. It is false
// where an amount needs a rate and there is none.
func (r CashRule) BalanceAfter(total Money, paid ...Money) (Balance, bool) {
	o := r.Balance(total)
	o.part = len(paid) > 0
	for _, m := range paid {
		if m.Currency != o.currency && r.Rate <= 0 {
			return Balance{}, false
		}
		o.value -= r.Value(m)
	}
	return o, true
}

// In returns the balance in one currency, a half rounded up to whole cents or riel: the
// amount that a code requests. It is false for the other currency without a rate.
func (o Balance) In(c Currency) (Money, bool) {
	unit := int64(Hundredths)
	if c == USD {
		unit = max(1, int64(o.rule.Rate))
	}
	if c != o.currency && o.rule.Rate <= 0 {
		return Money{}, false
	}
	return Money{DivideHalfUp(o.value, unit), c}, true
}

// InCash returns the balance in the notes of one currency: an unpaid total in riel is at
// least one note. It is false for the other currency without a rate.
func (o Balance) InCash(c Currency) (Money, bool) {
	due, ok := o.In(c)
	if ok && c == KHR {
		due.Minor = o.riel(0)
	}
	return due, ok
}

// riel returns the balance in riel notes after dollars, in hundredths of a riel, were
// kept for it; below zero it is change. A total of which nothing is paid costs at least
// one note.
func (o Balance) riel(dollars int64) int64 {
	due := o.rule.notes(o.value - dollars)
	if due <= 0 && dollars <= 0 && !o.part {
		return max(1, o.rule.Round)
	}
	return due
}

// Paid reports whether so little is left that neither notes nor a code can request it.
func (o Balance) Paid() bool {
	due, _ := o.In(o.currency)
	smallest := o.rule.Value(o.currency.Minimum())
	return o.part && (due.Minor <= 0 || o.value < smallest && o.rule.notes(o.value) <= 0)
}

// rounding returns by how much a value exceeds the balance, in riel; zero Money for none.
func (o Balance) rounding(kept int64) Money {
	if o.rule.Rate <= 0 && o.currency == USD {
		return Money{}
	}
	return OrNone(DivideHalfUp(kept-o.value, Hundredths), KHR)
}

// Unusual reports whether the cash received is so much that a note of the largest
// denomination was not needed: usually a typing error.
func (o Balance) Unusual(given []Money) bool {
	over := -o.value
	for _, g := range given {
		over += o.rule.Value(g)
	}
	for _, g := range ByCurrency(given) {
		if largest := Denominations(g.Currency)[0]; g.Covers(largest) && over >= o.rule.Value(largest) {
			return true
		}
	}
	return false
}

// Pay computes the change for the cash received; none received means the exact balance
// in the currency of the total. The error's code is fault.AmountZero,
// fault.AmountTooLarge or fault.CurrencyUnknown for an amount received,
// fault.RateMissing where it needs a rate, or fault.CashShort with what is missing.
func (o Balance) Pay(given []Money, in ChangeIn) (Cash, error) {
	r := o.rule
	if len(given) == 0 {
		due, _ := o.InCash(o.currency)
		if due.Minor <= 0 && o.part {
			return Cash{Rounding: o.rounding(0)}, nil
		}
		given = []Money{due}
	}
	cash := Cash{Given: ByCurrency(given)}
	rest := -o.value
	for _, g := range cash.Given {
		switch {
		case g.Minor <= 0:
			return Cash{}, fault.New(fault.AmountZero)
		case g.Minor > MaxMinor:
			return Cash{}, fault.New(fault.AmountTooLarge, g.Decimal())
		case g.Currency != o.currency && r.Rate <= 0:
			return Cash{}, fault.New(fault.RateMissing)
		}
		rest += r.Value(g)
	}
	if r.Rate <= 0 && o.currency == USD { // no riel: exact to the cent
		if rest < 0 {
			return Cash{}, fault.New(fault.CashShort, Cents(-rest).Display())
		}
		cash.Change = NonZero(Cents(rest))
		return cash, nil
	}
	dollars, riel := MinorOf(cash.Given, USD), MinorOf(cash.Given, KHR)
	if rest < 0 && riel == 0 { // dollars alone are exact to the cent
		if due, _ := o.In(USD); o.currency == USD && dollars >= due.Minor {
			cash.Rounding = o.rounding(rest + o.value)
			return cash, nil
		}
		unit := max(1, int64(r.Rate))
		return Cash{}, fault.New(fault.CashShort, Cents((unit-1-rest)/unit).Display())
	}
	back := int64(0) // dollars, in cents
	if whole := 100 * max(1, int64(r.Rate)); in != ChangeRiel && r.Rate > 0 && rest > 0 {
		back = rest / whole * 100
	}
	kept := r.Value(Cents(dollars - back))
	due := o.riel(kept)
	if riel < due {
		return Cash{}, fault.New(fault.CashShort, r.short(due-riel, o.currency).Display())
	}
	step := max(1, r.Round)
	change := (riel - due) / step * step // a rest smaller than the shop's smallest note is kept
	cash.Change = NonZero(Cents(back), Riel(change))
	cash.Rounding = o.rounding(kept + (riel-change)*Hundredths)
	return cash, nil
}
