package watch

import (
	"context"
	"slices"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
)

// create makes one create call. Sending is durable before anything leaves, so
// an attempt that is still reserved is known never to have left.
func (w *Watcher) create(ctx context.Context, a payment.Attempt) (payment.Event, error) {
	_, err := w.till.Happened(context.WithoutCancel(ctx), a.ID, payment.Sending{})
	switch {
	case fault.CodeOf(err) == fault.SaleState:
		return nil, nil // cancelled meanwhile: nothing is sent
	case err != nil:
		return nil, err
	}
	e := w.gateway.Create(ctx, a)
	_, err = w.deliver(ctx, a.ID, e)
	return e, err
}

// verify makes one verify call, and ends the watch when its answer was the last
// that is needed. since is when this run first asked after the attempt.
func (w *Watcher) verify(ctx context.Context, a payment.Attempt, s schedule, since time.Time) (payment.Event, payment.Attempt, error) {
	asked := w.clock.Now()
	e := w.gateway.Verify(ctx, a)
	done := s.deaf(a, asked, since)
	if unpaid, ok := e.(payment.VerifiedUnpaid); ok {
		unpaid.Asked = asked.Add(-settling) // what was asked sooner after the end does not decide
		e = unpaid
		done = s.over(a, asked)
	}
	after, err := w.deliver(ctx, a.ID, e)
	if err != nil || !done || !after.Watched || ctx.Err() != nil || dropped(after, e, asked) {
		return e, after, err
	}
	after, err = w.deliver(ctx, a.ID, payment.WatchEnded{})
	return e, after, err
}

// dropped reports that to end an attempt's watch now would leave nothing that
// tells of it, although the gateway may still tell: an earlier answer said not
// paid, and what came since nobody has heard. It is asked after on and on. A call
// that can't even leave the till, because the shop has another profile now, will
// not tell more.
func dropped(a payment.Attempt, e payment.Event, now time.Time) bool {
	if _, open := e.(payment.OutcomeUnknown); !open || !answered(e) {
		return false
	}
	_, effects, err := a.Apply(payment.WatchEnded{}, now)
	return err == nil && !slices.Contains(effects, payment.EffectUnknown)
}

// deliver hands an answer to the till even when ctx has ended: an answer that
// has come must not be lost. Only a call that the end itself cut off says
// nothing. That a state no longer allows the answer is normal, after a cancel.
func (w *Watcher) deliver(ctx context.Context, id id.Payment, e payment.Event) (payment.Attempt, error) {
	if _, open := e.(payment.OutcomeUnknown); open && ctx.Err() != nil {
		return payment.Attempt{}, ctx.Err()
	}
	after, err := w.till.Happened(context.WithoutCancel(ctx), id, e)
	if fault.CodeOf(err) == fault.SaleState {
		return after, nil
	}
	return after, err
}
