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
	"psar/ui/view"
)

// openForm opens a form; whether a PIN is needed is asked at once.
func (s Model) openForm(f form) (Model, Command) {
	s.Confirm, s.Said = false, Said{}
	f.shown = f.of.figures(s)
	if f.amount.currency == "" {
		f.amount.currency = money.USD
	}
	f, c := f.of.asks(s, f.prefilled())
	s.Desk.Page, s.Desk.Form = view.PageForm, f
	return s, c
}

func (s Model) atForm(a view.Action, now time.Time) (Model, Command) {
	f := s.Desk.Form
	s.Said = Said{}
	switch a.Verb {
	case view.DoApprover:
		return s.approver(a.Index), nil
	case view.DoNextSale, view.DoBringFront:
		if next, c, own := f.of.key(s, f, a, now); own {
			return next, c
		}
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	case view.DoPageUp, view.DoPageDown:
		return s, nil
	case view.DoCharge:
		return s.enterForm(f, now)
	case view.DoEscape:
		return f.of.back(s, f, now)
	}
	f, ok := f.press(a)
	if !ok {
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	}
	s.Desk.Form = f
	return s, nil
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
		return f.at((f.Focus + 1) % len(f.Fields)), true
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
	case f.Index(FieldAmount) >= 0:
		return f.flipAmount()
	case f.Fields[f.Focus].Kind.spec().stroked:
		return f.with(f.Focus, f.Fields[f.Focus].text+"/")
	}
	return f
}

// enterForm goes to the next line, and behind the last one on from the form.
func (s Model) enterForm(f form, now time.Time) (Model, Command) {
	if f.Focus < len(f.Fields)-1 {
		s.Desk.Form = f.at(f.Focus + 1)
		return s, nil
	}
	if at, code := s.missing(f); code != "" {
		s.Desk.Form = f.anew(at).turned(Said{Code: code})
		return s, nil
	}
	return f.of.typed(s, f, now)
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

// atReview waits for the second key, which is another one than the first.
func (s Model) atReview(a view.Action, now time.Time) (Model, Command) {
	f := s.Desk.Form
	switch a.Verb {
	case view.DoEscape:
		s.Said = Said{}
		if len(f.Fields) == 0 {
			return f.of.back(s, f, now)
		}
		s.Desk.Page = view.PageForm
		return s, nil
	case view.DoConfirm:
		s.Said = Said{}
		return s.hands(f, f.of.command(s, f))
	case view.DoFocus, view.DoField:
		return s, nil
	}
	return s.Say(now, view.StatusNone, words.CheckTwice), nil
}

// turnedDown shows why a manager's word was not taken, at the line it is about.
// A wrong PIN is typed again, never kept.
func (s Model) turnedDown(err error, now time.Time) Model {
	failure := &fault.Error{Code: fault.Internal}
	errors.As(err, &failure)
	f := s.Desk.Form
	switch failure.Code {
	case fault.PayeeUnasked, fault.AlertUnknown:
		return s.closeDesk().SayError(now, failure.Code, failure.Args...)
	case fault.FiguresChanged:
		return f.of.again(s).SayError(now, failure.Code)
	case fault.UnmatchedNone:
		return s.backToList().SayError(now, failure.Code, failure.Args...)
	case fault.PINWrong, fault.PINLocked, fault.PINMissing:
		f = f.withPIN()
	case fault.ShiftOpen, fault.ShiftNone, fault.ShiftEmpty, fault.ShiftBusy:
		return s.closeDesk().SayError(now, failure.Code, failure.Args...)
	}
	if needsManager(failure.Code) && f.of.wordLater() {
		f = f.withManager()
	}
	if i := f.Index(FieldPIN); i >= 0 {
		f = f.with(i, "")
	}
	f.Problem = f.of.problem(f, failure)
	s.Desk.Page, s.Desk.Form = view.PageForm, f.atFault(failure.Code)
	return s
}

// about is the page with what the form or its review is about.
func (s Model) about(v view.Desk, now time.Time) view.Desk {
	f := s.Desk.Form
	v.Title = f.of.title(s)
	f.of.about(s, f, &v, now)
	return v
}

func (s Model) formView(now time.Time) view.Desk {
	f := s.Desk.Form
	v := s.about(view.Desk{Page: view.PageForm, Focus: f.Focus, Problem: f.Problem.sentence(s.Language)}, now)
	for i, l := range f.Fields {
		is := l.Kind.spec()
		v.Fields[i] = view.Field{Label: s.word(is.label), Text: l.text, Secret: is.secret}
		if is.shows != nil {
			v.Fields[i].Text = is.shows(s, l.text)
		}
	}
	f.relabel(&v, FieldAmount, s.word(words.FieldAmount)+", "+string(f.amount.currency))
	v.Buttons[0] = keyed(s.word(words.Continue), view.DoCharge).First()
	v.Buttons[1] = s.back()
	f.of.labels(s, f, &v)
	return v
}

func (s Model) reviewView(now time.Time) view.Desk {
	f := s.Desk.Form
	v := s.about(view.Desk{Page: view.PageReview}, now)
	if by := f.Value(FieldManager); by != "" {
		v.Past[0] = s.word(words.ByManager, by)
	} else if by := f.Value(fieldName); by != "" {
		v.Past[0] = s.word(words.ByName, by)
	}
	f.of.review(s, f, &v)
	v.Buttons[0] = s.back()
	v.Buttons[0].Primary = true
	v.Buttons[1] = keyed(s.word(words.DoIt), view.DoConfirm).OffIf(f.Busy)
	if f.Busy {
		v.Buttons[1].Label = s.word(words.Working)
	}
	return v
}

// doneView says what came of a form.
func (s Model) doneView() view.Desk {
	return view.Desk{
		Page: view.PageDone, Status: s.Desk.result.status, Title: s.Desk.Form.of.title(s), Text: s.Desk.result.sentence(s.Language),
		Buttons: [5]view.Button{keyed(s.word(words.Continue), view.DoCharge).First()},
	}
}
