package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/id"
	"psar/pos/settings"
	"psar/ui/view"
)

// scan does what a scanner asks for. It presses no key and answers no question: on a bill
// it adds an item or opens the sale of a receipt, in a line that wants a code it is what
// stands there, and everywhere else it is turned down.
func (s Model) scan(text string, now time.Time) (Model, Command) {
	s.touched, s.hand = now, s.hand.types(view.DoScan, now)
	read := codeOf(text, s.Snap.Settings.Get(settings.ScannerPrefix), s.Snap.Settings.Get(settings.ScannerSuffix))
	switch {
	case s.atTillsWork():
		return s.Say(now, view.StatusNone, words.Working), nil
	case s.Help:
	case s.Page() == view.PageForm:
		f := s.Form()
		if k := f.Fields[f.Focus].Kind; k == fieldBarcode || k == fieldReceipt {
			return s.Act(view.Action{Verb: view.DoField, Index: f.Focus, Text: read.Code}, now)
		}
	case s.Page() == view.PageHistory:
		return s.Act(view.Action{Verb: view.DoField, Text: read.Code}, now)
	case s.Page() == view.PageClosed, s.Page() == view.PageItems, s.Page() == view.PageChange:
		if s.Page() != view.PageItems && s.Busy() {
			return s.Say(now, view.StatusAttention, words.AmountLocked), nil
		}
		return s.scanSold(read, now)
	}
	return s.Say(now, view.StatusAttention, words.ScanNotHere), nil
}

// scanSold looks the item of a code up, or the sale of a receipt. What was typed as a
// quantity is of this code, whatever is typed before its answer.
func (s Model) scanSold(read scanned, now time.Time) (Model, Command) {
	if _, err := id.ParseReceipt(read.Code); err == nil && s.CanHistory {
		return s.openPast(read.Code, now)
	}
	if !s.CanItems {
		return s.Say(now, view.StatusAttention, words.ScanNotHere), nil
	}
	s.Said = Said{}
	s.Looking++
	c := ScanCommand{scanned: read}
	if s.stands = !s.Entry.Empty(); !s.stands {
		c.Quantity, s.Cart.Quantity = s.Cart.Quantity, 0
	}
	return s, c
}

// besideScan makes a line of the amount that stood when a code was scanned which is
// still looked up: what is typed now is another one. refused: it can't be a line, and
// says why.
func (s Model) besideScan(now time.Time) (_ Model, refused bool) {
	if !s.stands || s.Entry.Empty() || s.Looking == 0 {
		return s, false
	}
	s = s.withLine(s.typedLine(), now)
	return s, !s.Entry.Empty()
}

// openPast opens the sale of a receipt whose code was scanned.
func (s Model) openPast(number string, now time.Time) (Model, Command) {
	s, _ = s.openHistory(now)
	p, ok := as[historyPage](s)
	if !ok {
		return s, nil
	}
	p.Find = number
	s, c := p.anew(s)
	if p, ok = as[historyPage](s); ok {
		p.opening = p.Busy
	}
	return s.open(p), c
}

// scanFound takes what a scan found: one item is sold, and of several that have the
// code one is chosen.
func (s Model) scanFound(c ScanCommand, found []catalogue.Item, err error, now time.Time) Model {
	typed := s.Cart.Quantity // since, for what comes next
	turnedDown := s
	if typed == 0 && s.Entry.Empty() { // else it would multiply what was typed since
		turnedDown.Cart.Quantity = c.Quantity
	}
	switch {
	case err != nil:
		if p, ok := as[itemsPage](turnedDown); ok {
			p.scanned = c.Code
			turnedDown = turnedDown.open(p)
		}
		return turnedDown.refuse(err, now)
	case s.Page() != view.PageClosed && s.Page() != view.PageItems && s.Page() != view.PageChange: // begun meanwhile
		return turnedDown.Say(now, view.StatusAttention, words.ScanNotHere)
	}
	next, ok := s.closePage().ringing(now)
	switch {
	case !ok:
		turnedDown.Said = next.Said
		return turnedDown
	case len(found) > 1:
		return next.sharedScanned(c, found, now)
	}
	next = next.begins()
	typing := next.Entry // what was typed since goes on
	if !typing.Empty() && next.stands {
		if next = next.withLine(next.typedLine(), now); !next.Entry.Empty() {
			return next
		}
		typing, typed = next.Entry, 0
	}
	if next = next.takeSo(found[0], c.Quantity, now); next.Said.Code != "" { // too many, or too much
		turnedDown.Said = next.Said
		return turnedDown
	}
	next.Entry, next.Cart.Quantity = typing, typed
	return next
}
