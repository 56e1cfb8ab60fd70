package model

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/view"
)

// historyPage is where a sale of the past is looked for.
type historyPage struct {
	plainPage
	Find    string // what was typed
	state   pos.PastState
	days    pastDays
	unread  bool // nothing that the line understands
	turn    int  // of the question whose answer it waits for
	told    int  // of that after a sale's details; 0 is none
	Busy    bool
	reading bool // its answer is on the way
	opening bool // Enter came before the answer: a single sale is opened
	stale   bool // the shop has changed since the page was read
	rows    []pos.PastSale
	row     int
	more    bool
	marks   []pos.HistoryMark // where the pages before this one began
	at      pos.HistoryMark   // where this one does
}

// detailsPage is all that is stored of one of them.
type detailsPage struct {
	plainPage
	list    historyPage
	story   pos.SaleDetails
	told    int  // of the question whose answer it waits for
	reading bool // it is on the way
	stale   bool // the shop has changed since it was read
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
	return historyPage{}.ask(s, pos.HistoryMark{})
}

// ask asks for the page behind a mark.
func (p historyPage) ask(s Model, from pos.HistoryMark) (Model, Command) {
	s, p.turn = s.asksAnew()
	p.reading = false
	filter, ok := s.finder().read(p.Find)
	if p.unread = !ok; !ok {
		p.Busy, p.opening, p.rows, p.more, p.row = false, false, nil, false, 0
		return s.open(p), nil
	}
	if p.state != "" {
		filter.State = p.state
	}
	if filter.From == "" && filter.To == "" {
		filter.From, filter.To = p.days.bounds(s.Snap.Day)
	}
	if filter.Clock != (pos.ClockSpan{}) && filter.From == "" && filter.To == "" {
		filter.From, filter.To = s.Snap.Day, s.Snap.Day // a time alone is today's
	}
	filter.After, filter.Most = from, view.PastRows+1
	p.Busy, p.reading, p.opening, p.stale, p.at = true, true, false, false, from
	return s.open(p), HistoryCommand{turn: p.turn, Filter: filter}
}

// wants opens a single sale that Enter asked for before it was found: a scanner types a
// receipt's code and Enter faster than any disk answers. And it reads the page anew after
// the shop has changed: the sale that was chosen stays so, wherever it stands then.
func (p historyPage) wants(s Model) (Model, Command) {
	switch {
	case p.Busy, p.reading: // one at a time: they would overtake each other, and none be taken
		return s, nil
	case p.opening && len(p.rows) == 1:
		return p.details(s, 0)
	case !p.stale || p.unread:
		return s, nil
	}
	row := p.row
	s, c := p.ask(s, p.at)
	asked, ok := c.(HistoryCommand)
	if !ok {
		return s, c
	}
	asked.again = true
	if p, ok := as[historyPage](s); ok {
		p.Busy, p.row = false, row // what stands there can be used meanwhile
		s = s.open(p)
	}
	return s, asked
}

