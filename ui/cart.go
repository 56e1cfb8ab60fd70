package ui

import (
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/sale"
)

// cart is the bill that is being rung up, beside the amount that is being typed.
type cart struct {
	lines    []sale.BillLine
	off      sale.Discount  // on all lines together
	currency money.Currency // of the bill, once it has a line
	row      int            // the chosen line
	quantity int64          // typed before ×; 0 is none
	removing bool           // asking whether the chosen line, or all, goes
	all      bool           // removing all of it
}

func (c cart) empty() bool { return len(c.lines) == 0 }

// bill is what the till is asked to sell: the lines, and what is being typed as
// the last of them.
func (s state) bill() sale.Bill {
	c := s.cart
	b := sale.Bill{Currency: c.currency, Lines: c.lines, Discount: c.off}
	if c.empty() {
		b.Currency = s.entry.currency
	}
	if !s.entry.empty() {
		b.Lines = append(slices.Clone(c.lines), s.typedLine())
	}
	return b
}

// typedLine is the amount that is being typed, so many times.
func (s state) typedLine() sale.BillLine {
	return sale.BillLine{Quantity: max(1, s.cart.quantity), Price: s.entry.money()}
}

// priced is the bill with its sums.
func (s state) priced() (sale.Priced, error) { return s.bill().Reckon(sale.TermsOf(s.snap.Settings)) }

// total is what would be asked for now: zero of the entry's currency for nothing.
func (s state) total() money.Money {
	p, err := s.priced()
	if err != nil {
		return money.Money{Currency: s.bill().Currency}
	}
	return p.Total
}

// ringing reports that a bill can be added to: nothing is with the till or the
// bank. A payment that ended gives way to the bill behind it.
func (s state) ringing(now time.Time) (state, bool) {
	if s.busy() {
		return s.say(now, statusAttention, words.AmountLocked), false
	}
	s = s.dismissFront().idle()
	s.said, s.cart.removing = said{}, false
	return s, true
}

// atBill is ringing for a key that changes or sells the bill as it stands: one that
// lay behind a payment is shown, and nothing more is done before it was seen.
func (s state) atBill(now time.Time) (state, bool) {
	hidden := (s.front != "" || s.desk.page == deskChange) && !(s.cart.empty() && s.entry.empty() && s.cart.quantity == 0)
	s, ok := s.ringing(now)
	return s, ok && !hidden
}

// cleared is the counter without the bill, which was charged, paid or put aside.
func (s state) cleared() state {
	s.entry, s.cart = entry{currency: home(s.snap)}, cart{}
	return s
}

// withLine adds a line to the bill, and chooses it.
func (s state) withLine(l sale.BillLine, now time.Time) state {
	next := s
	if next.cart.empty() {
		next.cart.currency = l.Price.Currency
	}
	next.cart.lines = append(slices.Clone(s.cart.lines), l)
	next.cart.row, next.cart.quantity = len(next.cart.lines)-1, 0
	next.entry = s.entry.clear()
	if _, err := next.priced(); err != nil {
		return s.refuse(err, now)
	}
	return next
}

// nextLine takes the typed amount into the bill; with nothing typed, one more of
// the chosen line.
func (s state) nextLine(now time.Time) state {
	s, ok := s.atBill(now)
	switch {
	case !ok:
		return s
	case !s.entry.empty():
		return s.withLine(s.typedLine(), now)
	case s.cart.quantity > 0:
		return s.say(now, statusAttention, words.QuantityStands, s.cart.quantity)
	case s.cart.empty():
		return s.say(now, statusNone, words.EmptySale)
	}
	return s.changeQuantity(s.cart.lines[s.cart.row].Quantity+1, now)
}

func (s state) changeQuantity(n int64, now time.Time) state {
	next := s
	next.cart.lines = slices.Clone(s.cart.lines)
	next.cart.lines[s.cart.row].Quantity = n
	if _, err := next.priced(); err != nil {
		return s.refuse(err, now)
	}
	return next
}

// times takes what was typed as a quantity: of the price that comes next or, once
// the line is there, of the chosen one.
func (s state) times(now time.Time) state {
	s, ok := s.atBill(now)
	if !ok {
		return s
	}
	n, whole := s.entry.whole()
	switch {
	case s.entry.empty() && s.cart.quantity > 0:
		s.cart.quantity = 0
		return s
	case s.entry.pointed:
		return s.say(now, statusAttention, words.WholeOnly)
	case !whole || n < 1 || n > sale.MaxQuantity:
		return s.say(now, statusNone, words.QuantityFirst)
	}
	s.entry, s.cart.quantity = s.entry.clear(), n
	return s
}

// choose moves over the bill's lines.
func (s state) choose(by int) state {
	s.cart.row = max(0, min(s.cart.row+by, len(s.cart.lines)-1))
	s.cart.removing, s.said = false, said{}
	return s
}

// remove asks whether the chosen line goes, or all of the bill: F4 does it.
func (s state) remove(all bool) state {
	s.cart.removing, s.cart.all, s.said = true, all, said{}
	return s
}

// removed is the second key.
func (s state) removed() state {
	c := s.cart
	if c.all || len(c.lines) == 1 {
		s.cart = cart{}
		return s
	}
	c.lines = slices.Delete(slices.Clone(c.lines), c.row, c.row+1)
	c.row, c.removing = min(c.row, len(c.lines)-1), false
	s.cart = c
	if _, err := s.priced(); err != nil {
		s.cart.off = sale.Discount{} // more than what is left
	}
	return s
}

// flipBill asks for the same bill in the other currency.
func (s state) flipBill(now time.Time) state {
	next := s
	next.cart.currency = s.entry.currency
	if _, err := next.priced(); err != nil {
		s.entry, _ = s.entry.flip() // nothing is typed: it can be
		return s.refuse(err, now)
	}
	return next
}
