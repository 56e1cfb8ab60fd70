package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/sale"
	"psar/pos/staff"
	"psar/ui/view"
)

// GiveCommand takes notes for a sale.
type GiveCommand struct{ Request *pos.CashRequest }

func (GiveCommand) Name() string { return "cash" }

func (c GiveCommand) Run(ctx context.Context, p Port) Answer {
	sold, err := p.PayCash(ctx, *c.Request)
	return answerWith(c, sold, err)
}

// done shows the change of a sale that is paid, and asks how the rest is paid of one
// that wants more. The bill goes with its own sale alone.
func (c GiveCommand) done(s Model, sold sale.Sale, err error, now time.Time) Model {
	if err == nil {
		s.change = sold
	}
	if err == nil && c.Request.Sale == "" {
		s = s.cleared() // what was sold is not sold again
	}
	p, open := as[cashPage](s)
	switch {
	case !open || p.asked != c:
		return s.orRefuse(err, now)
	case err != nil && wordWanted(err):
		return s.askManager(c, err)
	case err != nil:
		return p.refused(s, err).follow(now) // what is left may be another sum
	}
	s = s.dismissFront().idle()
	if sold.State == sale.Completed {
		return s.closePage()
	}
	return s.openPart(sold.ID, now)
}

func (c GiveCommand) word() staff.Approval { return c.Request.Approval }

func (c GiveCommand) withWord(w staff.Approval) approvable {
	r := *c.Request
	r.Approval = w
	return GiveCommand{&r}
}

func (GiveCommand) figures(Model) staff.Figures { return "" }

func (c GiveCommand) goesOn(s Model, _ time.Time) Model {
	if p, ok := as[cashPage](s); ok {
		p.asked = c
		return s.open(p)
	}
	return s
}

func (GiveCommand) givenUp(s Model, _ time.Time) Model { return s }

func (GiveCommand) about(s Model) (hint words.Key, amount string) {
	return words.ApproveHint, s.Total().Display()
}

// BackCommand gives a sale up that was paid in part.
type BackCommand struct {
	Sale id.Sale
	Word staff.Approval // a manager's
}

func (BackCommand) Name() string { return "give back" }

func (c BackCommand) Run(ctx context.Context, p Port) Answer {
	_, err := p.GiveBack(ctx, c.Sale, c.Word)
	return answer(c, err)
}

func (c BackCommand) done(s Model, err error, now time.Time) Model {
	if err != nil && wordWanted(err) && c.stillWaits(s) {
		return s.askManager(c, err)
	}
	return s.orRefuse(err, now)
}

func (c BackCommand) word() staff.Approval { return c.Word }

func (c BackCommand) withWord(w staff.Approval) approvable {
	c.Word = w
	return c
}

func (c BackCommand) figures(s Model) staff.Figures {
	sale, _ := s.part(c.Sale)
	return sale.Figures()
}

// stillWaits reports that nothing was begun since: a form laid over a charge or a figure
// would take its keys, and lose it.
func (BackCommand) stillWaits(s Model) bool {
	return s.Page() == view.PageClosed && s.Front == "" && s.Entry.Empty() && !s.committing()
}

func (BackCommand) goesOn(s Model, _ time.Time) Model { return s.closePage() }

func (c BackCommand) givenUp(s Model, now time.Time) Model { return s.openPart(c.Sale, now) }

func (c BackCommand) about(s Model) (hint words.Key, amount string) {
	return words.ApproveBack, s.takenOf(c.Sale)
}
