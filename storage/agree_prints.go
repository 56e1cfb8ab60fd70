package storage

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/queue"
	"psar/pos/settings"
)

// toldJobs are the print jobs that the journal tells of, by the rows that queued them. Those of
// older programs, whose facts don't name them, are not among them.
type toldJobs map[int64]toldJob

type toldJob struct {
	content [queue.SumSize]byte
	state   int8 // its place among jobStates
	stored  int8
}

// What the rows of the queue have of a told job.
const (
	noRow  int8 = iota
	oddRow      // one that names it, and says something else
	ownRow
)

// jobStates are the states that facts tell of. Of a job that prints none may: see Till.setPrint.
var jobStates = []queue.State{queue.Queued, queue.Printing, queue.Printed, queue.Unverified, queue.Failed, queue.Unknown, queue.TooOld}

// note takes the next fact of a job. One that can't be read tells nothing, so that the row differs.
func (jobs toldJobs) note(r signedRow) {
	if r.Version < 2 {
		return
	}
	job, content, state, ok := toldPrint(r.Payload)
	if !ok {
		return
	}
	at := int8(slices.Index(jobStates, state))
	switch one, known := jobs[job]; {
	case job == 0 && content != "":
		first := toldJob{state: at}
		if sum, err := hex.DecodeString(content); err == nil && len(sum) == queue.SumSize {
			first.content = [queue.SumSize]byte(sum)
		}
		jobs[r.Seq] = first
	case job > 0 && known:
		one.state = at
		jobs[job] = one
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
		told, known := q.jobs[j.told]
		state := j.state
		if state == queue.Printing && known && told.state == 0 {
			state = queue.Queued
		}
		name := strconv.FormatInt(j.id, 10)
		own := j.sum == told.content
		switch {
		case j.told == 0 && !newer:
			return
		case !known || told.stored == ownRow:
			found.add(finding.Finding{Kind: finding.Untold, Table: finding.Prints, ID: name}, j.told, nil)
			return
		case !own:
			found.add(finding.Finding{Kind: finding.Differs, Table: finding.Prints, ID: name, Row: j.told}, j.sum, nil)
		case told.state < 0 || state != jobStates[told.state]:
			found.differs(finding.Prints, name, j.told, facts.Print{State: jobStates[max(told.state, 0)]}, facts.Print{State: j.state})
		}
		if told.stored = oddRow; own {
			told.stored = ownRow
		}
		q.jobs[j.told] = told
	})
	if err != nil {
		return err
	}
	for _, row := range slices.Sorted(maps.Keys(q.jobs)) {
		if q.jobs[row].stored == noRow {
			found.gone(finding.Prints, "", row)
		}
	}
	return nil
}
