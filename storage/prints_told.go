package storage

import (
	"context"
	"encoding/json"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/queue"
)

// printFacts is the condition of the index journal_jobs.
const printFacts = "kind IN ('print.queued', 'print.ended') AND version = 2"

const (
	// queuedJob is the fact that queued a job, and jobFacts are the later ones of the job.
	queuedJob = "SELECT " + signedColumns + " FROM journal WHERE seq = ? AND kind = 'print.queued' AND version = 2"
	jobFacts  = "SELECT " + signedColumns + " FROM journal WHERE CASE WHEN json_valid(payload) THEN payload ->> '$.job' END = ? AND " + printFacts + " ORDER BY seq"
	// paperFacts are those of a receipt that older programs queued, and of its end.
	paperFacts = "SELECT " + signedColumns + " FROM journal WHERE " + journalAbout + ` = ? AND kind IN ('print.queued', 'print.ended')
		AND json_valid(payload) AND payload ->> '$.job' IS NULL AND payload ->> '$.content' IS NULL AND payload ->> '$.kind' = 'receipt' ORDER BY seq`
)

// PrintsTold holds stored jobs against the journal: what it tells of each. It reads a handful of
// rows for each, all by an index.
func (db *DB) PrintsTold(ctx context.Context, jobs []queue.Job) (all []queue.Told, err error) {
	if len(jobs) == 0 {
		return nil, nil
	}
	err = db.judging(ctx, db.ownKey(), func(q querier, j judgement) error {
		d := db.doubter(ctx, q, j)
		var newer bool
		if err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM journal WHERE "+printFacts+")").Scan(&newer); err != nil {
			return err
		}
		there, err := laterFacts(ctx, q, jobs, j.last)
		if err != nil {
			return err
		}
		known := map[int64]bool{}
		for _, job := range jobs {
			told := queue.Told{First: !newer}
			switch {
			case job.Told == 0:
				told, err = d.toldBefore(ctx, job, told)
			case !known[job.Told]: // a second row of the same job is nobody's
				told, err = d.toldJob(ctx, job, there[job.Told]) // First is of jobs of before alone
			}
			if err == nil && told.State != "" {
				told.State, err = d.paperTold(ctx, job, told.State)
			}
			if err != nil {
				return err
			}
			known[job.Told] = true
			all = append(all, told)
		}
		return nil
	})
	return all, err
}

// laterFacts counts the later facts of the jobs of the last rows, without the index on them: it may
// lack some. psar journal verify counts what an index has.
func laterFacts(ctx context.Context, q querier, jobs []queue.Job, last int64) (map[int64]int, error) {
	there, from := map[int64]int{}, last
	for _, job := range jobs {
		if job.Told > 0 && job.Told >= last-mostLookedThrough {
			from = min(from, job.Told)
		}
	}
	rows, err := q.QueryContext(ctx, "SELECT payload FROM journal NOT INDEXED WHERE seq > ? AND "+printFacts, from)
	return there, each(rows, err, func(scan func(...any) error) error {
		var payload []byte
		err := scan(&payload)
		if job, _, _, ok := toldPrint(payload); ok {
			there[job]++
		}
		return err
	})
}

// toldJob is what the facts of a job tell, of which there are so many later ones among the last rows.
func (d *doubter) toldJob(ctx context.Context, job queue.Job, later int) (told queue.Told, err error) {
	rows, err := d.rows(ctx, d.q, queuedJob, job.Told)
	if err != nil || len(rows) != 1 || d.wrong(rows[0]) {
		return told, err
	}
	var first facts.Print
	if json.Unmarshal(rows[0].Payload, &first) != nil || first.Job != 0 || first.Content != job.Content() {
		return told, nil
	}
	told.State, told.Queued = queue.Queued, rows[0].At.UTC()
	rows, err = d.rows(ctx, d.q, jobFacts, job.Told)
	if len(rows) < later {
		return queue.Told{}, err
	}
	for _, r := range rows {
		var later facts.Print
		if json.Unmarshal(r.Payload, &later) != nil {
			continue // journal verify reports it
		}
		if told.State == queue.Unknown && later.State == queue.Queued { // somebody said that it did not come out
			told.Queued = r.At.UTC()
		}
		told.State = later.State
	}
	return told, err
}

// toldBefore is what the facts tell of a receipt that an older program queued: nothing of what it
// says, and of other papers not which job they are of.
func (d *doubter) toldBefore(ctx context.Context, job queue.Job, told queue.Told) (queue.Told, error) {
	if job.Kind != queue.KindReceipt || job.Receipt == nil {
		return told, nil
	}
	rows, err := d.rows(ctx, d.q, paperFacts, job.Receipt.Number.String())
	for _, r := range rows {
		var f facts.Print
		if d.wrong(r) || json.Unmarshal(r.Payload, &f) != nil || f.Copy != job.Receipt.Copy {
			continue
		}
		told.State, told.Before = f.State, true
	}
	return told, err
}

// paperTold is the state, or "" where the code on a job's paper is not that of its fact.
func (d *doubter) paperTold(ctx context.Context, job queue.Job, state queue.State) (queue.State, error) {
	t, err := job.Texts()
	if err != nil || t.Code.IsZero() {
		return state, err
	}
	paper, err := readPaper(ctx, d.q, t.Code)
	is := paper.Verdict == pos.PaperGenuine
	switch {
	case job.Receipt != nil:
		is = is && paper.Receipt == job.Receipt.Number
	case job.Report != nil && job.Report.IsZ():
		is = is && paper.Z == job.Report.Z.Number
	}
	if err != nil || !is {
		return "", err
	}
	return state, nil
}
