package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/sale"
	"psar/ui/view"
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
func (s Model) discounts() (all [4]sale.Discount, line [4]bool) {
	f := s.Desk.off.figure
	amount, part := sale.Discount{Amount: f.Money()}, sale.Discount{Part: f.part()}
	return [4]sale.Discount{amount, part, amount, part}, [4]bool{true, true, false, false}
}

// openDiscount begins a discount. What was typed is its figure from now on; with
// nothing typed the figure comes next.
func (s Model) openDiscount(now time.Time) Model {
	s, ok := s.atBill(now)
	switch {
	case !ok:
		return s
	case s.Cart.Empty():
		return s.Say(now, view.StatusNone, words.DiscountFirst)
	case s.Cart.Quantity > 0: // so many of a price: no figure of a discount
		return s.Say(now, view.StatusAttention, words.QuantityStands, s.Cart.Quantity)
	}
	some := s.Entry.Money().Minor > 0
	s.Desk = desk{Page: view.PageDiscount, off: discountDesk{figure: s.Entry, choosing: some, touched: some}}
	if s.Entry = s.Entry.clear(); !some {
		s.Desk.off.figure = s.Entry
	}
	return s
}

// atDiscount takes the figure, and then what it is.
func (s Model) atDiscount(a view.Action, now time.Time) (Model, Command) {
	d := s.Desk.off
	s.Said = Said{}
	switch {
	case a.Verb == view.DoEscape:
		return s.leaveDiscount(now), nil
	case a.Verb == view.DoBackspace && !d.touched:
		return s.withoutDiscount(now), nil
	case a.Verb == view.DoBackspace && d.figure.Empty(): // held too long, say
		return s.Say(now, view.StatusNone, words.DiscountFigure), nil
	case a.Verb == view.DoBackspace, a.Verb == view.DoFlip, !d.choosing && (a.Verb == view.DoDigits || a.Verb == view.DoPoint):
		next, wrong := d.figure.key(a)
		if wrong != "" {
			return s.notTaken(a, next, wrong, now), nil
		}
		s.Desk.off.figure = next
		s.Desk.off.choosing = d.choosing && a.Verb == view.DoFlip
		s.Desk.off.touched = d.touched || a.Verb != view.DoFlip
		return s, nil
	case a.Verb == view.DoCharge && d.figure.Money().Minor == 0:
		return s.Say(now, view.StatusNone, words.DiscountFigure), nil
	case a.Verb == view.DoCharge && !d.choosing:
		s.Desk.off.choosing = true
		return s, nil
	case a.Verb == view.DoDigits && len(a.Text) == 1 && a.Text >= "1" && a.Text <= "4":
		return s.chooseDiscount(int(a.Text[0]-'1'), now), nil
	case d.choosing:
		return s.Say(now, view.StatusNone, words.DiscountChoose), nil
	}
	return s.Say(now, view.StatusNone, words.FinishFirst), nil
}

// chooseDiscount takes the figure off as one of the four. Where it can't be, it is
// gone with the page, and the bill stays.
func (s Model) chooseDiscount(i int, now time.Time) Model {
	all, line := s.discounts()
	next := s.closeDesk()
	next, err := next.discounted(all[i], line[i])
	if err == nil {
		return next
	}
	figure := s.discountText(all[i])
	s = s.closeDesk().refuse(err, now)
	s.Said.lead, s.Said.leadArgs = words.DiscountDropped, []any{figure}
	return s
}

// leaveDiscount gives the page up: its figure goes with it, and is said to.
func (s Model) leaveDiscount(now time.Time) Model {
	if s.Page() != view.PageDiscount {
		return s
	}
	figure := s.Desk.off.figure
	if s = s.closeDesk(); figure.Empty() {
		return s
	}
	return s.Say(now, view.StatusAttention, words.DiscountDropped, figure.text())
}

// discounted takes something off the chosen line, or off all of the bill.
func (s Model) discounted(d sale.Discount, line bool) (Model, error) {
	if line {
		s.Cart.Lines = append([]sale.BillLine(nil), s.Cart.Lines...)
		s.Cart.Lines[s.Cart.row].Discount = d
	} else {
		s.Cart.off = d
	}
	_, err := s.priced()
	return s, err
}

// standing is the discount that Backspace removes: the chosen line's, else the one
// on all.
func (s Model) standing() (d sale.Discount, line bool) {
	if d := s.Cart.Lines[s.Cart.row].Discount; !d.IsZero() {
		return d, true
	}
	return s.Cart.off, false
}

// withoutDiscount removes a discount that was given before.
func (s Model) withoutDiscount(now time.Time) Model {
	d, line := s.standing()
	if d.IsZero() {
		return s.Say(now, view.StatusNone, words.DiscountNone)
	}
	next, err := s.closeDesk().discounted(sale.Discount{}, line)
	if err != nil {
		return s.closeDesk().refuse(err, now)
	}
	return next.Say(now, view.StatusGood, words.DiscountRemoved, s.discountText(d))
}

// discountText writes a discount as the amount or the part that it is.
func (s Model) discountText(d sale.Discount) string {
	if d.Part > 0 {
		return percentText(d.Part)
	}
	return d.Amount.Display()
}
