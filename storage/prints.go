package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"

	"psar/pos/finding"
	"psar/pos/id"
	"psar/pos/queue"
)

// mostJobs bounds the jobs that are read: the newest. A shop has a handful at a time, whatever
// somebody wrote into the table.
const mostJobs = 1000

// PrintJobs returns the jobs in any of the states, oldest first; of very many the newest. One that
// can't be read is none.
func (db *DB) PrintJobs(ctx context.Context, states ...queue.State) ([]queue.Job, error) {
	wanted, err := json.Marshal(states)
	if err != nil {
		return nil, failure(db.path, err)
	}
	var jobs []queue.Job
	var bad findings
	rows, err := db.read.QueryContext(ctx, `SELECT id, kind, state, receipt, slip, report, opening, role, told, code, queued_ms, changed_ms, problem, detail
		FROM prints WHERE id IN (SELECT id FROM prints WHERE state IN (SELECT value FROM json_each(?)) ORDER BY +id DESC LIMIT ?) ORDER BY id`, string(wanted), mostJobs)
	err = each(rows, err, func(scan func(...any) error) error {
		var j queue.Job
		var receipt, slip, report, opening sql.NullString
		var queued, changed sql.NullInt64
		var code string
		if err := scan(&j.ID, &j.Kind, &j.State, &receipt, &slip, &report, &opening, &j.On, &j.Told, &code, &queued, &changed, &j.Problem, &j.Detail); err != nil {
			return err
		}
		j.Queued, j.Changed = moment(queued), moment(changed)
		if err := errors.Join(decode(receipt, &j.Receipt), decode(slip, &j.Slip),
			decode(report, &j.Report), decode(opening, &j.Opening)); err != nil {
			bad.garbled(finding.Prints, strconv.FormatInt(j.ID, 10), receipt.String+slip.String+report.String+opening.String)
			return nil
		}
		j.Stored = queue.Content(j.Kind, j.On, receipt.String, slip.String, report.String, opening.String)
		if parsed, err := id.ParseCode(code); err == nil {
			j = j.WithCode(parsed)
		}
		jobs = append(jobs, j)
		return nil
	})
	if err != nil {
		return nil, failure(db.path, err)
	}
	db.tellGarbled(ctx, &bad)
	return jobs, nil
}

// writePrints stores jobs, and returns them with their ids.
func writePrints(tx transaction, jobs []queue.Job) ([]queue.Job, error) {
	ids, err := numberEach(tx, jobs, writePrint)
	for i, id := range ids {
		if jobs[i].ID == 0 {
			jobs[i].Stored = jobs[i].Content()
		}
		jobs[i].ID = id
	}
	return jobs, err
}

// writePrint stores a new job, or the new state of a stored one. Its content never changes.
func writePrint(tx transaction, j queue.Job) (int64, error) {
	if j.ID == 0 {
		t, err := j.Texts()
		if err != nil {
			return 0, err
		}
		code := ""
		if !t.Code.IsZero() {
			code = t.Code.String()
		}
		r, err := tx.exec(`INSERT INTO prints (id, kind, state, receipt, slip, report, opening, role, told, code, queued_ms, changed_ms, problem, detail)
			VALUES (`+nextID("prints")+`, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			j.Kind, j.State, text(t.Receipt), text(t.Slip), text(t.Report), text(t.Opening), j.On, j.Told, code,
			millis(j.Queued), millis(j.Changed), j.Problem, j.Detail)
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

func decode[T any](s sql.NullString, into **T) error {
	if !s.Valid {
		return nil
	}
	*into = new(T)
	return json.Unmarshal([]byte(s.String), *into)
}
