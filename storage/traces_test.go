package storage

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/report"
	"psar/pos/settings"
)

// Neither a day nor a period reads the whole journal for what people did beside the sales: the
// rows come from an index on these kinds alone, in the range that is asked for.
func TestTracesUseTheirIndexes(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	ctx := context.Background()
	for name, c := range map[string]struct {
		scope scope
		want  string
	}{
		"days":     {days(noonDay, noonDay), "INDEX journal_traces_at (at_ms>? AND at_ms<?)"},
		"a period": {period(3), "INDEX journal_traces (seq>? AND seq<?)"},
	} {
		span, err := spanOf(ctx, db.read, &report.Report{}, c.scope, settings.Values{})
		if err != nil {
			t.Fatal(err)
		}
		for _, query := range []string{"SELECT kind, count(*) FROM " + span.from + " GROUP BY kind", "SELECT seq, payload FROM " + span.from + " ORDER BY at_ms, seq"} {
			if plan := planOf(t, db, query, span.lo, span.hi); !strings.Contains(plan, c.want) || strings.Contains(plan, "SCAN") {
				t.Errorf("%s: no %q in %s", name, c.want, plan)
			}
		}
	}
}

// The indexes hold the kinds that an audit lists, and no others: SQLite uses them for the same
// list alone.
func TestTraceIndexesHoldTheKinds(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	for _, index := range []string{"journal_traces", "journal_traces_at"} {
		var made string
		if err := db.read.QueryRow("SELECT sql FROM sqlite_schema WHERE name = ?", index).Scan(&made); err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(made, "WHERE "+traceKinds) {
			t.Errorf("%s: %s", index, made)
		}
	}
}

// Every fact that an audit lists says what was done and by whom; a payload that can't be read
// stops nothing.
func TestAuditOfEveryKind(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	batch := pos.Batch{At: noon, Till: 1}
	for _, kind := range facts.Traces() {
		batch.Facts = append(batch.Facts, journal.Fact{Kind: kind, Payload: map[string]string{"by": "Sok", "cashier": "Sok", "held_by": "Sok", "signed_in": "Sok"}}, journal.Fact{Kind: kind, Payload: 7})
	}
	batch.Facts = append(batch.Facts, journal.Fact{Kind: facts.BillRecalled, Payload: 1})
	mustCommit(t, db, batch)
	r, err := db.Audit(context.Background(), noonDay, noonDay)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Audit.Events) != 2*len(facts.Traces()) {
		t.Errorf("%d events of %d kinds", len(r.Audit.Events), len(facts.Traces()))
	}
	for _, c := range r.Audit.People {
		nobody := slices.Contains([]journal.Kind{facts.TillWasClosed, facts.TrainingBegun, facts.TrainingEnded, facts.FolderUsed}, c.Kind)
		switch want := 1; {
		case nobody && (c.By != "" || c.Count != 2), !nobody && c.Count != want:
			t.Errorf("%+v", c)
		}
	}
	empty, err := db.Audit(context.Background(), "2020-01-01", "2020-01-02")
	if err != nil || len(empty.Audit.Events)+len(empty.Audit.People) > 0 {
		t.Errorf("%+v, %v", empty.Audit, err)
	}
}

// A day with more than an audit lists is counted whole.
func TestLongAuditIsCountedWhole(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	const most = report.MaxEvents + 25
	batch := pos.Batch{At: noon, Till: 1}
	for range most {
		batch.Facts = append(batch.Facts, journal.Fact{Kind: facts.BillCleared, Payload: facts.BillTrace{By: "Sok"}})
	}
	mustCommit(t, db, batch)
	r, err := db.Audit(context.Background(), noonDay, noonDay)
	if err != nil || len(r.Audit.Events) != report.MaxEvents || r.Audit.More != 25 || len(r.Audit.People) != 1 || r.Audit.People[0].Count != most {
		t.Errorf("%d events, %d more, %+v, %v", len(r.Audit.Events), r.Audit.More, r.Audit.People, err)
	}
}

// BenchmarkAuditOfADay is the audit of one day in a journal of half a million rows.
func BenchmarkAuditOfADay(b *testing.B) {
	db := mustOpenEmpty(b)
	for day := range 500 {
		batch := pos.Batch{At: noon.Add(time.Duration(day-499) * 24 * time.Hour), Till: 1}
		for n := range 1000 {
			kind, payload := facts.SaleOpened, any(map[string]string{"sale_id": fmt.Sprint(day, n)})
			if n%50 == 0 {
				kind, payload = facts.BillLineRemoved, facts.BillTrace{By: "Sok"}
			}
			batch.Facts = append(batch.Facts, journal.Fact{Kind: kind, Payload: payload})
		}
		mustCommit(b, db, batch)
	}
	for b.Loop() {
		if r, err := db.Audit(context.Background(), noonDay, noonDay); err != nil || len(r.Audit.Events) != 20 {
			b.Fatalf("%d events, %v", len(r.Audit.Events), err)
		}
	}
}
