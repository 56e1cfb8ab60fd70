package money_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"psar/pos/fault"
	"psar/pos/money"
)

// Sums computed by hand.
func TestCash(t *testing.T) {
	t.Parallel()
	at4000, at4100, noRate := money.CashRule{Rate: 4000, Round: 100}, money.CashRule{Rate: 4100, Round: 100}, money.CashRule{Round: 100}
	for _, tt := range []struct {
		rule     money.CashRule
		total    money.Money
		given    []money.Money
		in       money.ChangeIn
		change   string
		rounding string // what the drawer keeps beyond the total
	}{
		{at4000, money.Cents(350), []money.Money{money.Cents(500)}, money.ChangeDollars, "$1.00 + 2,000 ៛", ""},
		{at4000, money.Cents(350), []money.Money{money.Cents(500)}, money.ChangeRiel, "6,000 ៛", ""},
		{at4100, money.Cents(350), nil, money.ChangeDollars, "", ""},
		{at4100, money.Cents(350), []money.Money{money.Cents(400)}, money.ChangeDollars, "2,100 ៛", "-50 ៛"},         // 2,050
		{at4100, money.Cents(333), []money.Money{money.Riel(13_700)}, money.ChangeDollars, "", "47 ៛"},               // 13,653
		{at4100, money.Cents(333), []money.Money{money.Cents(300), money.Riel(1_400)}, money.ChangeRiel, "", "47 ៛"}, // 1,353 is due
		{at4100, money.Cents(331), []money.Money{money.Riel(13_600)}, money.ChangeDollars, "", "29 ៛"},               // 13,571
		{at4100, money.Riel(14_000), []money.Money{money.Cents(500)}, money.ChangeDollars, "$1.00 + 2,400 ៛", ""},    // 20,500 less 14,000
		{at4100, money.Riel(12_340), nil, money.ChangeRiel, "", "-40 ៛"},                                             // 12,300 are due
		{at4100, money.Riel(12_360), []money.Money{money.Riel(20_000)}, money.ChangeRiel, "7,600 ៛", "40 ៛"},         // 7,640
		{at4100, money.Riel(150), nil, money.ChangeRiel, "", "50 ៛"},                                                 // 200 are due
		{at4100, money.Riel(150), []money.Money{money.Riel(500)}, money.ChangeRiel, "300 ៛", "50 ៛"},
		{at4100, money.Riel(40), []money.Money{money.Riel(100)}, money.ChangeRiel, "", "60 ៛"},
		{at4100, money.Riel(40), nil, money.ChangeRiel, "", "60 ៛"},
		{at4100, money.Cents(1), []money.Money{money.Riel(100)}, money.ChangeDollars, "", "59 ៛"},
		{noRate, money.Cents(350), []money.Money{money.Cents(500)}, money.ChangeDollars, "$1.50", ""},
		{noRate, money.Riel(12_340), []money.Money{money.Riel(15_000)}, money.ChangeDollars, "2,700 ៛", "-40 ៛"},
	} {
		cash, err := tt.rule.Pay(tt.total, tt.given, tt.in)
		rounding := ""
		if cash.Rounding != (money.Money{}) {
			rounding = cash.Rounding.Display()
		}
		if err != nil || money.Displayed(cash.Change) != tt.change || rounding != tt.rounding {
			t.Errorf("%v for %v: %s back, %s kept (%v); want %s, %s", tt.given, tt.total, money.Displayed(cash.Change), rounding, err, tt.change, tt.rounding)
		}
	}
}

func TestCashRefuses(t *testing.T) {
	t.Parallel()
	rule := money.CashRule{Rate: 4100, Round: 100}
	for _, tt := range []struct {
		rule  money.CashRule
		given money.Money
		code  fault.Code
		args  string
	}{
		{rule, money.Cents(0), fault.AmountZero, "[]"},
		{rule, money.Riel(-100), fault.AmountZero, "[]"},
		{rule, money.Cents(349), fault.CashShort, "[$0.01]"},
		{rule, money.Riel(14_200), fault.CashShort, "[$0.05]"}, // 14,350 are due: 14,400 in notes
		{rule, money.Riel(1), fault.CashShort, "[$3.51]"},
		{money.CashRule{Round: 100}, money.Riel(20_000), fault.RateMissing, "[]"},
		{rule, money.Cents(1_000_000_000), fault.AmountTooLarge, "[10000000.00]"},
	} {
		_, err := tt.rule.Pay(money.Cents(350), []money.Money{tt.given}, money.ChangeDollars)
		if fault.CodeOf(err) != tt.code || fmt.Sprint(err.(*fault.Error).Args) != tt.args {
			t.Errorf("%v: %v, want %s %s", tt.given, err, tt.code, tt.args)
		}
	}
}

