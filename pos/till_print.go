package pos

import (
	"context"
	"slices"
)

// printFact is the payload of FactPrintQueued and FactPrintEnded.
type printFact struct {
	Kind    PrintKind     `json:"kind"`
	State   PrintState    `json:"state"`
	Receipt ReceiptNumber `json:"receipt_number,omitzero"`
	Copy    bool          `json:"copy,omitempty"`
	Payment PaymentID     `json:"transaction_id,omitempty"`
	Problem Code          `json:"problem,omitempty"`
}

func printFactOf(j PrintJob) printFact {
	f := printFact{Kind: j.Kind, State: j.State, Problem: j.Problem}
	if j.Receipt != nil {
		f.Receipt, f.Copy = j.Receipt.Number, j.Receipt.Copy
	}
	if j.Slip != nil {
		f.Payment = j.Slip.Payment
	}
	return f
}

// PrintSlip queues the paper that asks for an attempt's payment by its KHQR. The
// error's code is CodeSaleState when there is none that is still good, or
// CodePrinterMissing.
func (t *Till) PrintSlip(ctx context.Context, id PaymentID) error {
	return t.printSlip(ctx, id, func(a Attempt, s *Slip) bool {
		s.QR = a.QR
		return a.QR != ""
	})
}

// PrintLink queues the paper that carries an attempt's payment link. The
// error's code is as of PrintSlip.
func (t *Till) PrintLink(ctx context.Context, id PaymentID, link string) error {
	return t.printSlip(ctx, id, func(a Attempt, s *Slip) bool {
		s.Link = link
		return a.Channel == ChannelLink && link != ""
	})
}

func (t *Till) printSlip(ctx context.Context, id PaymentID, fill func(Attempt, *Slip) bool) error {
	return t.do(ctx, func() error {
		a, err := t.attempt(ctx, id)
		if err != nil {
			return err
		}
		slip := t.slipOf(a)
		if !a.payable(t.now()) || !fill(a, &slip) {
			return Fault(CodeSaleState, a.State)
		}
		return t.queue(ctx, PrintJob{Kind: PrintSlip, Slip: &slip})
	})
}

// slipOf says what the slip of an attempt holds, but for its code.
func (t *Till) slipOf(a Attempt) Slip {
	s := t.settings
	other, _ := s.Rate().In(a.Amount.Currency.Other(), a.Amount, int64(s.Int(SettingRoundingKHR)))
	return Slip{
		Shop: s.Shop(), Till: s.Int(SettingTillNumber), Amount: a.Amount, Other: other, Rate: s.Rate(),
		Payment: a.ID, Payee: a.Payee, Expires: a.Expires, Training: t.training,
	}
}

// Reprint queues a receipt again, marked as a copy.
func (t *Till) Reprint(ctx context.Context, n ReceiptNumber) error {
	return t.do(ctx, func() error {
		sale, err := t.store.SaleByReceipt(ctx, n)
		if err != nil {
			return err
		}
		receipt, err := ReceiptOf(sale, t.settings.Shop())
		if err != nil {
			return err
		}
		receipt.Copy = true
		return t.queue(ctx, PrintJob{Kind: PrintReceipt, Receipt: &receipt}, Fact{FactReceiptReprinted, n})
	})
}

func (t *Till) queue(ctx context.Context, job PrintJob, facts ...Fact) error {
	if t.settings.Get(SettingPrinterLink) == "" {
		return Fault(CodePrinterMissing)
	}
	now := t.now()
	job.State, job.Queued, job.Changed = PrintQueued, now, now
	facts = append(facts, Fact{FactPrintQueued, printFactOf(job)})
	done, err := t.commit(ctx, Batch{At: now, Prints: []PrintJob{job}, Facts: facts})
	if err != nil {
		return err
	}
	job.ID = done.PrintIDs[0]
	t.prints = append(t.prints, job)
	t.publish()
	t.wakePrinter()
	return nil
}

// stale reports that a job must not come out any more: it waited for too long,
// or it is a slip of which the payment is not expected any more. Somebody would
// pay twice.
func (t *Till) stale(ctx context.Context, j PrintJob) (bool, error) {
	now := t.now()
	if now.Sub(j.Queued) > MaxPrintAge {
		return true, nil
	}
	if j.Slip == nil {
		return false, nil
	}
	a, err := t.attempt(ctx, j.Slip.Payment)
	if err != nil {
		return false, err
	}
	return !a.payable(now), nil
}

// TakePrintJob gives the printer its next job, already marked as being
// printed. ok is false when there is none. Jobs over MaxPrintAge and slips of
// codes that are not good any more are put aside.
func (t *Till) TakePrintJob(ctx context.Context) (job PrintJob, ok bool, err error) {
	err = t.do(ctx, func() error {
		for _, j := range slices.Clone(t.prints) {
			if j.State != PrintQueued {
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

// PrinterTrouble says that the printer can't be reached; "" says that it can.
// Jobs wait.
func (t *Till) PrinterTrouble(ctx context.Context, problem Code) error {
	return t.do(ctx, func() error {
		if t.lastPrint != problem {
			t.lastPrint = problem
			t.publish()
		}
		return nil
	})
}

// PrintEnded hands back what came of a job.
func (t *Till) PrintEnded(ctx context.Context, id int64, r PrintResult) error {
	return t.do(ctx, func() error {
		i := slices.IndexFunc(t.prints, func(j PrintJob) bool { return j.ID == id })
		if i < 0 {
			return Fault(CodeInternal)
		}
		j := t.prints[i]
		j.State, j.Problem, j.Detail = r.State, r.Problem, r.Detail
		return t.setPrint(ctx, j)
	})
}

// AnswerPrint takes a person's answer about a job of unknown outcome: whether
// the paper came out. When it did not, the job is queued again.
func (t *Till) AnswerPrint(ctx context.Context, id int64, cameOut bool) error {
	return t.do(ctx, func() error {
		i := slices.IndexFunc(t.prints, func(j PrintJob) bool { return j.ID == id && j.State == PrintUnknown })
		if i < 0 {
			return Fault(CodeSaleState, PrintPrinted)
		}
		j := t.prints[i]
		j.State, j.Problem, j.Detail = PrintPrinted, "", ""
		if !cameOut {
			j.State, j.Queued = PrintQueued, t.now()
		}
		if err := t.setPrint(ctx, j); err != nil {
			return err
		}
		t.wakePrinter()
		return nil
	})
}

func (t *Till) setPrint(ctx context.Context, j PrintJob) error {
	j.Changed = t.now()
	batch := Batch{At: j.Changed, Prints: []PrintJob{j}}
	if j.State != PrintPrinting {
		kind := FactPrintEnded
		if j.State == PrintQueued {
			kind = FactPrintQueued // once more
		}
		batch.Facts = []Fact{{kind, printFactOf(j)}}
	}
	if _, err := t.commit(ctx, batch); err != nil {
		return err
	}
	i := slices.IndexFunc(t.prints, func(o PrintJob) bool { return o.ID == j.ID })
	switch j.State {
	case PrintQueued, PrintPrinting, PrintUnknown:
		t.prints[i] = j
	default:
		t.prints = slices.Delete(t.prints, i, i+1)
	}
	switch j.State {
	case PrintPrinted, PrintUnverified:
		t.lastPrint = ""
	case PrintFailed, PrintUnknown:
		t.lastPrint = j.Problem
	}
	t.publish()
	return nil
}
