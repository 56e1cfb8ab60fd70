package model

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/view"
)

// historyDesk is the page where a sale of the past is looked for.
type historyDesk struct {
	Find    string // what was typed
	state   pos.PastState
	days    pastDays
	unread  bool // nothing that the line understands
	turn    int  // of the question whose answer it waits for
	told    int  // of that after a sale's details; 0 is none
	Busy    bool
	opening bool // Enter came before the answer: a single sale is opened
	stale   bool // the shop has changed since the page was read
	rows    []pos.PastSale
	row     int
	more    bool
	marks   []pos.HistoryMark // where the pages before this one began
	at      pos.HistoryMark   // where this one does
	story   pos.SaleDetails   // view.PageDetails
}

// pastDays are the days that a key chooses, from today backwards.
type pastDays int

const (
	pastAll pastDays = iota
	pastToday
	pastYesterday
	pastWeek
	pastMonth
	pastChoices // how many there are
)

// openHistory shows the last sales, and a line to find others.
func (s Model) openHistory(now time.Time) (Model, Command) {
	switch {
	case !s.CanHistory:
		return s.Say(now, view.StatusNone, words.NotNow), nil
	case s.Charging:
		return s.Say(now, view.StatusNone, words.Preparing), nil
	}
	s.Confirm, s.Said = false, Said{}
	s.Desk = desk{Page: view.PageHistory}
	return s.askHistory(pos.HistoryMark{})
}

// askHistory asks for the page behind a mark.
func (s Model) askHistory(from pos.HistoryMark) (Model, Command) {
	d := &s.Desk.History
	filter, ok := s.finder().read(d.Find)
	if d.unread = !ok; !ok {
		s.turn++
		d.turn, d.Busy, d.opening, d.rows, d.more, d.row = s.turn, false, false, nil, false, 0
		return s, nil
	}
	if d.state != "" {
		filter.State = d.state
	}
	if filter.From == "" && filter.To == "" {
		filter.From, filter.To = d.days.bounds(s.Snap.Day)
	}
	if filter.Clock != (pos.ClockSpan{}) && filter.From == "" && filter.To == "" {
		filter.From, filter.To = s.Snap.Day, s.Snap.Day // a time alone is today's
	}
	filter.After, filter.Most = from, view.PastRows+1
	s.turn++
	d.turn, d.Busy, d.opening, d.stale, d.at = s.turn, true, false, false, from
	return s, HistoryCommand{turn: d.turn, Filter: filter}
}

// wantsHistory reads the page, or the sale, anew after the shop has changed: the one that was
// chosen stays so, wherever it stands then.
func (s Model) wantsHistory() (Model, Command) {
	if next, c := s.wantsDetails(); c != nil {
		return next, c
	}
	d := s.Desk.History
	switch {
	case !d.stale || d.Busy:
		return s, nil
	case s.Page() == view.PageDetails:
		s.Desk.History.stale = false
		return s.asksDetails(d.story.Sale.ID)
	case s.Page() != view.PageHistory || d.unread:
		return s, nil
	}
	row := d.row
	s, c := s.askHistory(d.at)
	if asked, ok := c.(HistoryCommand); ok {
		asked.again = true
		c = asked
	}
	s.Desk.History.Busy, s.Desk.History.row = false, row // what stands there can be used meanwhile
	return s, c
}

// bounds are the first and the last of the days, "" where there is none.
func (d pastDays) bounds(today money.Day) (from, to money.Day) {
	at, err := time.Parse(time.DateOnly, string(today))
	if err != nil {
		return "", ""
	}
	day := func(t time.Time) money.Day { return money.Day(t.Format(time.DateOnly)) }
	switch d {
	case pastToday:
		return today, today
	case pastYesterday:
		yesterday := day(at.AddDate(0, 0, -1))
		return yesterday, yesterday
	case pastWeek:
		return day(at.AddDate(0, 0, -6)), today
	case pastMonth:
		return day(at.AddDate(0, 0, 1-at.Day())), today
	}
	return "", ""
}

// anew asks for the first page, after the line or a filter was changed.
func (s Model) anew() (Model, Command) {
	s.Desk.History.marks, s.Desk.History.row = nil, 0
	return s.askHistory(pos.HistoryMark{})
}

