package ui

import (
	"slices"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/money"
)

// openLine opens the chosen line of the bill: what is to be said of it, and its
// price.
func (s state) openLine(now time.Time) (state, command) {
	s, ok := s.atBill(now)
	switch {
	case !ok:
		return s, nil
	case !s.entry.empty():
		return s.say(now, statusNone, words.FinishFirst), nil
	case s.cart.empty():
		return s.say(now, statusNone, words.EmptySale), nil
	}
	l := s.cart.lines[s.cart.row]
	s.desk = desk{}
	return s.openForm(form{
		task: taskLine, amount: entryOf(l.Price),
		fields: []field{{fieldNote, l.Note}, {fieldAmount, l.Price.Grouped()}},
	})
}

// lineTyped changes the line. Another price than the catalogue's keeps that
// beside it: the bill says so to the till, which may want a manager's word.
func (s state) lineTyped(f form, now time.Time) state {
	next := s.closeDesk()
	next.cart.lines = slices.Clone(s.cart.lines)
	l := &next.cart.lines[s.cart.row]
	list := l.List
	if list == (money.Money{}) {
		list = l.Price
	}
	l.Note, l.Price, l.List = f.value(fieldNote), f.money(), money.Money{}
	if l.Item != "" && l.Price != list {
		l.List = list
	}
	if _, err := next.priced(); err != nil {
		return s.turnedDown(err, now)
	}
	return next
}

// aboutLine is what the form of a line is about.
func (s state) aboutLine(v deskView) deskView {
	v.title = s.word(words.LineTitle, strconv.Itoa(s.cart.row+1))
	l := s.cart.lines[s.cart.row]
	v.amount = s.ownName(l.Name, l.NameKhmer)
	if l.List != (money.Money{}) {
		v.facts[0] = s.word(words.LineList, l.List.Display())
	}
	return v
}

// withNote is a line's name with what was said of it.
func withNote(name, note string) string {
	if note == "" {
		return name
	}
	return name + " · " + note
}
