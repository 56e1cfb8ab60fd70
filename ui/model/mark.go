package model

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/ui/view"
)

// MarkCommand says by hand that a payment came.
type MarkCommand struct{ Request pos.MarkRequest }

func (MarkCommand) command() {}

// openMark asks for a manager's word that the payment in front came, whatever the
// bank says of it.
func (s Model) openMark(now time.Time) (Model, Command) {
	a, ok := s.Attempt()
	switch {
	case s.Charging:
		return s.Say(now, view.StatusNone, words.Preparing), nil
	case !ok:
		return s.Say(now, view.StatusNone, words.NoPaymentOpen), nil
	case !a.Markable():
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	s.Desk = desk{}
	return s.openForm(form{Task: taskMark, marks: a.ID, Fields: []field{{Kind: fieldReference}}})
}

// markDone takes what came of it.
func (s Model) markDone(c MarkCommand, o Outcome, err error, now time.Time) Model {
	if s.Desk.Form.Task != taskMark {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.Desk.Form.Busy = false
	if err != nil {
		if asFault(err).Code == fault.SaleState { // the money came meanwhile, or the sale was paid otherwise
			return s.closeDesk().refuse(err, now)
		}
		return s.turnedDown(err, now)
	}
	return s.closeDesk().Say(now, view.StatusGood, words.DidMark, o.Attempt.Amount.Display(), c.Request.Approval.By)
}

// aboutMark is what the form, or its review, is about.
func (s Model) aboutMark(v view.Desk) view.Desk {
	a, _ := s.Snap.Attempt(s.Desk.Form.marks)
	v.Status, v.Title, v.Amount = view.StatusAttention, s.word(words.MarkTitle), a.Amount.Display()
	v.Facts[0] = s.word(words.PaperPaymentID) + " " + string(a.ID)
	if s.Desk.Page == view.PageForm {
		v.Facts[1] = s.word(words.MarkHint)
	}
	return v
}
