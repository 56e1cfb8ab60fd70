package model

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/ui/view"
)

// cart is the bill that is being rung up, beside the amount that is being typed.
type cart struct {
	Lines    []sale.BillLine
	off      sale.Discount  // on all lines together
	currency money.Currency // of the bill, once it has a line
	row      int            // the chosen line
	Quantity int64          // typed before ×; 0 is none
	removing bool           // asking whether the chosen line, or all, goes
	all      bool           // removing all of it
}

func (c cart) Empty() bool { return len(c.Lines) == 0 }

// bill is what the till is asked to sell: the lines, and what is being typed as
// the last of them.
func (s Model) bill() sale.Bill {
	c := s.Cart
	b := sale.Bill{Currency: c.currency, Lines: c.Lines, Discount: c.off}
	if c.Empty() {
		b.Currency = s.Entry.currency
	}
	if !s.Entry.Empty() {
		b.Lines = append(slices.Clone(c.Lines), s.typedLine())
	}
	return b
}

// typedLine is the amount that is being typed, so many times.
func (s Model) typedLine() sale.BillLine {
	return sale.BillLine{Quantity: max(1, s.Cart.Quantity), Price: s.Entry.Money()}
}

// priced is the bill with its sums.
func (s Model) priced() (sale.Priced, error) { return s.bill().Price(sale.TermsOf(s.Snap.Settings)) }

// Total is what would be asked for now: zero of the entry's currency for nothing.
func (s Model) Total() money.Money {
	p, err := s.priced()
	if err != nil {
		return money.Money{Currency: s.bill().Currency}
	}
	return p.Total
}

// ringing reports that a bill can be added to: nothing is with the till or the
// bank. A payment that ended gives way to the bill behind it.
func (s Model) ringing(now time.Time) (Model, bool) {
	if s.Busy() {
		return s.Say(now, view.StatusAttention, words.AmountLocked), false
	}
	s = s.dismissFront().idle()
	s.Said, s.Cart.removing = Said{}, false
	return s, true
}

// atBill is ringing for a key that changes or sells the bill as it stands: one that
// lay behind a payment is shown, and nothing more is done before it was seen.
func (s Model) atBill(now time.Time) (Model, bool) {
	hidden := (s.Front != "" || s.Page() == view.PageChange) && !(s.Cart.Empty() && s.Entry.Empty() && s.Cart.Quantity == 0)
	s, ok := s.ringing(now)
	return s, ok && !hidden
}

// cleared is the counter without the bill, which was charged, paid or put aside.
func (s Model) cleared() Model {
	s.Entry, s.Cart, s.trail.taken = entry{currency: home(s.Snap)}, cart{}, true
	return s
}

// withLine adds a line to the bill, and chooses it.
func (s Model) withLine(l sale.BillLine, now time.Time) Model {
	next := s
	if next.Cart.Empty() {
		next.Cart.currency = l.Price.Currency
	}
	next.Cart.Lines = append(slices.Clone(s.Cart.Lines), l)
	next.Cart.row, next.Cart.Quantity = len(next.Cart.Lines)-1, 0
	next.Entry = s.Entry.clear()
	if _, err := next.priced(); err != nil {
		return s.refuse(err, now)
	}
	return next
}

// nextLine takes the typed amount into the bill; with nothing typed, one more of
// the chosen line.
func (s Model) nextLine(now time.Time) Model {
	s, ok := s.atBill(now)
	switch {
	case !ok:
		return s
	case !s.Entry.Empty():
		return s.withLine(s.typedLine(), now)
	case s.Cart.Quantity > 0:
		return s.Say(now, view.StatusAttention, words.QuantityStands, s.Cart.Quantity)
	case s.Cart.Empty():
		return s.Say(now, view.StatusNone, words.EmptySale)
	}
	return s.changeQuantity(s.Cart.Lines[s.Cart.row].Quantity+1, now)
}

func (s Model) changeQuantity(n int64, now time.Time) Model {
	next := s
	next.Cart.Lines = slices.Clone(s.Cart.Lines)
	next.Cart.Lines[s.Cart.row].Quantity = n
	if _, err := next.priced(); err != nil {
		return s.refuse(err, now)
	}
	return next
}

// times takes what was typed as a quantity: of the price that comes next or, once
// the line is there, of the chosen one.
func (s Model) times(now time.Time) Model {
	s, ok := s.atBill(now)
	if !ok {
		return s
	}
	n, whole := s.Entry.whole()
	switch {
	case s.Entry.Empty() && s.Cart.Quantity > 0:
		s.Cart.Quantity = 0
		return s
	case s.Entry.pointed:
		return s.Say(now, view.StatusAttention, words.WholeOnly)
	case !whole || n < 1 || n > sale.MaxQuantity:
		return s.Say(now, view.StatusNone, words.QuantityFirst)
	}
	s.Entry, s.Cart.Quantity = s.Entry.clear(), n
	return s
}

// choose moves over the bill's lines.
func (s Model) choose(by int) Model {
	s.Cart.row = max(0, min(s.Cart.row+by, len(s.Cart.Lines)-1))
	s.Cart.removing, s.Said = false, Said{}
	return s
}

// remove asks whether the chosen line goes, or all of the bill: F4 does it.
func (s Model) remove(all bool) Model {
	s.Cart.removing, s.Cart.all, s.Said = true, all, Said{}
	return s
}

// removed is the second key.
func (s Model) removed() Model {
	c := s.Cart
	if c.all || len(c.Lines) == 1 {
		s.Cart = cart{}
		return s
	}
	c.Lines = slices.Delete(slices.Clone(c.Lines), c.row, c.row+1)
	c.row, c.removing = min(c.row, len(c.Lines)-1), false
	s.Cart = c
	if _, err := s.priced(); err != nil {
		s.Cart.off = sale.Discount{} // more than what is left
	}
	return s
}

// clearEntry drops what was typed, aloud.
func (s Model) clearEntry(now time.Time) Model {
	var was []string
	if s.Cart.Quantity > 0 {
		was = append(was, strconv.FormatInt(s.Cart.Quantity, 10)+" ×")
	}
	if !s.Entry.Empty() {
		was = append(was, s.Entry.display())
	}
	s.Entry, s.Cart.Quantity = s.Entry.clear(), 0
	return s.Say(now, view.StatusNone, words.EntryCleared, strings.Join(was, " "))
}

// flipBill asks for the same bill in the other currency.
func (s Model) flipBill(now time.Time) Model {
	next := s
	next.Cart.currency = s.Entry.currency
	if _, err := next.priced(); err != nil {
		s.Entry, _ = s.Entry.flip() // nothing is typed: it can be
		return s.refuse(err, now)
	}
	return next
}
