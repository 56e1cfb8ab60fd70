package money

import "psar/pos/fault"

// Owed is what a customer still has to pay, exactly: a total, or what no tender has
// paid of one. It is rounded once, to the notes or the code that are asked for, so
// that parts cost what the whole does.
type Owed struct {
	rule     CashRule
	value    int64 // hundredths of a riel; cents where a total in dollars has no rate
	currency Currency
	part     bool // something was paid: what is less than a note is let go
}

// Owed is a total of which nothing is paid.
func (r CashRule) Owed(total Money) Owed {
	return Owed{rule: r, value: r.Value(total), currency: total.Currency}
}

// OwedAfter is what of a total is owed once amounts were paid of it: of none the
// whole. It is false where an amount needs a rate and there is none.
func (r CashRule) OwedAfter(total Money, paid ...Money) (Owed, bool) {
	o := r.Owed(total)
	o.part = len(paid) > 0
	for _, m := range paid {
		if m.Currency != o.currency && r.Rate <= 0 {
			return Owed{}, false
		}
		o.value -= r.Value(m)
	}
	return o, true
}

// In is what is owed in a currency, half rounded up to whole cents or riel: what a
// code asks for. It is false for the other currency while there is no rate.
func (o Owed) In(c Currency) (Money, bool) {
	unit := int64(Hundredths)
	if c == USD {
		unit = max(1, int64(o.rule.Rate))
	}
	if c != o.currency && o.rule.Rate <= 0 {
		return Money{}, false
	}
	return Money{DivideHalfUp(o.value, unit), c}, true
}

// Notes is what is owed in the notes of one currency: of a whole total in riel one
// note at least. It is false for the other currency while there is no rate.
func (o Owed) Notes(c Currency) (Money, bool) {
	due, ok := o.In(c)
	if ok && c == KHR {
		due.Minor = o.riel(0)
	}
	return due, ok
}

// riel is what is owed in riel notes once dollars of a value were kept for it; below
// zero is what goes back. Something is paid for anything.
func (o Owed) riel(dollars int64) int64 {
	due := o.rule.notes(o.value - dollars)
	if due <= 0 && dollars <= 0 && !o.part {
		return max(1, o.rule.Round)
	}
	return due
}

// Resolved reports that so little is left that neither notes nor a code ask for it.
func (o Owed) Resolved() bool {
	due, _ := o.In(o.currency)
	smallest := o.rule.Value(o.currency.Minimum())
	return o.part && (due.Minor <= 0 || o.value < smallest && o.rule.notes(o.value) <= 0)
}

// rounding is what values beyond what is owed are in riel, zero Money for nothing.
func (o Owed) rounding(kept int64) Money {
	if o.rule.Rate <= 0 && o.currency == USD {
		return Money{}
	}
	return OrNone(DivideHalfUp(kept-o.value, Hundredths), KHR)
}

// Unusual reports that so much was given that a note of the largest value could have
// stayed in the customer's hand: mostly a slip of the finger.
func (o Owed) Unusual(given []Money) bool {
	over := -o.value
	for _, g := range given {
		over += o.rule.Value(g)
	}
	for _, g := range ByCurrency(given) {
		if largest := Notes(g.Currency)[0]; g.Covers(largest) && over >= o.rule.Value(largest) {
			return true
		}
	}
	return false
}

// Pay reckons what goes back of what was given; nothing given is the exact sum in
// the currency of the total. The error's code is fault.AmountZero,
// fault.AmountTooLarge or fault.CurrencyUnknown for what was given,
// fault.RateMissing where it needs a rate, or fault.CashShort with what is missing.
func (o Owed) Pay(given []Money, in ChangeIn) (Cash, error) {
	r := o.rule
	if len(given) == 0 {
		due, _ := o.Notes(o.currency)
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
	if r.Rate <= 0 && o.currency == USD { // no riel: to the cent
		if rest < 0 {
			return Cash{}, fault.New(fault.CashShort, Cents(-rest).Display())
		}
		cash.Change = NonZero(Cents(rest))
		return cash, nil
	}
	dollars, riel := MinorOf(cash.Given, USD), MinorOf(cash.Given, KHR)
	if rest < 0 && riel == 0 { // dollars are exact, to the cent
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
	change := (riel - due) / step * step // what was given in smaller notes than the shop gives stays
	cash.Change = NonZero(Cents(back), Riel(change))
	cash.Rounding = o.rounding(kept + (riel-change)*Hundredths)
	return cash, nil
}
