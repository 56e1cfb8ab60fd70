package storage

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
)

// A currency's pin is what the last fact about it says. A fact that can't be read does not
// keep the till from opening.
func TestPayeesAreTheLastFacts(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	pin := func(c money.Currency, merchant string) facts.PayeePin {
		return facts.PayeePin{Why: facts.PinConfirmed, By: "Dara", Pin: payment.Pin{Currency: c, Paid: true, Compared: true, Fields: []payment.Pinned{
			{Field: payment.Field{Name: payment.FieldMerchant, Value: merchant}, Confirmed: true},
			{Field: payment.Field{Name: "15", Value: "5"}, Varies: true},
		}}}
	}
	for _, is := range []any{pin(money.USD, "0011"), pin(money.KHR, "0022"), pin(money.USD, "0033"), []int{5}} {
		mustCommit(t, db, pos.Batch{At: noon, Till: 1, Facts: []journal.Fact{{Kind: facts.PayeeFields, Payload: is}}})
	}
	got, err := db.Payees(context.Background())
	if diff := cmp.Diff([]payment.Pin{pin(money.KHR, "0022").Pin, pin(money.USD, "0033").Pin}, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	var plan string
	rows, err := db.read.QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+payeeFacts)
	err = each(rows, err, func(scan func(...any) error) error {
		var id, parent, unused int
		var detail string
		err := scan(&id, &parent, &unused, &detail)
		plan += detail + "; "
		return err
	})
	if err != nil || !strings.Contains(plan, "INDEX journal_payees") {
		t.Errorf("plan %q (%v)", plan, err)
	}
}
