package storage

import "context"

// stepRows is after how many rows of the journal, or as much work with the tables, progress is
// told.
const stepRows = 5000

// tableUnits is how many rows of the journal take as long as one row of a table does, whose
// facts are many. The other tables are small.
var tableUnits = map[string]int64{"sales": 4, "attempts": 3}

// progress is how far a verification is, over the journal and the tables together: in rows of
// the journal, each of a table worth as many as take as long.
type progress struct {
	done, of int64
	told     int64
	every    int64
	tell     func(done, of int64) // nil: nobody asks
	ends     map[string]int64     // what is done when a table is
}

// newProgress counts what is to do.
func newProgress(ctx context.Context, q querier, rows int64, every int64, tell func(done, of int64)) (*progress, error) {
	p := &progress{of: rows, every: every, tell: tell, ends: map[string]int64{}}
	if tell == nil {
		return p, nil
	}
	for _, c := range comparisons {
		var n int64
		if err := q.QueryRowContext(ctx, "SELECT count(*) FROM "+c.table).Scan(&n); err != nil {
			return nil, err
		}
		p.of += n * max(tableUnits[c.table], 1)
		p.ends[c.table] = p.of
	}
	return p, nil
}

// add adds what is done; what was not expected is done already.
func (p *progress) add(units int64) {
	p.done = min(p.done+units, p.of)
	if p.tell != nil && p.done-p.told >= p.every {
		p.told = p.done
		p.tell(p.done, p.of)
	}
}

// ended tells that a table is compared, however many of its rows were expected.
func (p *progress) ended(table string) { p.add(max(p.ends[table]-p.done, 0)) }
