package pos_test

import (
	"strings"
	"testing"

	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/staff"
)

// printedAndWaiting is a shop with a receipt on paper and another one that waits for its printer.
func printedAndWaiting(t *testing.T) *testShop {
	s := newShop(t)
	s.sellFor(money.Cents(500))
	for {
		j, found, err := s.till.TakePrintJob(t.Context(), "paper:")
		if err != nil {
			t.Fatal(err)
		}
		if !found {
			break
		}
		s.ended(j, queue.Result{State: queue.Printed})
	}
	s.sellFor(money.Cents(700))
	return s
}

// A row of the print queue prints what its fact queued, once: whatever somebody wrote into the
// table of the closed till, nothing else comes out, and it is told.
func TestRowsOfPrintsPrintNothing(t *testing.T) {
	t.Parallel()
	const columns = "kind, slip, report, opening, role, problem, detail, queued_ms, changed_ms"
	for name, c := range map[string]struct {
		sql   string
		says  string // of the alert
		waits int    // receipts that are printed all the same
	}{
		"as it was":           {"SELECT 1", "", 1},
		"again":               {"UPDATE prints SET state = 'queued' WHERE state = 'printed' AND kind = 'receipt'", "receipt 01/2026/000001", 1},
		"again, asked":        {"UPDATE prints SET state = 'unknown' WHERE state = 'printed' AND kind = 'receipt'", "receipt 01/2026/000001", 1},
		"forged":              {"INSERT INTO prints (state, receipt, " + columns + ") SELECT 'queued', replace(receipt, '5.00', '95.00'), " + columns + " FROM prints WHERE receipt LIKE '%5.00%'", "receipt 01/2026/000001", 1},
		"forged, as its own":  {"UPDATE prints SET receipt = replace(receipt, '7.00', '97.00')", "receipt 01/2026/000002", 0},
		"with another code":   {"UPDATE prints SET code = (SELECT code FROM prints WHERE kind = 'receipt' AND state = 'printed') WHERE state = 'queued' AND kind = 'receipt'", "receipt 01/2026/000002", 0},
		"as another job":      {"UPDATE prints SET told = 0 WHERE state = 'printed'; UPDATE prints SET told = 1 WHERE kind = 'receipt' AND state = 'queued'", "receipt 01/2026/000002", 0},
		"on another printer":  {"UPDATE prints SET role = 'slip' WHERE state = 'queued'", "receipt 01/2026/000002", 0},
		"the drawer":          {"INSERT INTO prints (kind, state, opening, queued_ms, changed_ms, problem, detail) VALUES ('drawer', 'queued', '{}', (SELECT max(queued_ms) FROM prints), 0, '', '')", "drawer", 1},
		"a test page":         {"INSERT INTO prints (kind, state, role, queued_ms, changed_ms, problem, detail) VALUES ('test', 'printing', 'receipt', 0, 0, '', '')", "test", 1},
		"the ends are hidden": {"DROP INDEX journal_jobs; CREATE INDEX journal_jobs ON journal (CASE WHEN json_valid(payload) THEN payload ->> '$.job' END) WHERE kind IN ('print.queued', 'print.ended') AND version = 2 AND seq < 0; UPDATE prints SET state = 'queued' WHERE state = 'printed' AND kind = 'receipt'", "receipt 01/2026/000001", 1},
		"not printed at all":  {"UPDATE prints SET state = 'printed' WHERE state = 'queued'", "", 0},
		"after a day, as new": {"UPDATE prints SET queued_ms = queued_ms + 86400000 WHERE state = 'queued'", "receipt 01/2026/000002", 1},
		"a second row":        {"INSERT INTO prints (state, receipt, told, " + columns + ") SELECT state, receipt, told, " + columns + " FROM prints WHERE state = 'queued' AND kind = 'receipt'", "receipt 01/2026/000002", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := printedAndWaiting(t)
			s.whileClosed(strings.Split(c.sql, "; ")...)
			alerts := s.alertsOf(payment.AlertPrintRows)
			if (c.says != "") != (len(alerts) == 1) || c.says != "" && !strings.Contains(alerts[0].Actual, c.says) {
				t.Errorf("alerts %+v, want of %q", alerts, c.says)
			}
			for i := 0; ; i++ {
				j, found, err := s.till.TakePrintJob(t.Context(), "paper:")
				if err != nil {
					t.Fatal(err)
				}
				if !found {
					if i < c.waits {
						t.Errorf("%d receipts are printed, want %d", i, c.waits)
					}
					break
				}
				if j.Kind == queue.KindDrawer && j.Opening.Receipt.Sequence == 2 {
					i--
				} else if i >= c.waits || j.Receipt == nil || j.Receipt.Number.Sequence != 2 || j.Receipt.Total.Minor != 700 {
					t.Errorf("printed: %+v", j)
				}
				s.ended(j, queue.Result{State: queue.Printed})
			}
			if c.says == "" {
				return
			}
			s.close() // it was told once, and the rows are put back
			s.open()
			if again := s.alertsOf(payment.AlertPrintRows); len(again) != 1 || again[0].Times != 1 {
				t.Errorf("opened again: %+v", again)
			}
		})
	}
}

