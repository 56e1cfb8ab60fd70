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
	waiting approvable
	over    page // what lay there when it was asked for
}

func (approveForm) task() task { return taskApprove }

func (approveForm) title(s Model) string { return s.word(words.ApproveTitle) }

func (k approveForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	hint, amount := k.waiting.about(s)
	v.Facts[0], v.Amount = s.word(hint), amount
}

func (k approveForm) figures(s Model) staff.Figures { return k.waiting.figures(s) }

// takenOf is what was taken so far for a sale, as people read it.
func (s Model) takenOf(id id.Sale) string {
	sale, _ := s.part(id)
	var taken []money.Money
	for _, tender := range sale.Tenders {
		taken = append(taken, tender.Amount)
	}
	return money.Displayed(taken)
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

// approvable is a command that may want somebody else's word: a price or a discount that
// not everybody may give, a printer. It waits then for the word's form.
type approvable interface {
	Command
	word() staff.Approval
	withWord(staff.Approval) approvable
	figures(Model) staff.Figures // what the word is bound to; of a bill it is the total, which goes along with it
	goesOn(Model, time.Time) Model
	givenUp(Model, time.Time) Model
	about(Model) (hint words.Key, amount string)
}

// askManager asks for the word that a command needs. What was being done waits for it. A
// name that was typed stays.
func (s Model) askManager(waiting approvable, err error) Model {
	if p, ok := as[cashPage](s); ok {
		p.asked = nil
		s = s.open(p)
	}
	f := form{of: approveForm{waiting: waiting, over: s.page}}.withManager()
	f = f.with(f.index(fieldManager), waiting.word().By)
	f.shown = f.of.figures(s)
	if waiting.word().By != "" { // the first time the page itself says what it asks for
		f.Problem = Said{Code: asFault(err).Code, args: asFault(err).Args}
	}
	return s.open(formPage{form: f.atFault(asFault(err).Code)})
}

// typed does what waited, with the manager's word.
func (k approveForm) typed(s Model, f form, now time.Time) (Model, Command) {
	c := k.waiting.withWord(f.word())
	return c.goesOn(s.open(k.over), now), c
}

// back goes to what waited.
func (k approveForm) back(s Model, _ form, now time.Time) (Model, Command) {
	return k.waiting.givenUp(s.open(k.over), now), nil
}
