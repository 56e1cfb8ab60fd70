package model

import (
	"strconv"

	"psar/assets/words"
	"psar/ui/view"
)

// overList is what a key does on a list of n rows, some of them to a page: it moves
// to another row, or chooses one. mine is false for the keys that do neither.
func overList(a view.Action, row, n int) (to int, chosen, mine bool) {
	page, last := row/view.DeskRows*view.DeskRows, n-1
	switch a.Verb {
	case view.DoUp:
		to = row - 1
	case view.DoDown:
		to = row + 1
	case view.DoPageUp:
		to = page - view.DeskRows
	case view.DoPageDown:
		if to = page + view.DeskRows; to > last {
			to = row
		}
	case view.DoFirst:
	case view.DoLast:
		to = last
	case view.DoCharge:
		return row, row <= last, true
	case view.DoRow:
		if a.Index >= 0 && a.Index <= last {
			return a.Index, true, true
		}
		return row, false, true
	case view.DoDigits:
		if at := int(a.Text[0] - '1'); len(a.Text) == 1 && at >= 0 && at < view.DeskRows && page+at <= last {
			return page + at, true, true
		}
		return row, false, true
	default:
		return row, false, false
	}
	return max(0, min(to, last)), false, true
}

// topRow is the first row of the part of a list on which the chosen one stands.
func topRow(row int) int { return row / view.DeskRows * view.DeskRows }

// pageKeys turn over a list of more rows than are shown at once.
func (s Model) pageKeys(v *view.Desk, top, n int) {
	if n > view.DeskRows {
		v.Buttons[1] = keyed(s.word(words.PageBack), view.DoPageUp).OffIf(top == 0)
		v.Buttons[2] = keyed(s.word(words.PageNext), view.DoPageDown).OffIf(top+view.DeskRows >= n)
	}
}

// pageOf says which part of a list is shown.
func (s Model) pageOf(top, n int) string {
	return s.word(words.PageOf, strconv.Itoa(top/view.DeskRows+1), strconv.Itoa((n+view.DeskRows-1)/view.DeskRows))
}

func (s Model) back() view.Button {
	return keyed(s.word(words.Back), view.DoEscape)
}

// closes is Back where nothing lies behind the page.
func (s Model) closes() view.Button {
	b := s.back()
	b.Label = s.word(words.Close)
	return b
}
