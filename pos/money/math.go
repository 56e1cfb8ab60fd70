package money

// Amounts are added, subtracted and compared by these functions alone: cents and
// riel are never one number. A function that is given two currencies says so by
// its answer. The zero Money is no amount, and changes no sum.

// Plus returns the sum of two amounts; false and the zero Money when they are of
// two currencies.
func (m Money) Plus(n Money) (Money, bool) {
	switch {
	case n == Money{}:
		return m, true
	case m == Money{}:
		return n, true
	case m.Currency != n.Currency:
		return Money{}, false
	}
	return Money{m.Minor + n.Minor, m.Currency}, true
}

// Minus returns what is left of an amount once another is taken off it, below zero
// where that is more; false and the zero Money when they are of two currencies.
func (m Money) Minus(n Money) (Money, bool) { return m.Plus(n.Negative()) }

// Negative is the amount with the other sign.
func (m Money) Negative() Money { return Money{-m.Minor, m.Currency} }

// Times is so many of the amount. The product of an amount of at most MaxDigits
// digits and a factor of up to 9,000,000,000 is exact.
func (m Money) Times(n int64) Money { return Money{m.Minor * n, m.Currency} }

// Part is so many of a whole's equal parts, a half rounded away from zero: 1 of 3, or
// 2,500 of 10,000.
func (m Money) Part(n, of int64) Money { return Money{DivideHalfUp(m.Minor*n, of), m.Currency} }

// Per is the amount divided by a count above zero, a half rounded away from zero.
func (m Money) Per(n int64) Money { return Money{DivideHalfUp(m.Minor, n), m.Currency} }

// Covers reports that the amount is of the other's currency, and not less.
func (m Money) Covers(n Money) bool { return m.Currency == n.Currency && m.Minor >= n.Minor }

// Exceeds reports that the amount is of the other's currency, and more.
func (m Money) Exceeds(n Money) bool { return m.Currency == n.Currency && m.Minor > n.Minor }

// SumIn adds up what of a currency is among amounts; those of the other one are left
// out. It is of the currency also where there are none.
func SumIn(c Currency, all ...Money) Money {
	sum := Money{Currency: c}
	for _, m := range all {
		if m.Currency == c {
			sum.Minor += m.Minor
		}
	}
	return sum
}
