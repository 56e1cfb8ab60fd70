package model

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/view"
)

// formPage is where a form is typed.
type formPage struct {
	plainPage
	form
}

// reviewPage says what a form does, and waits for the second key.
type reviewPage struct {
	plainPage
	form
}

// donePage says what came of a form.
type donePage struct {
	plainPage
	form
	result Said
}

// openForm opens a form; whether a PIN is needed is asked at once.
func (s Model) openForm(f form) (Model, Command) {
	s.Confirm, s.Said = false, Said{}
	s, f.turn = s.asksAnew()
	f.shown = f.of.figures(s)
	if f.amount.currency == "" {
		f.amount.currency = money.USD
	}
	f, c := f.of.asks(s, f.prefilled())
	if len(f.Fields) == 0 {
		return s.open(reviewPage{form: f}), c
	}
	return s.open(formPage{form: f}), c
}

// Form is the form that is open, or that was done just now.
func (s Model) Form() form {
	switch p := s.page.(type) {
	case formPage:
		return p.form
	case reviewPage:
		return p.form
	case donePage:
		return p.form
	}
	return form{}
}

// withForm is the form's page with the form as it is now.
func (s Model) withForm(f form) Model {
	if p, ok := as[reviewPage](s); ok {
		p.form = f
		return s.open(p)
	}
	if p, ok := as[formPage](s); ok {
		p.form = f
		return s.open(p)
	}
	return s
}

// released is the form's page with the till no longer at the form, where that command
// answers which the form was handed over by; false: no form waits for it, and its answer
// may change none.
func (s Model) released(by Command) (_ Model, own bool) {
	f := s.Form()
	if f.asked == nil || f.asked != by {
		return s, false
	}
	f.asked = nil
	return s.withForm(f), true
}

// formDone takes what came of a form's command; done: it was, and its form may end. An
// error is shown in the form or, where none waits, said.
func (s Model) formDone(by Command, err error, now time.Time) (_ Model, done bool) {
	s, own := s.released(by)
	switch {
	case !own:
		return s.orRefuse(err, now), false
	case err != nil:
		return s.turnedDown(err, now), false
	}
	return s, true
}

// did ends a form, and says what came of it.
func (s Model) did(result Said) Model {
	return s.open(donePage{form: s.Form(), result: result})
}

// hands gives a finished form to the till.
func (s Model) hands(f form, c Command) (Model, Command) {
	f.asked = c
	return s.withForm(f), c
}

func (formPage) name() view.Page { return view.PageForm }

func (p formPage) expects(turn int) bool { return p.form.awaits(turn) }

func (p formPage) waits() bool { return p.Busy() }

func (formPage) typesDigits() bool { return true }

func (p formPage) place(_ Model, w where) where { return p.form.places(w) }

// awaits reports that an answer is the form's, or of what it is about.
func (f form) awaits(turn int) bool {
	k, ok := f.of.(resolveForm)
	return turn == f.turn || ok && turn == k.detail.turn
}

func (f form) places(w where) where {
	w.task, w.wrong = f.task(), f.Problem.Code
	return w
}

func (p formPage) follow(s Model, now time.Time) Model { return p.form.follows(s, now) }

func (f form) follows(s Model, now time.Time) Model {
	if f.Busy() {
		return s
	}
	return f.of.follow(s, now)
}

func (p formPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	f := p.form
	s.Said = Said{}
	switch a.Verb {
	case view.DoApprover:
		return s.approver(f, a.Index), nil
	case view.DoNextSale, view.DoBringFront:
		if next, c, own := f.of.key(s, f, a, now); own {
			return next, c
		}
		return s.finishFirst(now)
	case view.DoPageUp, view.DoPageDown:
		return s, nil
	case view.DoCharge:
		return s.enterForm(f, now)
	case view.DoEscape:
		return f.of.back(s, f, now)
	}
	f, ok := f.press(a)
	if !ok {
		return s.finishFirst(now)
	}
	return s.withForm(f), nil
}

