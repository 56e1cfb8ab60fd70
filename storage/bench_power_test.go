package storage

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/staff"
)

const (
	oldRows     = 7 * manySales // what two of paper and one of two payments make
	oldSettings = 300
	// settingGap is after how many rows of the old journal one is of a setting.
	settingGap = oldRows / oldSettings
)

// powerShop is a shop with 2,000,000 sales and 14,000,000 rows in its journal, whose till opens
// for the first time with a keyring, and has a day, people and settings of its own behind them.
//
// The old rows are inserted by SQL, as many as such a shop has, in all tables and their indexes.
// Those of the journal are of no chain and have no contents, since nothing that is measured reads
// them; those of settings, far from each other, have the hashes of theirs.
func powerShop(b *testing.B) *tillDays {
	b.Helper()
	ctx, dir, begun := context.Background(), b.TempDir(), time.Now()
	path := databasePath(dir, false)
	if err := create(ctx, path, migrations()); err != nil {
		b.Fatal(err)
	}
	fillOldSales(b, path)
	openCommandLine(b, path).run(fmt.Sprintf(`
PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;
BEGIN;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %[1]d)
INSERT INTO journal (seq, till, kind, version, at_ms, payload, prev_hash, hash)
SELECT i, 1, CASE i %% 7 WHEN 0 THEN 'sale.opened' WHEN 1 THEN 'attempt.reserved' WHEN 2 THEN 'attempt.moved' WHEN 3 THEN 'sale.completed'
	WHEN 4 THEN 'print.queued' WHEN 5 THEN 'print.ended' ELSE 'attempt.moved' END, 1, 1735700000000 + i * 2400,
	'-', printf('%%064x', i - 1), printf('%%064x', i) FROM n WHERE i %% %[2]d <> 0;
UPDATE journal_head SET seq = %[1]d, hash = printf('%%064x', %[1]d);
COMMIT; PRAGMA journal_mode = WAL;
`, oldRows, settingGap))
	w, err := openWriter(ctx, path, migrations(), postest.NewClock(firstMorning))
	if err != nil {
		b.Fatal(err)
	}
	err = w.transact(ctx, func(tx transaction) error {
		for n := int64(1); n <= oldSettings; n++ {
			e := journal.Entry{Till: 1, Seq: n * settingGap, Kind: facts.SettingChanged, Version: 1, At: time.UnixMilli(1735700000000 + n*settingGap*2400),
				Payload: fmt.Appendf(nil, `{"key":"rate.khr_per_usd","to":"%d"}`, 4000+n%200), PrevHash: fmt.Sprintf("%064x", n*settingGap-1)}
			if _, err := tx.exec("INSERT INTO journal (seq, till, kind, version, at_ms, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
				e.Seq, e.Till, e.Kind, e.Version, e.At.UnixMilli(), string(e.Payload), e.PrevHash, e.Sum()); err != nil {
				return err
			}
		}
		return nil
	})
	if err := w.close(); err != nil {
		b.Fatal(err)
	}
	if err != nil {
		b.Fatal(err)
	}
	d := tillDaysIn(b, newRing(), dir, firstMorning.AddDate(0, 6, 0))
	b.Cleanup(d.close)
	d.day(100)
	for n := range 12 {
		person := staff.Person{ID: id.Person(n + 1), Name: fmt.Sprintf("Person %d", n), Role: staff.Owner, Active: true}
		hash := fmt.Sprintf("$argon2id$%d", n)
		mustCommit(b, d.db.DB, pos.Batch{At: d.clock.Now(), Till: 1, Staff: []staff.Person{person}, PINs: []staff.PIN{{Staff: person.ID, Hash: hash}}, Facts: []journal.Fact{
			{Kind: facts.StaffAdded, Payload: facts.Staff{Staff: person}},
			{Kind: facts.PINSet, Payload: facts.PIN{Staff: person.ID, Name: person.Name, Print: facts.PINPrint(hash)}},
			{Kind: facts.PayeeFields, Payload: facts.PayeePin{Pin: payment.NewPin(money.USD, []payment.Field{{Name: payment.FieldMerchant, Value: person.Name}})}},
		}})
	}
	b.Logf("built in %v", time.Since(begun).Round(time.Second))
	return d
}

// power holds them against the journal, and returns how long each time took, in milliseconds, the
// shortest first.
func (d *tillDays) power(times int) []float64 {
	d.Helper()
	took := make([]float64, times)
	for n := range took {
		begun := time.Now()
		found, err := d.db.Doubts(context.Background())
		took[n] = float64(time.Since(begun).Microseconds()) / 1000
		if err != nil || len(found.Alerts) > 0 {
			d.Fatalf("%+v (%v)", found, err)
		}
	}
	slices.Sort(took)
	return took
}

// BenchmarkPower measures how long it takes to hold the rows that mean power against the
// journal, the schema first, in a shop of 2,000,000 sales: the least, the median and the longest
// time of the last hundred. first-ms is the first time behind an opening.
func BenchmarkPower(b *testing.B) {
	d := powerShop(b)
	d.till.Close()
	d.must(d.db.Close())
	d.open()
	first := d.power(1)[0]
	var took []float64
	for b.Loop() {
		took = d.power(100)
	}
	b.ReportMetric(first, "first-ms")
	b.ReportMetric(took[0], "least-ms")
	b.ReportMetric(took[len(took)/2], "median-ms")
	b.ReportMetric(took[len(took)-1], "longest-ms")
}
