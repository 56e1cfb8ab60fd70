package storage

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
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
