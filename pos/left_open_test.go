package pos_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/money"
	"psar/pos/sale"
)

// A bill whose total was shown is told by the journal: whoever takes its row out of the closed till
// hides it no more, nor puts another bill there.
func TestShownBillIsTheJournals(t *testing.T) {
	t.Parallel()
	bill := sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Name: "Rice", Quantity: 1, Price: money.Cents(7000)}}}
	shown := &sale.Standing{Bill: bill, Total: money.Cents(7000), Shown: true}
	for name, c := range map[string]struct {
		then func(s *testShop) error
		row  string
		want int
	}{
		"its row is taken out": {func(*testShop) error { return nil }, "DELETE FROM standing_bill", 1},
		"it is made smaller":   {func(*testShop) error { return nil }, `UPDATE standing_bill SET bill = replace(bill, '70.00', '1.00')`, 1},
		"sold":                 {func(s *testShop) error { return second(s.till.PayCash(t.Context(), pos.CashRequest{Bill: bill})) }, "DELETE FROM standing_bill", 0},
		"held":                 {func(s *testShop) error { return second(s.till.Hold(t.Context(), bill)) }, "DELETE FROM standing_bill", 0},
		"given up":             {func(s *testShop) error { return s.till.Trace(t.Context(), nil, &sale.Standing{}) }, "DELETE FROM standing_bill", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := staffedShop(t)
			s.signIn(sokCashier)
			if err := s.till.Trace(t.Context(), nil, shown); err != nil {
				t.Fatal(err)
			}
			if err := c.then(s); err != nil {
				t.Fatal(err)
			}
			s.close()
			spoil(t, filepath.Join(s.dir, "psar.db"), c.row)
			s.open()
			s.close()
			s.open() // and once only
			told := s.facts(facts.BillGivenUp)
			if len(told) != c.want {
				t.Fatalf("told %q", told)
			}
			if c.want > 0 {
				if f := into[facts.BillTrace](t, []byte(told[0])); f.By != "Sok" || !f.Broken || f.Total != money.Cents(7000) {
					t.Errorf("told %+v", f)
				}
			}
		})
	}
}

// Until when the till stood open is known outside the folder too: its row alone, set to any time,
// hides no hours; where the till was closed in order, no minutes.
func TestRowOfTheOpenTillHidesNoHours(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		until       time.Duration // behind the last sale, as the row says
		exact, told bool          // the row is not believed
	}{
		"hours":                          {119 * time.Minute, false, true},
		"minutes, closed in order":       {9 * time.Minute, true, true},
		"minutes, after a kill":          {9 * time.Minute, false, false},
		"none":                           {0, true, true},
		"its last note was a bit before": {50 * time.Second, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(100))
			left := s.clock.Now().Truncate(time.Millisecond)
			s.close()
			s.clock.Add(2 * time.Hour)
			row := left.Add(c.until)
			spoil(t, filepath.Join(s.dir, "psar.db"), fmt.Sprintf("UPDATE till_alive SET at_ms = %d, open_ms = %d", row.UnixMilli(), row.UnixMilli()))
			s.leftOpen, s.exact = left, c.exact
			s.open()
			told := s.facts(facts.TillWasClosed)
			if len(told) != 1 {
				t.Fatalf("told %q", told)
			}
			want := row
			if c.told {
				want = left
			}
			if f := into[facts.Closure](t, []byte(told[0])); !f.Since.Equal(want) || f.Broken {
				t.Errorf("closed %+v, since %v", f, want)
			}
		})
	}
}

// Whatever somebody wrote as the bill at the counter, the till opens, sells, and its audit and Z
// report are made.
func TestOddStandingBills(t *testing.T) {
	t.Parallel()
	for _, bill := range []string{
		`{"bill":{"lines":[{}]}}`,
		`{"bill":{"lines":[{"quantity":"x"}]}}`,
		`{"bill":{"currency":"USD","lines":[{"name":"x","quantity":9223372036854775807,"price":{"amount":"92233720368547758.07","currency":"USD"}}]},"shown":true}`,
		`{"bill":{"currency":"ZZZ","lines":[{"quantity":-1,"price":{"amount":"-5.00","currency":"USD"}}]},"total":{"amount":"-9","currency":"KHR"},"shown":true}`,
		`{"bill":{"currency":"KHR","lines":[{"name":"\u202e\n\u0000","quantity":1,"price":{"amount":"5.00","currency":"USD"}}]},"unseen":true,"held_id":"../x","at":"9999-12-31T23:59:59Z","by":"\u0007"}`,
	} {
		t.Run(bill, func(t *testing.T) {
			t.Parallel()
			s := staffedShop(t)
			s.signIn(sokCashier)
			s.sellFor(money.Cents(100))
			s.close()
			spoil(t, filepath.Join(s.dir, "psar.db"), "INSERT INTO standing_bill VALUES (1, '"+bill+"')")
			s.open()
			s.signIn(sokCashier)
			s.sellFor(money.Cents(100))
			s.audit()
			if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{By: "Dara", Approval: daraMan}); err != nil {
				t.Error(err)
			}
			s.sellFor(money.Cents(100))
		})
	}
}
