package ui

import (
	"time"

	"psar/ui/model"
	"psar/ui/view"
)

// drawn is what stands on the cashier's screen and a key decides on: where the keys go,
// the sums, what is chosen. Times, sentences and what lies in the tray are not in it.
type drawn struct {
	at     model.Place
	help   bool
	amount view.Amount
	kind   view.PanelKind
	paid   string // the payment's amount
	bill   view.Bill
	desk   view.Desk
	cash   view.Cash
	count  view.Count
	past   view.History
	sale   string // whose details are read
	roles  [4]string
	part   string // of a test page, that is asked about
}

// drawnOf reads it from a view, and the place that the view was made of.
func drawnOf(v view.Cashier, at model.Place) drawn {
	d := drawn{
		at: at, help: v.Help != nil, amount: v.Amount, kind: v.Panel.Kind, paid: v.Panel.Amount,
		bill: v.Panel.Bill, desk: withoutAges(v.Desk), cash: v.Cash, count: v.Count, past: v.History, sale: v.Details.Title, roles: v.Printer.Values,
	}
	d.desk.Problem, d.cash.Problem = "", ""
	if v.Printer.Page == view.PageSaw { // elsewhere it tells how the printer is
		d.part = v.Printer.Text
	}
	return d
}

// withoutAges is a page without how long ago something was, which no key decides on: a key
// that waits over the turn of a minute means what it meant.
func withoutAges(d view.Desk) view.Desk {
	switch d.Page {
	case view.PageList, view.PageHeld:
		for i := range d.Rows {
			d.Rows[i].Age, d.Rows[i].Old = "", false
		}
	case view.PageDetail:
		d.Facts[1], d.Past = "", [5]string{}
	}
	return d
}

// wouldDraw is what the screen would show of the state now.
func (u *UI) wouldDraw() drawn { return drawnOf(u.state.Cashier(u.now()), u.state.Place()) }

// drawing is what was drawn, and in which turn of the windows' loop: see beat.
type drawing struct {
	what *drawn
	turn int
}

// noteDrawn remembers what is drawn now. Of each turn the last drawing is what is painted.
// Most drawings are as the one before, which is kept for them: every tick draws.
func (u *UI) noteDrawn(d drawn) {
	t := &u.router
	before, last := &t.drawn[0], &t.drawn[1]
	if last.turn != t.turn {
		*before = *last
	}
	if last.turn = t.turn; last.what == nil || *last.what != d {
		last.what = new(drawn)
		*last.what = d
	}
}

// lagMost is how far the windows may be behind a hand that types on, which knows what its
// last key does before it is painted: a turn of their loop takes 50 to 200 ms where no graphics
// card paints. After a longer stall keys come in a lump, and what the lump itself drew was not
// seen.
const lagMost = 300 * time.Millisecond

// wasDrawn is what was on the screen when a key went down that is seen now, so much later.
func (u *UI) wasDrawn(late time.Duration) *drawn {
	t := &u.router
	before, last := t.drawn[0], t.drawn[1]
	if last.turn == t.turn && late > lagMost {
		return before.what
	}
	return last.what
}

// unseen reports that a key decides on something else than was on the screen when it went
// down: on another page, another sum, another row.
func (u *UI) unseen(s keystroke) bool {
	return u.decides(s) && *s.drawn != u.wouldDraw()
}

// settlesFor tells what was typed before a touch, and reports whether the touch still means
// what is under the finger then.
func (u *UI) settlesFor(a view.Action) bool {
	t := &u.router
	if t.reading { // it is a stroke's
		return true
	}
	before := u.wasDrawn(u.late())
	u.settleTyping()
	now := u.wouldDraw()
	moved, other := before.at != now.at, *before != now
	if a.Verb.Anywhere() || !moved && !(other && u.state.Decides(a.Verb)) {
		return true
	}
	u.state = u.state.TypeAgain(u.now(), false)
	u.draw()
	return false
}
