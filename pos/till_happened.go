package pos

import (
	"context"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
)

// Happened applies an event to a payment attempt: an answer of the gateway, the cashier's
// cancel, the end of a watch. It returns the attempt afterwards. The error's code is
// fault.SaleState when the state does not allow the event (an answer after a cancel, for
// example, is not a defect), fault.ManagerNeeded for an event that is a person's decision,
// fault.Internal for an event that payment.Plain refuses, fault.PaymentUnknown, or the
// Store's.
func (t *Till) Happened(ctx context.Context, id id.Payment, e payment.Event) (payment.Attempt, error) {
	var after payment.Attempt
	err := t.do(ctx, func() (err error) {
		after, err = t.applyEvent(ctx, id, e)
		return err
	})
	return after, err
}

// Attempt returns one attempt, watched or not. The error's code is fault.PaymentUnknown or
// the Store's.
func (t *Till) Attempt(ctx context.Context, id id.Payment) (payment.Attempt, error) {
	var found payment.Attempt
	err := t.do(ctx, func() (err error) {
		found, err = t.attempts.find(ctx, id)
		return err
	})
	return found, err
}

// applyEvent refuses people's decisions: only Resolve, MarkPaid, ConfirmPayee and DenyPayee
// apply those, by a grant.
func (t *Till) applyEvent(ctx context.Context, id id.Payment, e payment.Event) (payment.Attempt, error) {
	before, err := t.attempts.find(ctx, id)
	if err != nil {
		return payment.Attempt{}, err
	}
	switch {
	case !payment.Plain(e):
		return before, fault.New(fault.Internal)
	case payment.Decided(e):
		return before, fault.New(fault.ManagerNeeded)
	}
	now := t.now()
	t.attempts.updateGateway(e, now)
	if accepted, ok := e.(payment.CodeAccepted); ok {
		e = t.checkPayee(before.Amount.Currency, accepted)
	}
	m, err := t.moveOf(ctx, before, e, now)
	if err != nil {
		t.publish()
		return before, err
	}
	if m.onlyPolled() {
		t.attempts.keep(m.after)
		t.publish()
		return m.after, nil
	}
	t.learnPayee(&m, e)
	if err := t.commitMoves(ctx, []move{m}); err != nil {
		return before, err
	}
	return m.after, nil
}
