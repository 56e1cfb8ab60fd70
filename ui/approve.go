package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos"
)

// wordWanted reports that a bill waits for a manager's word, or for one with the
// right PIN: had the page gone then, the next PIN would be typed as an amount.
func wordWanted(err error) bool {
	switch code := asFault(err).Code; code {
	case pos.CodePINWrong, pos.CodePINLocked:
		return true
	default:
		return needsManager(code)
	}
}

// askManager asks for the word that a bill needs: a price or a discount that not
// everybody may give. What was being done waits for it. A name that was typed stays.
func (s state) askManager(waiting command, err error, now time.Time) state {
	f := form{task: taskApprove, waiting: waiting}.withManager()
	switch c := waiting.(type) {
	case giveCommand:
		f = f.with(f.index(fieldManager), c.request.Approval.By)
	case chargeCommand:
		f = f.with(f.index(fieldManager), c.request.Approval.By)
	}
	f.problem = said{code: asFault(err).Code, args: asFault(err).Args}
	f = f.atFault(f.problem.code)
	s.desk.page, s.desk.form = deskForm, f
	s.charging, s.desk.cash.busy = false, false
	return s
}

// approved does what waited, with the manager's word.
func (s state) approved(f form) (state, command) {
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
	}
	return s.closeDesk(), nil
}

// unapproved goes back to what waited.
func (s state) unapproved(f form) state {
	s.desk.form = form{}
	if _, notes := f.waiting.(giveCommand); notes {
		s.desk.page = deskCash
		return s
	}
	return s.closeDesk()
}

// aboutApproval is what the form of a manager's word is about.
func (s state) aboutApproval(v deskView) deskView {
	v.title, v.facts[0] = s.word(words.ApproveTitle), s.word(words.ApproveHint)
	v.amount = s.total().Display()
	return v
}
