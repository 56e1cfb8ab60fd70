package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"psar/pos/queue"
)

// PrintJobs returns the jobs in any of the states, oldest first.
func (db *DB) PrintJobs(ctx context.Context, states ...queue.State) ([]queue.Job, error) {
	wanted, err := json.Marshal(states)
	if err != nil {
		return nil, failure(db.path, err)
	}
	var jobs []queue.Job
	rows, err := db.read.QueryContext(ctx, `SELECT id, kind, state, receipt, slip, report, opening, role, queued_ms, changed_ms, problem, detail
		FROM prints WHERE state IN (SELECT value FROM json_each(?)) ORDER BY id`, string(wanted))
	err = each(rows, err, func(scan func(...any) error) error {
		var j queue.Job
		var receipt, slip, report, opening sql.NullString
		var queued, changed sql.NullInt64
		if err := scan(&j.ID, &j.Kind, &j.State, &receipt, &slip, &report, &opening, &j.On, &queued, &changed, &j.Problem, &j.Detail); err != nil {
			return err
		}
		j.Queued, j.Changed = moment(queued), moment(changed)
		if err := errors.Join(decode(receipt, &j.Receipt), decode(slip, &j.Slip),
			decode(report, &j.Report), decode(opening, &j.Opening)); err != nil {
			return fmt.Errorf("print job %d: %w", j.ID, err)
		}
		jobs = append(jobs, j)
		return nil
	})
	if err != nil {
		return nil, failure(db.path, err)
	}
	return jobs, nil
}

// writePrints stores jobs, and returns them with their ids.
func writePrints(tx transaction, jobs []queue.Job) ([]queue.Job, error) {
	ids, err := numberEach(tx, jobs, writePrint)
	for i, id := range ids {
		jobs[i].ID = id
	}
	return jobs, err
}

// writePrint stores a new job, or the new state of a stored one. Its content never changes.
func writePrint(tx transaction, j queue.Job) (int64, error) {
	if j.ID == 0 {
		receipt, err1 := encode(j.Receipt)
		slip, err2 := encode(j.Slip)
		report, err3 := encode(j.Report)
		opening, err4 := encode(j.Opening)
		if err := errors.Join(err1, err2, err3, err4); err != nil {
			return 0, err
		}
		r, err := tx.exec(`INSERT INTO prints (kind, state, receipt, slip, report, opening, role, queued_ms, changed_ms, problem, detail)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			j.Kind, j.State, receipt, slip, report, opening, j.On, millis(j.Queued), millis(j.Changed), j.Problem, j.Detail)
		if err != nil {
			return 0, err
		}
		return r.LastInsertId()
	}
	r, err := tx.exec("UPDATE prints SET state = ?, queued_ms = ?, changed_ms = ?, problem = ?, detail = ? WHERE id = ?",
		j.State, millis(j.Queued), millis(j.Changed), j.Problem, j.Detail, j.ID)
	if err != nil {
		return 0, err
	}
	if n, err := r.RowsAffected(); err != nil || n != 1 {
		return 0, internal("no print job %d", j.ID)
	}
	return j.ID, nil
}

func encode[T any](v *T) (sql.NullString, error) {
	if v == nil {
		return sql.NullString{}, nil
	}
	b, err := json.Marshal(v)
	return sql.NullString{String: string(b), Valid: true}, err
}

func decode[T any](s sql.NullString, into **T) error {
	if !s.Valid {
		return nil
	}
	*into = new(T)
	return json.Unmarshal([]byte(s.String), *into)
}
