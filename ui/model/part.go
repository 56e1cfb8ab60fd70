package model

import (
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/ui/view"
)

// part finds a sale that was paid in part.
func (s Model) part(id id.Sale) (sale.Sale, bool) {
	i := slices.IndexFunc(s.Snap.PartPaid, func(p sale.Sale) bool { return p.ID == id })
	if i < 0 {
		return sale.Sale{}, false
	}
	return s.Snap.PartPaid[i], true
}

// openPart asks how the rest of a sale is paid.
func (s Model) openPart(id id.Sale, now time.Time) Model {
	sale, ok := s.part(id)
	if !ok {
		return s.closePage()
	}
	if a, ok := s.asks(id); ok {
		return s.closePage().bringFront(a.ID, now)
	}
	return s.over(partPage{Sale: sale.ID})
}

// split goes on with a sale that was paid in part, or begins one: that of the
// payment in front before any other.
func (s Model) split(now time.Time) Model {
	if a, ok := s.Attempt(); ok && !s.Busy() {
		if _, part := s.part(a.Sale); part {
			return s.openPart(a.Sale, now)
		}
		return s.openCash(now)
	}
	if len(s.Snap.PartPaid) > 0 && !s.Busy() && s.Cart.Empty() && s.Entry.Empty() {
		return s.openPart(s.Snap.PartPaid[0].ID, now)
	}
	return s.openCash(now)
}

// partPage asks how the rest of a sale is paid.
type partPage struct {
	plainPage
	Sale   id.Sale
	asking bool // whether all goes back: F4 does it
}

func (partPage) name() view.Page { return view.PagePart }

func (p partPage) place(_ Model, w where) where {
	w.cash = p.Sale
	return w
}

func (p partPage) follow(s Model, _ time.Time) Model {
	if _, ok := s.part(p.Sale); !ok {
		return s.closePage()
	}
	return s
}

// update takes the way in which the rest is paid.
func (p partPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	sale, ok := s.part(p.Sale)
	if !ok {
		return s.closePage(), nil
	}
	rest, _ := sale.BalanceDue(sale.Total.Currency)
	asking := p.asking
	p.asking, s.Said = false, Said{}
	s = s.open(p)
	switch a.Verb {
	case view.DoCharge:
		if asking {
			return s, nil
		}
		if why := s.noCodes(rest.Currency); why.Code != "" {
			return s.SayError(now, why.Code, why.args...), nil
		}
		return s.closePage().asking(ChargeCommand{&pos.ChargeRequest{Sale: sale.ID, Shown: rest}})
	case view.DoSplit: // it opened the page
		return s, nil
	case view.DoCash:
		return s.takeCash(sale.ID, rest, sale.Total), nil
	case view.DoEscape:
		if asking {
			return s, nil
		}
		return s.closePage(), nil
	case view.DoBackspace:
		p.asking = true
		return s.open(p), nil
	case view.DoConfirm:
		if asking {
			return s.closePage(), BackCommand{Sale: sale.ID}
		}
	case view.DoNextSale:
		return s.closePage(), nil
	case view.DoBringFront:
		return s.closePage().bringFront(a.Payment, now), nil
	}
	return s.finishFirst(now)
}

func (p partPage) show(s Model, c *view.Cashier, _ time.Time) {
	sale, ok := s.part(p.Sale)
	if !ok {
		return
	}
	rest, _ := sale.BalanceDue(sale.Total.Currency)
	c.Cash = view.Cash{Page: view.PagePart, Title: s.word(words.PartTitle), Total: rest.Display(), Due: cashPage{Sale: p.Sale}.dueText(s, rest)}
	v := &c.Cash
	var taken []money.Money
	for _, t := range sale.Tenders {
		taken = append(taken, t.Amount)
	}
	v.Facts = [3]string{s.word(words.PartOf, sale.Total.Display()), s.word(words.PartTaken, money.Displayed(taken))}
	if p.asking {
		v.Problem = s.word(words.PartBackAsk, money.Displayed(taken))
	}
	v.Buttons = [4]view.Button{
		keyed(s.word(words.KHQR), view.DoCharge).First().OffIf(s.noCodes(rest.Currency).Code != ""),
		keyed(s.word(words.Cash), view.DoCash),
		s.own(view.DoBackspace),
		s.back(),
	}
	v.Buttons[3].Label = s.word(words.PartLater)
	if p.asking {
		v.Buttons[2] = keyed(s.word(words.PartBackYes), view.DoConfirm)
	}
}
