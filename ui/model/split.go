package model

import (
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
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
		return s.closeDesk()
	}
	if a, ok := s.asks(id); ok {
		return s.closeDesk().bringFront(a.ID, now)
	}
	s.Confirm, s.Said = false, Said{}
	s.Desk = desk{Page: view.PagePart, Cash: cashDesk{Sale: sale.ID}}
	return s
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

// atPart takes the way in which the rest is paid.
func (s Model) atPart(a view.Action, now time.Time) (Model, Command) {
	sale, ok := s.part(s.Desk.Cash.Sale)
	if !ok {
		return s.closeDesk(), nil
	}
	rest, _ := sale.BalanceDue(sale.Total.Currency)
	asking := s.Desk.Cash.Busy
	s.Desk.Cash.Busy, s.Said = false, Said{}
	switch a.Verb {
	case view.DoCharge:
		if asking {
			return s, nil
		}
		if !s.Snap.Settings.HasProfile(rest.Currency) {
			return s.SayError(now, fault.ProfileMissing, rest.Currency), nil
		}
		return s.closeDesk().asking(ChargeCommand{&pos.ChargeRequest{Sale: sale.ID, Shown: rest}})
	case view.DoSplit: // it opened the page
		return s, nil
	case view.DoCash:
		return s.takeCash(sale.ID, rest, sale.Total), nil
	case view.DoEscape:
		if asking {
			return s, nil
		}
		return s.closeDesk(), nil
	case view.DoBackspace: // asks whether all goes back: F4 does it
		s.Desk.Cash.Busy = true
		return s, nil
	case view.DoConfirm:
		if asking {
			return s.closeDesk(), BackCommand{Sale: sale.ID}
		}
	case view.DoNextSale:
		return s.closeDesk(), nil
	case view.DoBringFront:
		return s.closeDesk().bringFront(a.Payment, now), nil
	}
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}
