package pos

import (
	"context"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Trace makes durable what was done to the bill at the counter, and what of it the customer
// sees or had waited: nil for no change, a bill without lines for none. Nobody waits for it; a sale
// that is charged, paid or held by a later command comes after it. The error's code is the
// Store's.
func (t *Till) Trace(ctx context.Context, traces []sale.Trace, standing *sale.Standing) error {
	return t.do(ctx, func() error {
		batch := Batch{At: t.now(), Facts: t.billFacts(traces)}
		if standing != nil {
			s := *standing
			s.At, s.By = batch.At, t.authority.signedIn().Name
			batch.Standing = &s
			is := t.presence.read(batch.At) // no fact may go with it that says so
			batch.Alive = &is
		}
		if len(batch.Facts) == 0 && batch.Standing == nil {
			return nil
		}
		_, err := t.commit(ctx, batch)
		return err
	})
}

// billFacts are the facts of what was done to a bill.
func (t *Till) billFacts(traces []sale.Trace) (all []journal.Fact) {
	for _, trace := range traces {
		by := t.authority.signedIn().Name
		if person, ok := t.authority.roster.ByID(trace.Who); ok {
			by = person.Name
		}
		all = append(all, journal.Fact{Kind: facts.BillKind(trace.Kind), Payload: facts.BillTrace{Trace: trace, By: by}})
	}
	return all
}

// ViewReceipt records that a stored receipt was opened on the screen. The error's code is
// fault.ReceiptUnknown or the Store's.
func (t *Till) ViewReceipt(ctx context.Context, n id.Receipt) error {
	return t.noteCopy(ctx, facts.ReceiptViewed, n, "")
}

// CopyReceipt records that a copy of the paper of a sale or of a refund goes to a file, or to a
// printer that is not the till's, and returns it, marked as a copy. The error's code is
// fault.ReceiptUnknown, fault.SaleDoubted, fault.SignInFirst where nobody sells without
// signing in, or the Store's.
func (t *Till) CopyReceipt(ctx context.Context, n id.Receipt, to string) (sale.Receipt, error) {
	receipt, err := t.copyOf(ctx, n, t.Snapshot().Settings)
	if err != nil {
		return sale.Receipt{}, err
	}
	if err := t.do(ctx, func() error {
		_, err := t.authorize(staff.ActionSell, checkedApproval{}, "")
		receipt = receipt.WithNames(t.authority.told.Names)
		return err
	}); err != nil {
		return sale.Receipt{}, err
	}
	return receipt, t.noteCopy(ctx, facts.ReceiptCopied, n, to)
}

func (t *Till) noteCopy(ctx context.Context, kind journal.Kind, n id.Receipt, to string) error {
	if n.IsZero() {
		return fault.New(fault.ReceiptUnknown, n)
	}
	return t.do(ctx, func() error {
		return t.record(t.now(), journal.Fact{Kind: kind, Payload: facts.ReceiptCopy{Receipt: n, To: to, By: t.authority.signedIn().Name}})
	})
}

// ViewZ records that a stored Z report is looked at, in the window or by a command. It needs the
// permission for X reports. The error's code is one of authorize's, fault.ZUnknown or the Store's.
func (t *Till) ViewZ(ctx context.Context, number int) error {
	return t.noteZ(ctx, facts.ReceiptViewed, facts.ReceiptCopy{Z: number})
}

// CopyZ records that a stored Z report goes to a file. It needs the permission for X reports. The
// error's code is as for ViewZ.
func (t *Till) CopyZ(ctx context.Context, number int, to string) error {
	return t.noteZ(ctx, facts.ReceiptCopied, facts.ReceiptCopy{Z: number, To: to})
}

func (t *Till) noteZ(ctx context.Context, kind journal.Kind, copied facts.ReceiptCopy) error {
	return t.do(ctx, func() error {
		grant, err := t.authorize(staff.ActionXReport, checkedApproval{}, "")
		if err != nil {
			return err
		}
		if _, err := t.store.Z(ctx, copied.Z); err != nil {
			return err
		}
		copied.By = t.authority.signedIn().Name
		_, err = t.commit(ctx, Batch{At: t.now(), Facts: []journal.Fact{{Kind: kind, Payload: copied}}}, grant)
		return err
	})
}

// TestedPrinter records that the test page goes to a printer, by a command that prints it
// itself. The error's code is the Store's.
func (t *Till) TestedPrinter(ctx context.Context, role settings.PrintRole, to string) error {
	return t.do(ctx, func() error {
		return t.record(t.now(), journal.Fact{Kind: facts.PrinterTested, Payload: facts.PrinterTest{Role: role, To: to, By: t.authority.signedIn().Name}})
	})
}

// Audit lists what people did on the business days from first to last, both included, beside
// plain sales. The error's code is fault.ManagerNeeded or fault.PermissionMissing, depending
// on who has signed in, or the Store's.
func (t *Till) Audit(ctx context.Context, first, last money.Day) (r report.Report, err error) {
	var names staff.Names
	if err := t.do(ctx, func() error {
		_, err := t.authorize(staff.ActionAudit, checkedApproval{}, "")
		names = t.authority.told.Names
		return err
	}); err != nil {
		return r, err
	}
	r, err = t.store.Audit(ctx, first, last)
	return r.WithNames(names), err
}

// loadTraces reads what the run before left behind.
func (t *Till) loadTraces(ctx context.Context) (err error) {
	if t.presence.standing, err = t.store.Standing(ctx); err != nil {
		return err
	}
	if t.presence.shown, err = t.store.ShownBill(ctx); err != nil {
		return err
	}
	if t.presence.anchor, err = t.store.Alive(ctx); err != nil {
		return err
	}
	if err := t.checkLeftOpen(ctx); err != nil {
		return err
	}
	t.elsewhere.Elsewhere, err = t.store.Elsewhere(ctx)
	if t.elsewhere.Since.IsZero() { // a new shop: what was before is not its own
		t.elsewhere.Since = t.now()
	}
	return err
}

// traceRun adds to the first batch of a run what became of the one before: a bill with which
// the till went off, for how long it was closed within a shift, and that it was not closed but
// broke off.
func (t *Till) traceRun(b *Batch) {
	s := t.presence.standing
	if shown := t.presence.shown; shown.ToPay() { // whatever its row says, or whether there is one
		s = shown
	}
	if len(s.Bill.Lines) > 0 {
		trace := s.BrokenOff()
		b.Facts = append(b.Facts, journal.Fact{Kind: facts.BillKind(trace.Kind), Payload: facts.BillTrace{Trace: trace, By: s.By}})
		b.Standing = &sale.Standing{}
	}
	p, broke := &t.presence, t.store.BrokeOff()
	spell, long := t.closedSpell(b.At) // not in a command's run: the till stays closed, and its next run tells of that
	if long || broke {
		spell.Since, spell.Broken, spell.NoSpell = p.stoodOpen(), broke, !long
		b.Facts = append(b.Facts, journal.Fact{Kind: facts.TillWasClosed, Payload: spell})
	}
	if p.brief {
		if p.open = p.anchor.Open; !t.inShift() && !p.open.IsZero() {
			p.open = b.At // what was before a shift is not within it
		}
	}
	is := t.presence.read(b.At)
	b.Alive = &is
}
