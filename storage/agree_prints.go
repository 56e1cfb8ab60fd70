package storage

import (
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"hash/maphash"
	"slices"
	"strconv"

	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/queue"
	"psar/pos/settings"
)

// toldJobs are the print jobs that the journal tells of, by the rows that queued them, in their order.
// Those of older programs, whose facts don't name them, are not among them. There may be a few of each
// of a million sales.
type toldJobs struct {
	all  []toldJob
	seed maphash.Seed
}

type toldJob struct {
	row    int64
	sum    uint64 // of what it prints, keyed anew each time; 0 for none that could be read
	state  int8   // its place among jobStates
	stored int8
}

// What the rows of the queue have of a told job.
const (
	noRow  int8 = iota
	oddRow      // one that names it, and says something else
	ownRow
)

// jobStates are the states that facts tell of. Of a job that prints none may: see Till.setPrint.
var jobStates = []queue.State{queue.Queued, queue.Printing, queue.Printed, queue.Unverified, queue.Failed, queue.Unknown, queue.TooOld}

// of is the job of a row, nil for none.
func (jobs *toldJobs) of(row int64) *toldJob {
	i, known := slices.BinarySearchFunc(jobs.all, row, func(j toldJob, row int64) int { return cmp.Compare(j.row, row) })
	if !known {
		return nil
	}
	return &jobs.all[i]
}

// sumOf is the sum by which a told job and a stored one are compared.
func (jobs *toldJobs) sumOf(content [queue.SumSize]byte) uint64 {
	return maphash.Bytes(jobs.seed, content[:])
}

// note takes the next fact of a job. One that can't be read tells nothing, so that the row differs.
func (jobs *toldJobs) note(r signedRow) {
	if r.Version < 2 {
		return
	}
	job, content, state, ok := toldPrint(r.Payload)
	if !ok {
		return
	}
	at := int8(slices.Index(jobStates, state))
	switch {
	case job == 0 && content != "":
		first := toldJob{row: r.Seq, state: at}
		if sum, err := hex.DecodeString(content); err == nil && len(sum) == queue.SumSize {
			first.sum = jobs.sumOf([queue.SumSize]byte(sum))
		}
		jobs.all = append(jobs.all, first)
	case job > 0:
		if one := jobs.of(job); one != nil {
			one.state = at
		}
	}
}

// toldPrint reads what a print's fact tells of its job.
func toldPrint(payload []byte) (job int64, content string, state queue.State, ok bool) {
	plain := eachPlain(payload, func(name, value, _ []byte) bool {
		switch string(name) {
		case "job":
			n, err := strconv.ParseInt(string(value), 10, 64)
			job = n
			return err == nil
		case "content":
			text, is := plainText(value)
			content = text
			return is
		case "state":
			text, is := plainText(value)
			state = queue.State(text)
			return is
		}
		return true
	})
	if plain {
		return job, content, state, true
	}
	var f facts.Print
	err := json.Unmarshal(payload, &f)
	return f.Job, f.Content, f.State, err == nil
}

// storedJob is a row of the queue as far as it is compared.
type storedJob struct {
	id, told int64
	state    queue.State
	sum      [queue.SumSize]byte
}

// storedJobs calls f for the print jobs in their order.
func storedJobs(ctx context.Context, q querier, f func(storedJob)) error {
	rows, err := q.QueryContext(ctx, "SELECT id, told, kind, state, role, "+
		asBytes("receipt", "slip", "report", "opening")+" FROM prints ORDER BY id")
	return each(rows, err, func(scan func(...any) error) error {
		var j storedJob
		var kind queue.Kind
		var on settings.PrintRole
		var receipt, slip, report, opening []byte
		err := scan(&j.id, &j.told, &kind, &j.state, &on, &receipt, &slip, &report, &opening)
		j.sum = queue.Sum(kind, on, receipt, slip, report, opening)
		f(j)
		return err
	})
}

// printsAgree compares the print jobs with their facts: what each prints, and how it ended. Of the
// jobs that older programs queued the journal does not tell which is which, so only later ones
// without a fact are nobody's.
func printsAgree(ctx context.Context, q *telling, found *findings) error {
	newer := false
	err := storedJobs(ctx, q, func(j storedJob) {
		q.progress.add(1)
		newer = newer || j.told > 0
		told := q.jobs.of(j.told)
		state := j.state
		if state == queue.Printing && told != nil && told.state == 0 {
			state = queue.Queued
		}
		name := strconv.FormatInt(j.id, 10)
		switch {
		case j.told == 0 && !newer:
		case told == nil || told.stored == ownRow:
			found.add(finding.Finding{Kind: finding.Untold, Table: finding.Prints, ID: name}, j.told, nil)
		case told.sum == 0 || told.sum != q.jobs.sumOf(j.sum):
			told.stored = oddRow
			found.add(finding.Finding{Kind: finding.Differs, Table: finding.Prints, ID: name, Row: j.told}, j.sum, nil)
		default:
			told.stored = ownRow
			if told.state < 0 || state != jobStates[told.state] {
				found.differs(finding.Prints, name, j.told, facts.Print{State: jobStates[max(told.state, 0)]}, facts.Print{State: j.state})
			}
		}
	})
	if err != nil {
		return err
	}
	for _, told := range q.jobs.all {
		if told.stored == noRow {
			found.gone(finding.Prints, "", told.row)
		}
	}
	return nil
}
