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
	s.Desk = desk{Page: view.PageHeld, row: len(s.Snap.Held) - 1}
	return s, nil
}

// atHeld chooses the bill that is taken up again.
func (s Model) atHeld(a view.Action, now time.Time) (Model, Command) {
	list := s.Snap.Held
	take := func(i int) (Model, Command) {
		if i < 0 || i >= len(list) {
			return s, nil
		}
		id := list[i].ID
		s = s.closeDesk()
		s.Holding = true
		return s, RecallCommand{id}
	}
	row := min(s.Desk.row, len(list)-1)
	switch a.Verb {
	case view.DoUp:
		s.Desk.row = max(0, row-1)
	case view.DoDown:
		s.Desk.row = min(len(list)-1, row+1)
	case view.DoRow:
		return take(a.Index)
	case view.DoCharge:
		return take(row)
	case view.DoDigits:
		if len(a.Text) == 1 && a.Text >= "1" && a.Text <= "5" {
			return take(row/view.DeskRows*view.DeskRows + int(a.Text[0]-'1'))
		}
	case view.DoHold: // it opened the page
	case view.DoEscape:
		return s.closeDesk(), nil
	default:
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	}
	return s, nil
}

// heldView lists the bills that wait.
func (s Model) heldView(now time.Time) view.Desk {
	list := s.Snap.Held
	v := view.Desk{Page: view.PageHeld, Title: s.word(words.HeldTitle)}
	v.Buttons[0] = s.back()
	row := max(0, min(s.Desk.row, len(list)-1))
	top := row / view.DeskRows * view.DeskRows
	for i := range v.Rows {
		if top+i >= len(list) {
			break
		}
		h := list[top+i]
		total := money.Money{Currency: h.Bill.Currency}
		if p, err := h.Bill.Reckon(sale.TermsOf(s.Snap.Settings)); err == nil {
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
	if n := (len(list) + view.DeskRows - 1) / view.DeskRows; n > 1 {
		v.Foot = s.word(words.PageOf, strconv.Itoa(top/view.DeskRows+1), strconv.Itoa(n))
	}
	return v
}
