package storage

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/report"
	"psar/pos/settings"
)

const (
	manySales = 2_000_000
	daySales  = 5_000 // in one period and on one business day
	lastZ     = manySales / daySales
)

// numberedRecorder is a querier that records the SQL that it runs, with its numbered
// arguments filled in.
type numberedRecorder struct {
	querier
	statements strings.Builder
}

func (t *numberedRecorder) keep(query string, args []any) {
	for i := len(args); i > 0; i-- {
		literal := fmt.Sprint(args[i-1])
		if reflect.TypeOf(args[i-1]).Kind() == reflect.String {
			literal = "'" + literal + "'"
		}
		query = strings.ReplaceAll(query, fmt.Sprintf("?%d", i), literal)
		if i == 1 {
			query = strings.ReplaceAll(query, "?", literal)
		}
	}
	t.statements.WriteString(query + ";\n")
}

func (t *numberedRecorder) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	t.keep(query, args)
	return t.querier.QueryContext(ctx, query, args...)
}

func (t *numberedRecorder) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	t.keep(query, args)
	return t.querier.QueryRowContext(ctx, query, args...)
}

// oldShop is a shop with 2,000,000 sales on 400 days, each day but the last closed by its Z
// report: two lines each, every second one paid by KHQR. They are inserted by SQL, since
// only reading is measured.
func oldShop(b *testing.B) Options {
	b.Helper()
	o := options(b.TempDir())
	db, err := Open(context.Background(), o)
	if err != nil {
		b.Fatal(err)
	}
	mustCommit(b, db, pos.Batch{At: noon, Till: 1, Settings: settings.Values{settings.ShopName: "Shop", settings.Rate: "4100"}})
	path := db.Path()
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	fillOldSales(b, path)
	return o
}

// fillOldSales inserts the sales of oldShop, with their payments and Z reports.
func fillOldSales(b *testing.B, path string) {
	b.Helper()
	fill := strings.NewReplacer(
		"{sales}", fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d - 1)", manySales),
		"{days}", fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d - 1)", lastZ-1),
		"{day}", fmt.Sprintf("date('2025-01-01', (i / %d) || ' days')", daySales), "{z}", fmt.Sprintf("i / %d + 1", daySales),
		"{id}", "printf('sale-%08d', i)", "{at}", "1735700000000 + i * 17280", "{total}", "350 + i % 900",
	)
	openCommandLine(b, path).run(fill.Replace(`
PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA foreign_keys = OFF;
BEGIN;
{sales} INSERT INTO attempts (id, sale_id, state, amount_minor, currency, remark, day, created_ms, changed_ms, qr,
	payee_account, payee_name, payee_name_km, payee_city, received_minor, received_currency, problem, detail, watched, verifies, z)
SELECT 1773550800000 + i, {id}, 'paid', {total}, 'USD', '', {day}, {at}, {at} + 14000, '',
	'shop@bank', 'Shop', '', '', {total}, 'USD', '', '', 0, 3, {z} FROM n WHERE i % 2 = 0;
{sales} INSERT INTO outcomes (payment_id, kind, z, day, at_ms, amount_minor, currency)
SELECT 1773550800000 + i, 'paid', {z}, {day}, {at} + 14000, {total}, 'USD' FROM n WHERE i % 2 = 0;
{sales} INSERT INTO tenders (sale_id, position, kind, amount_minor, currency, rate, payment_id, reference)
SELECT {id}, 1, iif(i % 2, 'cash_usd', 'khqr_usd'), {total} + iif(i % 2, 100, 0), 'USD', 4100,
	iif(i % 2, NULL, 1773550800000 + i), '' FROM n;
{sales} INSERT INTO sale_lines (sale_id, position, name, category, quantity, price_minor, price_currency, total_minor, total_currency)
SELECT {id}, p.value, 'Item ' || ((i + p.value) % 300), 'Category ' || ((i + p.value) % 12), 1,
	iif(p.value = 1, 100, 250 + i % 900), 'USD', iif(p.value = 1, 100, 250 + i % 900), 'USD' FROM n, json_each('[1,2]') p;
{sales} INSERT INTO sales (id, till, state, day, offset_minutes, opened_ms, completed_ms, receipt_till, receipt_year, receipt_seq,
	total_minor, currency, rate, round_khr, remark, no_receipt, training, change_usd_minor, z)
SELECT {id}, 1, 'completed', {day}, 420, {at}, {at} + 14000, 1, 2025, i + 1, {total}, 'USD', 4100, 100, '', 0, 0, iif(i % 2, 100, 0), {z} FROM n;
{days} INSERT INTO z_reports (number, made_ms, first_day, last_day, report, prev_hash, hash)
SELECT i + 1, 1735700000000 + i * 86400000, date('2025-01-01', i || ' days'), date('2025-01-01', i || ' days'),
	'{"z":{"z_number":' || (i + 1) || ',"grand_total":[{"amount":"' || (i + 1) || '.00","currency":"USD"},{"amount":"0","currency":"KHR"}]}}', '', '' FROM n;
COMMIT; ANALYZE;
`))
}

