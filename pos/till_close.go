package pos

import (
	"context"
	"iter"
	"maps"
	"slices"

	"psar/pos/drawer"
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

// CloseShift closes the period with the closing count: what happened since the last Z
// report becomes the next one, numbered, chained to the one before and never changed. It
// is queued for printing where a printer is set up. The error's code is fault.ShiftBusy
// with how many payments and part-paid sales are open and the first ids, fault.ShiftEmpty, fault.ClockBack,
// fault.PINMissing with the name that was typed without a PIN, one of the count's or of
// authorize's, or the Store's.
func (t *Till) CloseShift(ctx context.Context, r drawer.CountRequest) (report.Report, error) {
	sums, err := r.Sums()
	if err != nil {
		return report.Report{}, err
	}
	checked, err := t.checkApproval(ctx, staff.ActionShiftOther, r.Approval)
	if err != nil {
		return report.Report{}, err
	}
	var period int
	var made report.Report
	var told report.Told
	used := t.elsewhere.look()
	err = t.doAfter(ctx, longRead{
		prepare: func() error {
			period = t.drawer.period()
			if err := t.mayClose(checked); err != nil {
				return err
			}
			if err := t.authority.readPeople(ctx); err != nil {
				return err
			}
			if err := t.doubtPeople(ctx); err != nil {
				return err
			}
			if err := t.tellClosed(); err != nil {
				return err
			}
			return t.tellFolders(used)
		},
		mark: t.committed,
		read: func() (err error) {
			if made, err = t.store.PeriodReport(context.WithoutCancel(ctx), period); err != nil {
				return err
			}
			told, err = t.store.PeriodTold(context.WithoutCancel(ctx))
			return err
		},
	}, func() (err error) {
		if err := t.doubtRows(ctx); err != nil {
			return err
		}
		made.Differs = made.Against(told)
		made, err = t.closeShift(ctx, made, r, sums, checked)
		return err
	})
	if err != nil {
		return report.Report{}, err
	}
	return made, nil
}

// mayClose refuses to close a period with payments in progress or part-paid sales.
func (t *Till) mayClose(checked checkedApproval) error {
	if _, err := t.authorize(staff.ActionShift, checkedApproval{}, ""); err != nil && !checked.given() { // an approval may stand in for signing in
		return err
	}
	if err := t.checkClock(t.now()); err != nil {
		return err
	}
	if n := unfinished(t.attempts.unfinished(), maps.Values(t.sales.parts)); n > 0 {
		return fault.New(fault.ShiftBusy, append([]any{n}, openIDs(t.attempts.unfinished())...)...)
	}
	return nil
}

// closeShift closes the period with its report, rep, which must be up to date.
func (t *Till) closeShift(ctx context.Context, rep report.Report, r drawer.CountRequest, sums []money.Money, checked checkedApproval) (report.Report, error) {
	now := t.now()
	if err := t.mayClose(checked); err != nil {
		return report.Report{}, err
	}
	if !t.drawer.shift.Open && rep.Empty() {
		return report.Report{}, fault.New(fault.ShiftEmpty)
	}
	before, err := t.store.LastZ(ctx)
	if err != nil {
		return report.Report{}, err
	}
	grant, err := t.authorizeCount(checked)
	if err != nil {
		return report.Report{}, err
	}
	if r.By, err = t.recordedName(r.By, grant); err != nil {
		return report.Report{}, err
	}
	rep.Approvals = countApprovals(rep.Approvals, t.approvals([]*Grant{grant})) // rep was read before the approval that closes it
	count := t.drawer.newCount(drawer.CountClose, r, sums, t.day(now), now)
	rep.Made, rep.Training, rep.Version = now, t.training, t.version
	rep.Shop, rep.Till = t.settings.Shop(), t.settings.Int(settings.TillNumber)
	prev := journal.GenesisHash
	if before.Z != nil {
		prev = before.Z.Hash
	}
	rep, sealed := rep.CloseWith(count, prev)
	fact := facts.Closed{Number: sealed.Number, Hash: sealed.Hash, PrevHash: prev, Sales: rep.Sales, Version: sealed.Version}
	rep = t.shown(rep)
	m := move{now: now}
	m.batch.Counts, m.batch.Z = []drawer.Count{count}, &sealed
	m.batch.Facts = []journal.Fact{{Kind: facts.Counted, Payload: count}, {Kind: facts.ShiftClosed, Payload: fact}}
	if t.settings.HasPrinter(settings.RoleReport) {
		m.print(queue.Job{Kind: queue.KindReport, Report: &rep})
	}
	codes, err := t.commitCoded(ctx, []move{m}, grant)
	return codes.OnReport(rep), err
}

// unfinished counts what must end before a period does: payments in progress and part-paid
// sales, a sale only once.
func unfinished(attempts iter.Seq[payment.Attempt], parts iter.Seq[sale.Sale]) int {
	open := make(map[id.Sale]bool)
	for sale := range parts {
		open[sale.ID] = true
	}
	n := len(open)
	for a := range attempts {
		if a.InProgress() && !open[a.Sale] {
			n++
		}
	}
	return n
}

// namedOpen is how many open payments an error names.
const namedOpen = 5

// openIDs are the ids of the first payments in progress, for an error.
func openIDs(attempts iter.Seq[payment.Attempt]) []any {
	var ids []string
	for a := range attempts {
		if a.InProgress() {
			ids = append(ids, string(a.ID))
		}
	}
	slices.Sort(ids)
	if len(ids) > namedOpen {
		ids = append(ids[:namedOpen], "…")
	}
	named := make([]any, len(ids))
	for i, id := range ids {
		named[i] = id
	}
	return named
}

// ReprintZ queues a stored Z report again, marked as a copy, and tells of it. It needs the permission for X
// reports. The error's code is fault.ZUnknown, one of authorize's, fault.PrinterMissing or
// the Store's.
func (t *Till) ReprintZ(ctx context.Context, number int) error {
	return t.do(ctx, func() error {
		grant, err := t.authorize(staff.ActionXReport, checkedApproval{}, "")
		if err != nil {
			return err
		}
		z, err := t.store.Z(ctx, number)
		if err != nil {
			return err
		}
		z = t.shown(z)
		z.Copy = true
		return t.queueCopy(ctx, z, grant)
	})
}

// queueCopy queues the copy of a Z report, and tells of it as of a receipt's.
func (t *Till) queueCopy(ctx context.Context, z report.Report, grant *Grant) error {
	batch := Batch{At: t.now()}
	t.tellReprint(&batch, facts.ReceiptCopy{Z: z.Z.Number, By: t.authority.signedIn().Name})
	return t.queueIn(ctx, batch, queue.Job{Kind: queue.KindReport, Report: &z}, grant)
}
