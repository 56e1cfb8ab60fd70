package watch

import (
	"context"
	"slices"
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
)

// create makes one create call. The event Sending is recorded before the call,
// so an attempt that is still reserved was never sent.
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

// verify makes one verify call, and ends the watch when no further answer is
// needed. since is when this run first verified the attempt.
func (w *Watcher) verify(ctx context.Context, a payment.Attempt, s schedule, since time.Time) (payment.Event, payment.Attempt, error) {
	asked := w.clock.Now()
	e := w.gateway.Verify(ctx, a)
	done := s.givenUp(a, asked, since)
	if unpaid, ok := e.(payment.VerifiedUnpaid); ok {
		unpaid.Asked = asked.Add(-bookingDelay) // an answer sooner after the code's end decides nothing
		e = unpaid
		done = s.over(a, asked)
	}
	after, err := w.deliver(ctx, a.ID, e)
	if err != nil || !done || !after.Watched || ctx.Err() != nil || endsSilently(after, e, asked) {
		return e, after, err
	}
	after, err = w.deliver(ctx, a.ID, payment.WatchEnded{})
	return e, after, err
}

// endsSilently reports that to end the watch now would leave no alert, although the
// attempt may be paid: the last answer understood was "not paid", and every later
// call failed. Such an attempt stays watched. A call that the till can't make,
// because the shop now has another profile, is no reason to go on.
func endsSilently(a payment.Attempt, e payment.Event, now time.Time) bool {
	if _, open := e.(payment.OutcomeUnknown); !open || !answered(e) {
		return false
	}
	_, effects, err := a.Apply(payment.WatchEnded{}, now)
	return err == nil && !slices.Contains(effects, payment.EffectUnknown)
}

// deliver hands an event to the till even after ctx has ended: an answer that
// arrived must not be lost. Only an unknown outcome after the end of ctx is
// dropped, because the end itself cut that call off. fault.SaleState is normal,
// after a cancel, and is not returned.
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
