package ui

import (
	"time"

	"psar/assets/words"
	"psar/pos/sale"
)

// discountDesk is a discount on its way: first its figure, then what the figure
// means and on what. The figure belongs to the page alone, so that no key after it
// can take it for an amount.
type discountDesk struct {
	figure   entry // an amount or so many per cent
	choosing bool  // the figure stands: 1 to 4 say what it is
	touched  bool  // a figure was typed here: Backspace is about that
}

// discounts are the four things that the figure can mean.
func (s state) discounts() (all [4]sale.Discount, line [4]bool) {
	f := s.desk.off.figure
	amount, part := sale.Discount{Amount: f.money()}, sale.Discount{Part: f.part()}
	return [4]sale.Discount{amount, part, amount, part}, [4]bool{true, true, false, false}
}

// openDiscount begins a discount. What was typed is its figure from now on; with
// nothing typed the figure comes next.
func (s state) openDiscount(now time.Time) state {
	s, ok := s.atBill(now)
	switch {
	case !ok:
		return s
	case s.cart.empty():
		return s.say(now, statusNone, words.DiscountFirst)
	case s.cart.quantity > 0: // so many of a price: no figure of a discount
		return s.say(now, statusAttention, words.QuantityStands, s.cart.quantity)
	}
	some := s.entry.money().Minor > 0
	s.desk = desk{page: deskDiscount, off: discountDesk{figure: s.entry, choosing: some, touched: some}}
	if s.entry = s.entry.clear(); !some {
		s.desk.off.figure = s.entry
	}
	return s
}

// atDiscount takes the figure, and then what it is.
func (s state) atDiscount(a action, now time.Time) (state, command) {
	d := s.desk.off
	s.said = said{}
	switch {
	case a.verb == doEscape:
		return s.leaveDiscount(now), nil
	case a.verb == doBackspace && !d.touched:
		return s.withoutDiscount(now), nil
	case a.verb == doBackspace && d.figure.empty(): // held too long, say
		return s.say(now, statusNone, words.DiscountFigure), nil
	case a.verb == doBackspace, a.verb == doFlip, !d.choosing && (a.verb == doDigits || a.verb == doPoint):
		next, wrong := d.figure.key(a)
		if wrong != "" {
			return s.notTaken(a, next, wrong, now), nil
		}
		s.desk.off.figure = next
		s.desk.off.choosing = d.choosing && a.verb == doFlip
		s.desk.off.touched = d.touched || a.verb != doFlip
		return s, nil
	case a.verb == doCharge && d.figure.money().Minor == 0:
		return s.say(now, statusNone, words.DiscountFigure), nil
	case a.verb == doCharge && !d.choosing:
		s.desk.off.choosing = true
		return s, nil
	case a.verb == doDigits && len(a.text) == 1 && a.text >= "1" && a.text <= "4":
		return s.chooseDiscount(int(a.text[0]-'1'), now), nil
	case d.choosing:
		return s.say(now, statusNone, words.DiscountChoose), nil
	}
	return s.say(now, statusNone, words.FinishFirst), nil
}

// chooseDiscount takes the figure off as one of the four. Where it can't be, it is
// gone with the page, and the bill stays.
func (s state) chooseDiscount(i int, now time.Time) state {
	all, line := s.discounts()
	next := s.closeDesk()
	next, err := next.discounted(all[i], line[i])
	if err == nil {
		return next
	}
	figure := s.discountText(all[i])
	s = s.closeDesk().refuse(err, now)
	s.said.lead, s.said.leadArgs = words.DiscountDropped, []any{figure}
	return s
}

// leaveDiscount gives the page up: its figure goes with it, and is said to.
func (s state) leaveDiscount(now time.Time) state {
	if s.desk.page != deskDiscount {
		return s
	}
	figure := s.desk.off.figure
	if s = s.closeDesk(); figure.empty() {
		return s
	}
	return s.say(now, statusAttention, words.DiscountDropped, figure.text())
}

// discounted takes something off the chosen line, or off all of the bill.
func (s state) discounted(d sale.Discount, line bool) (state, error) {
	if line {
		s.cart.lines = append([]sale.BillLine(nil), s.cart.lines...)
		s.cart.lines[s.cart.row].Discount = d
	} else {
		s.cart.off = d
	}
	_, err := s.priced()
	return s, err
}

// standing is the discount that Backspace removes: the chosen line's, else the one
// on all.
func (s state) standing() (d sale.Discount, line bool) {
	if d := s.cart.lines[s.cart.row].Discount; !d.IsZero() {
		return d, true
	}
	return s.cart.off, false
}

// withoutDiscount removes a discount that was given before.
func (s state) withoutDiscount(now time.Time) state {
	d, line := s.standing()
	if d.IsZero() {
		return s.say(now, statusNone, words.DiscountNone)
	}
	next, err := s.closeDesk().discounted(sale.Discount{}, line)
	if err != nil {
		return s.closeDesk().refuse(err, now)
	}
	return next.say(now, statusGood, words.DiscountRemoved, s.discountText(d))
}

// discountText writes a discount as the amount or the part that it is.
func (s state) discountText(d sale.Discount) string {
	if d.Part > 0 {
		return percentText(d.Part)
	}
	return d.Amount.Display()
}
