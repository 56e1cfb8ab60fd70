package storage

import (
	"context"
	"encoding/json"
	"time"

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
// rows for each by an index, and those behind the ones that may yet be printed.
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
		known := map[int64]bool{}
		at := make([]int64, len(jobs))
		for i, job := range jobs {
			told := queue.Told{First: !newer}
			switch {
			case job.Told == 0:
				told, err = d.toldBefore(ctx, job, told)
			case !known[job.Told]: // a second row of the same job is nobody's
				told, at[i], err = d.toldJob(ctx, job) // First is of jobs of before alone
			}
			if err == nil && told.State != "" {
				told.State, err = d.paperTold(ctx, job, told.State)
			}
			if err != nil {
				return err
			}
			known[job.Told] = known[job.Told] || told.State != ""
			all = append(all, told)
		}
		return doubtEnded(ctx, q, jobs, all, at, lookFrom(all, at, j.last, db.clock.Now()))
	})
	return all, err
}

// lookFrom is the row behind which the index on the facts of jobs may lack how one ended that may yet
// be printed: those that wait too long never are, and of unknown ones somebody is asked. at is of each
// the last row that tells of it.
func lookFrom(all []queue.Told, at []int64, last int64, now time.Time) int64 {
	from := last
	for i, told := range all {
		waits := told.State == queue.Unknown || told.State == queue.Queued && now.Sub(told.Queued).Abs() <= queue.MaxAge
		if waits && at[i] >= last-mostLookedThrough && at[i] > 0 {
			from = min(from, at[i])
		}
	}
	return from
}

// doubtEnded has those of the jobs tell nothing of which the rows behind one tell more than the index on
// them does. psar journal verify counts what an index has.
func doubtEnded(ctx context.Context, q querier, jobs []queue.Job, all []queue.Told, at []int64, from int64) error {
	later := map[int64]int64{}
	rows, err := q.QueryContext(ctx, "SELECT seq, payload FROM journal NOT INDEXED WHERE seq > ? AND "+printFacts, from)
	err = each(rows, err, func(scan func(...any) error) error {
		var seq int64
		var payload []byte
		err := scan(&seq, &payload)
		if job, _, _, ok := toldPrint(payload); ok {
			later[job] = max(later[job], seq)
		}
		return err
	})
	for i, job := range jobs {
		if job.Told > 0 && later[job.Told] > at[i] {
			all[i] = queue.Told{}
		}
	}
	return err
}

// toldJob is what the facts of a job tell, and the last of their rows.
func (d *doubter) toldJob(ctx context.Context, job queue.Job) (told queue.Told, at int64, err error) {
	rows, err := d.rows(ctx, d.q, queuedJob, job.Told)
	if err != nil || len(rows) != 1 || d.wrong(rows[0]) {
		return told, 0, err
	}
	var first facts.Print
	if json.Unmarshal(rows[0].Payload, &first) != nil || first.Job != 0 || first.Content != job.Stored {
		return told, 0, nil
	}
	told.State, told.Queued, at = queue.Queued, rows[0].At.UTC(), rows[0].Seq
	rows, err = d.rows(ctx, d.q, jobFacts, job.Told)
	doubted := false
	for _, r := range rows {
		at = r.Seq
		var later facts.Print
		if d.wrong(r) {
			doubted = true
			continue
		}
		if json.Unmarshal(r.Payload, &later) != nil {
			continue // journal verify reports it
		}
		if told.State == queue.Unknown && later.State == queue.Queued { // somebody said that it did not come out
			told.Queued = r.At.UTC()
		}
		told.State = later.State
	}
	if doubted && told.State == queue.Queued { // it may have told of the end
		return queue.Told{}, at, err
	}
	return told, at, err
}

// toldBefore is what the facts tell of a receipt that an older program queued: nothing of what it
// says, and of other papers not which job they are of.
func (d *doubter) toldBefore(ctx context.Context, job queue.Job, told queue.Told) (queue.Told, error) {
	if job.Kind != queue.KindReceipt || job.Receipt == nil {
		return told, nil
	}
	rows, err := d.rows(ctx, d.q, paperFacts, job.Receipt.Number.String())
	doubted := false
	for _, r := range rows {
		var f facts.Print
		if d.wrong(r) {
			doubted = true
			continue
		}
		if json.Unmarshal(r.Payload, &f) != nil || f.Copy != job.Receipt.Copy {
			continue
		}
		told.State, told.Copy, told.Before = f.State, f.Copy, true
	}
	if doubted && told.State == queue.Queued {
		return queue.Told{First: told.First}, err
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
