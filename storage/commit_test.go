package storage

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/settings"
)

func TestCommitIsWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	tests := map[string]func(b *pos.Batch){
		"ReceiptNumberTwice": func(b *pos.Batch) { b.Sales[0].Receipt.Sequence = 1 },
		"PaymentPaysTwice":   func(b *pos.Batch) { b.Sales[0].Tenders[0].PaymentID = paymentID(1) },
		"PaymentUnknown":     func(b *pos.Batch) { b.Sales[0].Tenders[0].PaymentID = paymentID(99) },
		"SaleUnknown":        func(b *pos.Batch) { b.Attempts[0].Sale = "nowhere" },
		"AmountOfAttempt":    func(b *pos.Batch) { b.Attempts[0].ID, b.Attempts[0].Amount = paymentID(1), usd(1) },
		"NoPaymentID":        func(b *pos.Batch) { b.Attempts[0].ID = "012" },
		"NoCurrency":         func(b *pos.Batch) { b.Sales[0].Total.Currency = "" },
		"NoReceiptNumber":    func(b *pos.Batch) { b.Sales[0].Receipt = id.Receipt{} },
		"PrintJobUnknown":    func(b *pos.Batch) { b.Prints[0].ID = 99 },
		"Secret":             func(b *pos.Batch) { b.Settings = settings.Values{settings.USDProfileKey: "hidden-key"} },
		"Payload":            func(b *pos.Batch) { b.Facts[2].Payload = func() {} },
	}
	for name, spoil := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			db := mustOpenEmpty(t)
			want := mustCommit(t, db, paid(1, 1, usd(100), noon)).Head
			b := paid(2, 2, usd(200), noon)
			spoil(&b)
			_, err := db.Commit(ctx, b)
			wantCode(t, err, fault.Internal, "")
			if strings.Contains(err.Error(), "hidden-key") {
				t.Errorf("a secret stands in %q", err)
			}
			wantState(t, db, want, 1)
			mustCommit(t, db, paid(2, 2, usd(200), noon))
			wantState(t, db, journal.Head{}, 2)
		})
	}
}

// wantState fails unless the database holds n complete sales and, if one is given, the head.
func wantState(t testing.TB, db *DB, head journal.Head, n int) {
	t.Helper()
	ctx := context.Background()
	sales, err := db.Sales(ctx, noonDay)
	if err != nil || len(sales) != n {
		t.Fatalf("%d sales (%v), want %d", len(sales), err, n)
	}
	attempts, err := db.Attempts(ctx, payment.Filter{})
	if err != nil || len(attempts) != n {
		t.Errorf("%d attempts (%v), want %d", len(attempts), err, n)
	}
	jobs, err := db.PrintJobs(ctx, queue.Queued)
	if err != nil || len(jobs) != n {
		t.Errorf("%d print jobs (%v), want %d", len(jobs), err, n)
	}
	check, err := db.VerifyJournal(ctx)
	if err != nil || !check.OK || check.Rows != int64(3*n) {
		t.Errorf("journal %+v (%v), want %d good rows", check, err, 3*n)
	}
	if head != (journal.Head{}) && check.Head != head {
		t.Errorf("head %+v, want %+v", check.Head, head)
	}
}

func TestCommitOnAFullDisk(t *testing.T) {
	t.Parallel()
	dir, path := inDir(t)
	db := mustOpen(t, options(dir))
	want := mustCommit(t, db, paid(1, 1, usd(100), noon)).Head
	pragma := func(s string) {
		t.Helper()
		if _, err := db.write.conn.ExecContext(context.Background(), "PRAGMA "+s); err != nil {
			t.Fatal(err)
		}
	}
	pragma("max_page_count = 1") // SQLite keeps the current number of pages as the limit
	large := paid(2, 2, usd(200), noon)
	large.Attempts[0].QR = strings.Repeat("0", 1<<20)
	_, err := db.Commit(context.Background(), large)
	wantCode(t, err, fault.DiskFull, path)
	wantState(t, db, want, 1)

	pragma("max_page_count = 1000000")
	pragma("query_only = 1")
	_, err = db.Commit(context.Background(), paid(2, 2, usd(200), noon))
	wantCode(t, err, fault.DataUnwritable, path)
	pragma("query_only = 0")
	mustCommit(t, db, paid(2, 2, usd(200), noon))
	wantState(t, db, journal.Head{}, 2)
}

func TestCommitCancelled(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := db.Commit(ctx, paid(1, 1, usd(100), noon))
	wantCode(t, err, fault.Stopped, "")
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled as its cause", err)
	}
	wantState(t, db, journal.Head{}, 0)
}

func TestPrintJobMoves(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	mustCommit(t, db, paid(1, 1, usd(100), noon))
	jobs, err := db.PrintJobs(ctx, queue.Queued)
	if err != nil || len(jobs) != 1 {
		t.Fatalf("%d jobs (%v), want 1", len(jobs), err)
	}
	job := jobs[0]
	job.State, job.Changed, job.Problem, job.Detail = queue.Failed, noon.Add(time.Second), fault.PrinterUnreachable, "no route"
	done := mustCommit(t, db, pos.Batch{At: noon, Till: 1, Prints: []queue.Job{job}})
	if diff := cmp.Diff([]queue.Job{job}, done.Prints); diff != "" {
		t.Error(diff)
	}
	failed, err := db.PrintJobs(ctx, queue.Failed, queue.Unknown)
	if diff := cmp.Diff([]queue.Job{job}, failed); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestEmptySettingIsTheDefault(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	set := func(s settings.Values) {
		b := pos.Batch{At: noon, Till: 1, Settings: s}
		for key, value := range s {
			b.Facts = append(b.Facts, journal.Fact{Kind: facts.SettingChanged, Payload: facts.Setting{Key: key, To: value}})
		}
		mustCommit(t, db, b)
	}
	set(settings.Values{settings.Rate: "4100", settings.ShopName: "Shop"})
	set(settings.Values{settings.Rate: "", settings.ShopName: "New shop"})
	got, err := db.Settings(context.Background())
	if diff := cmp.Diff(settings.Values{settings.ShopName: "New shop"}, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

// While the writer commits, every reader sees one consistent state.
func TestReadersBesideTheWriter(t *testing.T) {
	t.Parallel()
	const sales = 30
	ctx := context.Background()
	db := mustOpenEmpty(t)
	stop := make(chan struct{})
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			for {
				r, err := db.Report(ctx, noonDay, noonDay)
				if err != nil || r.QR.Paid != r.Sales[0].Count || r.Journal.Seq != int64(3*r.Sales[0].Count) ||
					r.Sales[0].Sum.Minor != int64(100*r.Sales[0].Count) {
					t.Errorf("report of no one state: %+v (%v)", r, err)
					return
				}
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	for w := range 3 {
		group.Go(func() {
			for n := range sales / 3 {
				id := w*sales/3 + n + 1
				if _, err := db.Commit(ctx, paid(id, id, usd(100), noon)); err != nil {
					t.Error(fmt.Errorf("sale %d: %w", id, err))
				}
			}
			if w == 0 {
				close(stop)
			}
		})
	}
	group.Wait()
	wantState(t, db, journal.Head{}, sales)
}
