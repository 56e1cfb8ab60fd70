package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/payment"
)

// PastCommand asks what was said so far of unmatched money.
type PastCommand struct {
	turn    int
	Payment id.Payment
}

func (PastCommand) Name() string { return "resolutions" }

func (PastCommand) lane() Lane { return LaneAside }

func (c PastCommand) Run(ctx context.Context, p Port) Answer {
	past, err := p.Resolutions(ctx, c.Payment)
	return answerWith(c, past, err)
}

func (c PastCommand) done(s Model, past []payment.Resolution, err error, now time.Time) Model {
	switch {
	case !s.expects(c.turn):
		return s
	case err != nil:
		return s.refuse(err, now)
	}
	if p, ok := as[detailPage](s); ok {
		p.past = past
		return s.open(p)
	}
	f := s.Form()
	if k, ok := f.of.(resolveForm); ok {
		k.detail.past = past
		f.of = k
	}
	return s.withForm(f)
}

// ResolveCommand says what becomes of unmatched money.
type ResolveCommand struct{ Request pos.ResolveRequest }

func (ResolveCommand) Name() string { return "resolve" }

func (c ResolveCommand) Run(ctx context.Context, p Port) Answer {
	a, err := p.Resolve(ctx, c.Request)
	return answerWith(c, a, err)
}

func (c ResolveCommand) done(s Model, a payment.Attempt, err error, now time.Time) Model {
	s, taken := s.formDone(c, err, now)
	if !taken {
		return s
	}
	k, ok := s.Form().of.(resolveForm)
	if !ok {
		return s
	}
	s = s.open(reviewPage{form: form{of: k}})
	unmatched := k.detail.money.Display()
	switch c.Request.Kind {
	case payment.ResolveSale:
		return s.did(didWell(now, words.DidSale, a.Amount.Display(), s.Snap.Receipts[a.ID].String()))
	case payment.ResolveReceipt:
		return s.did(didWell(now, words.DidReceipt, unmatched, c.Request.Receipt.String()))
	case payment.ResolveRefund:
		return s.did(didWell(now, words.DidRefund, unmatched))
	}
	return s.did(didWell(now, words.DidNote))
}
