package pos

import (
	"context"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// PrintSlip queues the slip that requests an attempt's payment by its KHQR. The error's
// code is fault.SaleState when the attempt has no payable code, fault.PaymentUnknown,
// fault.PrinterMissing or the Store's.
func (t *Till) PrintSlip(ctx context.Context, id id.Payment) error {
	return t.printSlip(ctx, id, func(a payment.Attempt, s *payment.Slip) bool {
		s.QR = a.QR
		return a.QR != ""
	})
}

// PrintLink queues the slip that requests an attempt's payment by its link. The error's
// code is as for PrintSlip.
func (t *Till) PrintLink(ctx context.Context, id id.Payment, link string) error {
	return t.printSlip(ctx, id, func(a payment.Attempt, s *payment.Slip) bool {
		s.Link = link
		return a.Channel == payment.ChannelLink && link != ""
	})
}

func (t *Till) printSlip(ctx context.Context, id id.Payment, fill func(payment.Attempt, *payment.Slip) bool) error {
	return t.do(ctx, func() error {
		a, err := t.attempts.find(ctx, id)
		if err != nil {
			return err
		}
		slip := t.slipOf(a)
		if !a.Payable(t.now()) || !fill(a, &slip) {
			return fault.New(fault.SaleState, a.State)
		}
		return t.queue(ctx, queue.Job{Kind: queue.KindSlip, Slip: &slip})
	})
}

// slipOf returns the slip of an attempt, without code or link.
func (t *Till) slipOf(a payment.Attempt) payment.Slip {
	s := t.settings
	other, _ := s.Rate().In(a.Amount.Currency.Other(), a.Amount, int64(s.Int(settings.RoundingKHR)))
	return payment.Slip{
		Shop: s.Shop(), Till: s.Int(settings.TillNumber), Amount: a.Amount, Other: other, Rate: s.Rate(),
		Payment: a.ID, Payee: a.Payee, Expires: a.Expires, Training: t.training,
	}
}

// PaperShop returns what a sale's later papers say about the shop: as now, but a payment that
// a gateway on this machine confirmed stays marked, whatever the gateway is by then. The
// error is the Payments'.
func PaperShop(ctx context.Context, values settings.Values, s sale.Sale, from Payments) (settings.Shop, error) {
	shop := values.Shop()
	for _, tender := range s.Tenders {
		if tender.PaymentID == "" || shop.TestGateway {
			continue
		}
		a, err := from.Attempt(ctx, tender.PaymentID)
		if err != nil && fault.CodeOf(err) != fault.PaymentUnknown {
			return shop, err
		}
		shop.TestGateway = settings.TestGateway(a.Gateway)
	}
	return shop, nil
}

// Reprint queues the paper of a sale or of a refund again, marked as a copy. The error's code is
// fault.ReceiptUnknown, fault.SaleDoubted, fault.PrinterMissing, fault.SignInFirst where nobody
// sells without signing in, or the Store's.
func (t *Till) Reprint(ctx context.Context, n id.Receipt) error {
	return t.do(ctx, func() error {
		grant, err := t.authorize(staff.ActionSell, checkedApproval{}, "")
		if err != nil {
			return err
		}
		receipt, err := t.copyOf(ctx, n, t.settings)
		if err != nil {
			return err
		}
		receipt = receipt.WithNames(t.authority.told.Names)
		job, _ := t.receiptJob()
		job.Receipt = &receipt
		batch := Batch{At: t.now()}
		t.tellReprint(&batch, facts.ReceiptCopy{Receipt: n, By: t.authority.signedIn().Name})
		return t.queueIn(ctx, batch, job, grant)
	})
}

// tellReprint adds to a batch that a paper is printed again: in the audit, and counted by reports.
func (t *Till) tellReprint(batch *Batch, again facts.ReceiptCopy) {
	t.correct(batch, report.Correction{Kind: report.CorrectionReprint, By: again.By, Reason: again.Of()},
		journal.Fact{Kind: facts.ReceiptReprinted, Payload: again})
}

// PrintReport queues the report of the business days from first to last, as of now. The
// error's code is fault.ManagerNeeded or fault.PermissionMissing, depending on who has
// signed in, fault.PrinterMissing or the Store's.
func (t *Till) PrintReport(ctx context.Context, first, last money.Day) error {
	return t.printRead(ctx, func() uint64 { return 0 }, func() (report.Report, error) { return t.store.Report(ctx, first, last) })
}

// MayReport returns an error where whoever gave the command may see no report: what the shop
// took, and what should be in the drawer. The error's code is fault.ManagerNeeded or
// fault.PermissionMissing, depending on who has signed in.
func (t *Till) MayReport(ctx context.Context) error {
	return t.do(ctx, func() error {
		_, err := t.authorize(staff.ActionXReport, checkedApproval{}, "")
		return err
	})
}

// PrintPeriod queues the X report of the current period, as of now. The error's code is as
// for PrintReport.
func (t *Till) PrintPeriod(ctx context.Context) error {
	var period int
	return t.printRead(ctx, func() uint64 {
		period = t.drawer.period()
		return uint64(period)
	}, func() (report.Report, error) { return t.store.PeriodReport(ctx, period) })
}

// printRead queues a report that is read off the till's loop; when mark changes meanwhile,
// it is read again.
func (t *Till) printRead(ctx context.Context, mark func() uint64, read func() (report.Report, error)) error {
	var r report.Report
	return t.doAfter(ctx, longRead{
		prepare: func() error { return t.precheck(staff.ActionXReport, checkedApproval{}) },
		mark:    mark,
		read: func() (err error) {
			made := t.now() // before reading: what is committed later is not in the report
			r, err = read()
			r.Made = made
			return err
		},
	}, func() error {
		grant, err := t.authorize(staff.ActionXReport, checkedApproval{}, "")
		if err != nil {
			return err
		}
		r.Training, r.Shop, r.Till = t.training, t.settings.Shop(), t.settings.Int(settings.TillNumber)
		r = t.shown(r)
		return t.queue(ctx, queue.Job{Kind: queue.KindReport, Report: &r}, grant)
	})
}

// PrintTest queues the page on which an owner sees what the printer of a role can do. The
// error's code is fault.PrinterMissing or the Store's.
func (t *Till) PrintTest(ctx context.Context, role settings.PrintRole) error {
	return t.do(ctx, func() error {
		test := facts.PrinterTest{Role: role, To: t.settings.Printer(role).Link, By: t.authority.signedIn().Name}
		batch := Batch{At: t.now(), Facts: []journal.Fact{{Kind: facts.PrinterTested, Payload: test}}}
		return t.queueIn(ctx, batch, queue.Job{Kind: queue.KindTest, On: role})
	})
}

func (t *Till) queue(ctx context.Context, job queue.Job, grants ...*Grant) error {
	return t.queueIn(ctx, Batch{At: t.now()}, job, grants...)
}

// queueCorrection queues a job together with a correction for the reports.
func (t *Till) queueCorrection(ctx context.Context, job queue.Job, c report.Correction, fact journal.Fact, grants ...*Grant) error {
	batch := Batch{At: t.now()}
	t.correct(&batch, c, fact)
	return t.queueIn(ctx, batch, job, grants...)
}

// correct adds a correction for the reports, and its fact, to a batch.
func (t *Till) correct(batch *Batch, c report.Correction, fact journal.Fact) {
	c.Z, c.Day, c.At = t.drawer.period(), t.day(batch.At), batch.At
	batch.Corrections = append(batch.Corrections, c)
	batch.Facts = append(batch.Facts, fact)
}

func (t *Till) queueIn(ctx context.Context, batch Batch, job queue.Job, grants ...*Grant) error {
	if !t.settings.HasPrinter(job.Role()) {
		return fault.New(fault.PrinterMissing)
	}
	job.State, job.Queued, job.Changed = queue.Queued, batch.At, batch.At
	batch.Prints = []queue.Job{job}
	batch.Facts = append(batch.Facts, journal.Fact{Kind: facts.PrintQueued, Payload: facts.PrintOf(job)})
	done, err := t.commit(ctx, batch, grants...)
	if err != nil {
		return err
	}
	t.prints.add(done.Prints)
	t.publish()
	t.prints.wake()
	return nil
}
