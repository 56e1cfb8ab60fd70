package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/ui/view"
)

// ManagerCommand asks whether a manager's word needs a PIN, for a form.
type ManagerCommand struct{ turn int }

func (ManagerCommand) Name() string { return "manager's PIN" }

func (ManagerCommand) lane() Lane { return LaneAside }

func (c ManagerCommand) Run(_ context.Context, p Port) Answer {
	return answerWith(c, p.ManagerPIN(), nil)
}

func (c ManagerCommand) done(s Model, needed bool, _ error, _ time.Time) Model {
	p, ok := as[formPage](s)
	if !ok || !s.expects(c.turn) || p.Busy() || !needed {
		return s
	}
	return s.withForm(p.withPIN())
}

// PayeeCommand says whether the account that a code pays is the shop's.
type PayeeCommand struct {
	Question pos.PayeeQuestion
	Ours     bool
	Word     staff.Approval
}

func (PayeeCommand) Name() string { return "payee" }

func (c PayeeCommand) Run(ctx context.Context, p Port) Answer {
	say := p.DenyPayee
	if c.Ours {
		say = p.ConfirmPayee
	}
	return answer(c, say(ctx, c.Question.Currency, c.Question.Payee.Account, c.Word))
}

func (c PayeeCommand) done(s Model, err error, now time.Time) Model {
	s, taken := s.formDone(c, err, now)
	if !taken {
		return s
	}
	s = s.closePage()
	yes, no := words.DidConfirm, words.DidDeny
	if len(c.Question.Differences()) > 0 {
		yes, no = words.DidConfirmFields, words.DidDenyFields
	}
	s.Said = didWell(now, yes, c.Question.Payee.Account)
	if !c.Ours {
		s.Said.Key, s.Said.status = no, view.StatusAttention
	}
	return s
}

// AlertCommand says that an alert was read, or why it is cleared.
type AlertCommand struct {
	ID     int64
	Reason string // "" of an alert that is read
	Word   staff.Approval
}

func (AlertCommand) Name() string { return "read alert" }

func (c AlertCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.ReadAlert(ctx, c.ID, c.Reason, c.Word))
}

func (c AlertCommand) done(s Model, err error, now time.Time) Model {
	s, taken := s.formDone(c, err, now)
	if !taken {
		return s
	}
	s = s.closePage()
	s.Said = didWell(now, words.DidReadAlert)
	if c.Reason != "" {
		s.Said.Key = words.DidClearAlert
	}
	return s
}

// didWell says what became of a manager's word, twice as long.
func didWell(now time.Time, key words.Key, args ...any) Said {
	return Said{Key: key, args: args, status: view.StatusGood, until: now.Add(2 * saidFor)}
}

// MarkCommand says by hand that a payment came.
type MarkCommand struct{ Request pos.MarkRequest }

func (MarkCommand) Name() string { return "mark paid" }

func (c MarkCommand) Run(ctx context.Context, p Port) Answer {
	a, err := p.MarkPaid(ctx, c.Request)
	return answerWith(c, a, err)
}

func (c MarkCommand) done(s Model, a payment.Attempt, err error, now time.Time) Model {
	if _, own := s.released(c); own && asFault(err).Code == fault.SaleState { // the money came meanwhile, or the sale was paid otherwise
		return s.closePage().refuse(err, now)
	}
	s, done := s.formDone(c, err, now)
	if !done {
		return s
	}
	return s.closePage().Say(now, view.StatusGood, words.DidMark, a.Amount.Display(), c.Request.Approval.By)
}
