package model

import (
	"time"

	"psar/assets/words"
	"psar/ui/view"
)

// deciding are the keys that close, confirm, pay, print or put aside what stands on
// the screen.
var deciding = map[view.Verb]bool{
	view.DoCharge: true, view.DoEscape: true, view.DoConfirm: true, view.DoNextSale: true, view.DoBringFront: true, view.DoPrint: true,
	view.DoYes: true, view.DoNo: true, view.DoCameOut: true, view.DoNotOut: true, view.DoOurs: true, view.DoNotOurs: true, view.DoLink: true, view.DoHold: true,
}

// answers are those of them that answer a question of the till.
var answers = map[view.Verb]bool{view.DoYes: true, view.DoNo: true, view.DoCameOut: true, view.DoNotOut: true, view.DoOurs: true, view.DoNotOurs: true}

// asksOnce are those that would ask the till for the same once more: for another paper,
// another payment of training mode.
var asksOnce = map[view.Verb]bool{view.DoPrint: true, view.DoPay: true, view.DoConfirm: true}

// goesOn are the keys that a hand holds down to do more of the same.
var goesOn = map[view.Verb]bool{
	view.DoBackspace: true, view.DoUp: true, view.DoDown: true, view.DoPageUp: true, view.DoPageDown: true, view.DoTab: true, view.DoOlder: true, view.DoNewer: true,
}

// ignores reports that a key does nothing, in silence: it is held down, or it bounced.
func (s Model) ignores(a view.Action, now time.Time) bool {
	if a.Held {
		return !(goesOn[a.Verb] || a.Verb == view.DoDigits && s.typesDigits()) || s.hand.down != s.where()
	}
	return a.Verb != view.DoDigits && s.hand.again(a, now)
}

// unmeant reports that a key is not taken: it was meant for what stood there before, or
// what is under way can't take it, or it is the rest of such a lump. The state says so.
func (s Model) unmeant(a view.Action, now time.Time) (Model, bool) {
	next, dropped := s.drops(a, now)
	switch {
	case dropped:
		return next, true
	case s.tooFresh(a, now):
		return s.justCame(now), true
	}
	return next, false
}

// tooFresh reports that a key would decide what nobody can have read when it went down:
// that came by itself, and still stands there. A touch on a payment says what it means.
func (s Model) tooFresh(a view.Action, now time.Time) bool {
	if a.Held || a.Payment != "" {
		return false
	}
	if !a.At.IsZero() {
		now = a.At
	}
	return s.Decides(a.Verb) && s.hand.tooFresh(s.where().standing, now) || answers[a.Verb] && s.hand.answersUnread(now)
}

// justCame says so. A refusal that came stays readable behind it.
func (s Model) justCame(now time.Time) Model {
	if s.Said.Code != "" && now.Before(s.Said.until) {
		s.Said.lead, s.Said.leadArgs, s.Said.until = words.JustCame, nil, now.Add(2*saidFor)
		return s
	}
	return s.Say(now, view.StatusAttention, words.JustCame)
}

// Decides reports that a verb would close, confirm, pay, print or choose something here.
func (s Model) Decides(v view.Verb) bool {
	switch v {
	case view.DoDigits:
		return !s.typesDigits() && s.Page() != view.PageChange
	case view.DoRefund: // of the sale that is chosen, or whose details stand there
		return s.Page() == view.PageHistory || s.Page() == view.PageDetails
	case view.DoSplit: // elsewhere it opens the page where the sum is seen
		return s.Page() == view.PageCash
	case view.DoRow, view.DoQuick, view.DoPay:
		return true
	}
	return deciding[v]
}

// typesDigits reports that digits become a figure here: elsewhere they choose.
func (s Model) typesDigits() bool {
	return s.page == nil || s.page.typesDigits()
}

// led notes the key that led elsewhere, or asked the till for something.
func (s Model) led(before Model, a view.Action, c Command, now time.Time) Model {
	asked := c != nil && (asksOnce[a.Verb] || a.Verb == view.DoDigits && before.Decides(a.Verb) && !beside(c))
	s.hand = s.hand.leads(pressOf(a), asked || s.leads(before, a), now)
	s.hand = s.hand.types(a.Verb, now)
	if s.page != nil && s.Page() != before.Page() && before.billIsFresh(a, now) {
		s.hand = s.hand.carries(s.where().standing)
	}
	return s
}

// billIsFresh reports that the bill became another one so late that nobody can have read
// it when a key went down, which opens a page with the new sum.
func (s Model) billIsFresh(a view.Action, now time.Time) bool {
	if !a.At.IsZero() {
		now = a.At
	}
	return s.Front == "" && !(s.Cart.Empty() && s.Entry.Empty()) && s.hand.tooFresh(s.where().standing, now)
}

// beside reports that a command only asks what a page shows beside: it changes nothing.
func beside(c Command) bool { return LaneOf(c) == LaneAside }

// leads reports that a key opened a page which it can also close or go on from, or took a
// page, the help or a payment away.
func (s Model) leads(before Model, a view.Action) bool {
	turned := s.Page() != before.Page() || s.Form().task() != before.Form().task()
	bill := s.Page() == view.PageClosed || s.Page() == view.PageChange
	switch a.Verb {
	case view.DoField, view.DoFocus, view.DoPoint: // what is typed goes on
		return false
	case view.DoDigits: // and a figure does; a digit that chose has done its work
		if before.Help {
			return s.Decides(view.DoDigits)
		}
		return turned && !before.typesDigits() && before.Page() != view.PageChange && (bill || !s.typesDigits())
	case view.DoHelp, view.DoSheets, view.DoNextSale, view.DoBringFront, view.DoCharge:
		if turned || s.Help != before.Help || s.Sheets.Open != before.Sheets.Open {
			return true
		}
	}
	return turned && bill || before.Help && !s.Help || before.Front != "" && s.Front == ""
}
