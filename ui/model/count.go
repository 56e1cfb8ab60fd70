package model

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/drawer"
	"psar/pos/money"
	"psar/ui/view"
)

// countPage is where the drawer's notes are counted.
type countPage struct {
	plainPage
	task   dayTask
	Counts [2][]int64 // so many of each of money.Denominations, dollars and riel
	column int
	row    int
	fresh  bool // the next digit begins the row's count anew
}

// maxCounted is how many notes of a value can be typed.
const maxCounted = 99_999

func (countPage) name() view.Page { return view.PageCount }

func (countPage) typesDigits() bool { return true }

// update types how many notes there are.
func (p countPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	p.Counts[p.column] = slices.Clone(p.Counts[p.column])
	cell := &p.Counts[p.column][p.row]
	last := len(p.Counts[p.column]) - 1
	s.Said = Said{}
	switch a.Verb {
	case view.DoDigits:
		n := counted(*cell, a.Text, p.fresh)
		if n > maxCounted {
			return s.Say(now, view.StatusNone, words.CountTooMany), nil
		}
		*cell, p.fresh = n, false
	case view.DoPoint:
		return s.wholeOnly(now), nil
	case view.DoBackspace:
		*cell, p.fresh = *cell/10, false
	case view.DoUp:
		p.row, p.fresh = max(0, p.row-1), true
	case view.DoDown:
		p.row, p.fresh = min(last, p.row+1), true
	case view.DoFlip, view.DoTab:
		p.column, p.row, p.fresh = 1-p.column, 0, true
	case view.DoRow: // a touch
		p.column, p.row, p.fresh = a.Index/100, a.Index%100, true
	case view.DoCharge:
		switch {
		case p.row < last:
			p.row++
		case p.column == 0:
			p.column, p.row = 1, 0
		default:
			return p.whoCounted(s)
		}
		p.fresh = true
	case view.DoNextSale: // all is counted
		return p.whoCounted(s)
	case view.DoEscape, view.DoDay:
		return s.openDay(now), nil
	default:
		return s.finishFirst(now)
	}
	return s.open(p), nil
}

// counted is a number of things with digits typed behind it, or anew. What nobody
// can have is the most that there is.
func counted(before int64, digits string, fresh bool) int64 {
	if fresh {
		before = 0
	}
	n, err := strconv.ParseInt(strconv.FormatInt(before, 10)+digits, 10, 64)
	if err != nil {
		return math.MaxInt64
	}
	return n
}

// whoCounted goes on to who counted.
func (p countPage) whoCounted(s Model) (Model, Command) {
	fields := s.withOwn()
	if p.task == dayHandover {
		fields = append(fields, field{Kind: fieldTo})
		if s.Snap.Staffed {
			fields = append(fields, field{Kind: fieldToPIN})
		}
	}
	if p.task == dayClose {
		fields = append(fields, field{Kind: fieldWhy})
	}
	return s.openForm(form{of: countForm{s.ownForm(p.task), p}, Fields: fields})
}

// request is what was counted.
func (p countPage) request() drawer.CountRequest {
	r := drawer.CountRequest{Counted: p.sums()}
	for i, c := range money.Currencies() {
		for j, note := range money.Denominations(c) {
			if n := p.Counts[i][j]; n > 0 {
				r.Notes = append(r.Notes, money.DenominationCount{Note: note, Count: n})
			}
		}
	}
	return r
}

// sums are the counted notes: dollars, then riel.
func (p countPage) sums() []money.Money {
	all := make([]money.Money, 2)
	for i, c := range money.Currencies() {
		all[i].Currency = c
		for j, note := range money.Denominations(c) {
			all[i] = money.SumIn(c, all[i], note.Times(p.Counts[i][j]))
		}
	}
	return all
}

func (p countPage) show(s Model, c *view.Cashier, _ time.Time) {
	c.Pad.Flip.Off = false
	v := &c.Count
	v.On, v.Title, v.Hint = true, s.dayName(p.task), s.word(words.CountHint)
	all := p.sums()
	for i, c := range money.Currencies() {
		col := &v.Columns[i]
		col.Title, col.Sum = string(c), all[i].Display()
		for j, note := range money.Denominations(c) {
			r := view.CountRow{
				Note: note.Display(), Chosen: p.column == i && p.row == j, Action: view.Action{Verb: view.DoRow, Index: i*100 + j},
			}
			if c == money.USD {
				r.Note = strings.TrimSuffix(r.Note, ".00")
			}
			if n := p.Counts[i][j]; n > 0 || r.Chosen {
				r.Count = "× " + strconv.FormatInt(n, 10)
				r.Sum = note.Times(n).Display()
			}
			col.Rows[j] = r
		}
	}
	v.Buttons[0] = s.own(view.DoNextSale).First()
	v.Buttons[1] = s.back()
}
