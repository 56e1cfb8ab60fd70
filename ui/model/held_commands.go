package model

import (
	"context"
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos/id"
	"psar/pos/sale"
	"psar/ui/view"
)

// HoldCommand puts a bill aside.
type HoldCommand struct{ Bill *sale.Bill }

func (HoldCommand) Name() string { return "hold" }

func (c HoldCommand) Run(ctx context.Context, p Port) Answer {
	_, err := p.Hold(ctx, *c.Bill)
	return answer(c, err)
}

// done takes a bill off the screen that is durable, where the counter waits for that.
func (HoldCommand) done(s Model, err error, now time.Time) Model {
	if !s.Holding {
		return s.orRefuse(err, now)
	}
	if s.Holding = false; err != nil {
		return s.refuse(err, now)
	}
	return s.cleared().Say(now, view.StatusGood, words.HeldDid)
}

// RecallCommand takes a bill up again that was put aside.
type RecallCommand struct{ ID id.Sale }

func (RecallCommand) Name() string { return "recall" }

func (c RecallCommand) Run(ctx context.Context, p Port) Answer {
	bill, err := p.Recall(ctx, c.ID)
	return answerWith(c, bill, err)
}

// done brings a bill back to the screen that was given out.
func (c RecallCommand) done(s Model, bill sale.Bill, err error, now time.Time) Model {
	if s.Holding = false; err != nil {
		return s.refuse(err, now)
	}
	s = s.begins()
	lines := append(slices.Clone(bill.Lines), s.Cart.Lines...) // with what was scanned meanwhile
	s.Entry, s.Cart = entry{currency: bill.Currency}, cart{
		Lines: lines, off: bill.Discount, currency: bill.Currency, row: len(lines) - 1,
	}
	if s.trail.held = c.ID; s.trail.waited {
		s.trail.lines = len(bill.Lines)
	}
	return s
}
