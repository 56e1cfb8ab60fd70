package model

import (
	"time"

	"psar/ui/view"
)

// A key that is refused leaves the hand typing: the digits and the Enter behind it were
// meant for the page that did not open, or for the sign that was not taken. Taken where
// they fall they would be another amount, so they are dropped until they pause.

// opening are the keys whose digits and Enter belong to what they open or begin.
var opening = map[view.Verb]bool{
	view.DoFlip: true, view.DoQuantity: true, view.DoDiscount: true, view.DoCash: true, view.DoSplit: true, view.DoRefund: true, view.DoItems: true,
	view.DoHold: true, view.DoRate: true, view.DoMark: true, view.DoStaff: true, view.DoLine: true, view.DoLock: true, view.DoOwner: true, view.DoHistory: true,
	view.DoNextLine: true, view.DoReports: true, view.DoExport: true, view.DoDay: true, view.DoUnmatched: true, view.DoLink: true, view.DoAlert: true, view.DoPrinter: true,
}

// Act does what was asked for: the rule of the cashier's path. The command is
// nil when the till has nothing to do. Whatever can't be done now says why.
func (s Model) Act(a view.Action, now time.Time) (Model, Command) {
	next, c := s.act(a, now)
	next = next.traced(s)
	next.trail.refused = false
	switch {
	case c == nil && next.unheard(s, a, now):
		next.hand = next.hand.refuse(now)
	case !figure(a.Verb): // Esc, or another key that was heard
		next.hand = next.hand.hears()
	}
	return next, c
}

// unheard reports that a key opened nothing and changed no figure: it was refused
// aloud, the change went on standing, or it only took a payment off the bill behind it.
func (s Model) unheard(before Model, a view.Action, now time.Time) bool {
	switch {
	case !opening[a.Verb] || a.Held || before.Help || s.Place() != before.Place():
		return false
	case s.Entry != before.Entry || s.Cart.Quantity != before.Cart.Quantity || s.Cart.currency != before.Cart.currency || s.Total() != before.Total():
		return false
	case a.Verb == view.DoNextLine && s.Entry.Empty() && before.Front == "": // with nothing typed what follows is a bill's first line
		return false
	case s.Page() == view.PageCash && s.Cash().at != before.Cash().at: // the other currency
		return false
	}
	said := s.Said.until.After(now) && !s.Said.until.Equal(before.Said.until)
	return said || s.Page() == view.PageChange || before.Front != "" && s.Front == ""
}
