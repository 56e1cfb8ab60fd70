package ui

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
)

// cashView is the counter while notes are taken, and what came of it.
type cashView struct {
	page     deskPage
	title    string
	total    string
	due      string // in both currencies
	given    [2]givenView
	notes    [6]buttonView
	changeIs string // "Change"
	options  [2]optionView
	missing  string
	problem  string
	good     bool   // paid
	change   string // paid: what goes back, as large as can be
	facts    [3]string
	buttons  [4]buttonView
}

// givenView is what was given in one currency.
type givenView struct {
	label, amount string
	typed         bool
}

// optionView is a way to give change.
type optionView struct {
	text   string
	chosen bool
	action action
}

func (s state) cashView(now time.Time) cashView {
	switch s.desk.page {
	case deskCash:
		return s.counterView()
	case deskChange:
		return s.changeView()
	case deskPart:
		return s.partView()
	}
	return cashView{}
}

// sums writes amounts one beside the other.
func sums(all []money.Money) string {
	texts := make([]string, len(all))
	for i, m := range all {
		texts[i] = m.Display()
	}
	return strings.Join(texts, " + ")
}

// dueText is what is due in both currencies' notes.
func (s state) dueText(due money.Money) string {
	var texts []string
	for _, c := range []money.Currency{due.Currency, due.Currency.Other()} {
		if m, ok := s.owed().Notes(c); ok {
			texts = append(texts, m.Display())
		}
	}
	return s.word(words.CashDue, strings.Join(texts, "  ·  "))
}

// approxOwed is what is due in the other currency's notes, "" without a rate.
func (s state) approxOwed(due money.Money) string {
	other, ok := s.owed().Notes(due.Currency.Other())
	if !ok {
		return ""
	}
	return "≈ " + other.Display()
}

// handy are the notes on the touch keys, in minor units.
var handy = [2][6]int64{{100, 500, 1000, 2000, 5000, 10_000}, {1000, 5000, 10_000, 20_000, 50_000, 100_000}}

func (s state) counterView() cashView {
	d := s.desk.cash
	v := cashView{page: deskCash, title: s.word(words.Cash), total: d.due.Display(), due: s.dueText(d.due), changeIs: s.word(words.CashChange)}
	for i, g := range d.given {
		v.given[i] = givenView{s.word(words.CashGiven, g.currency), g.money().Display(), i == d.at}
	}
	for i, minor := range handy[d.at] {
		note := money.Of(minor, d.given[d.at].currency)
		label := strings.TrimSuffix(note.Display(), ".00")
		v.notes[i] = buttonView{label: label, action: action{verb: doNote, index: int(minor)}}
	}
	short := false
	for i, in := range []money.ChangeIn{money.ChangeDollars, money.ChangeRiel} {
		cash, err := s.reckon(in)
		if err != nil {
			short = true
			fault := asFault(err)
			v.missing = words.ErrorMessage(s.language, string(fault.Code), fault.Args...)
			continue
		}
		v.missing = ""
		text := sums(cash.Change)
		if text == "" {
			text = s.word(words.CashExact)
		}
		if i == 1 && text == v.options[0].text {
			break // one way only
		}
		v.options[i] = optionView{text, in == d.change, action{verb: doChange}}
	}
	if v.options[0].text != "" && v.options[1].text == "" {
		v.options[0].chosen = true
	}
	v.problem = d.wrong.sentence(s.language)
	if d.asking {
		v.problem = s.word(words.GivenAsk, d.wrong.args...)
	}
	take := s.word(words.CashTake)
	if d.other != "" {
		short, v.missing, v.options = false, s.word(words.TenderNoChange, d.other), [2]optionView{}
		v.title, take = d.other, s.word(words.TenderTake, d.other)
		for i, g := range d.given {
			v.given[i].label = d.other + ", " + string(g.currency)
		}
		v.notes, v.changeIs = [6]buttonView{}, ""
	}
	if d.busy {
		take = s.word(words.Working)
	}
	v.buttons[0] = buttonView{label: take, hint: s.word(words.EnterKey), action: action{verb: doCharge}, primary: true, off: d.busy || d.asking || short}
	v.buttons[1] = buttonView{label: s.word(words.CashPart), hint: "F10", action: action{verb: doSplit}, off: !short || len(d.notes()) == 0}
	if d.asking {
		v.buttons[1] = buttonView{label: s.word(words.DoIt), hint: "F4", action: action{verb: doConfirm}}
	}
	v.buttons[2] = buttonView{label: "$ ⇄ ៛", hint: "/", action: action{verb: doFlip}}
	if len(s.snap.Settings.TenderNames()) > 0 {
		name := s.nextOther()
		if name == "" {
			name = s.word(words.Cash)
		}
		v.buttons[2] = buttonView{label: name, hint: "O", action: action{verb: doOwner}}
	}
	v.buttons[3] = s.back()
	return v
}

