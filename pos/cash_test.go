package pos_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"psar/pos"
	"psar/pos/fault"
)

// The counter's own sums, reckoned by hand.
func TestCash(t *testing.T) {
	t.Parallel()
	at4000, at4100, noRate := pos.CashRule{Rate: 4000, Round: 100}, pos.CashRule{Rate: 4100, Round: 100}, pos.CashRule{Round: 100}
	for _, tt := range []struct {
		rule     pos.CashRule
		total    pos.Money
		given    []pos.Money
		in       pos.ChangeIn
		change   string
		rounding string // what the drawer keeps beyond the total
	}{
		{at4000, pos.Cents(350), []pos.Money{pos.Cents(500)}, pos.ChangeDollars, "$1.00 + 2,000 ៛", ""},
		{at4000, pos.Cents(350), []pos.Money{pos.Cents(500)}, pos.ChangeRiel, "6,000 ៛", ""},
		{at4100, pos.Cents(350), nil, pos.ChangeDollars, "", ""},
		{at4100, pos.Cents(350), []pos.Money{pos.Cents(400)}, pos.ChangeDollars, "2,100 ៛", "-50 ៛"},       // 2,050
		{at4100, pos.Cents(333), []pos.Money{pos.Riel(13_700)}, pos.ChangeDollars, "", "47 ៛"},             // 13,653
		{at4100, pos.Cents(333), []pos.Money{pos.Cents(300), pos.Riel(1_400)}, pos.ChangeRiel, "", "47 ៛"}, // 1,353 is due
		{at4100, pos.Cents(331), []pos.Money{pos.Riel(13_600)}, pos.ChangeDollars, "", "29 ៛"},             // 13,571
		{at4100, pos.Riel(14_000), []pos.Money{pos.Cents(500)}, pos.ChangeDollars, "$1.00 + 2,400 ៛", ""},  // 20,500 less 14,000
		{at4100, pos.Riel(12_340), nil, pos.ChangeRiel, "", "-40 ៛"},                                       // 12,300 are due
		{at4100, pos.Riel(12_360), []pos.Money{pos.Riel(20_000)}, pos.ChangeRiel, "7,600 ៛", "40 ៛"},       // 7,640
		{at4100, pos.Riel(150), nil, pos.ChangeRiel, "", "50 ៛"},                                           // 200 are due
		{at4100, pos.Riel(150), []pos.Money{pos.Riel(500)}, pos.ChangeRiel, "300 ៛", "50 ៛"},
		{at4100, pos.Riel(40), []pos.Money{pos.Riel(100)}, pos.ChangeRiel, "", "60 ៛"},
		{at4100, pos.Riel(40), nil, pos.ChangeRiel, "", "60 ៛"},
		{at4100, pos.Cents(1), []pos.Money{pos.Riel(100)}, pos.ChangeDollars, "", "59 ៛"},
		{noRate, pos.Cents(350), []pos.Money{pos.Cents(500)}, pos.ChangeDollars, "$1.50", ""},
		{noRate, pos.Riel(12_340), []pos.Money{pos.Riel(15_000)}, pos.ChangeDollars, "2,700 ៛", "-40 ៛"},
	} {
		cash, err := tt.rule.Pay(tt.total, tt.given, tt.in)
		rounding := ""
		if cash.Rounding != (pos.Money{}) {
			rounding = cash.Rounding.Display()
		}
		if err != nil || pos.Displayed(cash.Change) != tt.change || rounding != tt.rounding {
			t.Errorf("%v for %v: %s back, %s kept (%v); want %s, %s", tt.given, tt.total, pos.Displayed(cash.Change), rounding, err, tt.change, tt.rounding)
		}
	}
}

func TestCashRefuses(t *testing.T) {
	t.Parallel()
	rule := pos.CashRule{Rate: 4100, Round: 100}
	for _, tt := range []struct {
		rule  pos.CashRule
		given pos.Money
		code  fault.Code
		args  string
	}{
		{rule, pos.Cents(0), fault.AmountZero, "[]"},
		{rule, pos.Riel(-100), fault.AmountZero, "[]"},
		{rule, pos.Cents(349), fault.CashShort, "[$0.01]"},
		{rule, pos.Riel(14_200), fault.CashShort, "[$0.05]"}, // 14,350 are due: 14,400 in notes
		{rule, pos.Riel(1), fault.CashShort, "[$3.51]"},
		{pos.CashRule{Round: 100}, pos.Riel(20_000), fault.RateMissing, "[]"},
		{rule, pos.Cents(1_000_000_000), fault.AmountTooLarge, "[10000000.00]"},
	} {
		_, err := tt.rule.Pay(pos.Cents(350), []pos.Money{tt.given}, pos.ChangeDollars)
		if fault.CodeOf(err) != tt.code || fmt.Sprint(err.(*fault.Error).Args) != tt.args {
			t.Errorf("%v: %v, want %s %s", tt.given, err, tt.code, tt.args)
		}
	}
}

