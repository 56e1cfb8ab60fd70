package money

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestApportion(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name       string
		amount     Money
		over, want []Money
	}{
		{"Even", Cents(10), []Money{Cents(300), Cents(300)}, []Money{Cents(5), Cents(5)}},
		{"TheFirstOfEqualRemainders", Cents(10), []Money{Cents(1), Cents(1), Cents(1)}, []Money{Cents(4), Cents(3), Cents(3)}},
		{"TheLargestRemainder", Riel(100), []Money{Riel(10), Riel(90), Riel(50)}, []Money{Riel(7), Riel(60), Riel(33)}},
		{"AnotherCurrency", Cents(10), []Money{Riel(300), Cents(300)}, []Money{Cents(0), Cents(10)}},
		{"NothingOfOne", Cents(10), []Money{{}, Cents(300)}, []Money{Cents(0), Cents(10)}},
		{"NothingToSplit", Cents(0), []Money{Cents(1), Cents(2)}, []Money{Cents(0), Cents(0)}},
		{"NothingToSplitBy", Cents(10), []Money{Cents(0), Cents(0)}, []Money{Cents(0), Cents(0)}},
		{"Nobody", Cents(10), nil, []Money{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := tt.amount.Apportion(tt.over); !slices.Equal(got, tt.want) {
				t.Errorf("%v over %v is %v, want %v", tt.amount, tt.over, got, tt.want)
			}
		})
	}
}

// The parts add up to the whole, and none is a cent or more from its exact share.
func TestApportionAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(0, MaxMinor).Draw(t, "amount")
		weights := rapid.SliceOfN(rapid.Int64Range(0, MaxMinor/200), 1, 200).Draw(t, "weights")
		over := make([]Money, len(weights))
		for i, w := range weights {
			over[i] = Riel(w)
		}
		all := SumIn(KHR, over...).Minor
		parts := Riel(amount).Apportion(over)
		if sum := SumIn(KHR, parts...); all > 0 && sum != Riel(amount) || all == 0 && sum.Minor != 0 {
			t.Fatalf("%d over %v adds up to %v", amount, weights, sum)
		}
		for i, part := range parts {
			if off := part.Minor*all - amount*weights[i]; all > 0 && (off <= -all || off >= all) {
				t.Errorf("%d of %d is %v", weights[i], all, part)
			}
		}
	})
}
