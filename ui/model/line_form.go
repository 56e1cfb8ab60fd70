package model

import (
	"slices"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/ui/view"
)

// openLine opens the chosen line of the bill: what is to be said of it, and its
// price.
func (s Model) openLine(now time.Time) (Model, Command) {
	s, ok := s.atBill(now)
	switch {
	case !ok:
		return s, nil
	case !s.Entry.Empty():
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	case s.Cart.Empty():
		return s.Say(now, view.StatusNone, words.EmptySale), nil
	}
	l := s.Cart.Lines[s.Cart.row]
	return s.openForm(form{
		of: lineForm{}, amount: entryOf(l.Price),
		Fields: []field{{fieldNote, l.Note}, {fieldAmount, l.Price.Grouped()}},
	})
}

// lineForm is a line of the bill.
type lineForm struct{ plainForm }

func (lineForm) task() task { return taskLine }

func (lineForm) title(s Model) string { return s.word(words.LineTitle, strconv.Itoa(s.Cart.row+1)) }

func (lineForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	l := s.Cart.Lines[s.Cart.row]
	v.Amount = s.ownName(l.Name, l.NameKhmer)
	if l.List != (money.Money{}) {
		v.Facts[0] = s.word(words.LineList, l.List.Display())
	}
}

func (lineForm) lacks(_ form, k fieldKind) fault.Code {
	if k == fieldNote { // none takes it away
		return ""
	}
	return k.spec().empty
}

func (lineForm) labels(s Model, f form, v *view.Desk) {
	f.relabel(v, fieldAmount, s.word(words.FieldPrice, string(f.amount.currency)))
}

// typed changes the line. Another price than the catalogue's keeps that
// beside it: the bill says so to the till, which may want a manager's word.
func (lineForm) typed(s Model, f form, now time.Time) (Model, Command) {
	next := s.closePage()
	next.Cart.Lines = slices.Clone(s.Cart.Lines)
	l := &next.Cart.Lines[s.Cart.row]
	list := l.List
	if list == (money.Money{}) {
		list = l.Price
	}
	l.Note, l.Price, l.List = f.value(fieldNote), f.Money(), money.Money{}
	if l.Item != "" && l.Price != list {
		l.List = list
	}
	if _, err := next.priced(); err != nil {
		return s.turnedDown(err, now), nil
	}
	return next, nil
}

// withNote is a line's name with what was said of it.
func withNote(name, note string) string {
	if note == "" {
		return name
	}
	return name + " · " + note
}
