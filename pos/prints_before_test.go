package pos_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
)

// rechain computes the closed journal's whole chain anew, and forgets the mark outside.
func (s *testShop) rechain() {
	s.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.dir, "psar.db"))
	if err != nil {
		s.t.Fatal(err)
	}
	var statements []string
	prev := journal.GenesisHash
	rows, err := db.Query("SELECT seq, till, kind, version, at_ms, payload FROM journal ORDER BY seq")
	for err == nil && rows.Next() {
		e, at := journal.Entry{PrevHash: prev}, int64(0)
		err = rows.Scan(&e.Seq, &e.Till, &e.Kind, &e.Version, &at, &e.Payload)
		e.At = time.UnixMilli(at)
		prev = e.Sum()
		statements = append(statements, fmt.Sprintf("UPDATE journal SET prev_hash = '%s', hash = '%s' WHERE seq = %d", e.PrevHash, prev, e.Seq))
	}
	if err := errors.Join(err, db.Close()); err != nil {
		s.t.Fatal(err)
	}
	s.altered(append(statements, fmt.Sprintf("UPDATE journal_head SET hash = '%s'", prev))...)
	s.outside = s.t.TempDir()
}

// What waits for its printer at the upgrade from a program whose facts don't name their jobs: a copy is
// printed as one, what has ended is not, and what the facts don't tell enough of is given up in quiet,
// or, once a newer program has queued jobs, with an alert.
func TestJobsOfBefore(t *testing.T) {
	t.Parallel()
	const older = "UPDATE journal SET version = 1, payload = json_remove(payload, '$.job', '$.content') WHERE kind IN ('print.queued', 'print.ended')"
	for name, c := range map[string]struct {
		sql    string
		newer  bool     // this program has queued jobs since
		want   []string // receipts that are printed
		alerts int
	}{
		"a copy and a receipt wait":  {"SELECT 1", false, []string{"000001 COPY", "000002"}, 0},
		"and a newer job":            {"SELECT 1", true, []string{"000001 COPY", "000002"}, 0},
		"the copy as an original":    {"UPDATE prints SET receipt = json_remove(receipt, '$.copy') WHERE state = 'queued' AND json_extract(receipt, '$.copy')", true, []string{"000002"}, 1},
		"the receipt as a copy":      {"UPDATE prints SET receipt = json_set(receipt, '$.copy', json('true')) WHERE state = 'queued' AND kind = 'receipt'", true, []string{"000001 COPY"}, 1},
		"the first one again":        {"UPDATE prints SET state = 'queued' WHERE state = 'printed' AND kind = 'receipt'", true, []string{"000001 COPY", "000002"}, 1},
		"the first again, upgrading": {"UPDATE prints SET state = 'queued' WHERE state = 'printed' AND kind = 'receipt'", false, []string{"000001 COPY", "000002"}, 0},
		"another sum on the receipt": {"UPDATE prints SET receipt = replace(receipt, '7.00', '97.00') WHERE state = 'queued'", true, []string{"000001 COPY", "000002"}, 0},
		"an opening of the drawer":   {"INSERT INTO prints (kind, state, opening, queued_ms, changed_ms, problem, detail) VALUES ('drawer', 'queued', '{}', (SELECT max(queued_ms) FROM prints), 0, '', '')", false, []string{"000001 COPY", "000002"}, 0},
		"an opening, and newer jobs": {"INSERT INTO prints (kind, state, opening, queued_ms, changed_ms, problem, detail) VALUES ('drawer', 'queued', '{}', (SELECT max(queued_ms) FROM prints), 0, '', '')", true, []string{"000001 COPY", "000002"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			sold := s.sellFor(money.Cents(500))
			s.printed()
			if err := s.till.Reprint(t.Context(), sold.Receipt); err != nil {
				t.Fatal(err)
			}
			s.sellFor(money.Cents(700))
			drawer, found, err := s.till.TakePrintJob(t.Context(), "paper:", queue.KindDrawer)
			if err != nil || !found {
				t.Fatal(found, err)
			}
			s.ended(drawer, queue.Result{State: queue.Printed})
			s.close()
			s.altered(older, "UPDATE prints SET told = 0, code = ''", c.sql)
			if c.newer {
				s.altered("UPDATE journal SET version = 2, payload = json_set(payload, '$.content', 'x') WHERE seq = (SELECT max(seq) FROM journal WHERE kind = 'print.queued' AND payload LIKE '%drawer%')")
			}
			s.rechain()
			s.open()
			if got := s.printed(); fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("printed %q, want %q", got, c.want)
			}
			if alerts := s.alertsOf(payment.AlertPrintRows); len(alerts) != c.alerts {
				t.Errorf("alerts %+v", alerts)
			}
		})
	}
}

// printed prints all that waits, and returns the receipts.
func (s *testShop) printed() (receipts []string) {
	s.t.Helper()
	for {
		j, found, err := s.till.TakePrintJob(s.t.Context(), "paper:")
		if err != nil {
			s.t.Fatal(err)
		}
		if !found {
			return receipts
		}
		if j.Receipt != nil {
			number := strings.Split(j.Receipt.Number.String(), "/")[2]
			if j.Receipt.Copy {
				number += " COPY"
			}
			if want := map[string]int64{"000001": 500, "000002": 700}[number[:6]]; j.Receipt.Total.Minor != want {
				s.t.Errorf("printed %+v", j.Receipt)
			}
			receipts = append(receipts, number)
		}
		s.ended(j, queue.Result{State: queue.Printed})
	}
}
