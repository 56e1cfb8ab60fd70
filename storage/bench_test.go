package storage

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"psar/pos"
)

// BenchmarkCommitSale measures the durable commit of one paid sale (sale, attempt, print
// job, three facts). Beside each commit it writes as many bytes as SQLite logged for it
// into a plain file and syncs that, to measure the disk alone: floor-ns/op. x/floor is the
// ratio of the two.
func BenchmarkCommitSale(b *testing.B) {
	ctx := context.Background()
	dir := b.TempDir()
	o := marked(dir) // signed and marked, as in a shop
	o.Keyring = newRing()
	db := mustOpen(b, o)
	const first = 1
	mustCommit(b, db, paid(first, first, usd(350), noon))
	before := sizeOf(b, db.Path()+"-wal")
	mustCommit(b, db, paid(first+1, first+1, usd(350), noon))
	logged := make([]byte, sizeOf(b, db.Path()+"-wal")-before)
	if len(logged) == 0 {
		b.Fatal("a commit logged nothing")
	}

	floor, err := os.OpenFile(filepath.Join(dir, "floor"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer floor.Close()

	var commits, raw time.Duration
	n := first + 1
	for b.Loop() {
		n++
		batch := paid(n, n, usd(350), noon)
		begun := time.Now()
		if _, err := db.Commit(ctx, batch); err != nil {
			b.Fatal(err)
		}
		commits += time.Since(begun)

		begun = time.Now()
		if _, err := floor.Write(logged); err != nil {
			b.Fatal(err)
		}
		if err := floor.Sync(); err != nil {
			b.Fatal(err)
		}
		raw += time.Since(begun)
	}
	b.ReportMetric(float64(commits.Nanoseconds())/float64(b.N), "ns/op")
	b.ReportMetric(float64(raw.Nanoseconds())/float64(b.N), "floor-ns/op")
	b.ReportMetric(float64(commits)/float64(raw), "x/floor")
	b.ReportMetric(float64(len(logged)), "logged-B/op")
}

func sizeOf(b *testing.B, path string) int64 {
	b.Helper()
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

// BenchmarkVerify measures how long it takes to verify a journal of a million rows with its
// tables and Z reports. floor-ns/op is the sqlite3 command line reading the same rows, x/floor
// the ratio.
func BenchmarkVerify(b *testing.B) {
	db := mustOpen(b, options(b.TempDir()))
	const rows, most = 1_000_000, 1000
	for n := 1; 3*n < rows; {
		var batch pos.Batch
		for range most {
			one := paid(n, n, usd(350), noon)
			batch.At, batch.Till = one.At, one.Till
			batch.Sales, batch.Attempts = append(batch.Sales, one.Sales...), append(batch.Attempts, one.Attempts...)
			batch.Outcomes, batch.Prints = append(batch.Outcomes, one.Outcomes...), append(batch.Prints, one.Prints...)
			batch.Facts = append(batch.Facts, one.Facts...)
			n++
		}
		mustCommit(b, db, batch)
	}
	line := openCommandLine(b, db.Path())
	floor := line.run("SELECT sum(length(payload) + length(hash)) FROM journal; SELECT count(*), sum(total_minor) FROM sales; SELECT sum(length(name)) FROM sale_lines; SELECT sum(length(qr)) FROM attempts;\n")
	for b.Loop() {
		check, err := db.VerifyJournal(context.Background())
		if err != nil || !check.OK || check.Rows < rows {
			b.Fatalf("%+v (%v)", check, err)
		}
	}
	perOp := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(floor.Nanoseconds()), "floor-ns/op")
	b.ReportMetric(float64(perOp)/float64(floor), "x/floor")
}
