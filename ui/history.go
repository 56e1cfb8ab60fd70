package ui

import (
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
)

// pastRows is how many sales a page of the history holds.
const pastRows = 9

// historyDesk is the page where a sale of the past is looked for.
type historyDesk struct {
	find    string // what was typed
	state   pos.PastState
	days    pastDays
	unread  bool // nothing that the line understands
	turn    int  // counts the questions: an answer to an earlier one is worth nothing
	busy    bool
	opening bool // Enter came before the answer: a single sale is opened
	stale   bool // the shop has changed since the page was read
	rows    []pos.PastSale
	row     int
	more    bool
	marks   []pos.HistoryMark // where the pages before this one began
	at      pos.HistoryMark   // where this one does
	story   pos.SaleStory     // deskStory
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

type (
	historyCommand struct {
		turn   int
		filter pos.HistoryFilter
		again  bool // the same page as before
	}
	storyCommand struct{ sale id.Sale }
	// rollCommand moves the history's details by steps; done by the windows
	// themselves.
	rollCommand struct{ steps int }
)

func (historyCommand) command() {}
func (storyCommand) command()   {}
func (rollCommand) command()    {}

// openHistory shows the last sales, and a line to find others.
func (s state) openHistory(now time.Time) (state, command) {
	switch {
	case !s.canHistory:
		return s.say(now, statusNone, words.NotNow), nil
	case s.charging:
		return s.say(now, statusNone, words.Preparing), nil
	}
	s.confirm, s.said = false, said{}
	s.desk = desk{page: deskHistory}
	return s.askHistory(pos.HistoryMark{})
}

// askHistory asks for the page behind a mark.
func (s state) askHistory(from pos.HistoryMark) (state, command) {
	d := &s.desk.history
	filter, ok := s.finder().read(d.find)
	if d.unread = !ok; !ok {
		d.turn++
		d.busy, d.opening, d.rows, d.more, d.row = false, false, nil, false, 0
		return s, nil
	}
	if d.state != "" {
		filter.State = d.state
	}
	if filter.From == "" && filter.To == "" {
		filter.From, filter.To = d.days.bounds(s.snap.Day)
	}
	if filter.Clock != (pos.ClockSpan{}) && filter.From == "" && filter.To == "" {
		filter.From, filter.To = s.snap.Day, s.snap.Day // a time alone is today's
	}
	filter.After, filter.Most = from, pastRows+1
	d.turn++
	d.busy, d.opening, d.stale, d.at = true, false, false, from
	return s, historyCommand{turn: d.turn, filter: filter}
}

// wantsHistory reads the page, or the sale, anew after the shop has changed: the one that was
// chosen stays so, wherever it stands then.
func (s state) wantsHistory() (state, command) {
	if next, c := s.wantsStory(); c != nil {
		return next, c
	}
	d := s.desk.history
	switch {
	case !d.stale || d.busy:
		return s, nil
	case s.desk.page == deskStory:
		s.desk.history.stale = false
		return s, storyCommand{d.story.Sale.ID}
	case s.desk.page != deskHistory || d.unread:
		return s, nil
	}
	row := d.row
	s, c := s.askHistory(d.at)
	if asked, ok := c.(historyCommand); ok {
		asked.again = true
		c = asked
	}
	s.desk.history.busy, s.desk.history.row = false, row // what stands there can be used meanwhile
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
func (s state) anew() (state, command) {
	s.desk.history.marks, s.desk.history.row = nil, 0
	return s.askHistory(pos.HistoryMark{})
}

func (s state) atHistory(a action, now time.Time) (state, command) {
	d := &s.desk.history
	s.said = said{}
	typed := func(text string) (state, command) {
		if text == d.find {
			return s, nil
		}
		d.find, d.opening = text, false
		return s.anew()
	}
	switch a.verb {
	case doField:
		return typed(a.text)
	case doDigits:
		return typed(d.find + a.text)
	case doFlip:
		return typed(d.find + "/")
	case doPoint:
		return typed(d.find + ".")
	case doDiscount:
		return typed(d.find + "-")
	case doBackspace:
		if text := []rune(d.find); len(text) > 0 {
			return typed(string(text[:len(text)-1]))
		}
	case doUp:
		d.row = max(0, d.row-1)
	case doDown, doTab:
		d.row = max(0, min(len(d.rows)-1, d.row+1))
	case doPageDown:
		if !d.more || d.busy {
			return s, nil
		}
		d.marks, d.row = append(d.marks[:len(d.marks):len(d.marks)], d.at), 0
		return s.askHistory(d.rows[len(d.rows)-1].Mark())
	case doPageUp:
		n := len(d.marks)
		if n == 0 || d.busy {
			return s, nil
		}
		from := d.marks[n-1]
		d.marks, d.row = d.marks[:n-1], 0
		return s.askHistory(from)
	case doNextSale:
		d.state = nextState(d.state)
		return s.anew()
	case doCheckNow:
		d.days = (d.days + 1) % pastChoices
		return s.anew()
	case doRow:
		return s.openStory(a.index)
	case doCharge:
		if d.busy {
			d.opening = true
			return s, nil
		}
		return s.openStory(d.row)
	case doRefund:
		if d.row < len(d.rows) {
			return s.refundPast(d.rows[d.row].Sale, now)
		}
		return s.openRefund(now)
	case doBringFront:
		return s.closeDesk().bringFront(a.payment, now), nil
	case doEscape:
		if d.find != "" {
			return typed("")
		}
		return s.closeDesk(), nil
	case doFocus:
	default:
		return s.say(now, statusNone, words.FinishFirst), nil
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

// openStory asks for all that is stored of a sale.
func (s state) openStory(row int) (state, command) {
	d := &s.desk.history
	if row < 0 || row >= len(d.rows) {
		return s, nil
	}
	d.row, d.opening = row, false
	return s, storyCommand{d.rows[row].Sale.ID}
}

func (s state) atStory(a action, now time.Time) (state, command) {
	sold := s.desk.history.story.Sale
	s.said = said{}
	switch a.verb {
	case doUp:
		return s, rollCommand{-1}
	case doDown:
		return s, rollCommand{1}
	case doPageUp:
		return s, rollCommand{-8}
	case doPageDown:
		return s, rollCommand{8}
	case doFirst:
		return s, rollCommand{-10_000}
	case doLast:
		return s, rollCommand{10_000}
	case doPrint:
		switch {
		case sold.State != sale.Completed:
			return s.say(now, statusNone, words.PastNoReceipt), nil
		case !s.hasPrinter(settings.RoleReceipt):
			return s.sayError(now, fault.PrinterMissing), nil
		}
		return s, reprintCommand{sold.Receipt}
	case doRefund:
		return s.refundPast(sold, now)
	case doEscape, doHistory:
		s.desk.page, s.desk.history.stale = deskHistory, true
		return s, nil
	case doBringFront:
		return s.closeDesk().bringFront(a.payment, now), nil
	case doCharge, doBackspace, doDigits, doTab, doFocus: // Enter opened the page
		return s, nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
}

// refundPast goes on to give money back for a sale; its number is typed already.
func (s state) refundPast(sold sale.Sale, now time.Time) (state, command) {
	if sold.State != sale.Completed {
		return s.say(now, statusNone, words.PastNoReceipt), nil
	}
	s, _ = s.openRefund(now)
	f := s.desk.form.with(0, sold.Receipt.String())
	f.busy = true
	s.desk.form = f
	return s, refundableCommand{sold.Receipt}
}

// historyDone takes what was found.
func (s state) historyDone(c command, o outcome, err error, now time.Time) (state, bool) {
	d := &s.desk.history
	switch c := c.(type) {
	case historyCommand:
		if s.desk.page != deskHistory || c.turn != d.turn {
			return s, true
		}
		d.busy = false
		if err != nil {
			d.rows, d.more, d.opening = nil, false, false
			return s.refuse(err, now), true
		}
		chosen := id.Sale("")
		if d.row < len(d.rows) {
			chosen = d.rows[d.row].Sale.ID
		}
		d.more = len(o.sales) > pastRows
		d.rows = o.sales[:min(len(o.sales), pastRows)]
		d.row = min(d.row, max(0, len(d.rows)-1))
		if i := slices.IndexFunc(d.rows, func(p pos.PastSale) bool { return p.Sale.ID == chosen }); i >= 0 && c.again {
			d.row = i
		}
		return s, true
	case storyCommand:
		switch {
		case s.desk.page != deskHistory && (s.desk.page != deskStory || c.sale != d.story.Sale.ID):
		case err != nil:
			return s.refuse(err, now), true
		default:
			d.story, s.desk.page = o.story, deskStory
		}
		return s, true
	case reprintCommand:
		if s.desk.page == deskStory && err == nil {
			return s.say(now, statusGood, words.PrintSent), true
		}
	}
	return s, false
}

// wantsStory opens a single sale that Enter asked for before it was found: a
// scanner types a receipt's code and Enter faster than any disk answers.
func (s state) wantsStory() (state, command) {
	d := s.desk.history
	if s.desk.page != deskHistory || d.busy || !d.opening || len(d.rows) != 1 {
		return s, nil
	}
	return s.openStory(0)
}
