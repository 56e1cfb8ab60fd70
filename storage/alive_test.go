package storage

import (
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/sale"
)

// A run tells with its first rows what became of the bill of the run before: behind those nothing of
// it is looked for, however much was recorded since without a sale. An older program does not say
// that the bill stands no more.
func TestShownBillEndsWithItsRun(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	record := func(kind journal.Kind, payload any) {
		t.Helper()
		mustCommit(t, db, pos.Batch{At: noon, Till: 1, Facts: []journal.Fact{{Kind: kind, Payload: payload}}})
	}
	look := func(when string, lines int) {
		t.Helper()
		if s, err := db.ShownBill(t.Context()); err != nil || len(s.Bill.Lines) != lines {
			t.Errorf("%s: %+v (%v)", when, s, err)
		}
	}
	record(facts.TillOpened, facts.Opened{})
	record(facts.BillShown, sale.Standing{Bill: sale.Bill{Lines: []sale.BillLine{{Name: "Rice", Quantity: 1, Price: usd(100)}}}, Total: usd(100), Shown: true})
	look("shown", 1)
	record(facts.PrinterTested, facts.PrinterTest{})
	look("and something else was done", 1)
	record(facts.TillOpened, facts.Opened{})
	look("opened again", 0)
}