// Nobody gives a note that would come back: $100 and 200,000 riel are the largest.
func TestCashUnusual(t *testing.T) {
	t.Parallel()
	rule := pos.CashRule{Rate: 4100, Round: 100}
	for _, tt := range []struct {
		rule  pos.CashRule
		total pos.Money
		given []pos.Money
		want  bool
	}{
		{rule, pos.Cents(350), []pos.Money{pos.Cents(10_000)}, false},
		{rule, pos.Cents(350), []pos.Money{pos.Cents(10_349)}, false},
		{rule, pos.Cents(350), []pos.Money{pos.Cents(10_350)}, true},
		{rule, pos.Cents(350), []pos.Money{pos.Cents(100_000)}, true},
		{rule, pos.Cents(350), []pos.Money{pos.Cents(884_710_001)}, true},
		{rule, pos.Cents(999_901), []pos.Money{pos.Cents(1_000_000)}, false},
		{rule, pos.Riel(14_000), []pos.Money{pos.Riel(200_000)}, false},
		{rule, pos.Riel(14_000), []pos.Money{pos.Riel(214_000)}, true},
		{rule, pos.Riel(14_000), []pos.Money{pos.Cents(10_000)}, false},
		{rule, pos.Cents(350), []pos.Money{pos.Riel(1_400_000)}, true},
		{rule, pos.Cents(350), []pos.Money{pos.Cents(10_000), pos.Riel(200_000)}, true},
		{rule, pos.Cents(350), []pos.Money{pos.Cents(500), pos.Riel(100_000)}, false},
		{rule, pos.Cents(350), nil, false},
		{pos.CashRule{}, pos.Cents(350), []pos.Money{pos.Cents(10_350)}, true},
		{pos.CashRule{}, pos.Riel(100), []pos.Money{pos.Riel(200_000)}, false},
	} {
		if got := tt.rule.Owed(tt.total).Unusual(tt.given); got != tt.want {
			t.Errorf("%v for %v: unusual %v, want %v", tt.given, tt.total, got, tt.want)
		}
	}
}

// Whatever is given: not a riel is lost. What was given less what goes back is
// the total and the rounding, which is smaller than a note; and what is said to
// be due in either currency is enough.
func TestCashAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule := pos.CashRule{
			Rate:  pos.Rate(rapid.Int64Range(int64(pos.MinRate), int64(pos.MaxRate)).Draw(t, "rate")),
			Round: rapid.SampledFrom([]int64{1, 50, 100, 500, 1000}).Draw(t, "round"),
		}
		currency := rapid.SampledFrom(pos.Currencies()).Draw(t, "currency")
		total := pos.MoneyOf(rapid.Int64Range(1, 9_999_999).Draw(t, "total"), currency)
		var given []pos.Money
		for _, c := range pos.Currencies() {
			n := rapid.Int64Range(0, 199_999_999).Draw(t, string(c))
			if c == pos.KHR {
				n -= n % rule.Round
			}
			if n > 0 {
				given = append(given, pos.MoneyOf(n, c))
			}
		}
		in := rapid.SampledFrom([]pos.ChangeIn{pos.ChangeDollars, pos.ChangeRiel}).Draw(t, "in")
		value := func(m pos.Money) int64 { // in hundredths of a riel
			if m.Currency == pos.KHR {
				return m.Minor * 100
			}
			return m.Minor * int64(rule.Rate)
		}
		cash, err := rule.Pay(total, given, in)
		if len(given) == 0 && fault.CodeOf(err) == fault.AmountZero {
			return // so little that no note is due
		}
		if err != nil {
			if fault.CodeOf(err) != fault.CashShort {
				t.Fatal(err)
			}
			sum := int64(0)
			for _, g := range given {
				sum += value(g)
			}
			if sum >= value(total) {
				t.Fatalf("%v for %v is not enough: %v", given, total, err)
			}
			return
		}
		kept := -value(total)
		for _, g := range cash.Given {
			kept += value(g)
		}
		for _, c := range cash.Change {
			kept -= value(c)
			if c.Currency == pos.KHR && c.Minor%rule.Round != 0 || c.Currency == pos.USD && c.Minor%100 != 0 || c.Minor <= 0 {
				t.Fatalf("no notes for %v", c)
			}
		}
		if off := kept - cash.Rounding.Minor*100; off < -50 || off > 50 {
			t.Fatalf("%v, %v back of %v for %v: %d hundredths of a riel are nowhere", cash.Rounding, cash.Change, given, total, off)
		}
		most := rule.Round*100/2 + 50
		if value(total) < most { // something is paid for anything
			most = rule.Round*100 + 50
		}
		if kept < -most || kept > most {
			t.Fatalf("the rounding of %v for %v is %v", given, total, cash.Rounding)
		}
		for _, c := range pos.Currencies() {
			due, ok := rule.Due(total, c)
			if !ok || due.Minor == 0 || c == pos.USD && currency == pos.KHR {
				continue // a cent is no riel: it may fall short
			}
			if _, err := rule.Pay(total, []pos.Money{due}, in); err != nil {
				t.Fatalf("%v is due for %v, and refused: %v", due, total, err)
			}
		}
	})
}
