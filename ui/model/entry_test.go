package model

import (
	"math/rand/v2"
	"strings"
	"testing"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/ui/view"
)

// entryKey is one key of an amount: < is Backspace, / flips.
func entryKey(k string) view.Action {
	switch k {
	case "<":
		return view.Action{Verb: view.DoBackspace}
	case "/":
		return view.Action{Verb: view.DoFlip}
	case ".":
		return view.Action{Verb: view.DoPoint}
	}
	return view.Action{Verb: view.DoDigits, Text: k}
}

func TestAmountAsTyped(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, keys string // one key a word
		start      money.Currency
		want       string
		wrong      fault.Code // of the last key
	}{
		{"nothing", "", money.USD, "$0.00", ""},
		{"one digit is cents", "3", money.USD, "$0.03", ""},
		{"three digits", "3 5 0", money.USD, "$3.50", ""},
		{"double zero key", "5 00", money.USD, "$5.00", ""},
		{"riel has no cents", "14 000", money.KHR, "14,000 ៛", ""},
		{"leading zeros are none", "0 00 000 7", money.USD, "$0.07", ""},
		{"backspace", "3 5 0 <", money.USD, "$0.35", ""},
		{"backspace on nothing", "< <", money.USD, "$0.00", ""},
		{"flip reads the digits again", "3 5 0 /", money.USD, "350 ៛", ""},
		{"flip and back", "3 5 0 / /", money.USD, "$3.50", ""},
		{"nine digits", "123 456 789", money.USD, "$1,234,567.89", ""},
		{"a tenth is refused", "123 456 789 1", money.USD, "$1,234,567.89", fault.AmountTooLarge},
		{"half a 000 is refused", "123 456 7 000", money.KHR, "1,234,567 ៛", fault.AmountTooLarge},

		{"a point", "3 . 5", money.USD, "$3.50", ""},
		{"a point and both decimals", "3 . 5 0", money.USD, "$3.50", ""},
		{"a point at the end", "3 .", money.USD, "$3.00", ""},
		{"a point at the beginning", ". 5", money.USD, "$0.50", ""},
		{"a cent with a point", "0 . 0 5", money.USD, "$0.05", ""},
		{"two digits before it", "3 5 . 5", money.USD, "$35.50", ""},
		{"both decimals by one key", "3 . 00", money.USD, "$3.00", ""},
		{"a third decimal", "3 . 5 0 5", money.USD, "$3.50", fault.AmountDecimals},
		{"half of 00 is refused", "3 . 5 00", money.USD, "$3.50", fault.AmountDecimals},
		{"000 behind a point", "3 . 000", money.USD, "$3.00", fault.AmountDecimals},
		{"two points", "3 . .", money.USD, "$3.00", fault.AmountDecimals},
		{"two points apart", "3 . 5 .", money.USD, "$3.50", fault.AmountDecimals},
		{"goes on behind what was refused", "3 . . 2 5", money.USD, "$3.25", ""},
		{"backspace over a decimal", "3 . 5 <", money.USD, "$3.00", ""},
		{"backspace over the point", "3 . 5 < <", money.USD, "$0.03", ""},
		{"backspace over the point, and on", "3 . < 5 0", money.USD, "$3.50", ""},
		{"a point in riel", "5 0 0 0 .", money.KHR, "5,000 ៛", fault.AmountDecimals},
		{"a point alone in riel", ".", money.KHR, "0 ៛", fault.AmountDecimals},
		{"decimals are not flipped away", "3 . 5 /", money.USD, "$3.50", fault.AmountDecimals},
		{"nor is the point", "3 . /", money.USD, "$3.00", fault.AmountDecimals},
		{"flip once the point is gone", "3 . < /", money.USD, "3 ៛", ""},
		{"the most with a point", "999 999 9 . 99", money.USD, "$9,999,999.99", ""},
		{"more than that before it", "123 456 78 .", money.USD, "$123,456.78", fault.AmountTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := entry{currency: tt.start}
			var wrong fault.Code
			for _, k := range fields(tt.keys) {
				before := e
				if e, wrong = e.key(entryKey(k)); wrong != "" && e != before {
					t.Errorf("%s was refused, and %+v became %+v", k, before, e)
				}
			}
			if got := e.Money().Display(); got != tt.want || wrong != tt.wrong {
				t.Errorf("got %s, %q, want %s, %q", got, wrong, tt.want, tt.wrong)
			}
		})
	}
}

// A figure as a part of something: hundredths of a per cent.
func TestFigureAsPart(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]int64{
		"": 0, "1 0": 1000, "5 . 5": 550, "5 .": 500, ". 5": 50, "0 . 0 5": 5, "1 2 . 2 5": 1225, "100": 10_000,
	} {
		e := entry{currency: money.USD}
		for _, k := range fields(keys) {
			e, _ = e.key(entryKey(k))
		}
		if got := e.part(); got != want {
			t.Errorf("%s is %d, want %d", keys, got, want)
		}
	}
}

// What is typed and taken back again leaves nothing; what was typed with a point is
// what the same text is to the till; nothing typed is ever more than the till takes.
func TestAmountRoundTrip(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 3))
	keys := strings.Fields("0 1 2 3 4 5 6 7 8 9 . < /")
	for range 5000 {
		e := entry{currency: money.Currencies()[random.IntN(2)]}
		var typed []string
		for range random.IntN(16) {
			k := keys[random.IntN(len(keys))]
			before := e
			next, wrong := e.key(entryKey(k))
			typed = append(typed, k)
			if wrong != "" && next != before {
				t.Fatalf("%v: refused, and changed", typed)
			}
			e = next
			if k != "<" && k != "/" && e != before && e.backspace() != before {
				t.Fatalf("%v: taken back it is %+v, before it was %+v", typed, e.backspace(), before)
			}
			if m := e.Money(); m.Minor < 0 || m.Minor > 999_999_999 || m.Currency != e.currency {
				t.Fatalf("%v is %+v", typed, m)
			}
			if e.pointed {
				read, err := money.Parse(strings.TrimSuffix(e.text(), "."), e.currency)
				if err != nil || read != e.Money() {
					t.Fatalf("%v reads %s as %v, %v", typed, e.text(), e.Money(), err)
				}
			}
		}
		for !e.Empty() {
			before := e
			if e = e.backspace(); len(e.text()) >= len(before.text()) && before.text() != "0." {
				t.Fatalf("%v: Backspace made %q of %q", typed, e.text(), before.text())
			}
		}
	}
}