// press is the form after a key that writes into a line or goes to another; false where
// it is none.
func (f form) press(a view.Action) (form, bool) {
	text := f.Fields[f.Focus].text
	switch a.Verb {
	case view.DoField:
		return f.with(a.Index, a.Text), true
	case view.DoFocus:
		return f.at(max(0, min(a.Index, len(f.Fields)-1))), true
	case view.DoTab, view.DoDown:
		return f.at((f.Focus + len(f.Fields) + a.Step()) % len(f.Fields)), true
	case view.DoUp:
		return f.at((f.Focus + len(f.Fields) - 1) % len(f.Fields)), true
	case view.DoDigits:
		return f.with(f.Focus, text+a.Text), true
	case view.DoPoint:
		return f.with(f.Focus, text+"."), true
	case view.DoFlip:
		return f.stroke(), true
	case view.DoBackspace:
		if all := []rune(text); len(all) > 0 {
			f = f.with(f.Focus, string(all[:len(all)-1]))
		}
		return f, true
	}
	return f, false
}

// stroke reads the form's amount in the other currency, or writes a stroke: the
// keypad's way to a receipt's number or a day.
func (f form) stroke() form {
	switch {
	case f.index(fieldAmount) >= 0:
		return f.flipAmount()
	case f.Fields[f.Focus].Kind.spec().stroked:
		return f.with(f.Focus, f.Fields[f.Focus].text+"/")
	}
	return f
}

// enterForm goes to the next line, and behind the last one on from the form.
func (s Model) enterForm(f form, now time.Time) (Model, Command) {
	if f.Focus < len(f.Fields)-1 {
		return s.withForm(f.at(f.Focus + 1)), nil
	}
	if at, code := s.missing(f); code != "" {
		return s.withForm(f.anew(at).turned(f.lacking(code))), nil
	}
	return f.of.typed(s, f, now)
}

// lacking says what a line lacks; where only an owner's word counts, that it is the owner's.
func (f form) lacking(code fault.Code) Said {
	if code == fault.ManagerNeeded && f.ownersWord() {
		return Said{Code: code, args: []any{staff.Owner}}
	}
	return Said{Code: code}
}

// missing is the first line that can't be so, and what is wrong with it.
func (s Model) missing(f form) (int, fault.Code) {
	for i, l := range f.Fields {
		var wrong fault.Code
		text, is := strings.TrimSpace(l.text), l.Kind.spec()
		switch {
		case text == "":
			wrong = f.of.lacks(f, l.Kind)
		case is.check != nil:
			wrong = is.check(s, f, text)
		}
		if wrong != "" {
			return i, wrong
		}
	}
	return 0, ""
}

// receiptOf reads a receipt number; figures alone are one of this till and year.
func (s Model) receiptOf(text string) (id.Receipt, error) {
	if n, err := strconv.Atoi(text); err == nil && n > 0 && len(s.Snap.Day) >= 4 {
		if year, err := strconv.Atoi(string(s.Snap.Day[:4])); err == nil {
			return id.Receipt{Till: s.Snap.Settings.Int(settings.TillNumber), Year: year, Sequence: n}, nil
		}
	}
	return id.ParseReceipt(text)
}

func (reviewPage) name() view.Page { return view.PageReview }

func (p reviewPage) expects(turn int) bool { return p.form.awaits(turn) }

func (p reviewPage) waits() bool { return p.Busy() }

func (p reviewPage) place(_ Model, w where) where { return p.form.places(w) }

func (p reviewPage) follow(s Model, now time.Time) Model { return p.form.follows(s, now) }

// update waits for the second key, which is another one than the first.
func (p reviewPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	switch a.Verb {
	case view.DoEscape:
		s.Said = Said{}
		if len(p.Fields) == 0 {
			return p.of.back(s, p.form, now)
		}
		return s.open(formPage{form: p.form}), nil
	case view.DoConfirm:
		s.Said = Said{}
		return s.hands(p.form, p.of.command(s, p.form))
	case view.DoFocus, view.DoField:
		return s, nil
	}
	return s.Say(now, view.StatusNone, words.CheckTwice), nil
}

func (donePage) name() view.Page { return view.PageDone }

func (p donePage) place(_ Model, w where) where { return p.form.places(w) }

func (p donePage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	switch a.Verb {
	case view.DoEscape, view.DoCharge, view.DoUnmatched:
		return p.of.done(s), nil
	}
	return s.finishFirst(now)
}

