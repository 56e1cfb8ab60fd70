package model

import (
	"context"
	"slices"
	"time"

	"psar/pos/sale"
)

// TraceCommand writes down what was done to the bill, and what of it the customer sees.
type TraceCommand struct{ batch *traceBatch }

type traceBatch struct {
	traces   []sale.Trace
	standing *sale.Standing // nil: as before
}

func (TraceCommand) Name() string { return "trace" }

func (c TraceCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.Trace(ctx, c.batch.traces, c.batch.standing))
}

// done keeps what could not be written for the next key.
func (c TraceCommand) done(s Model, err error, now time.Time) Model {
	s.trail.sending = false
	if err != nil {
		s.trail.pending, s.trail.refused = slices.Concat(c.batch.traces, s.trail.pending), true
		return s.refuse(err, now)
	}
	if c.batch.standing != nil {
		s.trail.told = *c.batch.standing
	}
	return s
}
