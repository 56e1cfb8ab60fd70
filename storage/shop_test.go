package storage

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
)

// noon is an instant of 15 March 2026 in the middle of the shop's day.
var noon = time.Date(2026, 3, 15, 5, 0, 0, 123e6, time.UTC)

const noonDay = money.Day("2026-03-15")

func options(dir string) Options { return Options{Dir: dir, Clock: postest.NewClock(noon)} }

func mustOpen(t testing.TB, o Options) *DB {
	t.Helper()
	db, err := Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// mustOpenEmpty opens a copy of an empty database that was made once: making it takes longer
// than most tests.
func mustOpenEmpty(t testing.TB) *DB {
	t.Helper()
	return mustOpenCopy(t, putEmpty)
}

var putEmpty = postest.Copies(func(dir string) (string, error) {
	db, err := Open(context.Background(), options(dir))
	if err != nil {
		return "", err
	}
	return db.path, db.Close()
})

func mustOpenCopy(t testing.TB, put func(dir string) error) *DB {
	t.Helper()
	dir := t.TempDir()
	if err := put(dir); err != nil {
		t.Fatal(err)
	}
	return mustOpen(t, options(dir))
}

// copiesOf returns what opens a copy of a database that many cases begin with. The first call
// fills it.
func copiesOf(fill func(db *DB)) func(t testing.TB) *DB {
	put := postest.Copies(func(dir string) (string, error) {
		if err := putEmpty(dir); err != nil {
			return "", err
		}
		db, err := Open(context.Background(), options(dir))
		if err != nil {
			return "", err
		}
		fill(db)
		return db.path, db.Close()
	})
	return func(t testing.TB) *DB {
		t.Helper()
		return mustOpenCopy(t, put)
	}
}

func mustCommit(t testing.TB, db *DB, b pos.Batch) pos.Committed {
	t.Helper()
	if b.Outcomes == nil {
		b.Outcomes = outcomesOf(b, func(id id.Payment) payment.Attempt {
			before, _ := db.Attempt(context.Background(), id) // an unknown attempt is new
			return before
		})
	}
	done, err := db.Commit(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// outcomesOf returns the outcomes that the till would commit with a batch.
func outcomesOf(b pos.Batch, before func(id.Payment) payment.Attempt) (all []payment.Outcome) {
	for _, a := range b.Attempts {
		for _, o := range payment.OutcomesOf(before(a.ID), a) {
			o.Z, o.Day, o.At = max(1, a.OutcomeZ), money.DayOf(b.At, money.DefaultCutoffHour), b.At
			all = append(all, o)
		}
	}
	return all
}

// wantCode fails unless err is a *fault.Error with the code; path, if any, must be one of its
// arguments.
func wantCode(t testing.TB, err error, code fault.Code, path string) {
	t.Helper()
	e, ok := err.(*fault.Error)
	if !ok || e.Code != code {
		t.Fatalf("error %v (%T), want code %s", err, err, code)
	}
	if path != "" && (len(e.Args) == 0 || e.Args[0] != path) {
		t.Fatalf("error names %v, want %s", e.Args, path)
	}
}

func usd(cents int64) money.Money { return money.Cents(cents) }
func khr(riel int64) money.Money  { return money.Riel(riel) }

func paymentID(n int) id.Payment { return id.Payment(fmt.Sprint(1_1773_550_800_000 + n)) }

// charged returns the n-th sale of a shop when it is charged, with its attempt.
func charged(n int, m money.Money, at time.Time) (sale.Sale, payment.Attempt) {
	sale := sale.Sale{
		ID: id.Sale(fmt.Sprintf("01950000-0000-7000-8000-%012d", n)), Till: 1, State: sale.Open,
		Day: money.DayOf(at, money.DefaultCutoffHour), OffsetMinutes: 420, Opened: at,
		Lines: []sale.Line{{Name: "កាហ្វេ", Quantity: 1, Price: m, Total: m}}, Total: m, Rate: 4100, RoundKHR: 100,
		Remark: "តុ 5",
	}
	attempt := payment.Attempt{
		ID: paymentID(n), Sale: sale.ID, State: payment.Shown, Amount: m, Remark: "តុ 5", Created: at, Changed: at,
		QR: "0002…", Payee: payment.Payee{Account: "shop@bank", Name: "Shop", NameKhmer: "ហាង", City: "Phnom Penh"},
		Expires: at.Add(10 * time.Minute), Watched: true, Profile: "0123456789abcdef", Gateway: "https://gateway.example",
	}
	return sale, attempt
}

// paid returns the batch that completes the n-th sale: rows, print job and facts.
func paid(n, receipt int, m money.Money, at time.Time) pos.Batch {
	s, attempt := charged(n, m, at)
	number := id.Receipt{Till: 1, Year: 2026, Sequence: receipt}
	s = s.Complete(number, at, money.DefaultCutoffHour, sale.Tender{Kind: sale.KHQRTender(m.Currency), Amount: m, Rate: 4100,
		PaymentID: attempt.ID, Reference: "FT" + fmt.Sprint(n)})
	attempt.State, attempt.Received, attempt.Watched = payment.Paid, m, false
	attempt.LastVerify, attempt.Verifies = at, 3
	receiptPaper, err := sale.ReceiptOf(s, settings.Shop{Name: "Shop"})
	if err != nil {
		panic(err)
	}
	job := queue.Job{Kind: queue.KindReceipt, State: queue.Queued, Receipt: &receiptPaper, Queued: at, Changed: at}
	return pos.Batch{
		At: at, Till: 1, Sales: []sale.Sale{s}, Attempts: []payment.Attempt{attempt},
		Outcomes: outcomesOf(pos.Batch{At: at, Attempts: []payment.Attempt{attempt}}, func(id.Payment) payment.Attempt { return payment.Attempt{} }),
		Prints:   []queue.Job{job},
		Facts: []journal.Fact{
			{Kind: facts.AttemptMoved, Payload: map[string]any{"from": payment.Shown, "attempt": attempt}},
			{Kind: facts.SaleCompleted, Payload: s},
			{Kind: facts.PrintQueued, Payload: facts.PrintOf(job)},
		},
	}
}

// execRaw changes a database without its triggers.
func execRaw(t testing.TB, db *DB, statements ...string) {
	t.Helper()
	err := db.write.transact(context.Background(), func(tx transaction) error {
		rows, err := tx.QueryContext(tx.ctx, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
		var names []string
		err = each(rows, err, func(scan func(...any) error) error {
			var name string
			err := scan(&name)
			names = append(names, name)
			return err
		})
		for _, name := range names {
			statements = append([]string{"DROP TRIGGER " + name}, statements...)
		}
		for _, s := range statements {
			if err == nil {
				_, err = tx.w.conn.ExecContext(tx.ctx, s)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(strings.Join(statements, "; "), err)
	}
}

func inDir(t testing.TB) (dir, path string) {
	dir = t.TempDir()
	return dir, filepath.Join(dir, databaseName)
}