func (s Model) atHistory(a view.Action, now time.Time) (Model, Command) {
	d := &s.Desk.History
	s.Said = Said{}
	typed := func(text string) (Model, Command) {
		if text == d.Find {
			return s, nil
		}
		d.Find, d.opening, d.told = text, false, 0
		return s.anew()
	}
	switch a.Verb {
	case view.DoField:
		return typed(a.Text)
	case view.DoDigits:
		return typed(d.Find + a.Text)
	case view.DoFlip:
		return typed(d.Find + "/")
	case view.DoPoint:
		return typed(d.Find + ".")
	case view.DoDiscount:
		return typed(d.Find + "-")
	case view.DoBackspace:
		if text := []rune(d.Find); len(text) > 0 {
			return typed(string(text[:len(text)-1]))
		}
	case view.DoUp:
		d.row = max(0, d.row-1)
	case view.DoDown, view.DoTab:
		d.row = max(0, min(len(d.rows)-1, d.row+1))
	case view.DoPageDown:
		if !d.more || d.Busy {
			return s, nil
		}
		d.marks, d.row = append(d.marks[:len(d.marks):len(d.marks)], d.at), 0
		return s.askHistory(d.rows[len(d.rows)-1].Mark())
	case view.DoPageUp:
		n := len(d.marks)
		if n == 0 || d.Busy {
			return s, nil
		}
		from := d.marks[n-1]
		d.marks, d.row = d.marks[:n-1], 0
		return s.askHistory(from)
	case view.DoNextSale:
		d.state = nextState(d.state)
		return s.anew()
	case view.DoCheckNow:
		d.days = (d.days + 1) % pastChoices
		return s.anew()
	case view.DoRow:
		return s.openDetails(a.Index)
	case view.DoCharge:
		if d.Busy {
			d.opening = true
			return s, nil
		}
		return s.openDetails(d.row)
	case view.DoRefund:
		if d.Busy { // what stands there was looked for before
			s.hand = s.hand.drop(now)
			return s.Say(now, view.StatusNone, words.Working), nil
		}
		if d.row < len(d.rows) {
			return s.refundPast(d.rows[d.row].Sale, now)
		}
		return s.openRefund(now)
	case view.DoBringFront:
		return s.closeDesk().bringFront(a.Payment, now), nil
	case view.DoEscape:
		if d.Find != "" {
			return typed("")
		}
		return s.closeDesk(), nil
	case view.DoFocus:
	default:
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	}
	return s, nil
}

// nextState is the state that the key chooses after another one; behind the last
// come all.
func nextState(st pos.PastState) pos.PastState {
	all := append([]pos.PastState{""}, pos.PastStates()...)
	for i, other := range all {
		if other == st {
			return all[(i+1)%len(all)]
		}
	}
	return ""
}

// openDetails opens the sale of a row, once its details are there.
func (s Model) openDetails(row int) (Model, Command) {
	d := &s.Desk.History
	if row < 0 || row >= len(d.rows) {
		return s, nil
	}
	d.row, d.opening = row, false
	return s.asksDetails(d.rows[row].Sale.ID)
}

// asksDetails asks for all that is stored of a sale; what was asked before is overtaken.
func (s Model) asksDetails(sale id.Sale) (Model, Command) {
	s.turn++
	s.Desk.History.told = s.turn
	return s, DetailsCommand{s.turn, sale}
}

func (s Model) atDetails(a view.Action, now time.Time) (Model, Command) {
	sold := s.Desk.History.story.Sale
	s.Said = Said{}
	switch a.Verb {
	case view.DoUp:
		return does(s, Roll{-1}), nil
	case view.DoDown:
		return does(s, Roll{1}), nil
	case view.DoPageUp:
		return does(s, Roll{-8}), nil
	case view.DoPageDown:
		return does(s, Roll{8}), nil
	case view.DoFirst:
		return does(s, Roll{-10_000}), nil
	case view.DoLast:
		return does(s, Roll{10_000}), nil
	case view.DoPrint:
		switch {
		case sold.State != sale.Completed:
			return s.Say(now, view.StatusNone, words.PastNoReceipt), nil
		case !s.hasPrinter(settings.RoleReceipt):
			return s.SayError(now, fault.PrinterMissing), nil
		}
		return s, ReprintCommand{sold.Receipt}
	case view.DoRefund:
		return s.refundPast(sold, now)
	case view.DoEscape, view.DoHistory:
		s.Desk.Page, s.Desk.History.stale = view.PageHistory, true
		return s, nil
	case view.DoBringFront:
		return s.closeDesk().bringFront(a.Payment, now), nil
	case view.DoCharge, view.DoBackspace, view.DoDigits, view.DoTab, view.DoFocus: // Enter opened the page
		return s, nil
	}
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}

// refundPast goes on to give money back for a sale; its number is typed already.
func (s Model) refundPast(sold sale.Sale, now time.Time) (Model, Command) {
	if sold.State != sale.Completed {
		return s.Say(now, view.StatusNone, words.PastNoReceipt), nil
	}
	s, _ = s.openRefund(now)
	f := s.Desk.Form.with(0, sold.Receipt.String())
	f.Busy = true
	s.Desk.Form = f
	return s, RefundableCommand{sold.Receipt}
}

// wantsDetails opens a single sale that Enter asked for before it was found: a
// scanner types a receipt's code and Enter faster than any disk answers.
func (s Model) wantsDetails() (Model, Command) {
	d := s.Desk.History
	if s.Page() != view.PageHistory || d.Busy || !d.opening || len(d.rows) != 1 {
		return s, nil
	}
	return s.openDetails(0)
}