// BenchmarkDay measures the Z report of a day with 5,000 sales, and a year's report by day,
// in a database of 2,000,000 sales. floor-ns/op is the same SQL by the sqlite3 command
// line, x/floor the ratio of the two.
func BenchmarkDay(b *testing.B) {
	ctx := context.Background()
	o := oldShop(b)
	db := mustOpen(b, o)
	run := func(name string, parts func(q querier) error, whole func() (report.Report, error), sales int) {
		b.Run(name, func(b *testing.B) {
			asked := numberedRecorder{querier: db.read}
			if err := parts(&asked); err != nil {
				b.Fatal(err)
			}
			line := openCommandLine(b, db.Path())
			floor := line.run(asked.statements.String()) - line.run("SELECT 1;\n")
			for b.Loop() {
				if r, err := whole(); err != nil || r.Sales[0].Count != sales {
					b.Fatalf("%+v %v", r.Sales, err)
				}
			}
			b.ReportMetric(float64(floor.Nanoseconds()), "floor-ns/op")
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(floor), "x/floor")
		})
	}
	run("Z", func(q querier) error {
		var r report.Report
		if err := db.fill(ctx, q, &r, period(lastZ)); err != nil {
			return err
		}
		if _, err := drawers(ctx, q, lastZ); err != nil {
			return err
		}
		if _, _, err := daysOf(ctx, q, lastZ); err != nil {
			return err
		}
		return zHead(ctx, q, &r, lastZ)
	}, func() (report.Report, error) { return db.PeriodReport(ctx, lastZ) }, daySales)
	const first, last = "2025-01-01", "2025-12-31"
	run("Year", func(q querier) error {
		var r report.Report
		if err := db.fill(ctx, q, &r, days(first, last)); err != nil {
			return err
		}
		_, err := groups(ctx, q, days(first, last), groupDay, report.MaxDays)
		return err
	}, func() (report.Report, error) { return db.Report(ctx, first, last) }, 365*daySales)
}

// BenchmarkSaleBytes measures how much the database grows with each sale as the
// till commits it: rows, indexes, print job and the journal.
func BenchmarkSaleBytes(b *testing.B) {
	const many = 2000
	db := mustOpenEmpty(b)
	size := func() (bytes int64) {
		b.Helper()
		err := db.read.QueryRowContext(context.Background(),
			"SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").Scan(&bytes)
		if err != nil {
			b.Fatal(err)
		}
		return bytes
	}
	n := 0
	before := size()
	for b.Loop() {
		for range many {
			n++
			mustCommit(b, db, paid(n, n, usd(350), noon.Add(time.Duration(n)*time.Second)))
		}
	}
	b.ReportMetric(float64(size()-before)/float64(n), "B/sale")
}
