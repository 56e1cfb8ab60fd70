package storage

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"psar/pos/money"
)

// A report with progress is the same report, and its steps go from none to all.
func TestReportSteps(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db := mustOpenEmpty(t)
	mustCommit(t, db, paid(1, 1, usd(350), noon))
	mustCommit(t, db, paid(2, 2, khr(14_000), noon.Add(24*time.Hour)))
	for _, last := range []money.Day{noonDay, "2026-03-16"} {
		want, err := db.Report(ctx, noonDay, last)
		if err != nil {
			t.Fatal(err)
		}
		before, parts := -1, 0
		got, err := db.ReportSteps(ctx, noonDay, last, func(done, of int) {
			if done != before+1 || of < 10 || done >= of || parts != 0 && parts != of {
				t.Errorf("step %d of %d after %d of %d", done, of, before, parts)
			}
			before, parts = done, of
		})
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%v\n%s", err, diff)
		}
		if before+1 != parts {
			t.Errorf("ended before step %d of %d", before, parts)
		}
	}
}

// A cancelled report ends and returns nothing.
func TestReportStops(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	mustCommit(t, db, paid(1, 1, usd(350), noon))
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	got, err := db.ReportSteps(ctx, noonDay, noonDay, func(done, _ int) {
		if done == 5 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || got.Made != (time.Time{}) {
		t.Errorf("%v %+v", err, got)
	}
}
