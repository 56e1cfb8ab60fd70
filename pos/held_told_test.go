package pos_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
)

// A bill that waits is taken up as it was put aside, whatever somebody made of its row meanwhile.
func TestAlteredHeldBillsAreAsTold(t *testing.T) {
	t.Parallel()
	for name, sql := range map[string]string{
		"as it was": "SELECT 1",
		"cheaper":   `UPDATE held_bills SET bill = replace(bill, 'Rice', 'Ice')`,
		"gone":      "DELETE FROM held_bills",
		"taken":     "UPDATE held_bills SET taken_ms = held_ms",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.getsKey()
			bill := sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Name: "Rice", Quantity: 2, Price: money.Cents(620)}}}
			first, err := s.till.Hold(t.Context(), bill)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.till.Recall(t.Context(), first.ID); err != nil {
				t.Fatal(err)
			}
			held, err := s.till.Hold(t.Context(), bill)
			if err != nil {
				t.Fatal(err)
			}
			if sql == "UPDATE held_bills SET taken_ms = held_ms" {
				sql += " WHERE taken_ms IS NULL"
			}
			s.whileClosed(strings.Split(sql, "; ")...)
			if alerts := s.alertsOf(payment.AlertHeldRows); len(alerts) != 0 != (name != "as it was") {
				t.Errorf("%+v", alerts)
			}
			if diff := cmp.Diff([]sale.Held{held}, s.till.Snapshot().Held); diff != "" {
				t.Errorf("waiting\n%s", diff)
			}
			back, err := s.till.Recall(t.Context(), held.ID)
			if diff := cmp.Diff(bill, back); name != "taken" && (err != nil || diff != "") {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}
