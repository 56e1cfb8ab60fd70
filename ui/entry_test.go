package ui

import (
	"testing"

	"psar/pos"
)

func TestAmountFillsFromTheRight(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, keys string // one key a word; < is Backspace, / flips
		start      pos.Currency
		want       string
	}{
		{"nothing", "", pos.USD, "$0.00"},
		{"one digit is cents", "3", pos.USD, "$0.03"},
		{"three digits", "3 5 0", pos.USD, "$3.50"},
		{"double zero key", "5 00", pos.USD, "$5.00"},
		{"riel has no cents", "14 000", pos.KHR, "14,000 ៛"},
		{"leading zeros are none", "0 00 000 7", pos.USD, "$0.07"},
		{"backspace", "3 5 0 <", pos.USD, "$0.35"},
		{"backspace on nothing", "< <", pos.USD, "$0.00"},
		{"flip reads the digits again", "3 5 0 /", pos.USD, "350 ៛"},
		{"flip and back", "3 5 0 / /", pos.USD, "$3.50"},
		{"nine digits", "123 456 789", pos.USD, "$1,234,567.89"},
		{"a tenth is refused", "123 456 789 1", pos.USD, "$1,234,567.89"},
		{"half a 000 is refused", "123 456 7 000", pos.KHR, "1,234,567 ៛"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := entry{currency: tt.start}
			for _, k := range fields(tt.keys) {
				switch k {
				case "<":
					e = e.backspace()
				case "/":
					e = e.flip()
				default:
					e, _ = e.press(k)
				}
			}
			if got := e.money().Display(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
