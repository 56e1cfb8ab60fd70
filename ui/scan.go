package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/id"
	"psar/pos/settings"
)

// scan does what a scanner asks for. It presses no key and answers no question: on a bill
// it adds an item or opens the sale of a receipt, in a line that wants a code it is what
// stands there, and everywhere else it is turned down.
func (s state) scan(text string, now time.Time) (state, command) {
	s.touched = now
	read := codeOf(text, s.snap.Settings.Get(settings.ScannerPrefix), s.snap.Settings.Get(settings.ScannerSuffix))
	switch {
	case s.desk.cash.busy || s.desk.form.busy:
		return s.say(now, statusNone, words.Working), nil
	case s.help:
	case s.desk.page == deskForm:
		if k := s.desk.form.fields[s.desk.form.focus].kind; k == fieldBarcode || k == fieldReceipt {
			return s.act(action{verb: doField, index: s.desk.form.focus, text: read.code}, now)
		}
	case s.desk.page == deskHistory:
		return s.act(action{verb: doField, text: read.code}, now)
	case s.desk.page == deskClosed, s.desk.page == deskItems, s.desk.page == deskChange:
		if s.desk.page != deskItems && s.busy() {
			return s.say(now, statusAttention, words.AmountLocked), nil
		}
		return s.scanSold(read, now)
	}
	return s.say(now, statusAttention, words.ScanNotHere), nil
}

// scanSold looks the item of a code up, or the sale of a receipt. What was typed as a
// quantity is of this code, whatever is typed before its answer.
func (s state) scanSold(read scanned, now time.Time) (state, command) {
	if _, err := id.ParseReceipt(read.code); err == nil && s.canHistory {
		return s.openPast(read.code, now)
	}
	if !s.canItems {
		return s.say(now, statusAttention, words.ScanNotHere), nil
	}
	s.said = said{}
	s.looking++
	c := scanCommand{scanned: read, standing: s.entry}
	if s.entry.empty() {
		c.quantity, s.cart.quantity = s.cart.quantity, 0
	}
	return s, c
}

// openPast opens the sale of a receipt whose code was scanned.
func (s state) openPast(number string, now time.Time) (state, command) {
	if s, _ = s.openHistory(now); s.desk.page != deskHistory {
		return s, nil
	}
	s.desk.history.find = number
	s, c := s.anew()
	s.desk.history.opening = s.desk.history.busy
	return s, c
}

// scanFound takes what a scan found: one item is sold, and of several that have the code
// one is chosen.
func (s state) scanFound(c scanCommand, found []catalogue.Item, err error, now time.Time) state {
	typed := s.cart.quantity // since, for what comes next
	turnedDown := s
	if typed == 0 {
		turnedDown.cart.quantity = c.quantity
	}
	switch {
	case err != nil:
		if turnedDown.desk.page == deskItems {
			turnedDown.desk.items.scanned = c.code
		}
		return turnedDown.refuse(err, now)
	case s.desk.page != deskClosed && s.desk.page != deskItems && s.desk.page != deskChange: // begun meanwhile
		return turnedDown.say(now, statusAttention, words.FinishFirst)
	}
	next, ok := s.closeDesk().ringing(now)
	switch {
	case !ok:
		return next
	case len(found) > 1:
		next.cart.quantity = c.quantity
		return next.sharedScanned(c.code, found, now)
	}
	next = next.begins()
	typing := next.entry // what was typed since goes on
	if !typing.empty() && typing == c.standing {
		if next = next.withLine(next.typedLine(), now); !next.entry.empty() {
			return next
		}
		typing, typed = next.entry, 0
	}
	if next = next.takeSo(found[0], c.quantity, now); next.said.code != "" { // too many, or too much
		turnedDown.said = next.said
		return turnedDown
	}
	next.entry, next.cart.quantity = typing, typed
	return next
}
