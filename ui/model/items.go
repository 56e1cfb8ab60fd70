package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/sale"
	"psar/ui/view"
)

// Bounds of the catalogue's page.
const (
	shortestEAN = 8 // digits
)

// noRow is the row of a list from which one has to be chosen first.
const noRow = -1

// itemsDesk is the page where an item is looked for.
type itemsDesk struct {
	Query string
	turn  int              // of the question whose answer it waits for
	of    string           // the query that found
	Found []catalogue.Item // what the query found
	Quick []catalogue.Item // those that have a quick key
	row   int              // of found; noRow where none is chosen

	shared []catalogue.Item // those that share a barcode with another

	quickAt int    // the quick key that the keys have chosen, from 1
	stale   bool   // something was changed: read anew
	enter   bool   // Enter came before its answer
	scanned string // what was scanned since, and found nowhere: F3 takes it in

	quantity int64 // typed before the scan that found these; 0 is none
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
	s.Desk = desk{Page: view.PageItems}
	return s.searches()
}

// searches asks for what the line says; what was asked before is overtaken.
func (s Model) searches() (Model, Command) {
	s.turn++
	s.Desk.Items.turn = s.turn
	return s, SearchCommand{s.turn, s.Desk.Items.Query}
}

func (s Model) atItems(a view.Action, now time.Time) (Model, Command) {
	d := s.Desk.Items
	s.Said = Said{}
	search := func(text string) (Model, Command) {
		if text == d.Query {
			return s, nil
		}
		if d.enter { // it chooses among what was asked for, and waits for the answer
			s.hand = s.hand.drop(now)
			return s.Say(now, view.StatusAttention, words.KeysDropped), nil
		}
		d.Query, d.row, d.quickAt, d.scanned, d.quantity = text, 0, 0, "", 0
		s.Desk.Items = d
		return s.searches()
	}
	switch a.Verb {
	case view.DoField:
		return search(a.Text)
	case view.DoDigits:
		return search(d.Query + a.Text)
	case view.DoBackspace:
		if text := []rune(d.Query); len(text) > 0 {
			return search(string(text[:len(text)-1]))
		}
		return s, nil
	case view.DoUp, view.DoDown, view.DoTab, view.DoPageUp, view.DoPageDown:
		d = d.move(a.Verb)
	case view.DoNextSale:
		item, ok := d.chosenItem()
		if !ok {
			return s.Say(now, view.StatusNone, words.ItemChoose), nil
		}
		return s.editItem(item)
	case view.DoBringFront:
		if a.Payment != "" {
			return s.closeDesk().bringFront(a.Payment, now), nil
		}
		return s.newItem()
	case view.DoRow:
		return s.take(d.Found[a.Index], now), nil
	case view.DoQuick:
		return s.take(d.Quick[a.Index], now), nil
	case view.DoCharge:
		if d.Query != "" && d.of != d.Query { // its answer is on the way
			s.Desk.Items.enter = true
			return s, nil
		}
		if item, ok := d.chosenItem(); ok {
			return s.take(item, now), nil
		}
		if len(d.Found) == 0 {
			if d.Query != "" {
				return s.Say(now, view.StatusAttention, words.ItemsNone), nil
			}
			return s, nil
		}
		return s.Say(now, view.StatusNone, words.ItemChoose), nil
	case view.DoEscape:
		return s.closeDesk(), nil
	case view.DoFocus:
		return s, nil
	default:
		return s.Say(now, view.StatusNone, words.FinishFirst), nil
	}
	s.Desk.Items = d
	return s, nil
}

// move chooses another row of what was found, or another quick key.
func (d itemsDesk) move(v view.Verb) itemsDesk {
	if d.Query != "" {
		switch v {
		case view.DoUp:
			d.row = max(0, d.row-1)
		case view.DoDown, view.DoTab:
			d.row = max(0, min(len(d.Found)-1, d.row+1))
		}
		return d
	}
	step := map[view.Verb]int{view.DoUp: -1, view.DoDown: 1, view.DoTab: 1, view.DoPageUp: -view.QuickKeys, view.DoPageDown: view.QuickKeys}[v]
	d.quickAt = max(min(1, len(d.Quick)), min(len(d.Quick), d.quickAt+step))
	return d
}

// take adds an item to the bill, as often as was typed before it: one more of the last
// line where it is the same.
func (s Model) take(item catalogue.Item, now time.Time) Model {
	scanned := s.Desk.Items.quantity
	s, ok := s.closeDesk().ringing(now)
	if !ok {
		return s
	}
	if s = s.begins(); !s.Entry.Empty() { // what was typed before it is a line of its own, and has the quantity
		if s = s.withLine(s.typedLine(), now); !s.Entry.Empty() {
			return s
		}
	}
	return s.takeSo(item, max(scanned, s.Cart.Quantity), now)
}

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
	s.Desk = desk{Page: view.PageItems, Items: itemsDesk{Query: c.Code, of: c.Code, Found: found, row: noRow, quantity: c.Quantity}}
	return s.Say(now, view.StatusAttention, words.ItemsShared)
}
