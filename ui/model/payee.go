package model

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/payment"
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
			if q.Asks(a) {
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
	switch differs := len(k.question.Differences()) > 0; {
	case differs && !k.ours:
		return s.word(words.PayeePaysOther)
	case differs && k.question.Varies():
		return s.word(words.PayeeLeftOut)
	case differs:
		return s.word(words.PayeePaysShop)
	case k.ours:
		return s.word(words.PayeeOurs)
	}
	return s.word(words.PayeeNotOurs)
}

func (k payeeForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Status = view.StatusAttention
	v.Amount = k.question.Payee.Account
	if len(k.question.Differences()) > 0 {
		v.Compare = s.compare(k.question)
		return
	}
	v.Facts = [4]string{k.question.Payee.Name + " · " + string(k.question.Currency), s.payeeFields(k.question)}
}

func (k payeeForm) figures(Model) staff.Figures { return k.question.Figures() }

func (k payeeForm) review(s Model, _ form, v *view.Desk) {
	c := k.question.Currency
	switch differs := len(k.question.Differences()) > 0; {
	case differs && !k.ours:
		v.Text = s.word(words.WillDenyFields, c)
	case differs && k.question.Varies():
		v.Text = s.word(words.WillLeaveOut, c)
	case differs:
		v.Text = s.word(words.WillConfirmFields, c)
	case k.ours:
		v.Text = s.word(words.WillConfirm, c, k.question.Payee.Account)
	default:
		v.Text = s.word(words.WillDeny, c, k.question.Payee.Account)
	}
}

func (k payeeForm) command(_ Model, f form) Command {
	return PayeeCommand{k.question, k.ours, f.word()}
}

// follow closes the form of a question that was answered elsewhere.
func (k payeeForm) follow(s Model, now time.Time) Model {
	for _, q := range s.Snap.Questions {
		if q.Same(k.question) {
			return s
		}
	}
	return s.closePage().SayError(now, fault.PayeeUnasked, k.question.Payee.Account)
}

// compare shows side by side how a code in question differs from the shop's codes so far:
// what names a receiver of money first.
func (s Model) compare(q pos.PayeeQuestion) view.Compare {
	differences := q.Differences()
	if len(differences) == 0 {
		return view.Compare{}
	}
	v := view.Compare{Was: s.word(words.PayeeWas), Is: s.word(words.PayeeIs)}
	for i, d := range differences {
		if i == view.CompareRows-1 && len(differences) > view.CompareRows {
			v.Rows[i].Field = s.word(words.PayeeMore, strconv.Itoa(len(differences)-i))
			break
		}
		v.Rows[i].Field = words.PayeeFieldName(s.Language, d.Field)
		v.Rows[i].Was, v.Rows[i].Is = words.PayeeFieldValues(s.Language, d.Field, d.Was, d.Is)
	}
	return v
}

// payeeFields is what the first code says beside name and account.
func (s Model) payeeFields(q pos.PayeeQuestion) string {
	if q.Code == nil {
		return ""
	}
	var said []string
	for _, f := range q.Code.Fields {
		switch f.Name {
		case payment.FieldMerchant, payment.FieldBank, payment.FieldKind:
			said = append(said, words.PayeeFieldName(s.Language, f.Name)+" "+words.PayeeFieldValue(s.Language, f.Name, f.Value))
		}
	}
	return strings.Join(said, " · ")
}
