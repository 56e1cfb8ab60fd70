package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
)

// markCommand says by hand that a payment came.
type markCommand struct{ request pos.MarkRequest }

func (markCommand) command() {}

// openMark asks for a manager's word that the payment in front came, whatever the
// bank says of it.
func (s state) openMark(now time.Time) (state, command) {
	a, ok := s.attempt()
	switch {
	case s.charging:
		return s.say(now, statusNone, words.Preparing), nil
	case !ok:
		return s.say(now, statusNone, words.NoPaymentOpen), nil
	case !a.Markable():
		return s.say(now, statusNone, words.NotNow), nil
	}
	s.desk = desk{}
	return s.openForm(form{task: taskMark, marks: a.ID, fields: []field{{kind: fieldReference}}})
}

// markDone takes what came of it.
func (s state) markDone(c markCommand, o outcome, err error, now time.Time) state {
	if s.desk.form.task != taskMark {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.desk.form.busy = false
	if err != nil {
		if asFault(err).Code == fault.SaleState { // the money came meanwhile, or the sale was paid otherwise
			return s.closeDesk().refuse(err, now)
		}
		return s.turnedDown(err, now)
	}
	return s.closeDesk().say(now, statusGood, words.DidMark, o.attempt.Amount.Display(), c.request.Approval.By)
}

// aboutMark is what the form, or its review, is about.
func (s state) aboutMark(v deskView) deskView {
	a, _ := s.snap.Attempt(s.desk.form.marks)
	v.status, v.title, v.amount = statusAttention, s.word(words.MarkTitle), a.Amount.Display()
	v.facts[0] = s.word(words.PaperPaymentID) + " " + string(a.ID)
	if s.desk.page == deskForm {
		v.facts[1] = s.word(words.MarkHint)
	}
	return v
}
