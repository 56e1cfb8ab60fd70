package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos"
)

// Bounds of the catalogue's page.
const (
	itemRows  = 5 // as many as a page of the desk holds
	quickKeys = 12
	formLines = 9 // of the longest form: an item and a manager’s word
)

// noRow is the row of a list from which one has to be chosen first.
const noRow = -1

// itemsDesk is the page where an item is looked for.
type itemsDesk struct {
	query string
	of    string     // the query that found
	found []pos.Item // what the query found
	quick []pos.Item // those that have a quick key
	row   int        // of found; noRow where none is chosen

	shared []pos.Item // those that share a barcode with another

	quickAt int  // the quick key that the keys have chosen, from 1
	stale   bool // something was changed: read anew
	enter   bool // Enter came before its answer
}

type (
	// searchCommand looks for items; an empty query asks for the quick keys.
	searchCommand struct{ query string }
	scanCommand   struct{ code string }
)

func (searchCommand) command() {}
func (scanCommand) command()   {}

// openItems shows the quick keys and a line for the search.
func (s state) openItems(now time.Time) (state, command) {
	if !s.canItems {
		return s.say(now, statusNone, words.NotNow), nil
	}
	s, ok := s.ringing(now)
	if !ok {
		return s, nil
	}
	s.desk = desk{page: deskItems}
	return s, searchCommand{}
}

func (s state) atItems(a action, now time.Time) (state, command) {
	d := s.desk.items
	s.said = said{}
	search := func(text string) (state, command) {
		if text == d.query {
			return s, nil
		}
		d.query, d.row, d.quickAt, d.enter = text, 0, 0, false
		s.desk.items = d
		return s, searchCommand{text}
	}
	switch a.verb {
	case doField:
		return search(a.text)
	case doDigits:
		return search(d.query + a.text)
	case doBackspace:
		if text := []rune(d.query); len(text) > 0 {
			return search(string(text[:len(text)-1]))
		}
		return s, nil
	case doUp, doDown, doTab, doPageUp, doPageDown:
		d = d.move(a.verb)
	case doNextSale:
		item, ok := d.chosenItem()
		if !ok {
			return s.say(now, statusNone, words.ItemChoose), nil
		}
		return s.editItem(item)
	case doBringFront:
		if a.payment != "" {
			return s.closeDesk().bringFront(a.payment, now), nil
		}
		return s.newItem()
	case doRow:
		return s.take(d.found[a.index], now), nil
	case doQuick:
		return s.take(d.quick[a.index], now), nil
	case doCharge:
		if d.query != "" && d.of != d.query { // its answer is on the way
			s.desk.items.enter = true
			return s, nil
		}
		if item, ok := d.chosenItem(); ok {
			return s.take(item, now), nil
		}
		if len(d.found) == 0 {
			if d.query != "" {
				return s.say(now, statusAttention, words.ItemsNone), nil
			}
			return s, nil
		}
		return s.say(now, statusNone, words.ItemChoose), nil
	case doEscape:
		return s.closeDesk(), nil
	case doFocus:
		return s, nil
	default:
		return s.say(now, statusNone, words.FinishFirst), nil
	}
	s.desk.items = d
	return s, nil
}

// move chooses another row of what was found, or another quick key.
func (d itemsDesk) move(v verb) itemsDesk {
	if d.query != "" {
		switch v {
		case doUp:
			d.row = max(0, d.row-1)
		case doDown, doTab:
			d.row = max(0, min(len(d.found)-1, d.row+1))
		}
		return d
	}
	step := map[verb]int{doUp: -1, doDown: 1, doTab: 1, doPageUp: -quickKeys, doPageDown: quickKeys}[v]
	d.quickAt = max(min(1, len(d.quick)), min(len(d.quick), d.quickAt+step))
	return d
}

// take adds an item to the bill: one more of the last line where it is the same.
func (s state) take(item pos.Item, now time.Time) state {
	s, ok := s.closeDesk().ringing(now)
	if !ok {
		return s
	}
	if s = s.begins(); !s.entry.empty() { // what was typed before it is a line of its own, and has the quantity
		if s = s.withLine(s.typedLine(), now); !s.entry.empty() {
			return s
		}
	}
	line := item.Line(max(1, s.cart.quantity))
	if n := len(s.cart.lines); n > 0 {
		last := s.cart.lines[n-1]
		quantity := last.Quantity
		last.Quantity = line.Quantity
		if last == line { // nothing was taken off it, or noted
			s.cart.row = n - 1
			next := s.changeQuantity(quantity+line.Quantity, now)
			next.cart.quantity = 0
			return next
		}
	}
	return s.withLine(line, now)
}

