package pos_test

import (
	"fmt"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
)

// futureZ adds a Z report that is made in a year, with everything that its triggers ask for.
func (s *testShop) futureZ() string {
	return fmt.Sprintf(`INSERT INTO z_reports (number, version, made_ms, first_day, last_day, report, prev_hash, hash)
		SELECT coalesce(max(number), 0) + 1, 3, %d, '2026-01-01', '2026-01-01', '{}', '', '' FROM z_reports`, s.clock.Now().Add(365*24*time.Hour).UnixMilli())
}

// A Z report that somebody writes into its table, or whose time they change, keeps nobody from
// selling for cash: the instant before which nothing may be filed is the journal's.
func TestRowsOfZReportsStopNoCash(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql    func(s *testShop) string
		alerts int // about the last Z report
		open   bool
	}{
		"one of next year":                       {sql: (*testShop).futureZ, alerts: 1},
		"the last one's time":                    {sql: func(s *testShop) string { return "UPDATE z_reports SET made_ms = made_ms + 31536000000" }},
		"one of next year, while it is open":     {sql: (*testShop).futureZ, open: true},
		"the last one is gone":                   {sql: func(*testShop) string { return "DELETE FROM z_reports" }, alerts: 1},
		"the last one is gone, while it is open": {sql: func(*testShop) string { return "DELETE FROM z_reports" }, open: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(350))
			if _, err := s.till.CloseShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(0)}}); err != nil {
				t.Fatal(err)
			}
			if c.open {
				s.altered(c.sql(s))
				_, _ = s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(100)}) // it learns that another program wrote
				s.awaitAlert(payment.AlertOtherWriter)
			} else {
				s.whileClosed(c.sql(s))
				if len(s.alertsOf(payment.AlertZRow)) != c.alerts {
					t.Errorf("%+v", s.records())
				}
			}
			s.sellFor(money.Cents(350))
			s.close()
			s.open()
			s.sellFor(money.Cents(350))
		})
	}
}

// awaitAlert waits for an alert, whatever else is in doubt.
func (s *testShop) awaitAlert(kind payment.AlertKind) {
	s.t.Helper()
	for deadline := time.Now().Add(postest.Patience); len(s.alertsOf(kind)) == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("%+v", s.records())
		}
	}
}

// Nor does a fact of such a report that was added behind the closed till's end.
func TestForgedFactOfAZReportStopsNoCash(t *testing.T) {
	t.Parallel()
	for _, mac := range []string{"NULL", "x'00'"} {
		s := newShop(t)
		s.sellFor(money.Cents(350))
		s.close()
		s.clock.Add(365 * 24 * time.Hour)
		s.forge(mac, forged{[]journal.Fact{{Kind: facts.ShiftClosed, Payload: facts.Closed{Number: 1, Version: 3}}}, []string{s.futureZ()}})
		s.clock.Add(-365 * 24 * time.Hour)
		s.open()
		s.sellFor(money.Cents(350))
	}
}
