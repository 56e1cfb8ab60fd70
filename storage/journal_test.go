package storage

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
)

// writeChain writes nine rows into the journal of an empty database.
func writeChain(t *testing.T, db *DB) {
	t.Helper()
	for n := 1; n <= 3; n++ {
		mustCommit(t, db, paid(n, n, usd(100*int64(n)), noon))
	}
}

func TestJournalChain(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	empty, err := db.VerifyJournal(context.Background())
	want := journal.Check{OK: true, Head: journal.Head{Hash: journal.GenesisHash}}
	if err != nil || !reflect.DeepEqual(empty, want) {
		t.Fatalf("empty journal: %+v (%v), want %+v", empty, err, want)
	}
	// The entry as journal.Entry defines it, written by hand.
	first := journal.Entry{Till: 4, Seq: 1, Kind: facts.TillOpened, Version: 1, At: noon,
		Payload: []byte(`{"why":"<test>"}`), PrevHash: journal.GenesisHash}
	first.Payload = []byte(strings.NewReplacer("<", `\u003c`, ">", `\u003e`).Replace(string(first.Payload)))
	done := mustCommit(t, db, pos.Batch{At: noon, Till: 4,
		Facts: []journal.Fact{{Kind: facts.TillOpened, Payload: map[string]string{"why": "<test>"}}}})
	if want := (journal.Head{Seq: 1, Hash: first.Sum()}); done.Head != want {
		t.Errorf("head %+v, want %+v", done.Head, want)
	}
	// A batch without facts does not change the head.
	if again := mustCommit(t, db, pos.Batch{At: noon, Till: 4}); again.Head != done.Head {
		t.Errorf("head %+v, want %+v", again.Head, done.Head)
	}
	if check, err := db.VerifyJournal(context.Background()); err != nil || !check.OK || check.Rows != 1 || check.Unsigned != 1 || check.Head != done.Head {
		t.Errorf("check %+v (%v)", check, err)
	}
}

