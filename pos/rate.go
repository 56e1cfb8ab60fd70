package pos

// Rate is an exchange rate in whole riel for one US dollar. Zero means that
// the shop has set none.
type Rate int64

// MinRate and MaxRate bound what can be set as a rate, in riel for one dollar:
// a slip of a digit is refused.
const (
	MinRate Rate = 1000
	MaxRate Rate = 10000
)

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
		return Riel(divideHalfUp(m.Minor*int64(r), 100*step) * step), true
	}
	return Cents(divideHalfUp(m.Minor*100, int64(r))), true
}

// divideHalfUp rounds to the nearest whole, a half away from zero.
func divideHalfUp(n, d int64) int64 {
	if n < 0 {
		return -divideHalfUp(-n, d)
	}
	return (2*n + d) / (2 * d)
}
