package model

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/ui/view"
)

// payeeForm says whether the account that a code would pay is the shop's.
type payeeForm struct {
	wordForm
	question pos.PayeeQuestion
	ours     bool
}

// question is the first payee that nobody has confirmed yet.
func (s Model) question() (pos.PayeeQuestion, bool) {
	if len(s.Snap.Questions) == 0 {
		return pos.PayeeQuestion{}, false
	}
	// The one that stands in front is the one that is looked at.
	if a, ok := s.Attempt(); ok && a.AwaitsPayee() {
		for _, q := range s.Snap.Questions {
			if q.Currency == a.Amount.Currency && q.Payee.Account == a.Payee.Account {
				return q, true
			}
		}
	}
	return s.Snap.Questions[0], true
}

// answerPayee opens the form that says whether an account is the shop's.
func (s Model) answerPayee(ours bool, now time.Time) (Model, Command) {
	q, ok := s.question()
	switch {
	case !ok:
		return s.Say(now, view.StatusNone, words.NothingAsked), nil
	case s.Charging:
		return s.Say(now, view.StatusNone, words.Preparing), nil
	}
	return s.openForm(form{of: payeeForm{question: q, ours: ours}})
}

func (k payeeForm) task() task {
	if k.ours {
		return taskConfirm
	}
	return taskDeny
}

func (k payeeForm) title(s Model) string {
	if k.ours {
		return s.word(words.PayeeOurs)
	}
	return s.word(words.PayeeNotOurs)
}

func (k payeeForm) about(_ Model, _ form, v *view.Desk, _ time.Time) {
	v.Status = view.StatusAttention
	v.Amount = k.question.Payee.Account
	v.Facts = [4]string{k.question.Payee.Name + " · " + string(k.question.Currency)}
}

func (k payeeForm) figures(Model) staff.Figures { return k.question.Figures() }

func (k payeeForm) review(s Model, _ form, v *view.Desk) {
	key := words.WillDeny
	if k.ours {
		key = words.WillConfirm
	}
	v.Text = s.word(key, k.question.Currency, k.question.Payee.Account)
}

func (k payeeForm) command(_ Model, f form) Command {
	return PayeeCommand{k.question, k.ours, f.word()}
}

// follow closes the form of a question that was answered elsewhere.
func (k payeeForm) follow(s Model, now time.Time) Model {
	for _, q := range s.Snap.Questions {
		if q.Currency == k.question.Currency && q.Payee.Account == k.question.Payee.Account {
			return s
		}
	}
	return s.closePage().SayError(now, fault.PayeeUnasked, k.question.Payee.Account)
}
