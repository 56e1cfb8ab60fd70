package storage

import (
	"context"
	"database/sql"
	"math"

	"psar/pos/money"
	"psar/pos/report"
)

// countingQuerier is a querier that counts queries, and calls step before each.
type countingQuerier struct {
	querier
	asked *int
	step  func(done int)
}

func (s countingQuerier) count() {
	s.step(*s.asked)
	*s.asked++
}

func (s countingQuerier) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s.count()
	return s.querier.QueryContext(ctx, query, args...)
}

func (s countingQuerier) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s.count()
	return s.querier.QueryRowContext(ctx, query, args...)
}

// ReportSteps is Report with progress: step is called on the caller's goroutine before each
// query with how many are done, and of how many. It must return quickly, and may be nil.
// The report ends when the context does, even within a query.
func (db *DB) ReportSteps(ctx context.Context, first, last money.Day, step func(done, of int)) (r report.Report, err error) {
	err = db.knowing(ctx, func(q querier, people told) error {
		c := people.called(math.MaxInt64)
		if step != nil {
			of := 0
			// Counts the queries, on days without any sale.
			never := []money.Day{"0001-01-01", "0001-01-01"}
			if first != last {
				never[1] = "0001-01-02"
			}
			if _, err := db.reportDays(ctx, countingQuerier{q, &of, func(int) {}}, days(never[0], never[1]).by(c), never[0], never[1]); err != nil {
				return err
			}
			done := 0
			q = countingQuerier{q, &done, func(n int) { step(min(n, of), of) }}
		}
		r, err = db.reportDays(ctx, q, days(first, last).by(c), first, last)
		return err
	})
	if err != nil {
		return report.Report{}, err
	}
	return named(ctx, db, r, nil)
}
