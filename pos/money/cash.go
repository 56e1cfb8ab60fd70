package money

// ChangeIn says in which currency change is given.
type ChangeIn string

// The ways of giving change: whole dollars and the rest in riel, or riel only.
const (
	ChangeDollars ChangeIn = "usd"
	ChangeRiel    ChangeIn = "khr"
)

// Cash is what changes hands for a total: cash received and change. Each list has at
// most one amount of a currency, USD first, and no zero.
type Cash struct {
	Given  []Money `json:"given"`
	Change []Money `json:"change,omitempty"`
	// Rounding is what the drawer keeps beyond the total, in riel, because there are
	// no smaller notes; below zero where the shop lets some go.
	Rounding Money `json:"rounding,omitzero"`
}

// CashRule is how a shop takes cash.
type CashRule struct {
	Rate  Rate  // 0: only the total's currency is taken, and change is in it
	Round int64 // riel: the smallest note that is given as change, usually 100
}

// Due is a total in the notes of one currency: see Balance.InCash.
func (r CashRule) Due(total Money, in Currency) (Money, bool) { return r.Balance(total).InCash(in) }

// Pay computes the change for a total: see Balance.Pay.
func (r CashRule) Pay(total Money, given []Money, in ChangeIn) (Cash, error) {
	return r.Balance(total).Pay(given, in)
}

// Value converts an amount to hundredths of a riel at the rule's rate: see Rate.Worth.
func (r CashRule) Value(m Money) int64 { return r.Rate.Worth(m) }

// notes rounds hundredths of a riel to the notes that the shop gives, in riel.
func (r CashRule) notes(value int64) int64 {
	step := max(1, r.Round)
	return DivideHalfUp(value, Hundredths*step) * step
}

// NonZero leaves out the amounts that are zero.
func NonZero(all ...Money) []Money {
	var kept []Money
	for _, m := range all {
		if m.Minor != 0 {
			kept = append(kept, m)
		}
	}
	return kept
}

// short converts missing riel to the total's currency, for the error's sentence.
func (r CashRule) short(riel int64, c Currency) Money {
	missing, ok := r.Rate.In(c, Riel(riel), 1)
	if !ok || missing.Minor == 0 {
		return Riel(riel)
	}
	return missing
}

// ByCurrency adds up amounts per currency, USD first.
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

// Payout returns a value, in hundredths of a riel, as the cash to hand back: whole dollars
// and the rest in riel, or riel only, rounded to the notes that the shop gives. in may
// be "": then a sum in riel is handed back in riel, and one in dollars as dollars
// first. Without a rate only the currency of the sum is used.
func (r CashRule) Payout(value int64, c Currency, in ChangeIn) []Money {
	switch {
	case value <= 0:
		return nil
	case c == USD && r.Rate <= 0:
		return NonZero(Cents(value)) // without a rate Worth counts a cent as 1
	case c == KHR && in != ChangeDollars, r.Rate <= 0:
		return NonZero(Riel(r.notes(value)))
	}
	dollars := int64(0)
	if in != ChangeRiel {
		dollars = value / (100 * int64(r.Rate)) * 100
	}
	return NonZero(Cents(dollars), Riel(r.notes(value-dollars*int64(r.Rate))))
}
