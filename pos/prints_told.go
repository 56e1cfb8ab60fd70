package pos

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/queue"
)

// holdPrints holds the jobs of the runs before against the journal: what was never queued, or has
// ended, prints nothing, whatever its row says. It changes nothing yet: see doubtPrints.
func (t *Till) holdPrints(ctx context.Context) error {
	told, err := t.store.PrintsTold(ctx, t.prints.jobs)
	if err != nil {
		return err
	}
	stored := t.prints.jobs
	t.prints.jobs = nil
	for i, j := range stored {
		if err := t.holdPrint(ctx, j, told[i]); err != nil {
			return err
		}
	}
	return nil
}

func (t *Till) holdPrint(ctx context.Context, j queue.Job, told queue.Told) error {
	q := &t.prints
	right := j
	switch right.State = told.State; {
	case told.First && told.State != queue.Queued && told.State != j.State: // an older program queued it, and did not tell enough
		right.State = queue.TooOld
		q.late = append(q.late, right)
		return nil
	case told.State == "":
		right.State = queue.Failed
	case j.State == queue.Printing && told.State == queue.Queued:
		right.State = queue.Printing // of an opening of the drawer, and by an older program, no fact tells that
	}
	if told.Before && !right.Done() {
		receipt, err := t.copyOf(ctx, j.Receipt.Number, t.settings)
		if ctx.Err() != nil {
			return err
		}
		if receipt.Copy = told.Copy; err != nil { // its sale is in doubt too
			right.State = queue.Failed
		}
		right.Receipt = &receipt
	}
	if !told.Queued.IsZero() && told.Queued.Sub(j.Queued).Abs() > time.Second { // a commit has one time for what it holds
		right.Queued = told.Queued
	}
	if !right.Done() {
		q.jobs = append(q.jobs, right)
	}
	if right.State != j.State || !right.Queued.Equal(j.Queued) {
		q.restored, q.doubted = append(q.restored, right), append(q.doubted, jobName(j))
	}
	return nil
}

// mostNamed is how many jobs an alert names.
const mostNamed = 4

// doubtPrints makes it durable that jobs were not as the journal tells: their rows are put back, and
// an alert names them. Where the rows can't be, they are found again.
func (t *Till) doubtPrints(ctx context.Context) error {
	names := t.prints.doubted
	if len(names) == 0 {
		return nil
	}
	if more := len(names) - mostNamed; more > 0 {
		names = append(slices.Clone(names[:mostNamed]), fmt.Sprintf("+%d", more))
	}
	alert := raised(payment.Alert{Kind: payment.AlertPrintRows, Actual: strings.Join(names, ", ")}, t.now())
	for i, j := range t.prints.restored {
		if now := slices.IndexFunc(t.prints.jobs, func(o queue.Job) bool { return o.ID == j.ID }); now >= 0 { // it broke off, and is asked about by now
			j = t.prints.jobs[now]
		}
		j.Changed = alert.Raised
		t.prints.restored[i] = j
	}
	fact := journal.Fact{Kind: facts.AlertRaised, Payload: alert}
	done, err := t.commit(ctx, Batch{At: alert.Raised, Alerts: []payment.Alert{alert}, Prints: t.prints.restored, Facts: []journal.Fact{fact}})
	if err != nil {
		done, err = t.commit(ctx, Batch{At: alert.Raised, Alerts: []payment.Alert{alert}, Facts: []journal.Fact{fact}})
	}
	if err != nil {
		return err
	}
	alert.ID = done.AlertIDs[0]
	t.attempts.keepAlert(alert)
	t.prints.restored, t.prints.doubted = nil, nil
	return nil
}

// jobName is a job as an alert names it.
func jobName(j queue.Job) string {
	name := string(j.Kind)
	switch {
	case j.Receipt != nil:
		name += " " + j.Receipt.Number.String()
	case j.Slip != nil:
		name += " " + string(j.Slip.Payment)
	case j.Report != nil && j.Report.IsZ():
		name += fmt.Sprintf(" Z %d", j.Report.Z.Number)
	}
	return name
}
