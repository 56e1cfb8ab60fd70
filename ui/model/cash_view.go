package model

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/ui/view"
)

func (s Model) cashView(now time.Time) view.Cash {
	switch s.Page() {
	case view.PageCash:
		return s.counterView()
	case view.PageChange:
		return s.changeView()
	case view.PagePart:
		return s.partView()
	}
	return view.Cash{}
}

// Sums writes amounts one beside the other.
func Sums(all []money.Money) string {
	texts := make([]string, len(all))
	for i, m := range all {
		texts[i] = m.Display()
	}
	return strings.Join(texts, " + ")
}

// dueText is what is due in both currencies' notes.
func (s Model) dueText(due money.Money) string {
	var texts []string
	for _, c := range []money.Currency{due.Currency, due.Currency.Other()} {
		if m, ok := s.owed().InCash(c); ok {
			texts = append(texts, m.Display())
		}
	}
	return s.word(words.CashDue, strings.Join(texts, "  ·  "))
}

// approxOwed is what is due in the other currency's notes, "" without a rate.
func (s Model) approxOwed(due money.Money) string {
	other, ok := s.owed().InCash(due.Currency.Other())
	if !ok {
		return ""
	}
	return "≈ " + other.Display()
}

// handy are the notes on the touch keys, in minor units.
var handy = [2][6]int64{{100, 500, 1000, 2000, 5000, 10_000}, {1000, 5000, 10_000, 20_000, 50_000, 100_000}}

func (s Model) counterView() view.Cash {
	d := s.Desk.Cash
	v := view.Cash{Page: view.PageCash, Title: s.word(words.Cash), Total: d.due.Display(), Due: s.dueText(d.due), ChangeIs: s.word(words.CashChange)}
	for i, g := range d.given {
		v.Given[i] = view.Given{Label: s.word(words.CashGiven, g.currency), Amount: g.Money().Display(), Typed: i == d.at}
	}
	for i, minor := range handy[d.at] {
		note := money.Of(minor, d.given[d.at].currency)
		label := strings.TrimSuffix(note.Display(), ".00")
		v.Notes[i] = view.Button{Label: label, Action: view.Action{Verb: view.DoNote, Index: int(minor)}}
	}
	short := false
	for i, in := range []money.ChangeIn{money.ChangeDollars, money.ChangeRiel} {
		cash, err := s.reckon(in)
		if err != nil {
			short = true
			fault := asFault(err)
			v.Missing = words.ErrorMessage(s.Language, string(fault.Code), fault.Args...)
			continue
		}
		v.Missing = ""
		text := Sums(cash.Change)
		if text == "" {
			text = s.word(words.CashExact)
		}
		if i == 1 && text == v.Options[0].Text {
			break // one way only
		}
		v.Options[i] = view.Option{Text: text, Chosen: in == d.change, Action: view.Action{Verb: view.DoChange}}
	}
	if v.Options[0].Text != "" && v.Options[1].Text == "" {
		v.Options[0].Chosen = true
	}
	v.Problem = d.Wrong.sentence(s.Language)
	if d.Asking {
		v.Problem = s.word(words.GivenAsk, d.Wrong.args...)
	}
	take := s.word(words.CashTake)
	if d.Other != "" {
		short, v.Missing, v.Options = false, s.word(words.TenderNoChange, d.Other), [2]view.Option{}
		v.Title, take = d.Other, s.word(words.TenderTake, d.Other)
		for i, g := range d.given {
			v.Given[i].Label = d.Other + ", " + string(g.currency)
		}
		v.Notes, v.ChangeIs = [6]view.Button{}, ""
	}
	if d.Busy {
		take = s.word(words.Working)
	}
	v.Buttons[0] = keyed(take, view.DoCharge).First().OffIf(d.Busy || d.Asking || short)
	v.Buttons[1] = keyed(s.word(words.CashPart), view.DoSplit).OffIf(!short || len(d.Notes()) == 0)
	if d.Asking {
		v.Buttons[1] = keyed(s.word(words.DoIt), view.DoConfirm)
	}
	v.Buttons[2] = keyed("$ ⇄ ៛", view.DoFlip)
	if len(s.Snap.Settings.TenderNames()) > 0 {
		name := s.nextOther()
		if name == "" {
			name = s.word(words.Cash)
		}
		v.Buttons[2] = keyed(name, view.DoOwner)
	}
	v.Buttons[3] = s.back()
	return v
}