// itemsFound takes what a search or a scan found.
func (s state) itemsFound(c command, o outcome, err error, now time.Time) (state, bool) {
	switch c := c.(type) {
	case searchCommand:
		d := s.desk.items
		switch {
		case s.desk.page != deskItems || c.query != d.query:
		case err != nil:
			return s.refuse(err, now), true
		case c.query == "":
			d.quick, d.found, d.shared = o.items, nil, o.shared
			d.quickAt = min(d.quickAt, len(d.quick))
			s.desk.items = d
		default:
			d.of = c.query
			d.found, d.row = o.items, min(d.row, max(0, len(o.items)-1))
			entered := d.enter
			d.enter = false
			s.desk.items = d
			switch {
			case entered && len(d.found) > 0:
				return s.take(d.found[0], now), true
			case entered:
				return s.say(now, statusAttention, words.ItemsNone), true
			}
		}
		return s, true
	case scanCommand:
		s.looking--
		switch {
		case err != nil:
			return s.refuse(err, now), true
		case s.desk.page != deskClosed && s.desk.page != deskChange: // something was begun meanwhile
			return s.say(now, statusAttention, words.FinishFirst), true
		}
		if len(o.items) > 1 {
			return s.sharedScanned(c.code, o.items, now), true
		}
		return s.take(o.items[0], now), true
	}
	return s, false
}

// sharedScanned shows the items that share a barcode; none of them is added
// before somebody has chosen it.
func (s state) sharedScanned(code string, found []pos.Item, now time.Time) state {
	s.desk = desk{page: deskItems, items: itemsDesk{query: code, of: code, found: found, row: noRow}}
	return s.say(now, statusAttention, words.ItemsShared)
}

// scanner watches for a barcode scanner: a keyboard that types faster than any
// hand, and then Enter. The pace is that of the whole code: a slow machine takes
// its keys in a few lumps, one after each frame that it has drawn.
type scanner struct {
	digits      string
	first, last time.Time
	before      entry // what was typed when it began
}

// A scanner's pace, and the shortest code that is taken for one.
const (
	scanPace  = 60 * time.Millisecond  // a digit, on average: a hand takes 100 and more
	scanPause = 400 * time.Millisecond // what comes after it is another code
	scanLeast = 8                      // digits of an EAN-8
)

// saw notes a digit and when it came.
func (sc scanner) saw(digit string, typed entry, now time.Time) scanner {
	if now.Sub(sc.last) > scanPause {
		sc = scanner{before: typed, first: now}
	}
	sc.digits, sc.last = sc.digits+digit, now
	return sc
}

// read is the code that was scanned when Enter comes now.
func (sc scanner) read(now time.Time) (string, bool) {
	n := len(sc.digits)
	return sc.digits, n >= scanLeast && now.Sub(sc.last) <= scanPause && now.Sub(sc.first) <= time.Duration(n)*scanPace
}

// scanned looks a code up; what it typed on the way is taken back. While notes are
// taken, or anything else lies on the desk, nothing is added to the bill, and its
// Enter does nothing.
func (s state) scanned(code string, now time.Time) (state, command) {
	before := s.scan.before
	s.scan, s.said = scanner{}, said{}
	switch {
	case s.desk.cash.busy || s.desk.form.busy:
		return s.say(now, statusNone, words.Working), nil
	case s.desk.page == deskItems:
		s = s.closeDesk()
	case s.desk.page == deskCash:
		s.desk.cash.given[s.desk.cash.at] = s.desk.cash.given[s.desk.cash.at].clear()
		return s.say(now, statusAttention, words.FinishFirst), nil
	case s.desk.page != deskClosed && s.desk.page != deskChange:
		return s.say(now, statusAttention, words.FinishFirst), nil
	case s.busy():
		return s.say(now, statusAttention, words.AmountLocked), nil
	default:
		s.entry = before
	}
	s.looking++
	return s, scanCommand{code}
}
