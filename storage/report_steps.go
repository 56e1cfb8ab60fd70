package storage

import (
	"context"
	"database/sql"

	"psar/pos/money"
	"psar/pos/report"
)

// stepping is a querier that counts what is asked, before it is.
type stepping struct {
	querier
	asked *int
	step  func(done int)
}

func (s stepping) count() {
	s.step(*s.asked)
	*s.asked++
}

func (s stepping) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s.count()
	return s.querier.QueryContext(ctx, query, args...)
}

func (s stepping) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s.count()
	return s.querier.QueryRowContext(ctx, query, args...)
}

// ReportSteps is Report, and tells how far it is: step is called on the caller's
// goroutine before each of its parts with how many are done, of how many, and must
// not wait. A nil step is not called. Where the context ends, so does the report,
// also amid a part.
func (db *DB) ReportSteps(ctx context.Context, first, last money.Day, step func(done, of int)) (r report.Report, err error) {
	err = db.reading(ctx, func(q querier) error {
		if step != nil {
			of := 0
			// Days before any shop have the same parts, and cost nothing.
			never := []money.Day{"0001-01-01", "0001-01-01"}
			if first != last {
				never[1] = "0001-01-02"
			}
			if _, err := db.reportDays(ctx, stepping{q, &of, func(int) {}}, never[0], never[1]); err != nil {
				return err
			}
			done := 0
			q = stepping{q, &done, func(n int) { step(min(n, of), of) }}
		}
		r, err = db.reportDays(ctx, q, first, last)
		return err
	})
	if err != nil {
		return report.Report{}, err
	}
	return r, nil
}
