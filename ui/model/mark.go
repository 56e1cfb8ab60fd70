package model

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/staff"
	"psar/ui/view"
)

// markForm is a manager's word that a payment came.
type markForm struct {
	wordForm
	marks id.Payment
}

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
	return s.openForm(form{of: markForm{marks: a.ID}, Fields: []field{{Kind: fieldReference}}})
}

func (markForm) task() task { return taskMark }

func (markForm) title(s Model) string { return s.word(words.MarkTitle) }

func (k markForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	a, _ := s.Snap.Attempt(k.marks)
	v.Status, v.Amount = view.StatusAttention, a.Amount.Display()
	v.Facts[0] = s.word(words.PaperPaymentID) + " " + string(a.ID)
	if v.Page == view.PageForm {
		v.Facts[1] = s.word(words.MarkHint)
	}
}

func (k markForm) figures(s Model) staff.Figures {
	a, _ := s.Snap.Attempt(k.marks)
	return a.Figures()
}

func (markForm) review(s Model, f form, v *view.Desk) {
	v.Text = s.word(words.WillMark, f.value(fieldReference))
}

func (k markForm) command(_ Model, f form) Command {
	return MarkCommand{pos.MarkRequest{Payment: k.marks, Reference: f.value(fieldReference), Approval: f.word()}}
}