// A receipt that was printing when the till was killed prints no second time, whatever its row says:
// that it was begun is told, and a person is asked.
func TestBegunPrintsAreNotRepeated(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql    string
		alerts int
	}{
		"as it was":    {"SELECT 1", 0},
		"queued again": {"UPDATE prints SET state = 'queued' WHERE state = 'printing'", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sellFor(money.Cents(500))
			s.takeKind(queue.KindReceipt)
			s.wantJournal()
			s.kill()
			s.altered(c.sql)
			s.open()
			if asked := s.till.Snapshot().UnknownPrints; len(asked) != 1 || asked[0].Receipt == nil {
				t.Errorf("asked about %+v", asked)
			}
			if _, found, err := s.till.TakePrintJob(t.Context(), "paper:", queue.KindReceipt); found || err != nil {
				t.Errorf("it is printed again: %v, %v", found, err)
			}
			if alerts := s.alertsOf(payment.AlertPrintRows); len(alerts) != c.alerts {
				t.Errorf("alerts %+v", alerts)
			}
			s.close() // what was put right stays so
			s.open()
			if asked := s.till.Snapshot().UnknownPrints; len(asked) != 1 {
				t.Errorf("then asked about %+v", asked)
			}
			if check, err := s.disk.VerifyJournal(t.Context()); err != nil || !check.OK {
				t.Errorf("%+v, %v", check, err)
			}
		})
	}
}

// Kills, printers that are off and answers leave jobs behind, of which each opening knows what
// became of them.
func TestHonestJobsAreAsTold(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for _, end := range []func(){
		func() {},
		func() { s.takeKind(queue.KindReceipt) },
		func() {
			s.ended(s.takeKind(queue.KindReceipt), queue.Result{State: queue.Queued, Problem: "printer_off"})
		},
		func() {
			j := s.takeKind(queue.KindReceipt)
			s.ended(j, queue.Result{State: queue.Unknown})
			if err := s.till.AnswerPrint(t.Context(), j.ID, false); err != nil {
				t.Fatal(err)
			}
		},
		func() { s.ended(s.takeKind(queue.KindReceipt), queue.Result{State: queue.Unknown}) },
		func() {
			if err := s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: "Dara"}); err != nil {
				t.Fatal(err)
			}
		},
	} {
		s.sellFor(money.Cents(300))
		end()
		s.clock.Add(2 * queue.MaxDrawerAge)
		s.kill()
		s.open()
		if found := s.alertsOf(payment.AlertPrintRows); len(found) > 0 {
			t.Fatalf("%+v", found)
		}
	}
	s.wantJournal()
}
