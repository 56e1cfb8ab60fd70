package money

import "slices"

// Apportion splits the amount in proportion to others so that the parts add up to it: each
// part is rounded down, and the cents or riel left over go to the largest remainders, the
// first of equal ones. No amount may be below zero. The part of one of another currency is
// zero, and so is every part where the others add up to zero.
func (m Money) Apportion(over []Money) []Money {
	weights := make([]int64, len(over))
	for i, w := range over {
		weights[i] = SumIn(m.Currency, w).Minor
	}
	parts := make([]Money, len(over))
	for i, part := range apportion(m.Minor, weights) {
		parts[i] = Money{part, m.Currency}
	}
	return parts
}

// apportion is Money.Apportion in minor units.
func apportion(amount int64, weights []int64) []int64 {
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
