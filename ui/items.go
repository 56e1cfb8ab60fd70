package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/sale"
)

// Bounds of the catalogue's page.
const (
	itemRows  = 5 // as many as a page of the desk holds
	quickKeys = 12
	formLines = 9 // of the longest form: an item and a manager’s word

	shortestEAN = 8 // digits
)

// noRow is the row of a list from which one has to be chosen first.
const noRow = -1

// itemsDesk is the page where an item is looked for.
type itemsDesk struct {
	query string
	of    string           // the query that found
	found []catalogue.Item // what the query found
	quick []catalogue.Item // those that have a quick key
	row   int              // of found; noRow where none is chosen

	shared []catalogue.Item // those that share a barcode with another

	quickAt int    // the quick key that the keys have chosen, from 1
	stale   bool   // something was changed: read anew
	enter   bool   // Enter came before its answer
	scanned string // what was scanned since, and found nowhere: F3 takes it in
}

type (
	// searchCommand looks for items; an empty query asks for the quick keys.
	searchCommand struct{ query string }
	// scanCommand looks for the item of a scanned code; quantity was typed for it, 0 is
	// none.
	// A standing amount goes on the bill before it.
	scanCommand struct {
		scanned
		quantity int64
		standing entry
	}
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
		d.query, d.row, d.quickAt, d.enter, d.scanned = text, 0, 0, false, ""
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

// take adds an item to the bill, as often as was typed before it: one more of the last
// line where it is the same.
func (s state) take(item catalogue.Item, now time.Time) state {
	s, ok := s.closeDesk().ringing(now)
	if !ok {
		return s
	}
	if s = s.begins(); !s.entry.empty() { // what was typed before it is a line of its own, and has the quantity
		if s = s.withLine(s.typedLine(), now); !s.entry.empty() {
			return s
		}
	}
	return s.takeSo(item, s.cart.quantity, now)
}

func (s state) takeSo(item catalogue.Item, quantity int64, now time.Time) state {
	line := sale.LineOf(item, max(1, quantity))
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
			case entered && len(d.found) == 1:
				return s.take(d.found[0], now), true
			case entered && len(d.found) == 0:
				return s.say(now, statusAttention, words.ItemsNone), true
			}
		}
		return s, true
	case scanCommand:
		s.looking--
		return s.scanFound(c, o.items, err, now), true
	}
	return s, false
}

// sharedScanned shows the items that share a barcode; none of them is added
// before somebody has chosen it.
func (s state) sharedScanned(code string, found []catalogue.Item, now time.Time) state {
	s.desk = desk{page: deskItems, items: itemsDesk{query: code, of: code, found: found, row: noRow}}
	return s.say(now, statusAttention, words.ItemsShared)
}
