package pos_test

import (
	"path/filepath"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/postest"
	"psar/pos/queue"
)

// A shop that an older program left with receipts in the print queue: what is young enough prints
// once, what was printing is asked about, and nothing of it is an alert.
func TestQueuedReceiptsOfOlderShops(t *testing.T) {
	t.Parallel()
	archives, err := filepath.Glob(filepath.Join("testdata", "frozen", "*.db.gz"))
	if err != nil || len(archives) == 0 {
		t.Fatalf("%d frozen shops, %v", len(archives), err)
	}
	const newest = "kind = 'receipt' AND id = (SELECT max(id) FROM prints WHERE kind = 'receipt')"
	for name, c := range map[string]struct {
		sql            []string // what the older program did last
		later          time.Duration
		printed, asked int
	}{
		"waiting":  {nil, time.Minute, 1, 0},
		"printing": {[]string{"UPDATE prints SET state = 'printing' WHERE " + newest}, time.Minute, 0, 1},
		"too old":  {nil, 2 * queue.MaxAge, 0, 0},
	} {
		for _, archive := range archives {
			t.Run(name+" "+filepath.Base(archive), func(t *testing.T) {
				t.Parallel()
				s := &testShop{t: t, dir: postest.Thaw(t, archive), outside: t.TempDir(), kept: testSecrets{}, ids: 9000}
				s.altered(c.sql...)
				s.clock = postest.NewClock(s.lastQueued().Add(c.later))
				s.open()
				t.Cleanup(s.close)
				asked := s.till.Snapshot().UnknownPrints
				if len(asked) != c.asked {
					t.Errorf("asked about %+v", asked)
				}
				if got := s.printAll(); got != c.printed {
					t.Errorf("%d papers, want %d", got, c.printed)
				}
				s.wantJournal()
				s.kill()
				s.open()
				if got := s.printAll(); got != 0 {
					t.Errorf("%d papers once more", got)
				}
				s.wantJournal()
			})
		}
	}
}

// lastQueued is when the newest job of the closed shop was queued.
func (s *testShop) lastQueued() time.Time {
	s.t.Helper()
	db := foreignDB(s.t, filepath.Join(s.dir, "psar.db"))
	defer db.Close()
	var at int64
	if err := db.QueryRow("SELECT max(queued_ms) FROM prints").Scan(&at); err != nil {
		s.t.Fatal(err)
	}
	return time.UnixMilli(at).UTC()
}

// printAll prints what waits, and counts it.
func (s *testShop) printAll() (papers int) {
	s.t.Helper()
	for {
		j, found, err := s.till.TakePrintJob(s.t.Context(), "paper:")
		if err != nil {
			s.t.Fatal(err)
		}
		if !found {
			return papers
		}
		papers++
		s.ended(j, queue.Result{State: queue.Printed})
	}
}

// A program that kept no rows of corrections left facts of them before any sale that names its
// period. They make no difference on a Z report, and what comes later is counted.
func TestCorrectionsOfOlderShops(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	if err := s.till.OpenDrawer(t.Context(), "with a row", dara); err != nil {
		t.Fatal(err)
	}
	s.clock.Add(time.Minute)
	_, err := s.disk.Commit(t.Context(), pos.Batch{At: s.clock.Now(), Facts: []journal.Fact{
		{Kind: facts.ReceiptReprinted, Payload: facts.ReceiptCopy{Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 1}}},
		{Kind: facts.DrawerOpened, Payload: drawer.Opening{By: "Dara", Reason: "change"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	s.clock.Add(time.Minute)
	sold := s.sellFor(money.Cents(500))
	if err := s.till.Reprint(t.Context(), sold.Receipt); err != nil {
		t.Fatal(err)
	}
	if err := s.till.OpenDrawer(t.Context(), "change", dara); err != nil {
		t.Fatal(err)
	}
	s.close()
	s.open()
	s.wantJournal()
	z, err := s.till.CloseShift(t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(500)}})
	if err != nil {
		t.Fatal(err)
	}
	if z.Corrections.Reprints != 1 || z.Corrections.NoSale != 2 || len(z.Differs) > 0 {
		t.Errorf("the Z report: %+v, differs %+v", z.Corrections, z.Differs)
	}
}
