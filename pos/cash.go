package pos

// ChangeIn says in which notes change goes back.
type ChangeIn string

// The ways of giving change: whole dollars and the rest in riel, or riel alone.
const (
	ChangeDollars ChangeIn = "usd"
	ChangeRiel    ChangeIn = "khr"
)

// Cash is what passes over the counter for a total. Amounts are one of a
// currency at the most, USD first, and none is zero.
type Cash struct {
	Given  []Money `json:"given"`
	Change []Money `json:"change,omitempty"`
	// Rounding is what the drawer keeps beyond the total, in riel: no smaller
	// notes exist. It is below zero where the shop lets some go.
	Rounding Money `json:"rounding,omitzero"`
}

// CashRule is how a shop takes notes.
type CashRule struct {
	Rate  Rate  // 0: one currency alone is taken, and change is of that
	Round int64 // riel: the smallest note that is given, 100 mostly
}

// CashRule is the shop's own, at today's rate.
func (s Settings) CashRule() CashRule {
	return CashRule{s.Rate(), int64(s.Int(SettingRoundingKHR))}
}

// Due is what a total costs in the notes of one currency. It is false for the
// other currency while there is no rate.
func (r CashRule) Due(total Money, in Currency) (Money, bool) {
	if in == KHR && total.Currency == KHR {
		return Money{r.notes(total.Minor * hundredths), KHR}, true
	}
	return r.Rate.In(in, total, r.Round)
}

// hundredths of a riel: in them cents at any rate are whole.
const hundredths = 100

// value is an amount in hundredths of a riel. With no rate only riel, or only
// dollars, are compared, and what a cent is worth does not matter.
func (r CashRule) value(m Money) int64 {
	if m.Currency == KHR {
		return m.Minor * hundredths
	}
	return m.Minor * max(1, int64(r.Rate))
}

// notes rounds hundredths of a riel to what there are notes for, in riel.
func (r CashRule) notes(value int64) int64 {
	step := max(1, r.Round)
	return divideHalfUp(value, hundredths*step) * step
}

// Pay reckons what goes back of what was given; nothing given is the exact sum in
// the total's own notes. The error's code is CodeAmountZero, CodeAmountTooLarge or
// CodeCurrencyUnknown for what was given, CodeRateMissing where it needs a rate, or
// CodeCashShort with what is missing.
func (r CashRule) Pay(total Money, given []Money, in ChangeIn) (Cash, error) {
	if len(given) == 0 {
		due, _ := r.Due(total, total.Currency)
		given = []Money{due}
	}
	cash := Cash{Given: byCurrency(given)}
	rest := -r.value(total)
	for _, g := range cash.Given {
		switch {
		case g.Minor <= 0:
			return Cash{}, Fault(CodeAmountZero)
		case g.Minor > maxMinor:
			return Cash{}, Fault(CodeAmountTooLarge, g.Decimal(), MaxDigits)
		case g.Currency != total.Currency && r.Rate <= 0:
			return Cash{}, Fault(CodeRateMissing)
		}
		rest += r.value(g)
	}
	if rest < 0 && (r.notes(-rest) > 0 || !takesRiel(cash.Given, total)) {
		return Cash{}, Fault(CodeCashShort, r.short(-rest, total.Currency).Display())
	}
	cash.Change = r.change(max(0, rest), total.Currency, in)
	kept := rest
	for _, c := range cash.Change {
		kept -= r.value(c)
	}
	if r.Rate > 0 || total.Currency == KHR {
		if minor := divideHalfUp(kept, hundredths); minor != 0 {
			cash.Rounding = Money{minor, KHR}
		}
	}
	return cash, nil
}

// takesRiel reports that riel notes are among what pays a total: only they can't
// be exact.
func takesRiel(given []Money, total Money) bool {
	for _, g := range given {
		if g.Currency == KHR {
			return true
		}
	}
	return total.Currency == KHR
}

// short is what is missing, in the total's currency, never rounded to nothing.
func (r CashRule) short(value int64, c Currency) Money {
	if c == KHR {
		return Money{max(1, r.Round, r.notes(value)), KHR}
	}
	unit := max(1, int64(r.Rate))
	return Money{(value + unit - 1) / unit, USD}
}

// change is what goes back of a value: without a rate in the total's currency,
// dollars to the cent.
func (r CashRule) change(value int64, of Currency, in ChangeIn) (change []Money) {
	add := func(minor int64, c Currency) {
		if minor > 0 {
			change = append(change, Money{minor, c})
		}
	}
	if r.Rate <= 0 {
		if of == USD {
			add(value, USD)
		} else {
			add(r.notes(value), KHR)
		}
		return change
	}
	if in != ChangeRiel {
		dollar := 100 * int64(r.Rate)
		add(value/dollar*100, USD)
		value %= dollar
	}
	add(r.notes(value), KHR)
	return change
}

// byCurrency adds up what was given of each currency, USD first.
func byCurrency(all []Money) []Money {
	var sums []Money
	for _, c := range Currencies() {
		sum, found := Money{Currency: c}, false
		for _, m := range all {
			if m.Currency == c {
				sum, found = sum.Add(m), true
			}
		}
		if found {
			sums = append(sums, sum)
		}
	}
	return sums
}
