package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/sale"
	"psar/ui/view"
)

// discountPage is a discount on its way: first its figure, then what the figure
// means and on what. The figure belongs to the page alone, so that no key after it
// can take it for an amount.
type discountPage struct {
	plainPage
	figure   entry // an amount or so many per cent
	choosing bool  // the figure stands: 1 to 4 say what it is
	touched  bool  // a figure was typed here: Backspace is about that
}

// discounts are the four things that the figure can mean.
func (p discountPage) discounts() (all [4]sale.Discount, line [4]bool) {
	f := p.figure
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
	p := discountPage{figure: s.Entry, choosing: some, touched: some}
	if s.Entry = s.Entry.clear(); !some {
		p.figure = s.Entry
	}
	return s.open(p)
}

func (discountPage) name() view.Page { return view.PageDiscount }

func (p discountPage) typesDigits() bool { return !p.choosing }

// update takes the figure, and then what it is.
func (p discountPage) update(s Model, a view.Action, now time.Time) (Model, Command) {
	s.Said = Said{}
	switch a.Verb {
	case view.DoEscape:
		return p.leave(s, now), nil
	case view.DoBackspace:
		switch {
		case !p.touched:
			return p.remove(s, now), nil
		case p.figure.Empty(): // held too long, say
			return s.Say(now, view.StatusNone, words.DiscountFigure), nil
		}
		return p.typed(s, a, now), nil
	case view.DoFlip:
		return p.typed(s, a, now), nil
	case view.DoDigits, view.DoPoint:
		if !p.choosing {
			return p.typed(s, a, now), nil
		}
		if len(a.Text) == 1 && a.Text >= "1" && a.Text <= "4" {
			return p.choose(s, int(a.Text[0]-'1'), now), nil
		}
	case view.DoCharge:
		if p.figure.Money().Minor == 0 {
			return s.Say(now, view.StatusNone, words.DiscountFigure), nil
		}
		if !p.choosing {
			p.choosing = true
			return s.open(p), nil
		}
	}
	if p.choosing {
		return s.Say(now, view.StatusNone, words.DiscountChoose), nil
	}
	return s.finishFirst(now)
}

// typed changes the figure by a key.
func (p discountPage) typed(s Model, a view.Action, now time.Time) Model {
	next, wrong := p.figure.key(a)
	if wrong != "" {
		return s.notTaken(a, next, wrong, now)
	}
	p.figure = next
	p.choosing = p.choosing && a.Verb == view.DoFlip
	p.touched = p.touched || a.Verb != view.DoFlip
	return s.open(p)
}

// choose takes the figure off as one of the four. Where it can't be, it is
// gone with the page, and the bill stays.
func (p discountPage) choose(s Model, i int, now time.Time) Model {
	all, line := p.discounts()
	s = s.closePage()
	next, err := s.discounted(all[i], line[i])
	if err == nil {
		return next
	}
	s = s.refuse(err, now)
	s.Said.lead, s.Said.leadArgs = words.DiscountDropped, []any{s.discountText(all[i])}
	return s
}

// leave gives the page up: its figure goes with it, and is said to.
func (p discountPage) leave(s Model, now time.Time) Model {
	if s = s.closePage(); p.figure.Empty() {
		return s
	}
	return s.Say(now, view.StatusAttention, words.DiscountDropped, p.figure.text())
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

// remove takes back a discount that was given before.
func (discountPage) remove(s Model, now time.Time) Model {
	d, line := s.standing()
	if d.IsZero() {
		return s.Say(now, view.StatusNone, words.DiscountNone)
	}
	s = s.closePage()
	next, err := s.discounted(sale.Discount{}, line)
	if err != nil {
		return s.refuse(err, now)
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

// discount is the discount on its way, zero where there is none.
func (s Model) discount() discountPage {
	p, _ := as[discountPage](s)
	return p
}
