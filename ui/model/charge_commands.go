package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/staff"
)

// ChargeCommand asks for the bill, or for what is left of a stored sale.
type ChargeCommand struct {
	Request *pos.ChargeRequest
}

func (ChargeCommand) Name() string { return "charge" }

func (c ChargeCommand) Run(ctx context.Context, p Port) Answer {
	a, err := p.Charge(ctx, *c.Request)
	return answerWith(c, a, err)
}

func (c ChargeCommand) done(s Model, a payment.Attempt, err error, now time.Time) Model {
	s, own := s.chargeDone(c, a, err, now)
	if own && err != nil && wordWanted(err) {
		return s.askManager(c, err)
	}
	return s.orRefuse(err, now)
}

func (c ChargeCommand) word() staff.Approval { return c.Request.Approval }

func (c ChargeCommand) withWord(w staff.Approval) approvable {
	r := *c.Request
	r.Approval = w
	return ChargeCommand{&r}
}

func (ChargeCommand) figures(Model) staff.Figures { return "" }

func (c ChargeCommand) goesOn(s Model, _ time.Time) Model {
	s, _ = s.closePage().asking(c)
	return s
}

func (ChargeCommand) givenUp(s Model, _ time.Time) Model { return s.closePage() }

func (ChargeCommand) about(s Model) (hint words.Key, amount string) {
	return words.ApproveHint, s.Total().Display()
}

// AgainCommand asks anew for the sale of a payment that ended without money.
type AgainCommand struct{ Payment id.Payment }

func (AgainCommand) Name() string { return "charge again" }

func (c AgainCommand) Run(ctx context.Context, p Port) Answer {
	a, err := p.ChargeAgain(ctx, c.Payment)
	return answerWith(c, a, err)
}

func (c AgainCommand) done(s Model, a payment.Attempt, err error, now time.Time) Model {
	s, _ = s.chargeDone(c, a, err, now)
	return s.orRefuse(err, now)
}

// chargeDone puts the payment in front, where no snapshot has brought it there before;
// own: it was this charge that the counter waited for.
func (s Model) chargeDone(c Command, a payment.Attempt, err error, now time.Time) (_ Model, own bool) {
	if !s.Charging || s.asked != c {
		return s, false
	}
	if err == nil && s.Front != a.ID && !s.dismissed[a.ID] {
		s = s.charged(a.ID, now)
	}
	s.Charging = false
	return s, true
}

// CancelCommand takes a payment back that the customer does not want to make.
type CancelCommand struct{ Payment id.Payment }

func (CancelCommand) Name() string { return "cancel" }

func (c CancelCommand) Run(ctx context.Context, p Port) Answer {
	_, err := p.Happened(ctx, c.Payment, payment.CancelledByCashier{})
	return answer(c, err)
}

func (c CancelCommand) done(s Model, err error, now time.Time) Model {
	if a, ok := s.Snap.Attempt(c.Payment); ok && a.State == payment.Paid {
		return s // paid in the meantime: the windows say so already
	}
	return s.orRefuse(err, now)
}

// CheckCommand asks the bank at once.
type CheckCommand struct{ Payment id.Payment }

func (CheckCommand) Name() string { return "check" }

func (c CheckCommand) Run(_ context.Context, p Port) Answer {
	p.CheckNow(c.Payment)
	return answer(c, nil)
}

func (CheckCommand) done(s Model, err error, now time.Time) Model { return s.orRefuse(err, now) }

// PayCommand is the customer's button of training mode.
type PayCommand struct{ Payment id.Payment }

func (PayCommand) Name() string { return "customer pays" }

func (PayCommand) lane() Lane { return LaneLong }

func (c PayCommand) Run(_ context.Context, p Port) Answer {
	return answer(c, p.CustomerPays(c.Payment))
}

func (PayCommand) done(s Model, err error, now time.Time) Model { return s.orRefuse(err, now) }

// LinkCommand asks for the address of a payment's page.
type LinkCommand struct{ Attempt payment.Attempt }

func (LinkCommand) Name() string { return "payment link" }

func (LinkCommand) lane() Lane { return LaneAside }

func (c LinkCommand) Run(_ context.Context, p Port) Answer {
	link, err := p.PaymentLink(c.Attempt)
	return answerWith(c, link, err)
}

func (c LinkCommand) done(s Model, link string, err error, now time.Time) Model {
	if s.link.payment != c.Attempt.ID { // another one is wanted by now
		return s
	}
	if err == nil {
		s.link.text = link
	}
	return s.orRefuse(err, now)
}
