package storage

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"syscall"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/money"
)

const (
	manyRows   = 1_000_000
	salesOfDay = 500
)

// aMillionRows is a shop with a million rows in its journal: some nine months of 500 sales a
// day, half of them by KHQR, each day closed by its Z report.
func aMillionRows(b *testing.B) *tillDays {
	b.Helper()
	d := newTillDays(b, newRing())
	d.day(salesOfDay)
	day, used := d.recordedDay(salesOfDay)
	facts := 0
	for _, batch := range day {
		facts += len(batch.Facts)
	}
	begun := time.Now()
	d.copied(day, used, manyRows/facts)
	b.Logf("built %d days in %v", manyRows/facts, time.Since(begun).Round(time.Second))
	d.must(d.db.Close())
	d.open()
	b.Cleanup(d.close)
	return d
}

// BenchmarkVerify measures how much of a core it takes to verify a journal of a million rows
// with its signatures, tables, Z reports and schema: core-s is the least of the runs.
// floor-core-s is the sqlite3 command line that writes the same rows nowhere, x/floor the
// ratio. risen-MB is by how much the process grew meanwhile, told how often progress was told,
// half-% how much of the time had passed when it was at a half.
// power-ms is the least time in which the rows that mean power are held against the journal,
// copy-ms that in which a sale of 49,000 rows ago is.
// sale-ms is the median of a cash sale beside it, alone-ms without it; held-ms beside a snapshot
// that is only held, spin-ms beside a core that only counts: whether a sale waits for what a
// verification holds, or shares the cores with it.
func BenchmarkVerify(b *testing.B) {
	d := aMillionRows(b)
	line := openCommandLine(b, d.db.Path())
	var least, floor time.Duration
	told, half := 0, time.Duration(0)
	var took time.Duration
	mostMemory(b)
	before := mostMemory(b)
	for b.Loop() {
		begun, at := coreTime(b), time.Now()
		check, err := d.db.VerifySteps(context.Background(), func(done, of int64) {
			if told++; done <= of/2 {
				half = time.Since(at)
			}
		})
		took = time.Since(at)
		if err != nil || !check.OK || check.Rows < manyRows || check.Signed < manyRows {
			b.Fatalf("%+v (%v)", check, err)
		}
		least = leastOf(least, coreTime(b)-begun)
		_, core := line.cost(".output /dev/null\nSELECT * FROM journal; SELECT * FROM sales; SELECT * FROM sale_lines; SELECT * FROM tenders; SELECT * FROM attempts; SELECT * FROM outcomes;\n")
		floor = leastOf(floor, core)
	}
	b.ReportMetric(float64(mostMemory(b)-before)/(1<<20), "risen-MB")
	b.ReportMetric(least.Seconds(), "core-s")
	b.ReportMetric(floor.Seconds(), "floor-core-s")
	b.ReportMetric(float64(least)/float64(floor), "x/floor")
	b.ReportMetric(float64(told)/float64(b.N), "told")
	b.ReportMetric(100*float64(half)/float64(took), "half-%")

	ms := func(d time.Duration, name string) { b.ReportMetric(float64(d.Microseconds())/1000, name) }
	b.ReportMetric(d.power(50)[0], "power-ms")
	d.told(b)
	ms(d.medianSale(func(context.Context) error { return nil }), "alone-ms")
	ms(d.medianSale(func(ctx context.Context) error {
		return d.db.reading(ctx, func(q querier) error {
			_, err := readHead(ctx, q) // the snapshot begins
			<-ctx.Done()
			return err
		})
	}), "held-ms")
	ms(d.medianSale(func(ctx context.Context) error {
		for ctx.Err() == nil {
			_ = ctx.Err()
		}
		return nil
	}), "spin-ms")
	ms(d.medianSale(func(ctx context.Context) error {
		for ctx.Err() == nil {
			if whole, err := d.db.VerifyAndTell(ctx, nil); ctx.Err() == nil && (err != nil || !whole) {
				return fmt.Errorf("whole: %v, %w", whole, err)
			}
		}
		return nil
	}), "sale-ms")
}

// told measures the least time in which a sale of 49,000 rows ago is held against the journal, before it
// is copied or paid back.
func (d *tillDays) told(b *testing.B) {
	var payload []byte
	d.must(d.db.read.QueryRowContext(b.Context(), "SELECT payload FROM journal NOT INDEXED WHERE kind = 'sale.completed' AND seq > (SELECT max(seq) FROM journal) - 49000 ORDER BY seq LIMIT 1").Scan(&payload))
	of, err := saleOf(payload)
	d.must(err)
	sold, err := d.db.Sale(b.Context(), of)
	d.must(err)
	var least time.Duration
	for range 20 {
		begun := time.Now()
		d.must(d.db.SaleTold(b.Context(), sold))
		least = leastOf(least, time.Since(begun))
	}
	b.ReportMetric(float64(least.Microseconds())/1000, "copy-ms")
}

func leastOf(a, b time.Duration) time.Duration {
	if a == 0 {
		return b
	}
	return min(a, b)
}

// medianSale is the median of cash sales, with the time between them of a busy counter, beside
// something else.
func (d *tillDays) medianSale(beside func(context.Context) error) time.Duration {
	d.Helper()
	const sales = 300
	ctx, end := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- beside(ctx) }()
	took := make([]time.Duration, sales)
	for n := range took {
		time.Sleep(10 * time.Millisecond)
		begun := time.Now()
		_, err := d.till.PayCash(context.Background(), pos.CashRequest{Bill: billOf(n), Received: []money.Money{usd(100_00)}, Confirmed: true})
		took[n] = time.Since(begun)
		d.must(err)
	}
	end()
	d.must(<-ended)
	slices.Sort(took)
	return took[sales/2]
}

// coreTime is how much of its cores the process has used.
func coreTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// mostMemory returns the most memory that the process has had since the last call, in bytes, and
// lets go of what it does not need.
func mostMemory(b *testing.B) int64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	var most int64
	_, text, _ := bytes.Cut(status, []byte("VmHWM:"))
	if _, err := fmt.Sscan(string(text), &most); err != nil {
		b.Fatal(err)
	}
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o600); err != nil {
		b.Fatal(err)
	}
	return most << 10
}
