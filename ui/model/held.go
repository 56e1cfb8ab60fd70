package model

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/ui/view"
)

// hold puts the bill aside; with none, it shows those that wait.
func (s Model) hold(now time.Time) (Model, Command) {
	s, ok := s.atBill(now)
	if !ok {
		return s, nil
	}
	if !s.Cart.Empty() || !s.Entry.Empty() {
		bill := s.bill()
		if _, err := s.priced(); err != nil { // a point alone is no line of it
			return s.refuse(err, now), nil
		}
		s.Holding = true
		return s, HoldCommand{&bill}
	}
	if len(s.Snap.Held) == 0 {
		return s.Say(now, view.StatusNone, words.HeldNone), nil
	}
	return s.open(heldPage{row: len(s.Snap.Held) - 1}), nil
}

// heldPage lists the bills that wait.
type heldPage struct {
	plainPage
	row int // the chosen one
}

func (heldPage) name() view.Page { return view.PageHeld }

// update chooses the bill that is taken up again.
func (p heldPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	last := len(s.Snap.Held) - 1
	row := min(p.row, last)
	switch a.Verb {
	case view.DoUp:
		p.row = max(0, row-1)
	case view.DoDown:
		p.row = min(last, row+1)
	case view.DoRow:
		return s.recall(a.Index)
	case view.DoCharge:
		return s.recall(row)
	case view.DoDigits:
		if len(a.Text) == 1 && a.Text >= "1" && a.Text <= "5" {
			return s.recall(topRow(row) + int(a.Text[0]-'1'))
		}
	case view.DoHold: // it opened the page
	case view.DoEscape:
		return s.closePage(), nil
	default:
		return s.finishFirst(now)
	}
	return s.open(p), nil
}

// recall takes a bill up again.
func (s Model) recall(i int) (Model, Command) {
	if i < 0 || i >= len(s.Snap.Held) {
		return s, nil
	}
	s.Holding, s.trail.waited = true, s.Snap.Held[i].Seen
	return s.closePage(), RecallCommand{s.Snap.Held[i].ID}
}

func (p heldPage) show(s Model, c *view.Cashier, now time.Time) {
	list, v := s.Snap.Held, &c.Desk
	v.Page, v.Title = view.PageHeld, s.word(words.HeldTitle)
	v.Buttons[0] = s.back()
	row := max(0, min(p.row, len(list)-1))
	top := topRow(row)
	for i := range v.Rows {
		if top+i >= len(list) {
			break
		}
		h := list[top+i]
		total := money.Money{Currency: h.Bill.Currency}
		if p, err := h.Bill.Price(sale.TermsOf(s.Snap.Settings)); err == nil {
			total = p.Total
		}
		first := h.Bill.Lines[0]
		name := s.ownName(first.Name, first.NameKhmer)
		if name == "" {
			name = first.Price.Display()
		}
		v.Rows[i] = view.DeskRow{
			Key: strconv.Itoa(i + 1), Amount: total.Display(), Why: name,
			Line: s.word(words.BillTitle, strconv.Itoa(len(h.Bill.Lines))) + " " + h.By, Age: stamp(h.At, now),
			Chosen: top+i == row, Plain: true, Action: view.Action{Verb: view.DoRow, Index: top + i},
		}
	}
	if len(list) > view.DeskRows {
		v.Foot = s.pageOf(top, len(list))
	}
}
