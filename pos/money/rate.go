package money

// Rate is an exchange rate in whole riel for one US dollar. Zero means that
// the shop has set none.
type Rate int64

// MinRate and MaxRate bound what can be set as a rate, in riel for one dollar:
// a slip of a digit is refused.
const (
	MinRate Rate = 1000
	MaxRate Rate = 10000
)

// DivideHalfUp rounds to the nearest whole, a half away from zero.
func DivideHalfUp(n, d int64) int64 {
	if n < 0 {
		return -DivideHalfUp(-n, d)
	}
	return (2*n + d) / (2 * d)
}