func (s Model) changeView() view.Cash {
	d := s.Desk.Cash
	v := view.Cash{Page: view.PageChange, Good: true, Title: s.word(words.Paid), Total: d.whole.Display(), ChangeIs: s.word(words.CashChange)}
	v.Change = Sums(d.paid.Change)
	if v.Change == "" {
		v.Change = s.word(words.CashExact)
	}
	var given []money.Money
	for _, t := range d.paid.Tenders {
		given = append(given, t.Amount)
	}
	v.Facts = [3]string{
		s.word(words.CashReceived, Sums(given)),
		s.word(words.CashLine, d.paid.Receipt.String(), hourMinuteSecond(d.paid.Completed)),
		s.word(words.NextDigit),
	}
	v.Buttons[1] = keyed(s.word(words.PrintCopy), view.DoPrint).OffIf(!s.hasPrinter(settings.RoleReceipt))
	return v
}

func (s Model) partView() view.Cash {
	sale, ok := s.part(s.Desk.Cash.Sale)
	if !ok {
		return view.Cash{}
	}
	rest, _ := sale.BalanceDue(sale.Total.Currency)
	v := view.Cash{Page: view.PagePart, Title: s.word(words.PartTitle), Total: rest.Display(), Due: s.dueText(rest)}
	var taken []money.Money
	for _, t := range sale.Tenders {
		taken = append(taken, t.Amount)
	}
	v.Facts = [3]string{s.word(words.PartOf, sale.Total.Display()), s.word(words.PartTaken, Sums(taken))}
	if s.Desk.Cash.Busy {
		v.Problem = s.word(words.PartBackAsk, Sums(taken))
	}
	v.Buttons = [4]view.Button{
		keyed(s.word(words.KHQR), view.DoCharge).First().OffIf(!s.Snap.Settings.HasProfile(rest.Currency)),
		keyed(s.word(words.Cash), view.DoCash),
		keyed(s.word(words.PartBack), view.DoBackspace),
		s.back(),
	}
	v.Buttons[3].Label = s.word(words.PartLater)
	if s.Desk.Cash.Busy {
		v.Buttons[2] = keyed(s.word(words.PartBackYes), view.DoConfirm)
	}
	return v
}

// customerCash is what the customer sees while notes are taken and counted back.
func (s Model) customerCash(v view.Customer) view.Customer {
	d := s.Desk.Cash
	if s.Page() != view.PageCash && s.Page() != view.PagePart {
		d = s.change
		v.Kind, v.Amount = view.CustomerPaid, d.whole.Display()
		v.Khmer, v.English = inBoth(words.CustomerPaid)
		if len(d.paid.Change) > 0 {
			v.Foot, v.Strong = words.Both(words.CashChange)+"  "+Sums(d.paid.Change), true
		} else {
			v.Foot = words.Both(words.ThankYou)
		}
		return v
	}
	if s.Page() == view.PagePart {
		sale, _ := s.part(d.Sale)
		d.due, _ = sale.BalanceDue(sale.Total.Currency)
	}
	v.Kind, v.Amount, v.Other = view.CustomerDue, d.due.Display(), s.approxOwed(d.due)
	v.Khmer, v.English = inBoth(words.CustomerDue)
	if notes := d.Notes(); len(notes) > 0 {
		v.Foot = words.Both(words.CashGivenShort) + "  " + Sums(notes)
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
func (s Model) partBar() (view.Notice, bool) {
	if len(s.Snap.PartPaid) == 0 || s.Page() == view.PagePart || s.Page() == view.PageCash {
		return view.Notice{}, false
	}
	sale := s.Snap.PartPaid[0]
	for _, a := range s.Snap.Attempts {
		if a.Sale == sale.ID && a.InProgress() {
			return view.Notice{}, false
		}
	}
	rest, _ := sale.BalanceDue(sale.Total.Currency)
	text := s.word(words.PartBar, rest.Display(), sale.Total.Display())
	if n := len(s.Snap.PartPaid); n > 1 {
		text += " (" + strconv.Itoa(n) + ")"
	}
	return view.Notice{Status: view.StatusAttention, Text: text, Buttons: [2]view.Button{
		keyed(s.word(words.PartGoOn), view.DoSplit),
	}}, true
}
