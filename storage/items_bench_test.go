package storage

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
)

// manyItems is the size of the catalogue that is measured.
const manyItems = 100_000

// fullCatalogue creates a database with a catalogue and closes it.
func fullCatalogue(b *testing.B, n int) Options {
	b.Helper()
	o := options(b.TempDir())
	db, err := Open(context.Background(), o)
	if err != nil {
		b.Fatal(err)
	}
	mustCommit(b, db, pos.Batch{At: noon, Till: 1, Items: differentItems(n)})
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	return o
}

// BenchmarkSearchItems measures a search among 100,000 items, letter by letter as a cashier
// types it. floor-ns/op is the same SQL by the sqlite3 command line, x/floor the ratio of
// the two.
func BenchmarkSearchItems(b *testing.B) {
	ctx := context.Background()
	o := fullCatalogue(b, manyItems)
	db := mustOpen(b, o)
	for _, kind := range []struct{ name, query string }{
		{"Barcode", differentItems(manyItems)[77_777].Barcode},
		{"OneLetter", "b"},
		{"TwoKhmer", "កា"},
		{"Prefix", "mekong gr"},
		{"Common", "coffee"},
		{"CommonKhmer", "បៃតង"},
		{"TwoWords", "sugar kampot"},
		{"TwoWordsNever", "shampoo noodles"},
		{"ShortWord", "coffee 99"},
		{"Rare", "77777"},
		{"None", "zzzzz"},
	} {
		b.Run(kind.name, func(b *testing.B) {
			asked := recorder{querier: db.read}
			s := itemSearch{ctx: ctx, q: &asked, limit: 20, seen: map[id.Item]struct{}{}}
			s.run(kind.query, strings.Fields(fold(kind.query)))
			if s.err != nil {
				b.Fatal(s.err)
			}
			least := openCommandLine(b, db.Path()).each(asked.statements.String())
			var longest time.Duration
			for b.Loop() {
				begun := time.Now()
				found, err := db.SearchItems(ctx, kind.query, 20)
				longest = max(longest, time.Since(begun))
				if err != nil || len(found) != len(s.found) {
					b.Fatal(len(found), err)
				}
			}
			b.ReportMetric(float64(least.Nanoseconds()), "floor-ns/op")
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(least), "x/floor")
			b.ReportMetric(float64(longest)/1e6, "longest-ms")
			b.ReportMetric(float64(len(s.found)), "found")
		})
	}
}

// BenchmarkOpenTill measures how long it takes until a till with 100,000 items can sell:
// opening the database and loading what the till needs. x/floor is the ratio to the same
// without items, measured in turn.
func BenchmarkOpenTill(b *testing.B) {
	full, empty := fullCatalogue(b, manyItems), fullCatalogue(b, 0)
	open := func(o Options) time.Duration {
		begun := time.Now()
		db, err := Open(context.Background(), o)
		if err != nil {
			b.Fatal(err)
		}
		till, err := pos.OpenTill(context.Background(), pos.TillConfig{
			Store: db, Clock: o.Clock, Secrets: noSecrets{}, Version: "bench",
			NewID: func() (id.Sale, error) { return "", fault.New(fault.Internal) },
		})
		if err != nil {
			b.Fatal(err)
		}
		took := time.Since(begun)
		till.Close()
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		return took
	}
	var loaded, bare time.Duration
	for b.Loop() {
		loaded += open(full)
		bare += open(empty)
	}
	b.ReportMetric(float64(loaded.Nanoseconds())/float64(b.N), "ns/op")
	b.ReportMetric(float64(bare.Nanoseconds())/float64(b.N), "floor-ns/op")
	b.ReportMetric(float64(loaded)/float64(bare), "x/floor")
}

// BenchmarkImportItems measures the durable commit of 100,000 new items. floor-ns/op is the
// same rows by the sqlite3 command line in one transaction.
func BenchmarkImportItems(b *testing.B) {
	items := differentItems(manyItems)
	var script strings.Builder
	script.WriteString("PRAGMA synchronous = FULL;\nBEGIN;\n")
	for n, i := range items {
		fmt.Fprintf(&script, "INSERT INTO items VALUES (%d, '%s', '%s', '%s', '%s', %d, '%s', '%s', '%s', 0, 0, '%s', '%s', '%s');\n",
			n+1, i.ID, i.Name, i.NameKhmer, i.Barcode, i.Price.Minor, i.Price.Currency, i.Category, i.Tax, fold(i.Name), fold(i.NameKhmer), catalogue.BarcodeKey(i.Barcode))
	}
	script.WriteString("INSERT INTO items_text (rowid, find_name, find_km) SELECT key, find_name, find_km FROM items;\nCOMMIT;\n")
	var commits, least time.Duration
	for b.Loop() {
		db := mustOpenEmpty(b)
		begun := time.Now()
		mustCommit(b, db, pos.Batch{At: noon, Till: 1, Items: items})
		commits += time.Since(begun)
		least += openCommandLine(b, databasePath(fullCatalogue(b, 0).Dir, false)).run(script.String())
	}
	b.ReportMetric(float64(commits.Nanoseconds())/float64(b.N), "ns/op")
	b.ReportMetric(float64(least.Nanoseconds())/float64(b.N), "floor-ns/op")
	b.ReportMetric(float64(commits)/float64(least), "x/floor")
}
