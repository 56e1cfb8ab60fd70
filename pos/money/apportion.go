package money

import "slices"

// Apportion splits an amount in proportion to weights so that the parts add up to it:
// each part is rounded down, and the units left over go to the largest remainders, the
// first of equal ones. Neither amount nor weights may be below zero. Where all weights
// are zero, so are the parts.
func Apportion(amount int64, weights []int64) []int64 {
	parts := make([]int64, len(weights))
	var sum int64
	for _, w := range weights {
		sum += w
	}
	if sum <= 0 || amount <= 0 {
		return parts
	}
	order := make([]int, len(weights))
	left := amount
	for i, w := range weights {
		order[i] = i
		parts[i] = amount * w / sum
		left -= parts[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		more, less := amount*weights[b]%sum, amount*weights[a]%sum
		switch {
		case more > less:
			return 1
		case more < less:
			return -1
		}
		return 0
	})
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}
