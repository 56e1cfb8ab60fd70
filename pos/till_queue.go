package pos

import (
	"context"
	"slices"

	"psar/pos/fault"
	"psar/pos/journal"
)

// stale reports that a job must not come out any more: it waited for too long,
// or it is a slip of which the payment is not expected any more. Somebody would
// pay twice.
func (t *Till) stale(ctx context.Context, j PrintJob) (bool, error) {
	now, most := t.now(), MaxPrintAge
	if j.Kind == PrintDrawer {
		most = MaxDrawerAge
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
func (t *Till) TakePrintJob(ctx context.Context, link string, kinds ...PrintKind) (job PrintJob, ok bool, err error) {
	err = t.do(ctx, func() error {
		for _, j := range slices.Clone(t.prints) {
			if len(kinds) > 0 && !slices.Contains(kinds, j.Kind) {
				continue
			}
			if j.State != PrintQueued || t.settings.Printer(j.Role()).Link != link {
				continue
			}
			stale, err := t.stale(ctx, j)
			if err != nil {
				return err
			}
			j.State = PrintPrinting
			if stale {
				j.State = PrintTooOld
			}
			if err := t.setPrint(ctx, j); err != nil {
				return err
			}
			if j.State == PrintPrinting {
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
			if j.State != PrintQueued {
				continue
			}
			stale, err := t.stale(ctx, j)
			if err != nil {
				return err
			}
			if !stale {
				continue
			}
			j.State = PrintTooOld
			if err := t.setPrint(ctx, j); err != nil {
				return err
			}
		}
		return nil
	})
}

// PrinterSays takes what a printer's worker knows of it now.
func (t *Till) PrinterSays(ctx context.Context, link string, s PrinterState) error {
	return t.do(ctx, func() error {
		t.printerSays(link, s)
		return nil
	})
}

func (t *Till) printerSays(link string, s PrinterState) {
	if t.printers[link] == s {
		return
	}
	if t.printers == nil {
		t.printers = make(map[string]PrinterState)
	}
	t.printers[link] = s
	t.publish()
}

// PrintEnded hands back what came of a job.
func (t *Till) PrintEnded(ctx context.Context, id int64, r PrintResult) error {
	return t.do(ctx, func() error {
		i := slices.IndexFunc(t.prints, func(j PrintJob) bool { return j.ID == id })
		if i < 0 {
			return fault.New(fault.Internal)
		}
		j := t.prints[i]
		if j.State, j.Detail = r.State, r.Detail; r.State != PrintQueued || !j.BrokenOff() {
			j.Problem = r.Problem
		}
		return t.setPrint(ctx, j)
	})
}

// AnswerPrint takes a person's answer about a job of unknown outcome: whether
// the paper came out. When it did not, the job is queued again.
func (t *Till) AnswerPrint(ctx context.Context, id int64, cameOut bool) error {
	return t.do(ctx, func() error {
		i := slices.IndexFunc(t.prints, func(j PrintJob) bool { return j.ID == id && j.State == PrintUnknown })
		if i < 0 {
			return fault.New(fault.SaleState, PrintPrinted)
		}
		j := t.prints[i]
		j.State, j.Problem, j.Detail = PrintPrinted, "", ""
		if !cameOut {
			j.State, j.Queued, j.Problem = PrintQueued, t.now(), fault.PrinterUnknown
		}
		if err := t.setPrint(ctx, j); err != nil {
			return err
		}
		t.wakePrinter()
		return nil
	})
}

// done reports that nothing more becomes of a job. Whether the drawer opened
// everybody sees: it is never asked, and never opened a second time.
func (j PrintJob) done() bool {
	switch j.State {
	case PrintQueued, PrintPrinting:
		return false
	case PrintUnknown:
		return j.Kind == PrintDrawer
	}
	return true
}

func (t *Till) setPrint(ctx context.Context, j PrintJob) error {
	j.Changed = t.now()
	batch := Batch{At: j.Changed, Prints: []PrintJob{j}}
	if j.State != PrintPrinting {
		kind := FactPrintEnded
		if j.State == PrintQueued {
			kind = FactPrintQueued // once more
		}
		batch.Facts = []journal.Fact{{Kind: kind, Payload: printFactOf(j)}}
	}
	if _, err := t.commit(ctx, batch); err != nil {
		return err
	}
	i := slices.IndexFunc(t.prints, func(o PrintJob) bool { return o.ID == j.ID })
	t.prints[i] = j
	if j.done() {
		t.prints = slices.Delete(t.prints, i, i+1)
	}
	t.publish()
	return nil
}