// turnedDown shows why a manager's word was not taken, at the line it is about.
// A wrong PIN is typed again, never kept.
func (s Model) turnedDown(err error, now time.Time) Model {
	failure := &fault.Error{Code: fault.Internal}
	errors.As(err, &failure)
	f := s.Form()
	switch failure.Code {
	case fault.PayeeUnasked, fault.AlertUnknown:
		return s.closePage().SayError(now, failure.Code, failure.Args...)
	case fault.FiguresChanged:
		return f.of.again(s).SayError(now, failure.Code)
	case fault.UnmatchedNone:
		k, _ := f.of.(resolveForm)
		return s.backToList(k.detail.row).SayError(now, failure.Code, failure.Args...)
	case fault.PINWrong, fault.PINLocked, fault.PINMissing:
		if !f.takersPIN(failure) {
			f = f.withPIN()
		}
	case fault.ShiftOpen, fault.ShiftNone, fault.ShiftEmpty, fault.ShiftBusy:
		return s.closePage().SayError(now, failure.Code, failure.Args...)
	}
	if needsManager(failure.Code) && f.of.wordLater() {
		f = f.withManager()
	}
	f = f.with(f.index(fieldPIN), "").with(f.index(fieldToPIN), "")
	if len(f.Fields) == 0 {
		return s.open(reviewPage{form: f}).SayError(now, failure.Code, failure.Args...)
	}
	f.Problem = f.of.problem(f, failure)
	if f.takersPIN(failure) {
		return s.open(formPage{form: f.anew(f.index(fieldToPIN))})
	}
	return s.open(formPage{form: f.atFault(failure.Code)})
}

// about puts what the form, or its review, is about on the page.
func (f form) about(s Model, v *view.Desk, now time.Time) {
	v.Title = f.of.title(s)
	f.of.about(s, f, v, now)
}

func (p formPage) show(s Model, c *view.Cashier, now time.Time) {
	f, v := p.form, &c.Desk
	v.Page, v.Focus, v.Problem = view.PageForm, f.Focus, f.Problem.sentence(s.Language)
	f.about(s, v, now)
	for i, l := range f.Fields {
		is := l.Kind.spec()
		v.Fields[i] = view.Field{Label: s.word(is.label), Text: l.text, Secret: is.secret}
		if is.shows != nil {
			v.Fields[i].Text = is.shows(s, l.text)
		}
	}
	f.relabel(v, fieldAmount, s.word(words.FieldAmount)+", "+string(f.amount.currency))
	v.Buttons[0] = s.own(view.DoCharge).First()
	v.Buttons[1] = s.back()
	f.of.labels(s, f, v)
	if f.ownersWord() {
		f.relabel(v, fieldManager, s.word(words.FieldOwner))
		f.relabel(v, fieldPIN, s.word(words.FieldOwnerPIN))
	}
	c.Pad.Flip.Off = c.Pad.Flip.Off && f.index(fieldAmount) < 0
	if f.Fields[f.Focus].Kind.spec().stroked {
		c.Pad.Flip = view.Button{Label: hint(view.DoFlip), Action: view.Action{Verb: view.DoFlip}}
	}
}

func (p reviewPage) show(s Model, c *view.Cashier, now time.Time) {
	f, v := p.form, &c.Desk
	v.Page = view.PageReview
	f.about(s, v, now)
	if by := f.value(fieldManager); by != "" {
		v.Past[0] = s.word(words.ByManager, by)
	} else if by := f.value(fieldBy); by != "" {
		v.Past[0] = s.word(words.ByName, by)
	}
	f.of.review(s, f, v)
	v.Buttons[0] = s.back()
	v.Buttons[0].Primary = true
	v.Buttons[1] = keyed(s.word(words.DoIt), view.DoConfirm).OffIf(f.Busy())
	if f.Busy() {
		v.Buttons[1].Label = s.word(words.Working)
	}
}

func (p donePage) show(s Model, c *view.Cashier, _ time.Time) {
	c.Desk = view.Desk{
		Page: view.PageDone, Status: p.result.status, Title: p.of.title(s), Text: p.result.sentence(s.Language),
		Buttons: [5]view.Button{s.own(view.DoCharge).First()},
	}
}
