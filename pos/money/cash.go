package money

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

// Due is what a total costs in the notes of one currency: see Owed.Notes.
func (r CashRule) Due(total Money, in Currency) (Money, bool) { return r.Owed(total).Notes(in) }

// Pay reckons what goes back of what was given for a total: see Owed.Pay.
func (r CashRule) Pay(total Money, given []Money, in ChangeIn) (Cash, error) {
	return r.Owed(total).Pay(given, in)
}

// Value is an amount in hundredths of a riel at the rule's rate: see Rate.Worth.
func (r CashRule) Value(m Money) int64 { return r.Rate.Worth(m) }

// notes rounds hundredths of a riel to what there are notes for, in riel.
func (r CashRule) notes(value int64) int64 {
	step := max(1, r.Round)
	return DivideHalfUp(value, Hundredths*step) * step
}

// NonZero leaves out what is nothing.
func NonZero(all ...Money) []Money {
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
	missing, ok := r.Rate.In(c, Riel(riel), 1)
	if !ok || missing.Minor == 0 {
		return Riel(riel)
	}
	return missing
}

// ByCurrency adds up what was given of each currency, USD first.
func ByCurrency(all []Money) []Money {
	var sums []Money
	for _, c := range Currencies() {
		sum, found := Money{Currency: c}, false
		for _, m := range all {
			if m.Currency == c {
				sum, found = SumIn(c, sum, m), true
			}
		}
		if found {
			sums = append(sums, sum)
		}
	}
	return sums
}

// Back is what goes back in notes for a value, in hundredths of a riel: whole
// dollars and the rest in riel, or riel alone, rounded to the notes that the shop
// gives. "" is the own way of a sum's currency: riel for riel, dollars first for
// dollars. Without a rate it is that currency alone.
func (r CashRule) Back(value int64, c Currency, in ChangeIn) []Money {
	switch {
	case value <= 0:
		return nil
	case c == USD && r.Rate <= 0:
		return NonZero(Cents(value)) // a cent is worth one, where there is no rate
	case c == KHR && in != ChangeDollars, r.Rate <= 0:
		return NonZero(Riel(r.notes(value)))
	}
	dollars := int64(0)
	if in != ChangeRiel {
		dollars = value / (100 * int64(r.Rate)) * 100
	}
	return NonZero(Cents(dollars), Riel(r.notes(value-dollars*int64(r.Rate))))
}
