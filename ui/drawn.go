package ui

import (
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
}

// drawnOf reads it from a view, and the place that the view was made of.
func drawnOf(v view.Cashier, at model.Place) drawn {
	d := drawn{
		at: at, help: v.Help != nil, amount: v.Amount, kind: v.Panel.Kind, paid: v.Panel.Amount,
		bill: v.Panel.Bill, desk: v.Desk, cash: v.Cash, count: v.Count, past: v.History, sale: v.Details.Title, roles: v.Printer.Values,
	}
	d.desk.Problem, d.cash.Problem = "", ""
	return d
}

// wouldDraw is what the screen would show of the state now.
func (u *UI) wouldDraw() drawn { return drawnOf(u.state.Cashier(u.now()), u.state.Place()) }

// wasDrawn is what was on the screen when a key went down that is seen now. Keys that come
// in a lump while the windows are busy come before anything is painted.
func (u *UI) wasDrawn() *drawn {
	if t := &u.router; t.stood != nil && t.pulse.late(u.machine()) > 0 {
		return t.stood
	}
	return u.router.drawn
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
	before := u.wasDrawn()
	u.settleTyping()
	now := u.wouldDraw()
	moved, other := before.at != now.at, *before != now
	if a.Verb.Anywhere() || !moved && !(other && u.state.Decides(a.Verb)) {
		return true
	}
	u.state = u.state.TypeAgain(u.now())
	u.draw()
	return false
}
