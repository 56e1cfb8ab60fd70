package ui

import (
	"time"

	"psar/assets/words"
)

// askManager asks for the word that a bill needs: a price or a discount that not
// everybody may give. What was being done waits for it.
func (s state) askManager(waiting command, err error, now time.Time) state {
	code := asFault(err).Code
	f := form{task: taskApprove, waiting: waiting}.withManager()
	f.problem = said{code: code, args: asFault(err).Args}
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
		s = s.closeDesk()
		s.charging = true
		return s, c
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
