package money

// Rate is an exchange rate in whole riel for one US dollar; 0 where the shop has set
// none.
type Rate int64

// MinRate and MaxRate bound the rate that can be set, in riel for one dollar, to catch a
// mistyped digit.
const (
	MinRate Rate = 1000
	MaxRate Rate = 10000
)

// DivideHalfUp divides and rounds to the nearest whole number, a half away from zero. d
// is above zero.
func DivideHalfUp(n, d int64) int64 {
	if n < 0 {
		return -DivideHalfUp(-n, d)
	}
	return (2*n + d) / (2 * d)
}
