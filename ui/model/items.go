package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/sale"
	"psar/ui/view"
)

// shortestEAN is the shortest barcode, in digits: shorter figures may be anything.
const shortestEAN = 8

// noRow is the row of a list from which one has to be chosen first.
const noRow = -1

// itemsPage is where an item is looked for.
type itemsPage struct {
	plainPage
	Query string
	of    string           // the query that found
	turn  int              // of the question whose answer it waits for
	Found []catalogue.Item // what the query found
	Quick []catalogue.Item // those that have a quick key
	row   int              // of found; noRow where none is chosen

	shared []catalogue.Item // those that share a barcode with another

	quickAt int    // the quick key that the keys have chosen, from 1
	reading bool   // that answer is on the way
	stale   bool   // something was changed: read anew
	enter   bool   // Enter came before its answer
	scanned string // what was scanned since, and found nowhere: F3 takes it in

	quantity int64 // of the scan that found these; 0: it was no scan
}

// openItems shows the quick keys and a line for the search.
func (s Model) openItems(now time.Time) (Model, Command) {
	if !s.CanItems {
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	s, ok := s.ringing(now)
	if !ok {
		return s, nil
	}
	return itemsPage{}.searches(s)
}

func (itemsPage) name() view.Page { return view.PageItems }

func (itemsPage) typesDigits() bool { return true }

func (p itemsPage) expects(turn int) bool { return turn == p.turn }

func (p itemsPage) place(_ Model, w where) where {
	if len(p.Found) > 1 {
		w.found = p.of
	}
	return w
}

// wants reads anew what may have changed.
func (p itemsPage) wants(s Model) (Model, Command) {
	if !p.stale {
		return s, nil
	}
	p.stale = false
	return p.searches(s)
}

func (p itemsPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	s.Said = Said{}
	switch a.Verb {
	case view.DoField:
		return p.search(s, a.Text, now)
	case view.DoDigits:
		return p.search(s, p.Query+a.Text, now)
	case view.DoBackspace:
		text := []rune(p.Query)
		return p.search(s, string(text[:max(0, len(text)-1)]), now)
	case view.DoUp, view.DoDown, view.DoTab, view.DoPageUp, view.DoPageDown:
		return s.open(p.move(a)), nil
	case view.DoNextSale:
		item, ok := p.chosenItem()
		if !ok {
			return s.Say(now, view.StatusNone, words.ItemChoose), nil
		}
		return p.edit(s, item)
	case view.DoBringFront:
		if a.Payment != "" {
			return s.closePage().bringFront(a.Payment, now), nil
		}
		return p.edit(s, p.newItem())
	case view.DoRow:
		return p.take(s, p.Found[a.Index], now), nil
	case view.DoQuick:
		return p.take(s, p.Quick[a.Index], now), nil
	case view.DoCharge:
		return p.choose(s, now)
	case view.DoEscape:
		return s.closePage(), nil
	case view.DoFocus:
		return s, nil
	}
	return s.finishFirst(now)
}

// search looks for another text.
func (p itemsPage) search(s Model, text string, now time.Time) (Model, Command) {
	if text == p.Query {
		return s, nil
	}
	if p.enter { // it chooses among what was asked for, and waits for the answer
		s.hand = s.hand.drop(now)
		return s.Say(now, view.StatusAttention, words.KeysDropped), nil
	}
	p.Query, p.row, p.quickAt, p.scanned, p.quantity = text, 0, 0, "", 0
	return p.searches(s)
}

// searches asks for what the line says; what was asked before is overtaken.
func (p itemsPage) searches(s Model) (Model, Command) {
	s, p.turn = s.asksAnew()
	p.reading = true
	return s.open(p), SearchCommand{p.turn, p.Query}
}

// choose takes what the keys have chosen, as soon as its answer is there.
func (p itemsPage) choose(s Model, now time.Time) (Model, Command) {
	item, chosen := p.chosenItem()
	switch {
	case p.Query != "" && p.of != p.Query: // its answer is on the way
		if p.enter = true; !p.reading { // the last one failed
			return p.searches(s)
		}
		return s.open(p), nil
	case chosen:
		return p.take(s, item, now), nil
	case len(p.Found) > 0:
		return s.Say(now, view.StatusNone, words.ItemChoose), nil
	case p.Query != "":
		return s.Say(now, view.StatusAttention, words.ItemsNone), nil
	}
	return s, nil
}

// anew is the page with what was changed to be read.
func (p itemsPage) anew(s Model) Model {
	p.stale = true
	return s.open(p)
}

// move chooses another row of what was found, or another quick key.
func (p itemsPage) move(a view.Action) itemsPage {
	if p.Query != "" {
		switch a.Verb {
		case view.DoUp:
			p.row = max(0, p.row-1)
		case view.DoDown, view.DoTab:
			p.row = max(0, min(len(p.Found)-1, p.row+a.Step()))
		}
		return p
	}
	step := map[view.Verb]int{view.DoUp: -1, view.DoDown: 1, view.DoTab: a.Step(), view.DoPageUp: -view.QuickKeys, view.DoPageDown: view.QuickKeys}[a.Verb]
	p.quickAt = max(min(1, len(p.Quick)), min(len(p.Quick), p.quickAt+step))
	return p
}

// take adds an item to the bill, as often as was typed before it or before its scan.
func (p itemsPage) take(s Model, item catalogue.Item, now time.Time) Model {
	s, ok := s.closePage().ringing(now)
	if !ok {
		return s
	}
	if s = s.begins(); !s.Entry.Empty() { // what was typed before it is a line of its own, and has the quantity
		if s = s.withLine(s.typedLine(), now); !s.Entry.Empty() {
			return s
		}
	}
	if p.quantity == 0 {
		return s.takeSo(item, s.Cart.Quantity, now)
	}
	typed := s.Cart.Quantity // since the scan: of what comes next
	s = s.takeSo(item, p.quantity, now)
	s.Cart.Quantity = typed
	return s
}

// takeSo adds so many of an item: more of the last line where that is the same.
func (s Model) takeSo(item catalogue.Item, quantity int64, now time.Time) Model {
	line := sale.LineOf(item, max(1, quantity))
	if n := len(s.Cart.Lines); n > 0 {
		last := s.Cart.Lines[n-1]
		quantity := last.Quantity
		last.Quantity = line.Quantity
		if last == line { // nothing was taken off it, or noted
			s.Cart.row = n - 1
			next := s.changeQuantity(quantity+line.Quantity, now)
			next.Cart.Quantity = 0
			return next
		}
	}
	return s.withLine(line, now)
}

// sharedScanned shows the items that share a barcode; none of them is added
// before somebody has chosen it.
func (s Model) sharedScanned(c ScanCommand, found []catalogue.Item, now time.Time) Model {
	s = s.open(itemsPage{Query: c.Code, of: c.Code, Found: found, row: noRow, quantity: max(1, c.Quantity)})
	return s.Say(now, view.StatusAttention, words.ItemsShared)
}
