package model

import (
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/ui/view"
)

// listPage is the unmatched money.
type listPage struct {
	plainPage
	row int // the chosen one
}

// detailPage is one payment of it.
type detailPage struct {
	plainPage
	turn    int // of the question what was said of it
	row     int // of the list
	payment id.Payment
	money   money.Money          // that is unmatched, as it stood when it was opened
	past    []payment.Resolution // what was said of it so far
}

// openList shows the unmatched money.
func (s Model) openList(now time.Time) Model {
	if s.Charging {
		return s.Say(now, view.StatusNone, words.Preparing)
	}
	return s.over(listPage{})
}

// unmatchedOf finds a payment of the list.
func (s Model) unmatchedOf(id id.Payment) (payment.Attempt, bool) {
	i := slices.IndexFunc(s.Snap.Unmatched, func(a payment.Attempt) bool { return a.ID == id })
	if i < 0 {
		return payment.Attempt{}, false
	}
	return s.Snap.Unmatched[i], true
}

// openDetail shows one payment of the list; what was said of it is fetched.
func (s Model) openDetail(row int) (Model, Command) {
	if row < 0 || row >= len(s.Snap.Unmatched) {
		return s, nil
	}
	a := s.Snap.Unmatched[row]
	s.Said = Said{}
	s, turn := s.asksAnew()
	return s.open(detailPage{turn: turn, row: row, payment: a.ID, money: a.Unmatched()}), PastCommand{turn, a.ID}
}

// backToList shows what is still unmatched; nothing left, nothing open.
func (s Model) backToList(row int) Model {
	if s.Said = (Said{}); len(s.Snap.Unmatched) == 0 {
		return s.closePage()
	}
	return s.open(listPage{row: min(row, len(s.Snap.Unmatched)-1)})
}

func (listPage) name() view.Page { return view.PageList }

func (p listPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	if to, chosen, mine := overList(a, p.row, len(s.Snap.Unmatched)); mine {
		if chosen {
			return s.openDetail(to)
		}
		p.row, s.Said = to, Said{}
		return s.open(p), nil
	}
	switch a.Verb {
	case view.DoUnmatched: // it opened the page
		return s, nil
	case view.DoEscape:
		s.Said = Said{}
		return s.closePage(), nil
	case view.DoBringFront:
		return s.closePage().bringFront(a.Payment, now), nil
	}
	return s.finishFirst(now)
}

// follow keeps the chosen row within what is left.
func (p listPage) follow(s Model, _ time.Time) Model {
	p.row = max(0, min(p.row, len(s.Snap.Unmatched)-1))
	return s.open(p)
}

func (detailPage) name() view.Page { return view.PageDetail }

func (p detailPage) expects(turn int) bool { return turn == p.turn }

// choices are the keys of what can become of the money.
var choices = map[string]task{"1": taskSale, "2": taskReceipt, "3": taskRefund, "4": taskNote}

func (p detailPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	switch a.Verb {
	case view.DoDigits:
		if t, ok := choices[a.Text]; ok {
			return p.resolve(s, t, now)
		}
		return s, nil
	case view.DoEscape, view.DoUnmatched:
		return s.backToList(p.row), nil
	case view.DoBringFront:
		return s.closePage().bringFront(a.Payment, now), nil
	case view.DoCharge, view.DoBackspace, view.DoUp, view.DoDown:
		return s, nil
	}
	return s.finishFirst(now)
}

// follow goes back to the list when the payment was resolved elsewhere.
func (p detailPage) follow(s Model, now time.Time) Model {
	if _, ok := s.unmatchedOf(p.payment); !ok {
		return s.backToList(p.row).SayError(now, fault.UnmatchedNone, p.payment)
	}
	return s
}
