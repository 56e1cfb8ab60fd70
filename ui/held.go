package ui

import (
	"slices"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
)

type (
	holdCommand   struct{ bill sale.Bill }
	recallCommand struct{ id id.Sale }
)

func (holdCommand) command()   {}
func (recallCommand) command() {}

// hold puts the bill aside; with none, it shows those that wait.
func (s state) hold(now time.Time) (state, command) {
	s, ok := s.atBill(now)
	if !ok {
		return s, nil
	}
	if !s.cart.empty() || !s.entry.empty() {
		bill := s.bill()
		s.holding = true
		return s, holdCommand{bill}
	}
	if len(s.snap.Held) == 0 {
		return s.say(now, statusNone, words.HeldNone), nil
	}
	s.desk = desk{page: deskHeld, row: len(s.snap.Held) - 1}
	return s, nil
}

// atHeld chooses the bill that is taken up again.
func (s state) atHeld(a action, now time.Time) (state, command) {
	list := s.snap.Held
	take := func(i int) (state, command) {
		if i < 0 || i >= len(list) {
			return s, nil
		}
		id := list[i].ID
		s = s.closeDesk()
		s.holding = true
		return s, recallCommand{id}
	}
	row := min(s.desk.row, len(list)-1)
	switch a.verb {
	case doUp:
		s.desk.row = max(0, row-1)
	case doDown:
		s.desk.row = min(len(list)-1, row+1)
	case doRow:
		return take(a.index)
	case doCharge:
		return take(row)
	case doDigits:
		if len(a.text) == 1 && a.text >= "1" && a.text <= "5" {
			return take(row/deskRows*deskRows + int(a.text[0]-'1'))
		}
	case doHold: // it opened the page
	case doEscape:
		return s.closeDesk(), nil
	default:
		return s.say(now, statusNone, words.FinishFirst), nil
	}
	return s, nil
}

// heldDone takes what came of it: a bill that is durable leaves the screen, one
// that was given out comes back to it.
func (s state) heldDone(c command, o outcome, err error, now time.Time) (state, bool) {
	switch c.(type) {
	case holdCommand, recallCommand:
		s.holding = false
	}
	switch c.(type) {
	case holdCommand:
		if err != nil {
			return s.refuse(err, now), true
		}
		return s.cleared().say(now, statusGood, words.HeldDid), true
	case recallCommand:
		if err != nil {
			return s.refuse(err, now), true
		}
		s = s.begins()
		lines := append(slices.Clone(o.bill.Lines), s.cart.lines...) // with what was scanned meanwhile
		s.entry, s.cart = entry{currency: o.bill.Currency}, cart{
			lines: lines, off: o.bill.Discount, currency: o.bill.Currency, row: len(lines) - 1,
		}
		return s, true
	}
	return s, false
}

// heldView lists the bills that wait.
func (s state) heldView(now time.Time) deskView {
	list := s.snap.Held
	v := deskView{page: deskHeld, title: s.word(words.HeldTitle)}
	v.buttons[0] = s.back()
	row := max(0, min(s.desk.row, len(list)-1))
	top := row / deskRows * deskRows
	for i := range v.rows {
		if top+i >= len(list) {
			break
		}
		h := list[top+i]
		total := money.Money{Currency: h.Bill.Currency}
		if p, err := h.Bill.Reckon(sale.TermsOf(s.snap.Settings)); err == nil {
			total = p.Total
		}
		first := h.Bill.Lines[0]
		name := s.ownName(first.Name, first.NameKhmer)
		if name == "" {
			name = first.Price.Display()
		}
		v.rows[i] = deskRow{
			key: strconv.Itoa(i + 1), amount: total.Display(), why: name,
			line: s.word(words.BillTitle, strconv.Itoa(len(h.Bill.Lines))) + " " + h.By, age: stamp(h.At, now),
			chosen: top+i == row, plain: true, action: action{verb: doRow, index: top + i},
		}
	}
	if n := (len(list) + deskRows - 1) / deskRows; n > 1 {
		v.foot = s.word(words.PageOf, strconv.Itoa(top/deskRows+1), strconv.Itoa(n))
	}
	return v
}
