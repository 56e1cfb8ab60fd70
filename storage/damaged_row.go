package storage

import (
	"context"
	"database/sql"
	"errors"
)

// holds reports whether what a row says is what was written there: it tells, or its hash alone was
// damaged, and its content is proven.
func (d *doubter) holds(ctx context.Context, r signedRow) (bool, error) {
	if d.tells(r) {
		return true, nil
	}
	return d.proven(ctx, r)
}

// proven reports whether a row whose stored hash is another one than its content's is otherwise as
// it was written: the signature is over the content's hash or, where no key can say so, the row
// behind it names that hash. Nobody gains by that: a row with the right hash would tell as much.
func (d *doubter) proven(ctx context.Context, r signedRow) (bool, error) {
	is := r.Sum()
	if r.Hash == is {
		return false, nil
	}
	if r.Hash = is; !d.tells(r) {
		return false, nil
	}
	if d.of(r) == rowSigned {
		return true, nil
	}
	next, err := d.rows(ctx, d.q, "SELECT "+signedColumns+" FROM journal WHERE seq = ?", r.Seq+1)
	if err != nil || len(next) > 0 {
		return err == nil && next[0].PrevHash == is && !d.wrong(next[0]), err
	}
	var head string
	err = d.q.QueryRowContext(ctx, "SELECT hash FROM journal_head WHERE seq = ?", r.Seq).Scan(&head)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return head == is, err
}

// mend gives rows whose hash alone was damaged that of their content, where this is proven: else the
// fact before one would count again, or one whose code is void. A nil doubter knows of none.
func (d *doubter) mend(ctx context.Context, rows []signedRow) error {
	if d == nil {
		return nil
	}
	for i, r := range rows {
		proven, err := d.proven(ctx, r)
		if err != nil {
			return err
		}
		if proven {
			rows[i].Hash = r.Sum()
		}
	}
	return nil
}
