package model

import (
	"time"

	"psar/assets/words"
	"psar/ui/view"
)

// page lies over the large panel, never over the tray, so that money that comes
// meanwhile is seen; the payment in front stays on the customer's window. Each page is
// a value with its own state, in the file of its name. A form lies over the page that
// it belongs to, and brings it back.
type page interface {
	// name tells the pages apart.
	name() view.Page
	// update does what was asked for while the page is open.
	update(s Model, a view.Action, now time.Time) (Model, Command)
	// show puts the page into the cashier's window.
	show(s Model, v *view.Cashier, now time.Time)
	// place adds what the keys that decide are about.
	place(s Model, w where) where
	// follow keeps to the shop: what a page was about may have gone meanwhile.
	follow(s Model, now time.Time) Model
	// wants is what has to be read for the page.
	wants(s Model) (Model, Command)
	// typesDigits reports that digits become a figure: elsewhere they choose.
	typesDigits() bool
	// expects reports that it waits for the answer to a question: those of before are
	// overtaken.
	expects(turn int) bool
	// waits reports that the till is at what the page handed to it.
	waits() bool
}

// plainPage is a page that nothing but its own keys changes.
type plainPage struct{}

func (plainPage) place(_ Model, w where) where      { return w }
func (plainPage) follow(s Model, _ time.Time) Model { return s }
func (plainPage) wants(s Model) (Model, Command)    { return s, nil }
func (plainPage) typesDigits() bool                 { return false }
func (plainPage) expects(int) bool                  { return false }
func (plainPage) waits() bool                       { return false }

// asksAnew is the turn of another question of a page.
func (s Model) asksAnew() (Model, int) {
	s.turn++
	return s, s.turn
}

// expects reports that the open page waits for the answer to the question of a turn.
func (s Model) expects(turn int) bool { return s.page != nil && turn > 0 && s.page.expects(turn) }

// Page is what lies over the large panel.
func (s Model) Page() view.Page {
	if s.page == nil {
		return view.PageClosed
	}
	return s.page.name()
}

// open lays a page over the large panel.
func (s Model) open(p page) Model {
	s.page = p
	return s
}

// over lays a page over the large panel for a key that may, with nothing said or asked.
func (s Model) over(p page) Model {
	s.Confirm, s.Said = false, Said{}
	return s.open(p)
}

// closePage brings the large panel back, or the change that is being counted out.
func (s Model) closePage() Model {
	s.page = nil
	if s.changing() && s.Front == "" {
		s.page = changePage{}
	}
	return s
}

// as is the open page where it is that one.
func as[P page](s Model) (P, bool) {
	p, ok := s.page.(P)
	return p, ok
}

// finishFirst says that a key is not the page's.
func (s Model) finishFirst(now time.Time) (Model, Command) {
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}

// atTillsWork reports that the till is at a form or at notes, or that it is asked whether
// all goes back.
func (s Model) atTillsWork() bool {
	return s.paying() || s.page != nil && s.page.waits()
}

// Open is the open page with all that it holds, for who looks whether anything changed.
func (s Model) Open() any { return s.page }
