package money

// Only these functions add, subtract and compare amounts, so that cents and riel are
// never mixed: of two currencies they return false. The zero Money has no currency and
// changes no sum.

// Plus returns the sum of two amounts; false and the zero Money where their currencies
// differ.
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

// Minus returns the difference of two amounts, which may be below zero; false and the
// zero Money where their currencies differ.
func (m Money) Minus(n Money) (Money, bool) { return m.Plus(n.Negative()) }

// Negative returns the amount with the opposite sign.
func (m Money) Negative() Money { return Money{-m.Minor, m.Currency} }

// Times multiplies the amount. Amounts of at most MaxDigits digits times a factor of up
// to 9,000,000,000 are exact.
func (m Money) Times(n int64) Money { return Money{m.Minor * n, m.Currency} }

// Part returns n of so many equal parts of the amount, a half rounded away from zero: 1
// of 3, or 2,500 of 10,000. of is above zero.
func (m Money) Part(n, of int64) Money { return Money{DivideHalfUp(m.Minor*n, of), m.Currency} }

// Per returns the amount divided by n, which is above zero, a half rounded away from
// zero.
func (m Money) Per(n int64) Money { return Money{DivideHalfUp(m.Minor, n), m.Currency} }

// Covers reports whether the amount is of n's currency and at least as much.
func (m Money) Covers(n Money) bool { return m.Currency == n.Currency && m.Minor >= n.Minor }

// Exceeds reports whether the amount is of n's currency and more.
func (m Money) Exceeds(n Money) bool { return m.Currency == n.Currency && m.Minor > n.Minor }

// SumIn adds up the amounts of one currency and leaves out the others. The sum has that
// currency even where it is zero.
func SumIn(c Currency, all ...Money) Money {
	sum := Money{Currency: c}
	for _, m := range all {
		if m.Currency == c {
			sum.Minor += m.Minor
		}
	}
	return sum
}
