package model

import (
	"time"
	"unicode/utf8"

	"psar/assets/words"
	"psar/ui/view"
)

// parted is a figure, or the line of a form, that a key was to end or to add to which was
// dropped. The windows say so, and what is typed then must not get behind what stands:
// neither the same figure once more, nor the next one.
type parted struct {
	at   Place
	line int
	how  parting
}

type parting int

const (
	partedNot parting = iota
	// partedWhole: the key that ends it was dropped, Enter say. Nothing is added before that
	// is pressed again, or something else than typing is done: a PIN would stand readable
	// behind a name, the next note's count behind this one's.
	partedWhole
	// partedAnew: it is to be typed again. A figure begins anew with its next digit.
	partedAnew
)

// figured is a page with a figure that digits are added to.
type figured interface {
	// figureAt is the line that is typed into, and whether something stands in it.
	figureAt() (line int, stands bool)
	// anew is the page whose next digit begins the figure anew.
	anew() page
}

// parts are the keys that go on to another line, or do what the figure is for.
var parts = map[view.Verb]bool{view.DoCharge: true, view.DoTab: true, view.DoDown: true, view.DoUp: true}

// figureAt is the figure or line that digits are added to.
func (s Model) figureAt() (line int, stands bool) {
	if p, ok := s.page.(figured); ok {
		return p.figureAt()
	}
	return 0, s.page == nil && !s.Entry.Empty() && !s.Busy()
}

// parts notes that a key was dropped which was to end a figure, or to add to it.
func (s Model) parts(how parting) Model {
	if line, stands := s.figureAt(); stands {
		s.parted = parted{s.Place(), line, how}
	}
	return s
}

// behindParting is the state for a key after one was dropped: digits of a figure that is typed
// again begin it anew. true: the key would add to what is whole, and is refused.
func (s Model) behindParting(a view.Action, now time.Time) (Model, bool) {
	line, stands := s.figureAt()
	if s.parted.how == partedNot || s.parted.at != s.Place() || s.parted.line != line || !stands {
		return s, false
	}
	switch a.Verb {
	case view.DoDigits, view.DoPoint:
	case view.DoField:
		if a.Index != line || s.parted.how == partedAnew || utf8.RuneCountInString(a.Text) <= utf8.RuneCountInString(s.Form().Fields[line].text) {
			return s, false
		}
	default:
		return s, false
	}
	if s.parted.how == partedWhole {
		return s.Say(now, view.StatusAttention, words.KeyFirst), true
	}
	if s.page == nil {
		s.Entry = s.Entry.clear()
	} else {
		s.page = s.page.(figured).anew()
	}
	return s, false
}

// figureAt: where what comes next is secret, an empty line is left as one that is not.
func (p formPage) figureAt() (int, bool) {
	if p.Focus >= len(p.Fields) {
		return 0, false
	}
	next := p.Focus + 1
	return p.Focus, p.Fields[p.Focus].text != "" || next < len(p.Fields) && p.Fields[next].Kind.spec().secret
}

// anew: a line shows what is typed behind it, and is corrected in its middle, too.
func (p formPage) anew() page { return p }

func (p cashPage) figureAt() (int, bool) { return p.at, !p.given[p.at].Empty() }

func (p cashPage) anew() page {
	p.given[p.at] = p.given[p.at].clear()
	return p
}

func (p discountPage) figureAt() (int, bool) { return 0, !p.choosing && !p.figure.Empty() }

func (p discountPage) anew() page {
	p.figure = p.figure.clear()
	return p
}

func (p countPage) figureAt() (int, bool) {
	return p.column*100 + p.row, !p.fresh && p.Counts[p.column][p.row] > 0
}

func (p countPage) anew() page {
	p.fresh = true
	return p
}

func (p refundPage) figureAt() (int, bool) { return p.row, !p.fresh }

func (p refundPage) anew() page {
	p.fresh = true
	return p
}
