package model

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/sale"
	"psar/pos/staff"
	"psar/ui/view"
)

// refundOfForm asks which receipt something goes back for.
type refundOfForm struct{ plainForm }

func (refundOfForm) task() task { return taskRefundOf }

func (refundOfForm) title(s Model) string { return s.word(words.RefundTitle) }

func (refundOfForm) about(Model, form, *view.Desk, time.Time) {}

// key opens the sales of the past, where the number is not at hand.
func (refundOfForm) key(s Model, _ form, a view.Action, now time.Time) (Model, Command, bool) {
	if a.Verb != view.DoBringFront || a.Payment != "" {
		return s, nil, false
	}
	s, c := s.openHistory(now)
	return s, c, true
}

func (refundOfForm) labels(s Model, _ form, v *view.Desk) {
	if s.CanHistory {
		v.Buttons[2] = s.own(view.DoBringFront)
	}
}

func (refundOfForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	number, _ := s.receiptOf(f.value(fieldReceipt)) // checked just now
	return s.hands(f, RefundableCommand{number})
}

// giveForm asks why money goes back, and for a manager's word.
type giveForm struct {
	wordForm
	refund refundPage
}

func (giveForm) task() task { return taskGive }

func (giveForm) title(s Model) string { return s.word(words.RefundTitle) }

func (k giveForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	r := k.refund
	if r.void {
		v.Title = s.word(words.VoidSale)
	}
	v.Amount = r.total().Display()
	v.Facts[0] = s.word(words.RefundOf, r.Sale.Receipt.String(), dateTime(r.Sale.Completed), r.Sale.Total.Display())
}

func (k giveForm) figures(s Model) staff.Figures { return staff.FiguresOf(k.refund.total()) }

func (k giveForm) review(s Model, _ form, v *view.Desk) {
	r := k.refund
	key := words.WillGiveNotes
	switch {
	case r.void:
		key = words.WillVoid
	case r.bank:
		key = words.WillGiveBank
	}
	v.Text = s.word(key, r.total().Display(), r.Sale.Receipt.String())
}

func (k giveForm) command(_ Model, f form) Command {
	r := k.refund
	request := pos.RefundRequest{
		Receipt: r.Sale.Receipt, Reason: f.value(fieldReason), Reference: f.value(fieldReference), Lines: map[int]int64{},
		Approval: f.word(),
	}
	for i, l := range r.left {
		if n := r.back(i); n > 0 {
			request.Lines[l.Position] = n
		}
	}
	if r.void {
		request.Kind, request.Lines = sale.RefundVoid, nil
	}
	return RefundCommand{&request}
}

func (k giveForm) back(s Model, _ form, _ time.Time) (Model, Command) {
	k.refund.void = false // what was chosen stands again
	return s.open(k.refund), nil
}