// wants reads the sale anew after the shop has changed.
func (p detailsPage) wants(s Model) (Model, Command) {
	if !p.stale || p.reading || p.list.Busy {
		return s, nil
	}
	p.stale, p.reading = false, true
	s, p.told = s.asksAnew()
	return s.open(p), DetailsCommand{turn: p.told, Sale: p.story.Sale.ID}
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
func (p historyPage) anew(s Model) (Model, Command) {
	p.marks, p.row, p.told = nil, 0, 0
	return p.ask(s, pos.HistoryMark{})
}

func (historyPage) name() view.Page { return view.PageHistory }

func (historyPage) typesDigits() bool { return true }

func (p historyPage) expects(turn int) bool { return turn == p.turn || turn == p.told }

func (p historyPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	s.Said = Said{}
	if text, ok := p.line(a); ok {
		return p.find(s, text)
	}
	switch a.Verb {
	case view.DoUp:
		p.row = max(0, p.row-1)
	case view.DoDown, view.DoTab:
		p.row = max(0, min(len(p.rows)-1, p.row+a.Step()))
	case view.DoPageDown:
		return p.older(s)
	case view.DoPageUp:
		return p.newer(s)
	case view.DoNextSale:
		p.state = nextState(p.state)
		return p.anew(s)
	case view.DoCheckNow:
		p.days = (p.days + 1) % pastChoices
		return p.anew(s)
	case view.DoRow:
		return p.details(s, a.Index)
	case view.DoCharge:
		if !p.Busy {
			return p.details(s, p.row)
		}
		p.opening = true
		return s.open(p).Say(now, view.StatusNone, words.Working), nil
	case view.DoRefund:
		if p.Busy { // what stands there was looked for before
			s.hand = s.hand.drop(now)
			return s.Say(now, view.StatusNone, words.Working), nil
		}
		if p.row < len(p.rows) {
			return s.refundPast(p.rows[p.row].Sale, now)
		}
		return s.openRefund(now)
	case view.DoBringFront:
		return s.closePage().bringFront(a.Payment, now), nil
	case view.DoEscape:
		return s.closePage(), nil
	case view.DoFocus, view.DoBackspace:
	default:
		return s.finishFirst(now)
	}
	return s.open(p), nil
}

// line is the line after a key that writes in it; false where the key is none.
func (p historyPage) line(a view.Action) (string, bool) {
	switch a.Verb {
	case view.DoField:
		return a.Text, true
	case view.DoDigits:
		return p.Find + a.Text, true
	case view.DoFlip:
		return p.Find + "/", true
	case view.DoPoint:
		return p.Find + ".", true
	case view.DoDiscount:
		return p.Find + "-", true
	}
	text := []rune(p.Find)
	switch {
	case len(text) == 0: // Backspace does nothing, and Esc closes the page
	case a.Verb == view.DoBackspace:
		return string(text[:len(text)-1]), true
	case a.Verb == view.DoEscape:
		return "", true
	}
	return "", false
}

// find looks for what is written in the line.
func (p historyPage) find(s Model, text string) (Model, Command) {
	if text == p.Find {
		return s, nil
	}
	p.Find, p.opening = text, false
	return p.anew(s)
}

// older turns to the page behind this one.
func (p historyPage) older(s Model) (Model, Command) {
	if !p.more || p.Busy {
		return s, nil
	}
	p.marks, p.row = append(p.marks[:len(p.marks):len(p.marks)], p.at), 0
	p.told = 0
	return p.ask(s, p.rows[len(p.rows)-1].Mark())
}

// newer turns to the page before this one.
func (p historyPage) newer(s Model) (Model, Command) {
	n := len(p.marks)
	if n == 0 || p.Busy {
		return s, nil
	}
	from := p.marks[n-1]
	p.marks, p.row, p.told = p.marks[:n-1], 0, 0
	return p.ask(s, from)
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

// details opens the sale of a row, once all that is stored of it is there; what was
// asked before is overtaken.
func (p historyPage) details(s Model, row int) (Model, Command) {
	if row < 0 || row >= len(p.rows) {
		return s, nil
	}
	p.row, p.opening = row, false
	s, p.told = s.asksAnew()
	return s.open(p), DetailsCommand{turn: p.told, Sale: p.rows[row].Sale.ID, opens: true}
}

func (detailsPage) name() view.Page { return view.PageDetails }

func (p detailsPage) expects(turn int) bool { return turn == p.told || turn == p.list.turn }

// rolls are how far the keys roll the details.
var rolls = map[view.Verb]int{
	view.DoUp: -1, view.DoDown: 1, view.DoPageUp: -8, view.DoPageDown: 8, view.DoFirst: -10_000, view.DoLast: 10_000,
}

func (p detailsPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	sold := p.story.Sale
	s.Said = Said{}
	if step, ok := rolls[a.Verb]; ok {
		return does(s, Roll{step}), nil
	}
	switch a.Verb {
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
		p.list.stale, p.list.told = true, 0 // what was asked for the details opens them no more
		return s.open(p.list), nil
	case view.DoBringFront:
		return s.closePage().bringFront(a.Payment, now), nil
	case view.DoCharge, view.DoBackspace, view.DoDigits, view.DoTab, view.DoFocus: // Enter opened the page
		return s, nil
	}
	return s.finishFirst(now)
}

// outdated notes that the shop has changed since a page was read.
func (s Model) outdated() Model {
	switch p := s.page.(type) {
	case historyPage:
		p.stale = true
		return s.open(p)
	case detailsPage:
		p.stale = true
		return s.open(p)
	}
	return s
}

// refundPast goes on to give money back for a sale; its number is typed already.
func (s Model) refundPast(sold sale.Sale, now time.Time) (Model, Command) {
	if sold.State != sale.Completed {
		return s.Say(now, view.StatusNone, words.PastNoReceipt), nil
	}
	s, _ = s.openRefund(now)
	return s.hands(s.Form().with(0, sold.Receipt.String()), RefundableCommand{sold.Receipt})
}

// History is the page of the past sales, zero where another is open.
func (s Model) History() historyPage {
	p, _ := as[historyPage](s)
	return p
}
