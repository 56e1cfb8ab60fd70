package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
)

// shownBy are the figures of what a form is about, as they stand on the screen when
// it opens.
func (s state) shownBy(f form) staff.Figures {
	switch f.task {
	case taskSale, taskReceipt, taskRefund, taskNote:
		a, _ := s.unclaimedOf(s.desk.payment)
		return a.Figures()
	case taskMark:
		a, _ := s.snap.Attempt(f.marks)
		return a.Figures()
	case taskConfirm, taskDeny:
		return f.question.Figures()
	case taskAlarm:
		return f.alarm.Figures()
	case taskCount:
		return s.snap.Shift.Figures()
	case taskGive:
		return staff.FiguresOf(s.desk.refund.total())
	case taskRate:
		return s.snap.Settings.Figures(settings.Rate)
	case taskStaff, taskStaffLeaves:
		if f.staff.ID != 0 {
			return f.staff.Figures()
		}
	case taskItem, taskArchive:
		if f.item.ID != "" {
			return f.item.Figures()
		}
	case taskApprove:
		return s.shownWaiting(f.waiting)
	}
	return ""
}

// shownWaiting are the figures of what waits for a word. Those of a bill are its
// total, which goes along with it.
func (s state) shownWaiting(waiting command) staff.Figures {
	switch c := waiting.(type) {
	case backCommand:
		sale, _ := s.part(c.sale)
		return sale.Figures()
	case printerCommand:
		return s.snap.Settings.Figures(c.keys()...)
	}
	return ""
}

// takenOf is what was taken so far for a sale, as people read it.
func (s state) takenOf(id id.Sale) string {
	sale, _ := s.part(id)
	var taken []money.Money
	for _, tender := range sale.Tenders {
		taken = append(taken, tender.Amount)
	}
	return sums(taken)
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

// askManager asks for the word that a bill needs: a price or a discount that not
// everybody may give. What was being done waits for it. A name that was typed stays.
func (s state) askManager(waiting command, err error, now time.Time) state {
	f := form{task: taskApprove, waiting: waiting}.withManager()
	by := ""
	switch c := waiting.(type) {
	case giveCommand:
		by = c.request.Approval.By
	case chargeCommand:
		by = c.request.Approval.By
	case backCommand:
		by = c.word.By
	case printerCommand:
		by = c.word.By
	}
	f = f.with(f.index(fieldManager), by)
	f.shown = s.shownBy(f)
	f.problem = said{code: asFault(err).Code, args: asFault(err).Args}
	f = f.atFault(f.problem.code)
	s.desk.page, s.desk.form = deskForm, f
	s.charging, s.desk.cash.busy = false, false
	return s
}

// approved does what waited, with the manager's word.
func (s state) approved(f form, now time.Time) (state, command) {
	word := f.word()
	s.desk.form = form{}
	switch c := f.waiting.(type) {
	case giveCommand:
		c.request.Approval = word
		s.desk.page, s.desk.cash.busy = deskCash, true
		return s, c
	case chargeCommand:
		c.request.Approval = word
		return s.closeDesk().asking(c)
	case backCommand:
		c.word = word
		return s.closeDesk(), c
	case printerCommand:
		c.word = word
		return s.openPrinter(c.role, now), c
	}
	return s.closeDesk(), nil
}

// unapproved goes back to what waited.
func (s state) unapproved(f form, now time.Time) state {
	s.desk.form = form{}
	switch c := f.waiting.(type) {
	case giveCommand:
		s.desk.page = deskCash
		return s
	case backCommand:
		return s.openPart(c.sale, now)
	case printerCommand:
		return s.openPrinter(c.role, now)
	}
	return s.closeDesk()
}

// aboutApproval is what the form of a manager's word is about.
func (s state) aboutApproval(v deskView) deskView {
	v.title, v.facts[0] = s.word(words.ApproveTitle), s.word(words.ApproveHint)
	switch c := s.desk.form.waiting.(type) {
	case backCommand:
		v.facts[0], v.amount = s.word(words.ApproveBack), s.takenOf(c.sale)
	case printerCommand:
		v.facts[0], v.amount = s.word(words.ApprovePrinter), s.printerTitle(c.role)
	default:
		v.amount = s.total().Display()
	}
	return v
}
