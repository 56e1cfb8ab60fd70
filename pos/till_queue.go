package pos

import (
	"context"
	"slices"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/queue"
)

// stale reports whether a job must not be printed any more: it waited too long, or it is a
// slip whose code is not payable any more: somebody would pay twice.
func (t *Till) stale(ctx context.Context, j queue.Job) (bool, error) {
	now := t.now()
	if tooOld(j, now) {
		return true, nil
	}
	if j.Slip == nil {
		return false, nil
	}
	a, err := t.attempts.find(ctx, j.Slip.Payment)
	if err != nil {
		return false, err
	}
	return !a.Payable(now), nil
}

// TakePrintJob returns the next job for a printer's link and marks it as printing; only
// jobs of some kinds, where any are named. ok is false when there is none. Jobs that must
// not be printed any more become TooOld.
func (t *Till) TakePrintJob(ctx context.Context, link string, kinds ...queue.Kind) (job queue.Job, ok bool, err error) {
	err = t.do(ctx, func() error {
		for _, j := range t.prints.queued(func(j queue.Job) bool {
			return t.settings.Printer(j.Role()).Link == link && (len(kinds) == 0 || slices.Contains(kinds, j.Kind))
		}) {
			stale, err := t.stale(ctx, j)
			if err != nil {
				return err
			}
			j.State = queue.Printing
			if stale {
				j.State = queue.TooOld
			}
			if err := t.setPrint(ctx, j); err != nil {
				return err
			}
			if j.State == queue.Printing {
				job, ok = j, true
				return nil
			}
		}
		return nil
	})
	return job, ok, err
}

// DropOldPrints marks queued jobs that must not be printed any more as TooOld, also for a
// printer that is never reached again.
func (t *Till) DropOldPrints(ctx context.Context) error {
	return t.do(ctx, func() error {
		for _, j := range t.prints.queued(func(queue.Job) bool { return true }) {
			stale, err := t.stale(ctx, j)
			if err != nil {
				return err
			}
			if !stale {
				continue
			}
			j.State = queue.TooOld
			if err := t.setPrint(ctx, j); err != nil {
				return err
			}
		}
		return nil
	})
}

// SetPrinterState records what a printer's worker knows about its printer now.
func (t *Till) SetPrinterState(ctx context.Context, link string, s queue.PrinterState) error {
	return t.do(ctx, func() error {
		if t.prints.setState(link, s) {
			t.publish()
		}
		return nil
	})
}

// PrintEnded records the result of a job.
func (t *Till) PrintEnded(ctx context.Context, id int64, r queue.Result) error {
	return t.do(ctx, func() error {
		j, err := t.prints.withResult(id, r)
		if err != nil {
			return err
		}
		return t.setPrint(ctx, j)
	})
}

// AnswerPrint records whether a job of unknown outcome was printed, as a person saw it. If
// not, it is queued again, which is told as every paper that is printed again is: somebody may
// hold the first one. The error's code is fault.SaleState for a job that nobody is asked about, or
// the Store's.
func (t *Till) AnswerPrint(ctx context.Context, id int64, cameOut bool) error {
	return t.do(ctx, func() error {
		now := t.now()
		j, err := t.prints.withAnswer(id, cameOut, now)
		if err != nil {
			return err
		}
		j.Changed = now
		batch := Batch{At: j.Changed, Prints: []queue.Job{j}, Facts: []journal.Fact{printFact(j, t.authority.signedIn().Name)}}
		if !cameOut {
			t.tellAgain(&batch, j)
		}
		if err := t.putPrint(ctx, batch, j); err != nil {
			return err
		}
		t.prints.wake()
		return nil
	})
}

// tellAgain adds to a batch that a job's paper is printed again, because somebody says that it did
// not come out. What is no paper of the shop's money, a slip or a report of days, is in the
// fact of the answer alone.
func (t *Till) tellAgain(batch *Batch, j queue.Job) {
	by := t.authority.signedIn().Name
	again := facts.ReceiptCopy{By: by, NotOut: true}
	switch {
	case j.Kind == queue.KindTest:
		test := facts.PrinterTest{Role: j.Role(), To: t.settings.Printer(j.Role()).Link, By: by}
		batch.Facts = append(batch.Facts, journal.Fact{Kind: facts.PrinterTested, Payload: test})
		return
	case j.Receipt != nil:
		again.Receipt = j.Receipt.Number
	case j.Report != nil && j.Report.IsZ():
		again.Z = j.Report.Z.Number
	default:
		return
	}
	t.tellReprint(batch, again)
}

func (t *Till) setPrint(ctx context.Context, j queue.Job) error {
	j.Changed = t.now()
	batch := Batch{At: j.Changed, Prints: []queue.Job{j}}
	if j.State != queue.Printing || j.Kind != queue.KindDrawer { // an opening is young enough for seconds only
		batch.Facts = []journal.Fact{printFact(j, "")}
	}
	return t.putPrint(ctx, batch, j)
}

// printFact is the fact of a job's new state, which somebody has said or, "", the printer.
func printFact(j queue.Job, by string) journal.Fact {
	said := facts.PrintOf(j)
	said.By = by
	if j.State == queue.Queued || j.State == queue.Printing { // queued again, or a printer begins
		return journal.Fact{Kind: facts.PrintQueued, Payload: said}
	}
	return journal.Fact{Kind: facts.PrintEnded, Payload: said}
}

// putPrint makes a job's new state durable.
func (t *Till) putPrint(ctx context.Context, batch Batch, j queue.Job) error {
	if _, err := t.commit(ctx, batch); err != nil {
		return err
	}
	t.prints.put(j)
	t.publish()
	return nil
}
