package pos

import (
	"context"
	"slices"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/queue"
)

// stale reports that a job must not come out any more: it waited for too long,
// or it is a slip of which the payment is not expected any more. Somebody would
// pay twice.
func (t *Till) stale(ctx context.Context, j queue.Job) (bool, error) {
	now, most := t.now(), queue.MaxAge
	if j.Kind == queue.KindDrawer {
		most = queue.MaxDrawerAge
	}
	if now.Sub(j.Queued) > most {
		return true, nil
	}
	if j.Slip == nil {
		return false, nil
	}
	a, err := t.attempt(ctx, j.Slip.Payment)
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
		for _, j := range slices.Clone(t.prints) {
			if len(kinds) > 0 && !slices.Contains(kinds, j.Kind) {
				continue
			}
			if j.State != queue.Queued || t.settings.Printer(j.Role()).Link != link {
				continue
			}
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
		for _, j := range slices.Clone(t.prints) {
			if j.State != queue.Queued {
				continue
			}
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
		t.printerSays(link, s)
		return nil
	})
}

func (t *Till) printerSays(link string, s queue.PrinterState) {
	if t.printers[link] == s {
		return
	}
	if t.printers == nil {
		t.printers = make(map[string]queue.PrinterState)
	}
	t.printers[link] = s
	t.publish()
}

// PrintEnded hands back what came of a job.
func (t *Till) PrintEnded(ctx context.Context, id int64, r queue.Result) error {
	return t.do(ctx, func() error {
		i := slices.IndexFunc(t.prints, func(j queue.Job) bool { return j.ID == id })
		if i < 0 {
			return fault.New(fault.Internal)
		}
		j := t.prints[i]
		if j.State, j.Detail = r.State, r.Detail; r.State != queue.Queued || !j.BrokenOff() {
			j.Problem = r.Problem
		}
		return t.setPrint(ctx, j)
	})
}

// AnswerPrint takes a person's answer about a job of unknown outcome: whether
// the paper came out. When it did not, the job is queued again.
func (t *Till) AnswerPrint(ctx context.Context, id int64, cameOut bool) error {
	return t.do(ctx, func() error {
		i := slices.IndexFunc(t.prints, func(j queue.Job) bool { return j.ID == id && j.State == queue.Unknown })
		if i < 0 {
			return fault.New(fault.SaleState, queue.Printed)
		}
		j := t.prints[i]
		j.State, j.Problem, j.Detail = queue.Printed, "", ""
		if !cameOut {
			j.State, j.Queued, j.Problem = queue.Queued, t.now(), fault.PrinterUnknown
		}
		if err := t.setPrint(ctx, j); err != nil {
			return err
		}
		t.wakePrinter()
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
	i := slices.IndexFunc(t.prints, func(o queue.Job) bool { return o.ID == j.ID })
	t.prints[i] = j
	if j.Done() {
		t.prints = slices.Delete(t.prints, i, i+1)
	}
	t.publish()
	return nil
}
