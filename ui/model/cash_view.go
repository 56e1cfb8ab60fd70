package model

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/ui/view"
)

// dueText is what is due in both currencies' notes.
func (p cashPage) dueText(s Model, due money.Money) string {
	var texts []string
	for _, c := range []money.Currency{due.Currency, due.Currency.Other()} {
		if m, ok := p.owed(s).InCash(c); ok {
			texts = append(texts, m.Display())
		}
	}
	return s.word(words.CashDue, strings.Join(texts, "  ·  "))
}

// approxOwed is what is due in the other currency's notes, "" without a rate.
func (p cashPage) approxOwed(s Model, due money.Money) string {
	other, ok := p.owed(s).InCash(due.Currency.Other())
	if !ok {
		return ""
	}
	return "≈ " + other.Display()
}

// handy are the notes on the touch keys, in minor units.
var handy = [2][6]int64{{100, 500, 1000, 2000, 5000, 10_000}, {1000, 5000, 10_000, 20_000, 50_000, 100_000}}

func (p cashPage) show(s Model, c *view.Cashier, _ time.Time) {
	c.Pad.Flip.Off = false
	c.Cash = view.Cash{Page: view.PageCash, Title: s.word(words.Cash), Total: p.due.Display(), Due: p.dueText(s, p.due), ChangeIs: s.word(words.CashChange)}
	v := &c.Cash
	for i, g := range p.given {
		v.Given[i] = view.Given{Label: s.word(words.CashGiven, g.currency), Amount: g.display(), Typed: i == p.at}
	}
	for i, minor := range handy[p.at] {
		note := money.Of(minor, p.given[p.at].currency)
		label := strings.TrimSuffix(note.Display(), ".00")
		v.Notes[i] = view.Button{Label: label, Action: view.Action{Verb: view.DoNote, Index: int(minor)}}
	}
	short := false
	for i, in := range []money.ChangeIn{money.ChangeDollars, money.ChangeRiel} {
		cash, err := p.reckon(s, in)
		if err != nil {
			short = true
			fault := asFault(err)
			v.Missing = words.ErrorMessage(s.Language, string(fault.Code), fault.Args...)
			continue
		}
		v.Missing = ""
		text := money.Displayed(cash.Change)
		if text == "" {
			text = s.word(words.CashExact)
		}
		if i == 1 && text == v.Options[0].Text {
			break // one way only
		}
		v.Options[i] = view.Option{Text: text, Chosen: in == p.change, Action: view.Action{Verb: view.DoChange}}
	}
	if v.Options[0].Text != "" && v.Options[1].Text == "" {
		v.Options[0].Chosen = true
	}
	v.Problem = p.Wrong.sentence(s.Language)
	if p.Asking {
		v.Problem = s.word(words.GivenAsk, p.Wrong.args...)
	}
	take := s.word(words.CashTake)
	if p.Other != "" {
		short, v.Missing, v.Options = false, s.word(words.TenderNoChange, p.Other), [2]view.Option{}
		v.Title, take = p.Other, s.word(words.TenderTake, p.Other)
		for i, g := range p.given {
			v.Given[i].Label = p.Other + ", " + string(g.currency)
		}
		v.Notes, v.ChangeIs = [6]view.Button{}, ""
	}
	if p.Busy() {
		take = s.word(words.Working)
	}
	v.Buttons[0] = keyed(take, view.DoCharge).First().OffIf(p.Busy() || p.Asking || short)
	v.Buttons[1] = s.own(view.DoSplit).OffIf(!short || len(p.notes()) == 0)
	if p.Asking {
		v.Buttons[1] = keyed(s.word(words.DoIt), view.DoConfirm)
	}
	v.Buttons[2] = keyed("$ ⇄ ៛", view.DoFlip)
	if len(s.Snap.Settings.TenderNames()) > 0 {
		name := p.nextOther(s)
		if name == "" {
			name = s.word(words.Cash)
		}
		v.Buttons[2] = keyed(name, view.DoOwner)
	}
	v.Buttons[3] = s.back()
}

// customerCash is what the customer sees while notes are taken and counted back.
func (s Model) customerCash(v view.Customer) view.Customer {
	p, ok := s.page.(cashPage)
	if part, paying := s.page.(partPage); paying {
		sale, _ := s.part(part.Sale)
		p.Sale, ok = part.Sale, true
		p.due, _ = sale.BalanceDue(sale.Total.Currency)
	}
	if !ok {
		v.Kind, v.Amount = view.CustomerPaid, s.change.Total.Display()
		v.Khmer, v.English = inBoth(words.CustomerPaid)
		v.Off = s.takenOff(words.PaperDiscount, s.change.Discount)
		if len(s.change.Change) > 0 {
			v.Foot, v.Strong = words.Both(words.CashChange)+"  "+money.Displayed(s.change.Change), true
		} else {
			v.Foot = words.Both(words.ThankYou)
		}
		return v
	}
	v.Kind, v.Amount, v.Other = view.CustomerDue, p.due.Display(), p.approxOwed(s, p.due)
	v.Khmer, v.English = inBoth(words.CustomerDue)
	v.Off = s.takenOff(words.PaperDiscount, p.off(s))
	if notes := p.notes(); len(notes) > 0 {
		v.Foot = words.Both(words.CashGivenShort) + "  " + money.Displayed(notes)
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
