package storage

import (
	"context"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/queue"
)

// wantCodes checks that each receipt in the queue has its sale's code, and that this is
// genuine.
func wantCodes(t *testing.T, db *DB) {
	t.Helper()
	ctx := context.Background()
	jobs, err := db.PrintJobs(ctx, queue.Queued)
	if err != nil || len(jobs) == 0 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	for _, j := range jobs {
		s, err := db.SaleByReceipt(ctx, j.Receipt.Number)
		if err != nil {
			t.Fatal(err)
		}
		code, err := db.SaleCode(ctx, s.ID)
		if err != nil || code.IsZero() || code != j.Receipt.Code {
			t.Errorf("receipt %v: %q on paper, %q in the journal (%v)", s.Receipt, j.Receipt.Code, code, err)
		}
		paper, err := db.Paper(ctx, code)
		if err != nil || paper.Verdict != pos.PaperGenuine || paper.Receipt != s.Receipt || paper.Total != s.Total || !paper.At.Equal(s.Completed) {
			t.Errorf("receipt %v: %+v, %v", s.Receipt, paper, err)
		}
	}
}

// The receipt that is committed with a sale has the code of the row that is committed with
// it, and a restart reads the same.
func TestReceiptHasItsRowsCode(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	mustCommit(t, db, paid(1, 1, usd(350), noon))
	done := mustCommit(t, db, paid(2, 2, khr(14000), noon))
	var hash string
	if err := db.read.QueryRow("SELECT hash FROM journal WHERE seq = 5 AND kind = 'sale.completed'").Scan(&hash); err != nil {
		t.Fatal(err)
	}
	if got := done.Prints[0].Receipt.Code; got.Seq != 5 || !strings.HasPrefix(hash, got.Hash) || len(got.Hash) != 16 {
		t.Errorf("%v, want J5-%s", got, hash[:16])
	}
	wantCodes(t, db)
	if code, err := db.SaleCode(context.Background(), "none"); err != nil || !code.IsZero() {
		t.Errorf("%v, %v", code, err)
	}
}

// rechained computes every hash of a journal again, as a thief does who knows how.
func rechained(t *testing.T, db *DB) {
	t.Helper()
	err := db.write.transact(context.Background(), func(tx transaction) error {
		var all []journal.Entry
		rows, err := tx.QueryContext(tx.ctx, "SELECT seq, till, kind, version, at_ms, payload FROM journal ORDER BY seq")
		if err := each(rows, err, func(scan func(...any) error) error {
			var e journal.Entry
			var at int64
			err := scan(&e.Seq, &e.Till, &e.Kind, &e.Version, &at, &e.Payload)
			e.At = time.UnixMilli(at)
			all = append(all, e)
			return err
		}); err != nil {
			return err
		}
		prev := journal.GenesisHash
		for _, e := range all {
			e.PrevHash = prev
			prev = e.Sum()
			if _, err := tx.exec("UPDATE journal SET prev_hash = ?, hash = ? WHERE seq = ?", e.PrevHash, prev, e.Seq); err != nil {
				return err
			}
		}
		_, err = tx.exec("UPDATE journal_head SET hash = ?", prev)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A row that was changed, taken or replaced makes the paper of before fail, however well
// the chain was computed again; and so do those of all rows behind it.
func TestForgedRowsFailOldPaper(t *testing.T) {
	t.Parallel()
	copies := copiesOf(func(db *DB) {
		mustCommit(t, db, paid(1, 1, usd(350), noon))
		mustCommit(t, db, paid(2, 2, usd(500), noon))
	})
	codes := func(db *DB) (all [2]id.Code) {
		for i := range all {
			s, _ := charged(i+1, usd(0), noon)
			code, err := db.SaleCode(context.Background(), s.ID)
			if err != nil || code.IsZero() {
				t.Fatalf("sale %d: %v, %v", i+1, code, err)
			}
			all[i] = code
		}
		return all
	}
	printed := codes(copies(t))
	for name, tt := range map[string]struct {
		sql     string
		rechain bool
		want    [2]pos.PaperVerdict
	}{
		"untouched":      {"SELECT 1", false, [2]pos.PaperVerdict{pos.PaperGenuine, pos.PaperGenuine}},
		"rechained":      {"SELECT 1", true, [2]pos.PaperVerdict{pos.PaperGenuine, pos.PaperGenuine}}, // proves rechained itself
		"changed":        {`UPDATE journal SET payload = replace(payload, '3.50', '1.50') WHERE seq = 2`, false, [2]pos.PaperVerdict{pos.PaperAltered, pos.PaperGenuine}},
		"forged":         {`UPDATE journal SET payload = replace(payload, '3.50', '1.50') WHERE seq = 2`, true, [2]pos.PaperVerdict{pos.PaperUnknown, pos.PaperUnknown}},
		"another's time": {`UPDATE journal SET at_ms = at_ms + 1000 WHERE seq = 5`, true, [2]pos.PaperVerdict{pos.PaperGenuine, pos.PaperUnknown}},
		"cut off":        {`DELETE FROM journal WHERE seq > 2`, true, [2]pos.PaperVerdict{pos.PaperGenuine, pos.PaperUnknown}},
		"taken out":      {`DELETE FROM journal WHERE seq = 2`, true, [2]pos.PaperVerdict{pos.PaperUnknown, pos.PaperUnknown}},
		"moved up":       {`DELETE FROM journal WHERE seq <= 3; UPDATE journal SET seq = seq - 3`, true, [2]pos.PaperVerdict{pos.PaperUnknown, pos.PaperUnknown}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := copies(t)
			execRaw(t, db, strings.Split(tt.sql, "; ")...)
			if tt.rechain {
				rechained(t, db)
			}
			for i, code := range printed {
				paper, err := db.Paper(context.Background(), code)
				if err != nil || paper.Verdict != tt.want[i] {
					t.Errorf("the paper of sale %d: %+v, %v, want %s", i+1, paper, err, tt.want[i])
				}
				if told := paper.Total != (money.Money{}); told != (tt.want[i] == pos.PaperGenuine) {
					t.Errorf("the paper of sale %d is %s and tells of %v", i+1, paper.Verdict, paper.Total)
				}
			}
		})
	}
}

// A copy is printed while a customer waits: its code is found by indexes, however many
// rows there are.
func TestCodesUseIndexes(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	for query, want := range map[string]string{
		saleCode:   "INDEX journal_about (<expr>=? AND rowid>?)",
		closedCode: "INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
	} {
		if plan := planOf(t, db, query, 1, 1, 1); !strings.Contains(plan, want) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s: %s", query, plan)
		}
	}
}
