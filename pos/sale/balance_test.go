package sale_test

import (
	"testing"

	"pgregory.net/rapid"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/sale"
)

// A sale paid in parts costs what it costs at once: however often and in whatever currency
// something is paid, the balance due is the total minus what was paid, rounded once; and
// when it is paid, nobody has gained or lost more than one rounding.
func TestPartsCostAsMuchAsTheWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rate := rapid.Int64Range(int64(money.MinRate), int64(money.MaxRate)).Draw(t, "rate")
		step := rapid.SampledFrom([]int64{1, 50, 100, 500, 1000}).Draw(t, "round")
		units := map[money.Currency]int64{money.USD: rate, money.KHR: 100} // in hundredths of a riel
		value := func(m money.Money) int64 { return m.Minor * units[m.Currency] }
		total := money.Of(
			rapid.Int64Range(1, 200_000).Draw(t, "total"),
			rapid.SampledFrom(money.Currencies()).Draw(t, "currency"),
		)
		s := sale.Sale{State: sale.Open, Total: total, Rate: money.Rate(rate), RoundKHR: step}
		left := value(total)
		for range rapid.IntRange(1, 30).Draw(t, "parts") {
			c := rapid.SampledFrom(money.Currencies()).Draw(t, "of")
			rest, ok := s.BalanceDue(c)
			if !ok {
				t.Fatal("there is a rate")
			}
			if off := value(rest) - left; 2*off > units[c] || 2*off < -units[c] {
				t.Fatalf("%v is left of %v after %v, and %d hundredths of a riel are", rest, total, s.Tenders, left)
			}
			if rest.Minor < 2 {
				break
			}
			m := money.Of(rapid.Int64Range(1, min(rest.Minor-1, 5000)).Draw(t, "part"), c)
			s.Tenders = append(s.Tenders, sale.Tender{Kind: sale.CashTender(c), Amount: m, Rate: money.Rate(rate)})
			left -= value(m)
		}
		owed, ok := s.Balance()
		if !ok {
			t.Fatal("there is a rate")
		}
		var given []money.Money
		c := rapid.SampledFrom(money.Currencies()).Draw(t, "in")
		if due, _ := owed.InCash(c); due.Minor > 0 && rapid.Bool().Draw(t, "more") {
			given = []money.Money{money.Of(due.Minor+rapid.Int64Range(0, 50).Draw(t, "notes")*map[money.Currency]int64{money.USD: 100, money.KHR: step}[c], c)}
		}
		cash, err := owed.Pay(given, rapid.SampledFrom([]money.ChangeIn{money.ChangeDollars, money.ChangeRiel}).Draw(t, "change"))
		if fault.CodeOf(err) == fault.CashShort && total.Currency == money.KHR && c == money.USD {
			return // a cent may be worth less than a riel
		}
		if err != nil {
			t.Fatalf("%v for the rest of %v after %v: %v", given, total, s.Tenders, err)
		}
		kept := -left
		for _, g := range cash.Given {
			kept += value(g)
		}
		for _, m := range cash.Change {
			kept -= value(m)
		}
		most := max(step*100, units[total.Currency])
		if len(s.Tenders) == 0 && left < step*50 {
			most = 2 * step * 100 // a total of which nothing is paid costs at least one note
		}
		if 2*kept > most || 2*kept < -most {
			t.Fatalf("%v after %v, paid by %v less %v: off by %d hundredths of a riel", total, s.Tenders, cash.Given, cash.Change, kept)
		}
		if off := kept - cash.Rounding.Minor*100; off < -50 || off > 50 {
			t.Fatalf("the rounding is said to be %v, and is %d hundredths of a riel", cash.Rounding, kept)
		}
	})
}
