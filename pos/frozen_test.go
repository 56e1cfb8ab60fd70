package pos_test

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/report"
	"psar/pos/settings"
	"psar/storage"
)

// A frozen shop is a database as a released program wrote it, with a journal and Z reports.
// Every later program must verify it unchanged, and must not change a byte of what is
// hashed.

var freeze = flag.String("freeze", "", "write testdata/frozen/NAME.db.gz, a shop as this program makes it")

// TestFreeze writes the frozen shop of a schema: run once, by the program that has it.
func TestFreeze(t *testing.T) {
	if *freeze == "" {
		t.Skip("without -freeze there is nothing to make")
	}
	w := &walk{testShop: newShop(t), r: rand.New(rand.NewPCG(7, 5)), refused: map[fault.Code]int{}}
	w.set(settings.Rate, "4100")
	w.set(settings.TenderOther, "Voucher")
	w.outcomesOfOnePeriod()
	for range 220 {
		w.step()
	}
	w.checkAll()
	at := filepath.Join(t.TempDir(), "whole.db")
	db, err := sql.Open("sqlite", filepath.Join(w.dir, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("VACUUM INTO ?", at); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join("testdata", "frozen", *freeze+".db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// outcomesOfOnePeriod are two payments whose last states hid outcomes: one that was
// cancelled, paid late and resolved, and one that was paid twice and resolved.
func (w *walk) outcomesOfOnePeriod() {
	w.t.Helper()
	resolve := func(a payment.Attempt) {
		w.t.Helper()
		_, err := w.till.Resolve(w.t.Context(), pos.ResolveRequest{Payment: a.ID, Kind: payment.ResolveRefund, Reference: "FT1", Approval: dara})
		if err != nil {
			w.t.Fatal(err)
		}
	}
	late := w.shown(350, money.USD)
	w.happened(late.ID, payment.CancelledByCashier{})
	w.happened(late.ID, payment.VerifiedPaid{Received: late.Amount})
	resolve(late)
	twice := w.shown(500, money.USD)
	w.happened(twice.ID, payment.VerifiedPaid{Received: twice.Amount})
	w.clock.Add(time.Hour)
	w.happened(twice.ID, payment.VerifiedPaid{Received: money.Cents(1000)})
	resolve(twice)
	w.closeShift()
}

// hashedRows returns the hashed bytes and their hashes.
func hashedRows(t *testing.T, dir string) (all []string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT seq || ' ' || till || ' ' || kind || ' ' || version || ' ' || at_ms || ' ' || payload || ' ' || prev_hash || ' ' || hash
		FROM (SELECT * FROM journal ORDER BY seq)
		UNION ALL SELECT number || ' ' || made_ms || ' ' || report || ' ' || prev_hash || ' ' || hash FROM (SELECT * FROM z_reports ORDER BY number)`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// checkRemade compares a stored Z report with the one computed from its rows. Version 1 counted
// the last states of payments, so those counts are not compared.
func checkRemade(t *testing.T, db *storage.DB, number int) {
	t.Helper()
	stored, err := db.ZReport(t.Context(), number)
	if err != nil || !stored.Intact() {
		t.Fatalf("Z %d: intact %v, %v", number, stored.Intact(), err)
	}
	made, err := db.RemakeZ(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	if stored.Version > 1 {
		if !bytes.Equal(stored.Text, made.Text) || stored.Hash != made.Hash {
			t.Errorf("Z %d made again:\n%s\nwas stored as\n%s", number, made.Text, stored.Text)
		}
		return
	}
	was, err := stored.Report()
	if err != nil {
		t.Fatal(err)
	}
	is, err := made.Report()
	if err != nil {
		t.Fatal(err)
	}
	was.QR, is.QR, was.Z.Hash, is.Z.Hash = report.QRControl{}, report.QRControl{}, "", ""
	if got, want := text(is), text(was); got != want {
		t.Errorf("Z %d made again:\n%s\nwas stored as\n%s", number, got, want)
	}
}

func TestFrozenShopsVerify(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob(filepath.Join("testdata", "frozen", "*.db.gz"))
	if err != nil || len(names) < 1 {
		t.Fatalf("%d frozen shops, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			dir := postest.Thaw(t, name)
			before := hashedRows(t, dir)
			if len(before) < 300 {
				t.Fatalf("%d rows", len(before))
			}
			clock := postest.NewClock(time.Date(2026, 12, 24, 7, 0, 0, 0, time.UTC))
			db, err := storage.Open(t.Context(), storage.Options{Dir: dir, Clock: clock})
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			check, err := db.VerifyJournal(t.Context())
			if err != nil || !check.OK {
				t.Fatalf("%+v, %v", check, err)
			}
			if !slices.Equal(before, hashedRows(t, dir)) {
				t.Error("a row that is hashed was changed")
			}
			last, err := db.LastZ(t.Context())
			if err != nil || last.Z == nil || last.Z.Number < 2 {
				t.Fatalf("the last Z report: %+v, %v", last.Z, err)
			}
			for n := 1; n <= last.Z.Number; n++ {
				checkRemade(t, db, n)
			}
			wantCodes(t, db, last.Z.Number)
			// The outcomes in the rows are those that the journal gives.
			for n, f := range fold(t, dir) {
				r, err := db.PeriodReport(t.Context(), n+1)
				if err != nil {
					t.Fatal(err)
				}
				clear(f.before) // the programs that counted these floats left the cash before them out of them
				for _, line := range f.differs(r) {
					if !f.closed || !strings.Contains(line, "counted") && !strings.Contains(line, "over") {
						t.Errorf("period %d: %s", n+1, line)
					}
				}
			}
		})
	}
}

// Every outcome of a payment in a period is counted, not only its last state.
func TestOutcomesOfOnePeriod(t *testing.T) {
	t.Parallel()
	w := &walk{testShop: newShop(t), r: rand.New(rand.NewPCG(1, 5)), refused: map[fault.Code]int{}}
	w.outcomesOfOnePeriod()
	z, err := w.disk.Z(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	day, err := w.disk.Report(t.Context(), z.First, z.Last)
	if err != nil {
		t.Fatal(err)
	}
	want := report.QRControl{
		Asked: 2, Paid: 1, Cancelled: 1, Late: 2, Resolved: 2, Mismatch: 1,
		Unmatched: []report.Tally{{Sum: money.Cents(0)}, {Sum: money.Riel(0)}},
	}
	if got := z.QR; text(got) != text(want) {
		t.Errorf("the Z report: %+v", got)
	}
	if got := day.QR; text(got) != text(want) {
		t.Errorf("the day's report: %+v", got)
	}
}

// Money resolved in a later period counts as late in the period in which it was received and
// as resolved in the later one; the first report, computed again, does not change.
func TestOutcomesOverPeriods(t *testing.T) {
	t.Parallel()
	w := &walk{testShop: newShop(t), r: rand.New(rand.NewPCG(1, 5)), refused: map[fault.Code]int{}}
	late := w.shown(350, money.USD)
	w.happened(late.ID, payment.CancelledByCashier{})
	w.happened(late.ID, payment.VerifiedPaid{Received: late.Amount})
	w.closeShift()
	w.outcomesOfOnePeriod()
	w.clock.Add(time.Hour)
	if _, err := w.till.Resolve(t.Context(), pos.ResolveRequest{Payment: late.ID, Kind: payment.ResolveSale, Approval: dara}); err != nil {
		t.Fatal(err)
	}
	w.closeShift()
	for n, want := range []struct {
		cancelled, late, resolved, paid int
		unmatched                       report.Tally
	}{
		{1, 1, 0, 0, report.Tally{Count: 1, Sum: money.Cents(350)}},
		{1, 2, 2, 1, report.Tally{Sum: money.Cents(0)}},
		{0, 0, 1, 1, report.Tally{Sum: money.Cents(0)}},
	} {
		z, err := w.disk.Z(t.Context(), n+1)
		if err != nil {
			t.Fatal(err)
		}
		if q := z.QR; q.Cancelled != want.cancelled || q.Late != want.late || q.Resolved != want.resolved || q.Paid != want.paid || q.Unmatched[0] != want.unmatched {
			t.Errorf("Z %d: %+v", n+1, q)
		}
		checkRemade(t, w.disk.DB, n+1)
	}
}
