package pos

import (
	"context"
	"strings"
	"time"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/staff"
	"psar/pos/text"
)

// ResolveRequest is a manager's decision about a payment's unmatched money.
type ResolveRequest struct {
	Payment   id.Payment
	Kind      payment.ResolutionKind
	Receipt   id.Receipt     // payment.ResolveReceipt: the sale that the money belongs to
	Reference string         // payment.ResolveRefund: the bank's, at most 64 characters
	Note      string         // at most 200 characters; required for payment.ResolveNote
	Approval  staff.Approval // with the payment's Figures
}

// Resolve records how unmatched money was resolved and, for payment.ResolveSale, completes
// the payment's own sale. It returns the payment afterwards. The error's code is
// fault.UnmatchedNone; fault.PaymentDoubted where the journal does not tell of the money, but for
// a note; fault.ClaimShort when the sale costs more than was received; fault.SaleState when the sale was completed otherwise; fault.ReceiptUnknown;
// fault.ClaimOther when the money cannot be for that receipt; fault.ReferenceMissing;
// fault.TextInvalid; one of authorize's (fault.FiguresChanged where more was received than
// the manager was shown); fault.PaymentUnknown; or the Store's.
func (t *Till) Resolve(ctx context.Context, r ResolveRequest) (payment.Attempt, error) {
	r.Reference, r.Note = strings.TrimSpace(r.Reference), text.Tidy(r.Note)
	checked, err := t.checkApproval(ctx, staff.ActionResolve, r.Approval)
	if err != nil {
		return payment.Attempt{}, err
	}
	var after payment.Attempt
	var earlier []payment.Resolution
	err = t.doAfter(ctx, longRead{
		prepare: func() error { return nil },
		mark:    t.committed,
		read: func() (err error) {
			if r.Kind == payment.ResolveReceipt { // of all payments: what that receipt was given before
				earlier, err = t.store.Resolutions(ctx, "")
			}
			return err
		},
	}, func() (err error) {
		after, err = t.resolve(ctx, r, earlier, checked)
		return err
	})
	return after, err
}

func (t *Till) resolve(ctx context.Context, r ResolveRequest, earlier []payment.Resolution, checked checkedApproval) (payment.Attempt, error) {
	before, err := t.attempts.find(ctx, r.Payment)
	if err != nil {
		return payment.Attempt{}, err
	}
	now := t.now()
	row := payment.Resolution{
		Payment: r.Payment, Kind: r.Kind, Money: before.Unmatched(),
		Receipt: r.Receipt, Reference: r.Reference, Note: r.Note, At: now,
	}
	if err := t.checkResolution(ctx, r, earlier, before); err != nil {
		return before, err
	}
	if r.Kind != payment.ResolveNote {
		if err := t.checkPaymentTold(ctx, before); err != nil {
			return before, err
		}
	}
	m := move{before: before, after: before, now: now}
	switch r.Kind {
	case payment.ResolveSale:
		m, err = t.claim(ctx, before, now)
		row.Money, row.Receipt = before.Amount, m.sale.Receipt
	case payment.ResolveReceipt, payment.ResolveRefund:
		m, err = t.moveOf(ctx, before, payment.MoneyResolved{}, now)
	case payment.ResolveNote:
		row.Money = money.Money{}
	}
	if err != nil {
		return before, err
	}
	grant, err := t.authorize(staff.ActionResolve, checked, before.Figures())
	if err != nil {
		return before, err
	}
	row.By = grant.by
	kind := facts.UnmatchedResolved
	if r.Kind == payment.ResolveNote {
		kind = facts.UnmatchedNoted
	}
	m.batch.Resolutions = []payment.Resolution{row}
	m.batch.Facts = append(m.batch.Facts, journal.Fact{Kind: kind, Payload: row})
	if err := t.commitMoves(ctx, []move{m}, grant); err != nil {
		return before, err
	}
	return m.after, nil
}

func (t *Till) checkResolution(ctx context.Context, r ResolveRequest, earlier []payment.Resolution, before payment.Attempt) error {
	rest := before.Unmatched()
	if text.CheckCode(r.Reference, 64) != nil {
		return fault.New(fault.TextInvalid, "reference")
	}
	if text.Check(r.Note) != nil {
		return fault.New(fault.TextInvalid, "note")
	}
	if rest.Minor <= 0 {
		return fault.New(fault.UnmatchedNone, r.Payment)
	}
	switch r.Kind {
	case payment.ResolveSale:
		return nil
	case payment.ResolveReceipt:
		sale, err := t.store.SaleByReceipt(ctx, r.Receipt)
		if err != nil {
			return err
		}
		if !unpaidByBank(sale, earlier).Covers(rest) {
			return fault.New(fault.ClaimOther, r.Receipt)
		}
		return nil
	case payment.ResolveRefund:
		if r.Reference == "" {
			return fault.New(fault.ReferenceMissing)
		}
		return nil
	case payment.ResolveNote:
		if r.Note == "" {
			return fault.New(fault.TextInvalid, "note")
		}
		return nil
	}
	return fault.New(fault.Internal)
}

// unpaidByBank returns how much of a completed sale a bank payment may still be for: its
// total minus KHQR tenders and money resolved to it before. Not minus cash and other
// tenders: the customer may have paid that part twice.
func unpaidByBank(sale sale.Sale, earlier []payment.Resolution) money.Money {
	free := sale.Total
	for _, tender := range sale.Tenders {
		if tender.PaymentID != "" {
			came, _ := sale.Rate.In(free.Currency, tender.Amount, 1)
			free = money.SumIn(free.Currency, free, came.Negative())
		}
	}
	for _, s := range earlier {
		if s.Kind == payment.ResolveReceipt && s.Receipt == sale.Receipt {
			free = money.SumIn(free.Currency, free, s.Money.Negative())
		}
	}
	return free
}

// claim completes the payment's own sale with its money.
func (t *Till) claim(ctx context.Context, before payment.Attempt, now time.Time) (move, error) {
	if rest := before.Unmatched(); !rest.Covers(before.Amount) {
		return move{}, fault.New(fault.ClaimShort, rest, before.Amount)
	}
	return t.completeByManager(ctx, before, payment.MoneyClaimed{}, now)
}

// completeByManager completes the payment's own sale, or the part that the payment was
// for, by a manager's decision, even where the sale was given up.
func (t *Till) completeByManager(ctx context.Context, before payment.Attempt, e payment.Event, now time.Time) (move, error) {
	after, _, err := t.applied(before, e, now)
	if err != nil {
		return move{}, err
	}
	m := move{before: before, after: after, now: now}
	if marked, ok := e.(payment.MarkedPaid); ok {
		m.reference = marked.Reference
	}
	if m.sale, err = t.saleAsTold(ctx, before.Sale); err != nil {
		return move{}, err
	}
	due, ok := m.sale.BalanceDue(before.Amount.Currency)
	whole := due == before.Amount
	part := m.sale.State == sale.Open && due.Exceeds(before.Amount)
	if m.sale.State == sale.Completed || m.sale.GivenBack() || !ok || !whole && !part {
		return move{}, fault.New(fault.SaleState, m.sale.State)
	}
	if err := t.payWith(ctx, &m, whole); err != nil {
		return move{}, err
	}
	m.batch.Attempts = append([]payment.Attempt{after}, m.batch.Attempts...)
	m.batch.Outcomes = append(t.outcomes(before, after, now), m.batch.Outcomes...)
	m.batch.Facts = append([]journal.Fact{{Kind: facts.AttemptMoved, Payload: facts.Moved{From: before.State, Attempt: after}}}, m.batch.Facts...)
	return m, nil
}
