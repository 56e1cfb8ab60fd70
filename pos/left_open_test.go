package pos_test

import (
	"fmt"
	"path/filepath"
	"strings"
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
// hides no hours, nor does it with the times of the period's rows.
func TestRowOfTheOpenTillHidesNoHours(t *testing.T) {
	t.Parallel()
	for name, also := range map[string]string{
		"alone":              "UPDATE prints SET told = told",
		"with the sales'":    "UPDATE sales SET completed_ms = %d",
		"with all its sales": "DELETE FROM sales WHERE %d",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			if _, err := s.till.OpenShift(t.Context(), drawer.CountRequest{By: "Dara", Counted: []money.Money{money.Cents(5000)}}); err != nil {
				t.Fatal(err)
			}
			s.sellFor(money.Cents(100))
			left := s.clock.Now()
			s.close()
			s.clock.Add(2 * time.Hour)
			just := s.clock.Now().Add(-time.Minute).UnixMilli()
			path := filepath.Join(s.dir, "psar.db")
			spoil(t, path, fmt.Sprintf("UPDATE till_alive SET at_ms = %d, open_ms = %d", just, just))
			spoil(t, path, fmt.Sprintf("UPDATE counts SET at_ms = %d", just))
			if also != "" {
				spoil(t, path, strings.ReplaceAll(also, "%d", fmt.Sprint(just)))
			}
			s.leftOpen = left
			s.open()
			told := s.facts(facts.TillWasClosed)
			if len(told) != 1 {
				t.Fatalf("told %q", told)
			}
			if c := into[facts.Closure](t, []byte(told[0])); !c.Since.Equal(left.Truncate(time.Millisecond)) || c.Broken {
				t.Errorf("closed %+v, since %v", c, left)
			}
		})
	}
}

// What is noted outside the folder may stay behind: the state folder could not be written, or the
// clock was wrong. The journal shows that the till was open.
func TestNoteThatStayedBehindTellsNoSpell(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		noted   func(s *testShop, began time.Time) time.Time
		command bool // sold then, not the till at the counter
		spells  int
	}{
		"since the shift began": {noted: func(_ *testShop, began time.Time) time.Time { return began }},
		"the machine's epoch":   {noted: func(*testShop, time.Time) time.Time { return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) }},
		"commands sold":         {noted: func(_ *testShop, began time.Time) time.Time { return began }, command: true, spells: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(100))
			began := s.clock.Now()
			if c.command {
				s.close()
				s.brief = true
				s.open()
			}
			for range 20 {
				s.clock.Add(20 * time.Minute)
				s.sellFor(money.Cents(100))
			}
			s.close()
			s.brief = false
			s.clock.Add(time.Minute)
			if c.command { // its row says that the till was open
				just := s.clock.Now().UnixMilli()
				spoil(t, filepath.Join(s.dir, "psar.db"), fmt.Sprintf("UPDATE till_alive SET at_ms = %d, open_ms = NULL", just))
			}
			s.leftOpen = c.noted(s, began)
			s.open()
			if told := s.facts(facts.TillWasClosed); len(told) != c.spells {
				t.Errorf("told %q", told)
			}
		})
	}
}

// Of its row alone, set to any time, no minutes are believed where the till was closed in order.
func TestRowOfTheOpenTillHidesNoMinutes(t *testing.T) {
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
