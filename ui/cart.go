package ui

import (
	"slices"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos"
)

// cart is the bill that is being rung up, beside the amount that is being typed.
type cart struct {
	lines    []pos.BillLine
	off      pos.Discount // on all lines together
	currency pos.Currency // of the bill, once it has a line
	row      int          // the chosen line
	quantity int64        // typed before ×; 0 is none
	removing bool         // asking whether the chosen line, or all, goes
	all      bool         // removing all of it
}

func (c cart) empty() bool { return len(c.lines) == 0 }

// bill is what the till is asked to sell: the lines, and what is being typed as
// the last of them.
func (s state) bill() pos.Bill {
	c := s.cart
	b := pos.Bill{Currency: c.currency, Lines: c.lines, Discount: c.off}
	if c.empty() {
		b.Currency = s.entry.currency
	}
	if !s.entry.empty() {
		b.Lines = append(slices.Clone(c.lines), s.typedLine())
	}
	return b
}

// typedLine is the amount that is being typed, so many times.
func (s state) typedLine() pos.BillLine {
	return pos.BillLine{Quantity: max(1, s.cart.quantity), Price: s.entry.money()}
}

// priced is the bill with its sums.
func (s state) priced() (pos.Priced, error) { return s.bill().Reckon(s.snap.Settings.Terms()) }

// total is what would be asked for now: zero of the entry's currency for nothing.
func (s state) total() pos.Money {
	p, err := s.priced()
	if err != nil {
		return pos.Money{Currency: s.bill().Currency}
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
	hidden := s.front != "" && !(s.cart.empty() && s.entry.empty() && s.cart.quantity == 0)
	s, ok := s.ringing(now)
	return s, ok && !hidden
}

// cleared is the counter without the bill, which was charged, paid or put aside.
func (s state) cleared() state {
	s.entry, s.cart = entry{currency: home(s.snap)}, cart{}
	return s
}

// withLine adds a line to the bill, and chooses it.
func (s state) withLine(l pos.BillLine, now time.Time) state {
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
	n, err := strconv.ParseInt(s.entry.digits, 10, 64)
	switch {
	case s.entry.empty() && s.cart.quantity > 0:
		s.cart.quantity = 0
		return s
	case err != nil || n < 1 || n > pos.MaxQuantity:
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
		s.cart.off = pos.Discount{} // more than what is left
	}
	return s
}

// flipBill asks for the same bill in the other currency.
func (s state) flipBill(now time.Time) state {
	next := s
	next.cart.currency = s.entry.currency
	if _, err := next.priced(); err != nil {
		s.entry = s.entry.flip()
		return s.refuse(err, now)
	}
	return next
}

// discounts are the four things that what was typed can mean after −.
func (s state) discounts() (all [4]pos.Discount, line [4]bool) {
	n, _ := strconv.ParseInt("0"+s.desk.typed, 10, 64)
	amount := pos.Discount{Amount: pos.Money{Minor: n, Currency: s.entry.currency}}
	part := pos.Discount{Part: n * 100}
	return [4]pos.Discount{amount, part, amount, part}, [4]bool{true, true, false, false}
}

// openDiscount asks what the typed figure takes off, and of what.
func (s state) openDiscount(now time.Time) state {
	s, ok := s.atBill(now)
	switch {
	case !ok:
		return s
	case s.cart.empty():
		return s.say(now, statusNone, words.DiscountFirst)
	case s.entry.empty() && (!s.cart.off.IsZero() || !s.cart.lines[s.cart.row].Discount.IsZero()):
		return s.discounted(pos.Discount{}, !s.cart.lines[s.cart.row].Discount.IsZero(), now)
	case s.entry.empty():
		return s.say(now, statusNone, words.DiscountFigure)
	}
	s.desk = desk{page: deskDiscount, typed: s.entry.digits}
	return s
}

// atDiscount takes the answer.
func (s state) atDiscount(a action, now time.Time) (state, command) {
	switch a.verb {
	case doEscape, doBackspace:
		return s.closeDesk(), nil
	case doDigits:
		if i := int(a.text[0] - '1'); len(a.text) == 1 && i >= 0 && i < 4 {
			all, line := s.discounts()
			return s.closeDesk().discounted(all[i], line[i], now), nil
		}
		return s, nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
}

// discounted takes something off the chosen line, or off all of the bill.
func (s state) discounted(d pos.Discount, line bool, now time.Time) state {
	next := s
	next.entry = s.entry.clear()
	if line {
		next.cart.lines = slices.Clone(s.cart.lines)
		next.cart.lines[s.cart.row].Discount = d
	} else {
		next.cart.off = d
	}
	if _, err := next.priced(); err != nil {
		return s.refuse(err, now)
	}
	return next
}
