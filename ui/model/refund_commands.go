package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/ui/view"
)

// RefundableCommand asks what of a receipt may still go back.
type RefundableCommand struct{ Number id.Receipt }

func (RefundableCommand) Name() string { return "refundable" }

func (RefundableCommand) lane() Lane { return LaneAside }

// refundable is a sale, and what of it may still go back.
type refundable struct {
	sale sale.Sale
	left []sale.RefundLine
}

func (c RefundableCommand) Run(ctx context.Context, p Port) Answer {
	sold, left, _, err := p.Refundable(ctx, c.Number)
	return answerWith(c, refundable{sold, left}, err)
}

// done shows the receipt's lines: all that is left goes back, until somebody says
// otherwise.
func (c RefundableCommand) done(s Model, found refundable, err error, now time.Time) Model {
	s, own := s.released(c)
	if !own {
		return s
	}
	if err == nil && len(found.left) == 0 {
		err = fault.New(fault.RefundOver, money.Money{Currency: found.sale.Total.Currency}.Display())
	}
	if err != nil {
		return s.turnedDown(err, now)
	}
	r := refundPage{Sale: found.sale, left: found.left, quantity: make([]int64, len(found.left)), fresh: true}
	for i, l := range found.left {
		r.quantity[i] = l.Quantity
	}
	return s.open(r)
}

// RefundCommand gives money back.
type RefundCommand struct{ Request *pos.RefundRequest }

func (RefundCommand) Name() string { return "refund" }

func (c RefundCommand) Run(ctx context.Context, p Port) Answer {
	back, err := p.Refund(ctx, *c.Request)
	return answerWith(c, back, err)
}

// done says what the cashier has to count out.
func (c RefundCommand) done(s Model, refund sale.Refund, err error, now time.Time) Model {
	k, _ := s.Form().of.(giveForm)
	s, done := s.formDone(c, err, now)
	if !done {
		return s
	}
	var back []money.Money
	for _, t := range refund.Paid {
		back = append(back, t.Amount)
	}
	did := Said{Key: words.DidGive, args: []any{money.Displayed(back), refund.Number.String()}, status: view.StatusGood}
	switch {
	case k.refund.void:
		did.Key = words.DidVoid
	case k.refund.bank:
		did.Key = words.DidGiveBank
	}
	return s.did(did)
}
