package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/view"
)

// changing reports that the change of the last sale stands at the counter.
func (s Model) changing() bool { return s.change.State == sale.Completed }

// begins ends the change: the next sale has begun.
func (s Model) begins() Model {
	s.change = sale.Sale{}
	return s.withoutChange()
}

// changePage is the change of the last sale, which is being counted out.
type changePage struct{ plainPage }

// withoutChange takes the change off the large panel.
func (s Model) withoutChange() Model {
	if s.Page() == view.PageChange {
		s.page = nil
	}
	return s
}

func (changePage) name() view.Page { return view.PageChange }

// update keeps the change on the screen until the first digit or item of the next
// sale: it may still be being counted.
func (changePage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	idle := s.Cart.Empty() && s.Entry.Empty()
	switch {
	case a.Verb == view.DoDigits, a.Verb == view.DoPoint:
		return s.typed(a, now), nil
	case a.Verb == view.DoFlip && idle:
		s.Entry, _ = s.Entry.flip() // of nothing: that can't be wrong
		return s.Say(now, view.StatusNone, words.NextCurrency, string(s.Entry.currency)), nil
	case a.Verb == view.DoPrint && !s.hasPrinter(settings.RoleReceipt):
		return s.SayError(now, fault.PrinterMissing), nil
	case a.Verb == view.DoPrint:
		return s, ReprintCommand{s.change.Receipt}
	case a.Verb == view.DoBringFront && a.Payment != "":
		return s.bringFront(a.Payment, now), nil
	case a.Verb == view.DoHold && !idle, a.Verb == view.DoFlip:
	case works(a.Verb, view.PageChange), a.Verb == view.DoOwnerLater: // what lies over the change gives it back
		return s.atCounter(a, now)
	}
	return s.Say(now, view.StatusNone, words.NextDigit), nil
}

func (changePage) show(s Model, c *view.Cashier, _ time.Time) {
	paid := s.change
	c.Cash = view.Cash{Page: view.PageChange, Good: true, Title: s.word(words.Paid), Total: paid.Total.Display(), ChangeIs: s.word(words.CashChange)}
	v := &c.Cash
	v.Change = money.Displayed(paid.Change)
	if v.Change == "" {
		v.Change = s.word(words.CashExact)
	}
	var given []money.Money
	for _, t := range paid.Tenders {
		given = append(given, t.Amount)
	}
	v.Facts = [3]string{
		s.word(words.CashReceived, money.Displayed(given)),
		s.word(words.CashLine, paid.Receipt.String(), hourMinuteSecond(paid.Completed)),
		s.word(words.NextDigit),
	}
	v.Buttons[1] = s.own(view.DoPrint).OffIf(!s.hasPrinter(settings.RoleReceipt))
}
