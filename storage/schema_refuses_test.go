package storage

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/sale"
)

// A completed sale never changes.
func TestCompletedSaleStays(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	sold, attempt := charged(1, usd(350), noon)
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Sales: []sale.Sale{sold}, Attempts: []payment.Attempt{attempt}})
	done := paid(1, 1, usd(350), noon)
	mustCommit(t, db, done)
	// The same again changes nothing.
	mustCommit(t, db, pos.Batch{At: noon, Till: 1, Sales: done.Sales})

	changes := map[string]func(s *sale.Sale){
		"Reopened": func(s *sale.Sale) { *s = sold },
		"Dropped": func(s *sale.Sale) {
			s.State, s.Completed, s.Receipt = sale.Dropped, time.Time{}, id.Receipt{}
		},
		"Total":     func(s *sale.Sale) { s.Total = usd(1) },
		"Line":      func(s *sale.Sale) { s.Lines = []sale.Line{{Quantity: 1, Price: usd(1), Total: usd(1)}} },
		"NoTender":  func(s *sale.Sale) { s.Tenders = nil },
		"Day":       func(s *sale.Sale) { s.Day = "2026-03-14" },
		"NewNumber": func(s *sale.Sale) { s.Receipt.Sequence = 2 },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			changed := done.Sales[0]
			change(&changed)
			_, err := db.Commit(ctx, pos.Batch{At: noon, Till: 1, Sales: []sale.Sale{changed},
				Facts: []journal.Fact{{Kind: facts.SaleDropped}}})
			wantCode(t, err, fault.Internal, "")
			got, err := db.Sale(ctx, changed.ID)
			if diff := cmp.Diff(done.Sales[0], got); err != nil || diff != "" {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
	if head, err := db.JournalHead(ctx); err != nil || head.Seq != 3 {
		t.Errorf("head %+v (%v), want row 3: a refused batch leaves no fact", head, err)
	}
}

// The schema itself refuses what the program never does.
func TestSchemaRefuses(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	mustCommit(t, db, paid(1, 1, usd(350), noon))
	for _, statement := range []string{
		"UPDATE journal SET payload = '{}' WHERE seq = 1",
		"DELETE FROM journal WHERE seq = 3",
		"INSERT OR REPLACE INTO journal_head VALUES (1, 9, '')",
		"INSERT OR REPLACE INTO sales SELECT id, till, 'dropped', day, offset_minutes, opened_ms, NULL, NULL, NULL, NULL," +
			" total_minor, currency, rate, round_khr, remark, no_receipt, training, 0, 0, 0 FROM sales",
		"INSERT OR REPLACE INTO journal SELECT seq, till, kind, version, 0, payload, prev_hash, hash FROM journal WHERE seq = 1",
		"UPDATE journal_head SET seq = 1",
		"DELETE FROM journal_head",
		"UPDATE sales SET state = 'open', completed_ms = NULL, receipt_till = NULL, receipt_year = NULL, receipt_seq = NULL",
		"UPDATE sales SET total_minor = 1",
		"DELETE FROM sales",
		"INSERT INTO sale_lines SELECT sale_id, 2, name, 1, 1, 'USD', 1, 'USD' FROM sale_lines",
		"UPDATE sale_lines SET total_minor = 1",
		"DELETE FROM sale_lines",
		"INSERT INTO tenders SELECT sale_id, 2, kind, 1, 'USD', 0, NULL, '' FROM tenders",
		"UPDATE tenders SET amount_minor = 1",
		"DELETE FROM tenders",
		"UPDATE attempts SET amount_minor = 1",
		"DELETE FROM attempts",
		"UPDATE till_ids SET last_payment_id = 1",
		"INSERT INTO settings VALUES ('shop.name', '')",
	} {
		err := db.write.transact(context.Background(), func(tx transaction) error {
			_, err := tx.exec(statement)
			return err
		})
		if err == nil {
			t.Errorf("not refused: %s", statement)
		}
	}
	if check, err := db.VerifyJournal(context.Background()); err != nil || !check.OK {
		t.Errorf("check %+v (%v)", check, err)
	}
}