func TestVerifyFindsEveryChange(t *testing.T) {
	t.Parallel()
	zeros := strings.Repeat("0", 63) + "1"
	tests := []struct {
		name string
		sql  []string
		bad  int64
	}{
		{"Till", []string{"UPDATE journal SET till = 2 WHERE seq = 5"}, 5},
		{"Kind", []string{"UPDATE journal SET kind = 'sale.dropped' WHERE seq = 5"}, 5},
		{"Version", []string{"UPDATE journal SET version = 2 WHERE seq = 5"}, 5},
		{"At", []string{"UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 5"}, 5},
		{"Payload", []string{"UPDATE journal SET payload = replace(payload, '2.00', '1.00') WHERE seq = 5"}, 5},
		{"PrevHash", []string{"UPDATE journal SET prev_hash = '" + zeros + "' WHERE seq = 5"}, 5},
		{"Hash", []string{"UPDATE journal SET hash = '" + zeros + "' WHERE seq = 5"}, 5},
		{"FirstHash", []string{"UPDATE journal SET prev_hash = '" + zeros + "' WHERE seq = 1"}, 1},
		{"Seq", []string{"UPDATE journal SET seq = 10 WHERE seq = 9"}, 9},
		{"SeqBelowOne", []string{"UPDATE journal SET seq = 0 WHERE seq = 1"}, 0},
		{"Gap", []string{"DELETE FROM journal WHERE seq = 5"}, 5},
		{"Swap", []string{"UPDATE journal SET seq = 99 WHERE seq = 4", "UPDATE journal SET seq = 4 WHERE seq = 5",
			"UPDATE journal SET seq = 5 WHERE seq = 99"}, 4},
		{"CutAtTheEnd", []string{"DELETE FROM journal WHERE seq > 7"}, 8},
		{"CutAll", []string{"DELETE FROM journal"}, 1},
		{"Added", []string{"INSERT INTO journal SELECT 10, till, kind, version, at_ms, payload, hash, hash, mac FROM journal WHERE seq = 9"}, 10},
		{"HeadHash", []string{"UPDATE journal_head SET hash = '" + zeros + "'"}, 9},
		{"HeadBack", []string{"UPDATE journal_head SET seq = 7"}, 8},
		{"HeadGone", []string{"DELETE FROM journal_head"}, 9},
		// The chain is intact, but the tables do not match it.
		{"SaleTotal", []string{"UPDATE sales SET total_minor = 99900 WHERE receipt_seq = 2"}, 5},
		{"SaleDay", []string{"UPDATE sales SET day = '2026-03-14' WHERE receipt_seq = 2"}, 5},
		{"SaleHidden", []string{"UPDATE sales SET state = 'dropped', completed_ms = NULL, receipt_till = NULL, receipt_year = NULL, receipt_seq = NULL WHERE receipt_seq = 2"}, 5},
		{"SaleInvented", []string{"INSERT INTO sales (id, till, state, day, offset_minutes, opened_ms, completed_ms, receipt_till, receipt_year, receipt_seq, total_minor, currency, rate, round_khr, remark, no_receipt, training) SELECT 'x', till, state, day, offset_minutes, opened_ms, completed_ms, receipt_till, receipt_year, 77, total_minor, currency, rate, round_khr, remark, no_receipt, training FROM sales WHERE receipt_seq = 2"}, 9},
		{"LinePrice", []string{"UPDATE sale_lines SET price_minor = price_minor + 1"}, 2},
		{"TenderAmount", []string{"UPDATE tenders SET amount_minor = amount_minor - 1"}, 2},
		{"AttemptState", []string{"UPDATE attempts SET state = 'cancelled' WHERE id = (SELECT max(id) FROM attempts)"}, 7},
		{"OutcomeKind", []string{"UPDATE outcomes SET kind = 'cancelled' WHERE payment_id = (SELECT max(payment_id) FROM outcomes)"}, 9},
		{"OutcomeGone", []string{"DELETE FROM outcomes WHERE payment_id = (SELECT max(payment_id) FROM outcomes)"}, 9},
		{"OutcomePeriod", []string{"UPDATE outcomes SET z = 2"}, 9},
		{"AttemptReceived", []string{"UPDATE attempts SET received_minor = 1 WHERE id = (SELECT max(id) FROM attempts)"}, 7},
	}
	chain := copiesOf(func(db *DB) { writeChain(t, db) })
	if check, err := chain(t).VerifyJournal(context.Background()); err != nil || !check.OK || check.Rows != 9 {
		t.Fatalf("before the change: %+v (%v)", check, err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			db := chain(t)
			execRaw(t, db, tt.sql...)
			check, err := db.VerifyJournal(context.Background())
			if err != nil || check.OK || check.Bad != tt.bad || len(check.Findings) == 0 {
				t.Errorf("check %+v (%v), want first bad row %d", check, err, tt.bad)
			}
		})
	}
}

// A forger who recomputes the hash of a changed row is detected at the next row.
func TestVerifyFindsARecomputedHash(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	writeChain(t, db)
	e := journal.Entry{Till: 1, Seq: 5, Kind: facts.SaleCompleted, Version: 1, At: noon, Payload: []byte("{}")}
	if err := db.read.QueryRow("SELECT hash FROM journal WHERE seq = 4").Scan(&e.PrevHash); err != nil {
		t.Fatal(err)
	}
	execRaw(t, db, fmt.Sprintf("UPDATE journal SET payload = '{}', hash = '%s' WHERE seq = 5", e.Sum()))
	if check, err := db.VerifyJournal(context.Background()); err != nil || check.OK || check.Bad != 6 {
		t.Errorf("check %+v (%v), want first bad row 6", check, err)
	}
}

// After somebody cut or changed the journal's end, selling goes on and the change stays
// visible.
func TestCommitDoesNotHideAChange(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, sql string
		bad       int64
	}{
		{"Cut", "DELETE FROM journal WHERE seq > 7", 8},
		{"Added", "INSERT INTO journal SELECT 10, till, kind, version, at_ms, payload, hash, hash, mac FROM journal WHERE seq = 9", 10},
		{"LastRow", "UPDATE journal SET hash = prev_hash WHERE seq = 9", 9},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			db := mustOpenEmpty(t)
			writeChain(t, db)
			execRaw(t, db, tt.sql)
			mustCommit(t, db, paid(4, 4, usd(400), noon))
			if check, err := db.VerifyJournal(context.Background()); err != nil || check.OK || check.Bad != tt.bad {
				t.Errorf("check %+v (%v), want first bad row %d", check, err, tt.bad)
			}
		})
	}
}
