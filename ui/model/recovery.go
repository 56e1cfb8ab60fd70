package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/ui/view"
)

// recoveryForm makes the owner's recovery code, by an owner's word.
type recoveryForm struct {
	plainForm
	list    staffPage
	offered bool // to an owner who has just signed in: Esc leaves it for later
}

func (recoveryForm) task() task { return taskRecovery }

func (recoveryForm) title(s Model) string { return s.word(words.RecoveryTitle) }

func (recoveryForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Facts[0] = s.word(words.RecoveryWhy)
	if v.Facts[1] = s.word(words.RecoveryRenews); s.Snap.NoRecovery {
		v.Facts[1] = s.word(words.RecoveryNone)
	}
}

func (recoveryForm) ofOwner() bool { return true }

func (recoveryForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	return s.hands(f, RecoveryCommand{f.word()})
}

func (k recoveryForm) back(s Model, _ form, _ time.Time) (Model, Command) {
	if k.offered {
		return s.closePage(), nil
	}
	return s.open(k.list), nil
}

// offerRecovery offers a recovery code to an owner who has signed in, where there is none and
// nothing is being sold.
func (s Model) offerRecovery() Model {
	if !s.Snap.NoRecovery || !s.asksOwner() {
		return s
	}
	said := s.Said
	f := form{of: recoveryForm{offered: true}}.withManager()
	f = f.with(f.index(fieldManager), s.Snap.SignedIn.Name)
	s, _ = s.openForm(f)
	s.Said = said
	return s
}

// codePage shows a recovery code, once. It goes when somebody says that it is on paper, or
// with the lock.
type codePage struct {
	plainPage
	code string
}

func (codePage) name() view.Page { return view.PageReview }

func (p codePage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	if a.Verb == view.DoConfirm {
		return s.closePage().Say(now, view.StatusGood, words.RecoveryDid), nil
	}
	return s.Say(now, view.StatusAttention, words.RecoveryFirst), nil
}

func (p codePage) show(s Model, c *view.Cashier, _ time.Time) {
	v := &c.Desk
	v.Page, v.Title, v.Amount, v.Text = view.PageReview, s.word(words.RecoveryTitle), p.code, s.word(words.RecoveryOnce)
	v.Buttons[0] = keyed(s.word(words.RecoveryPaper), view.DoConfirm).First()
}

// lostForm gives an owner a new PIN by the recovery code.
type lostForm struct {
	plainForm
	lock lockPage
	who  string
}

func (lostForm) task() task { return taskLost }

func (lostForm) title(s Model) string { return s.word(words.RecoveryTitle) }

func (k lostForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Amount, v.Facts[0] = k.who, s.word(words.RecoveryUse)
}

func (lostForm) lacks(_ form, k fieldKind) fault.Code {
	if k == fieldCode {
		return fault.RecoveryInvalid
	}
	return k.spec().empty
}

func (lostForm) labels(s Model, f form, v *view.Desk) {
	f.relabel(v, fieldCode, s.word(words.RecoveryTitle))
	s.newPIN(f, v)
}

func (k lostForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	if f.value(fieldNewPIN) != f.value(fieldAgain) {
		return s.pinsDiffer(f), nil
	}
	return s.hands(f, LostPINCommand{k.who, f.value(fieldCode), f.value(fieldNewPIN)})
}

func (k lostForm) back(s Model, _ form, _ time.Time) (Model, Command) { return s.open(k.lock), nil }

// RecoveryCommand makes a recovery code.
type RecoveryCommand struct{ Word staff.Approval }

func (RecoveryCommand) Name() string { return "recovery code" }

func (c RecoveryCommand) Run(ctx context.Context, p Port) Answer {
	code, err := p.MakeRecovery(ctx, c.Word)
	return answerWith(c, code, err)
}

func (c RecoveryCommand) done(s Model, code string, err error, now time.Time) Model {
	s, done := s.formDone(c, err, now)
	if !done {
		return s
	}
	return s.open(codePage{code: code})
}

// LostPINCommand gives an owner a new PIN by the recovery code.
type LostPINCommand struct{ Who, Code, PIN string }

func (LostPINCommand) Name() string { return "lost PIN" }

func (c LostPINCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.UseRecovery(ctx, c.Who, c.Code, c.PIN))
}

func (c LostPINCommand) done(s Model, err error, now time.Time) Model {
	k, _ := s.Form().of.(lostForm)
	s, done := s.formDone(c, err, now)
	if !done {
		return s
	}
	return s.open(k.lock).Say(now, view.StatusGood, words.RecoveryUsed, c.Who)
}
