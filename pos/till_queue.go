package pos

import (
	"context"
	"slices"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/queue"
)

// stale reports that a job must not come out any more: it waited for too long,
// or it is a slip of which the payment is not expected any more. Somebody would
// pay twice.
func (t *Till) stale(ctx context.Context, j queue.Job) (bool, error) {
	now := t.now()
	if outlived(j, now) {
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

// TakePrintJob gives a printer's worker the next job for its link, already
// marked as being printed; of some kinds only, where any are named. ok is false
// when there is none. Jobs over their age and slips of codes that are not good
// any more are put aside.
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

// DropOldPrints puts aside what waited for too long, also for a printer that
// never came back.
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

// PrinterSays takes what a printer's worker knows of it now.
func (t *Till) PrinterSays(ctx context.Context, link string, s queue.PrinterState) error {
	return t.do(ctx, func() error {
		if t.prints.says(link, s) {
			t.publish()
		}
		return nil
	})
}

// PrintEnded hands back what came of a job.
func (t *Till) PrintEnded(ctx context.Context, id int64, r queue.Result) error {
	return t.do(ctx, func() error {
		j, err := t.prints.ended(id, r)
		if err != nil {
			return err
		}
		return t.setPrint(ctx, j)
	})
}

// AnswerPrint takes a person's answer about a job of unknown outcome: whether
// the paper came out. When it did not, the job is queued again.
func (t *Till) AnswerPrint(ctx context.Context, id int64, cameOut bool) error {
	return t.do(ctx, func() error {
		j, err := t.prints.answered(id, cameOut, t.now())
		if err != nil {
			return err
		}
		if err := t.setPrint(ctx, j); err != nil {
			return err
		}
		t.prints.wake()
		return nil
	})
}

func (t *Till) setPrint(ctx context.Context, j queue.Job) error {
	j.Changed = t.now()
	batch := Batch{At: j.Changed, Prints: []queue.Job{j}}
	if j.State != queue.Printing {
		kind := facts.PrintEnded
		if j.State == queue.Queued {
			kind = facts.PrintQueued // once more
		}
		batch.Facts = []journal.Fact{{Kind: kind, Payload: facts.PrintOf(j)}}
	}
	if _, err := t.commit(ctx, batch); err != nil {
		return err
	}
	t.prints.put(j)
	t.publish()
	return nil
}