func (s state) changeView() cashView {
	d := s.desk.cash
	v := cashView{page: deskChange, good: true, title: s.word(words.Paid), total: d.whole.Display(), changeIs: s.word(words.CashChange)}
	v.change = sums(d.paid.Change)
	if v.change == "" {
		v.change = s.word(words.CashExact)
	}
	var given []money.Money
	for _, t := range d.paid.Tenders {
		given = append(given, t.Amount)
	}
	v.facts = [3]string{
		s.word(words.CashReceived, sums(given)),
		s.word(words.CashLine, d.paid.Receipt.String(), hourMinuteSecond(d.paid.Completed)),
		s.word(words.NextDigit),
	}
	v.buttons[1] = buttonView{label: s.word(words.PrintCopy), hint: "P", action: action{verb: doPrint}, off: !s.hasPrinter(settings.RoleReceipt)}
	return v
}

func (s state) partView() cashView {
	sale, ok := s.part(s.desk.cash.sale)
	if !ok {
		return cashView{}
	}
	rest, _ := sale.Rest(sale.Total.Currency)
	v := cashView{page: deskPart, title: s.word(words.PartTitle), total: rest.Display(), due: s.dueText(rest)}
	var taken []money.Money
	for _, t := range sale.Tenders {
		taken = append(taken, t.Amount)
	}
	v.facts = [3]string{s.word(words.PartOf, sale.Total.Display()), s.word(words.PartTaken, sums(taken))}
	if s.desk.cash.busy {
		v.problem = s.word(words.PartBackAsk, sums(taken))
	}
	v.buttons = [4]buttonView{
		{label: s.word(words.KHQR), hint: s.word(words.EnterKey), action: action{verb: doCharge}, primary: true, off: !s.snap.Settings.HasProfile(rest.Currency)},
		{label: s.word(words.Cash), hint: "F9", action: action{verb: doCash}},
		{label: s.word(words.PartBack), hint: "Backspace", action: action{verb: doBackspace}},
		s.back(),
	}
	v.buttons[3].label = s.word(words.PartLater)
	if s.desk.cash.busy {
		v.buttons[2] = buttonView{label: s.word(words.PartBackYes), hint: "F4", action: action{verb: doConfirm}}
	}
	return v
}

// customerCash is what the customer sees while notes are taken and counted back.
func (s state) customerCash(v customerView) customerView {
	d := s.desk.cash
	if s.desk.page != deskCash && s.desk.page != deskPart {
		d = s.change
		v.kind, v.amount = customerPaid, d.whole.Display()
		v.khmer, v.english = inBoth(words.CustomerPaid)
		if len(d.paid.Change) > 0 {
			v.foot, v.strong = words.Both(words.CashChange)+"  "+sums(d.paid.Change), true
		} else {
			v.foot = words.Both(words.ThankYou)
		}
		return v
	}
	if s.desk.page == deskPart {
		sale, _ := s.part(d.sale)
		d.due, _ = sale.Rest(sale.Total.Currency)
	}
	v.kind, v.amount, v.other = customerDue, d.due.Display(), s.approxOwed(d.due)
	v.khmer, v.english = inBoth(words.CustomerDue)
	if notes := d.notes(); len(notes) > 0 {
		v.foot = words.Both(words.CashGivenShort) + "  " + sums(notes)
	}
	return v
}

// asFault is an error with a code that has words.
func asFault(err error) *fault.Error {
	fault := &fault.Error{Code: fault.Internal}
	errors.As(err, &fault)
	return fault
}

// partBar says that a sale still wants money.
func (s state) partBar() (noticeView, bool) {
	if len(s.snap.PartPaid) == 0 || s.desk.page == deskPart || s.desk.page == deskCash {
		return noticeView{}, false
	}
	sale := s.snap.PartPaid[0]
	for _, a := range s.snap.Attempts {
		if a.Sale == sale.ID && a.InProgress() {
			return noticeView{}, false
		}
	}
	rest, _ := sale.Rest(sale.Total.Currency)
	text := s.word(words.PartBar, rest.Display(), sale.Total.Display())
	if n := len(s.snap.PartPaid); n > 1 {
		text += " (" + strconv.Itoa(n) + ")"
	}
	return noticeView{status: statusAttention, text: text, buttons: [2]buttonView{
		{label: s.word(words.PartGoOn), hint: "F10", action: action{verb: doSplit}},
	}}, true
}
