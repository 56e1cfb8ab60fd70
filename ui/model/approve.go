package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/ui/view"
)

// approveForm asks for the word that a bill needs, or a setting. What was being done
// waits for it.
type approveForm struct {
	plainForm
	waiting Command
}

func (approveForm) task() task { return TaskApprove }

func (approveForm) title(s Model) string { return s.word(words.ApproveTitle) }

func (k approveForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Facts[0] = s.word(words.ApproveHint)
	switch c := k.waiting.(type) {
	case BackCommand:
		v.Facts[0], v.Amount = s.word(words.ApproveBack), s.takenOf(c.Sale)
	case PrinterCommand:
		v.Facts[0], v.Amount = s.word(words.ApprovePrinter), s.printerTitle(c.Role)
	default:
		v.Amount = s.Total().Display()
	}
}

// figures are those of what waits for the word. Those of a bill are its total, which
// goes along with it.
func (k approveForm) figures(s Model) staff.Figures {
	switch c := k.waiting.(type) {
	case BackCommand:
		sale, _ := s.part(c.Sale)
		return sale.Figures()
	case PrinterCommand:
		return s.Snap.Settings.Figures(c.keys()...)
	}
	return ""
}

// takenOf is what was taken so far for a sale, as people read it.
func (s Model) takenOf(id id.Sale) string {
	sale, _ := s.part(id)
	var taken []money.Money
	for _, tender := range sale.Tenders {
		taken = append(taken, tender.Amount)
	}
	return Sums(taken)
}

// wordWanted reports that a bill waits for a manager's word, or for one with the
// right PIN: had the page gone then, the next PIN would be typed as an amount.
func wordWanted(err error) bool {
	switch code := asFault(err).Code; code {
	case fault.PINWrong, fault.PINLocked:
		return true
	default:
		return needsManager(code)
	}
}

// stillWaits reports that nothing was begun since what needs a manager's word was asked
// for: a form laid over a charge or a figure would take its keys, and lose it.
func (s Model) stillWaits(c Command) bool {
	switch c := c.(type) {
	case BackCommand:
		return s.Page() == view.PageClosed && s.Front == "" && s.Entry.Empty() && !s.committing()
	case PrinterCommand:
		at := s.Page() == view.PagePrinter || s.Page() == view.PageForm && s.Desk.Form.Task() == taskPrinter
		return at && s.Desk.Printer.role == c.Role && !s.committing()
	}
	return true
}

// askManager asks for the word that a bill needs: a price or a discount that not
// everybody may give. What was being done waits for it. A name that was typed stays.
func (s Model) askManager(waiting Command, err error, now time.Time) Model {
	f := form{of: approveForm{waiting: waiting}}.withManager()
	by := ""
	switch c := waiting.(type) {
	case GiveCommand:
		by = c.Request.Approval.By
	case ChargeCommand:
		by = c.Request.Approval.By
	case BackCommand:
		by = c.Word.By
	case PrinterCommand:
		by = c.Word.By
	}
	f = f.with(f.Index(FieldManager), by)
	f.shown = f.of.figures(s)
	f.Problem = Said{Code: asFault(err).Code, args: asFault(err).Args}
	f = f.atFault(f.Problem.Code)
	s.Desk.Page, s.Desk.Form = view.PageForm, f
	s.Desk.Cash.Busy = false
	return s
}

// typed does what waited, with the manager's word.
func (k approveForm) typed(s Model, f form, now time.Time) (Model, Command) {
	word := f.word()
	s.Desk.Form = form{}
	switch c := k.waiting.(type) {
	case GiveCommand:
		c.Request.Approval = word
		s.Desk.Page, s.Desk.Cash.Busy = view.PageCash, true
		return s, c
	case ChargeCommand:
		c.Request.Approval = word
		return s.closeDesk().asking(c)
	case BackCommand:
		c.Word = word
		return s.closeDesk(), c
	case PrinterCommand:
		c.Word = word
		return s.openPrinter(c.Role, now), c
	}
	return s.closeDesk(), nil
}

// back goes to what waited.
func (k approveForm) back(s Model, _ form, now time.Time) (Model, Command) {
	s.Desk.Form = form{}
	switch c := k.waiting.(type) {
	case GiveCommand:
		s.Desk.Page = view.PageCash
		return s, nil
	case BackCommand:
		return s.openPart(c.Sale, now), nil
	case PrinterCommand:
		return s.openPrinter(c.Role, now), nil
	}
	return s.closeDesk(), nil
}
