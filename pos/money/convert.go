package money

// Hundredths of a riel: in them cents at any rate are whole.
const Hundredths = 100

// In converts an amount into the other currency, half rounded up: to whole
// cents, or to a multiple of step riel (100 where the shop rounds to notes). It
// is false when no rate is set.
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

// Worth is an amount in hundredths of a riel. With no rate only riel, or only
// dollars, are compared, and what a cent is worth does not matter.
func (r Rate) Worth(m Money) int64 {
	if m.Currency == KHR {
		return m.Minor * Hundredths
	}
	return m.Minor * max(1, int64(r))
}
