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

// Due is what a total costs in the notes of one currency: in riel one note at
// least. It is false for the other currency while there is no rate.
func (r CashRule) Due(total Money, in Currency) (Money, bool) {
	switch {
	case in == USD:
		return r.Rate.In(USD, total, r.Round)
	case total.Currency == USD && r.Rate <= 0:
		return Money{}, false
	}
	return Money{r.riel(r.value(total), 0), KHR}, true
}

// riel is what a total costs in riel notes once dollars of a value were kept for
// it; below zero is what goes back. Something is paid for anything.
func (r CashRule) riel(total, dollars int64) int64 {
	due := r.notes(total - dollars)
	if due <= 0 && dollars <= 0 {
		return max(1, r.Round)
	}
	return due
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
			return Cash{}, Fault(CodeAmountTooLarge, g.Decimal())
		case g.Currency != total.Currency && r.Rate <= 0:
			return Cash{}, Fault(CodeRateMissing)
		}
		rest += r.value(g)
	}
	if r.Rate <= 0 && total.Currency == USD { // no riel: to the cent
		if rest < 0 {
			return Cash{}, Fault(CodeCashShort, Money{-rest, USD}.Display())
		}
		cash.Change = some(Money{rest, USD})
		return cash, nil
	}
	dollars, riel := minorOf(cash.Given, USD), minorOf(cash.Given, KHR)
	if rest < 0 && riel == 0 { // dollars are exact
		unit := max(1, int64(r.Rate))
		return Cash{}, Fault(CodeCashShort, Money{(unit - 1 - rest) / unit, USD}.Display())
	}
	back := int64(0) // dollars, in cents
	if whole := 100 * max(1, int64(r.Rate)); in != ChangeRiel && r.Rate > 0 && rest > 0 {
		back = rest / whole * 100
	}
	kept := r.value(Money{dollars - back, USD})
	due := r.riel(r.value(total), kept)
	if riel < due {
		return Cash{}, Fault(CodeCashShort, r.short(due-riel, total.Currency).Display())
	}
	step := max(1, r.Round)
	change := (riel - due) / step * step // what was given in smaller notes than the shop gives stays
	cash.Change = some(Money{back, USD}, Money{change, KHR})
	if minor := divideHalfUp(kept+(riel-change)*hundredths-r.value(total), hundredths); minor != 0 {
		cash.Rounding = Money{minor, KHR}
	}
	return cash, nil
}

// Unusual reports that so much was given for a total that a note of the largest
// value could have stayed in the customer's hand: mostly a slip of the finger.
func (r CashRule) Unusual(total Money, given []Money) bool {
	over := -r.value(total)
	for _, g := range given {
		over += r.value(g)
	}
	for _, g := range byCurrency(given) {
		if largest := Notes(g.Currency)[0]; g.Minor >= largest.Minor && over >= r.value(largest) {
			return true
		}
	}
	return false
}

// minorOf is what of a currency is among sums, in minor units.
func minorOf(all []Money, c Currency) int64 {
	for _, m := range all {
		if m.Currency == c {
			return m.Minor
		}
	}
	return 0
}

// some leaves out what is nothing.
func some(all ...Money) []Money {
	var kept []Money
	for _, m := range all {
		if m.Minor != 0 {
			kept = append(kept, m)
		}
	}
	return kept
}

// short is riel that are missing, in the total's currency.
func (r CashRule) short(riel int64, c Currency) Money {
	missing, ok := r.Rate.In(c, Money{riel, KHR}, 1)
	if !ok || missing.Minor == 0 {
		return Money{riel, KHR}
	}
	return missing
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
