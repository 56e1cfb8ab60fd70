package money

// Hundredths is how many units of a Worth make a riel: at any rate, a cent is then worth
// a whole number of units.
const Hundredths = 100

// In converts an amount to the other currency, a half rounded up, to whole cents or to a
// multiple of step riel (100 where the shop rounds to notes). It is false where no rate
// is set.
func (r Rate) In(c Currency, m Money, step int64) (Money, bool) {
	switch {
	case m.Currency == c:
		return m, true
	case r <= 0:
		return Money{}, false
	case c == KHR:
		if step < 1 {
			step = 1
		}
		return Riel(DivideHalfUp(m.Minor*int64(r), 100*step) * step), true
	}
	return Cents(DivideHalfUp(m.Minor*100, int64(r))), true
}

// Worth returns the value of an amount in hundredths of a riel. Without a rate it is in
// cents for dollars: then a caller only compares amounts of one currency.
func (r Rate) Worth(m Money) int64 {
	if m.Currency == KHR {
		return m.Minor * Hundredths
	}
	return m.Minor * max(1, int64(r))
}