// The largest notes are $100 and 200,000 riel: nobody gives a note that comes back whole.
func TestCashUnusual(t *testing.T) {
	t.Parallel()
	rule := money.CashRule{Rate: 4100, Round: 100}
	for _, tt := range []struct {
		rule  money.CashRule
		total money.Money
		given []money.Money
		want  bool
	}{
		{rule, money.Cents(350), []money.Money{money.Cents(10_000)}, false},
		{rule, money.Cents(350), []money.Money{money.Cents(10_349)}, false},
		{rule, money.Cents(350), []money.Money{money.Cents(10_350)}, true},
		{rule, money.Cents(350), []money.Money{money.Cents(100_000)}, true},
		{rule, money.Cents(350), []money.Money{money.Cents(884_710_001)}, true},
		{rule, money.Cents(999_901), []money.Money{money.Cents(1_000_000)}, false},
		{rule, money.Riel(14_000), []money.Money{money.Riel(200_000)}, false},
		{rule, money.Riel(14_000), []money.Money{money.Riel(214_000)}, true},
		{rule, money.Riel(14_000), []money.Money{money.Cents(10_000)}, false},
		{rule, money.Cents(350), []money.Money{money.Riel(1_400_000)}, true},
		{rule, money.Cents(350), []money.Money{money.Cents(10_000), money.Riel(200_000)}, true},
		{rule, money.Cents(350), []money.Money{money.Cents(500), money.Riel(100_000)}, false},
		{rule, money.Cents(350), nil, false},
		{money.CashRule{}, money.Cents(350), []money.Money{money.Cents(10_350)}, true},
		{money.CashRule{}, money.Riel(100), []money.Money{money.Riel(200_000)}, false},
	} {
		if got := tt.rule.Balance(tt.total).Unusual(tt.given); got != tt.want {
			t.Errorf("%v for %v: unusual %v, want %v", tt.given, tt.total, got, tt.want)
		}
	}
}

// Whatever cash is received, nothing is lost: cash received minus change is the total plus
// the rounding, which is less than a note; and the amount due in either currency suffices.
func TestCashAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule := money.CashRule{
			Rate:  money.Rate(rapid.Int64Range(int64(money.MinRate), int64(money.MaxRate)).Draw(t, "rate")),
			Round: rapid.SampledFrom([]int64{1, 50, 100, 500, 1000}).Draw(t, "round"),
		}
		currency := rapid.SampledFrom(money.Currencies()).Draw(t, "currency")
		total := money.Of(rapid.Int64Range(1, 9_999_999).Draw(t, "total"), currency)
		var given []money.Money
		for _, c := range money.Currencies() {
			n := rapid.Int64Range(0, 199_999_999).Draw(t, string(c))
			if c == money.KHR {
				n -= n % rule.Round
			}
			if n > 0 {
				given = append(given, money.Of(n, c))
			}
		}
		in := rapid.SampledFrom([]money.ChangeIn{money.ChangeDollars, money.ChangeRiel}).Draw(t, "in")
		value := func(m money.Money) int64 { // in hundredths of a riel
			if m.Currency == money.KHR {
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
			if c.Currency == money.KHR && c.Minor%rule.Round != 0 || c.Currency == money.USD && c.Minor%100 != 0 || c.Minor <= 0 {
				t.Fatalf("no notes for %v", c)
			}
		}
		if off := kept - cash.Rounding.Minor*100; off < -50 || off > 50 {
			t.Fatalf("%v, %v back of %v for %v: %d hundredths of a riel are nowhere", cash.Rounding, cash.Change, given, total, off)
		}
		most := rule.Round*100/2 + 50
		if value(total) < most { // a total of which nothing is paid costs at least one note
			most = rule.Round*100 + 50
		}
		if kept < -most || kept > most {
			t.Fatalf("the rounding of %v for %v is %v", given, total, cash.Rounding)
		}
		for _, c := range money.Currencies() {
			due, ok := rule.Due(total, c)
			if !ok || due.Minor == 0 || c == money.USD && currency == money.KHR {
				continue // a cent may be worth less than a riel
			}
			if _, err := rule.Pay(total, []money.Money{due}, in); err != nil {
				t.Fatalf("%v is due for %v, and refused: %v", due, total, err)
			}
		}
	})
}
