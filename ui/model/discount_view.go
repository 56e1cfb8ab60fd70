package model

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/sale"
	"psar/ui/view"
)

// show is a discount's figure as it is typed, and then the four things that it can mean.
func (p discountPage) show(s Model, c *view.Cashier, _ time.Time) {
	c.Pad.Flip.Off = false
	v := &c.Desk
	v.Page, v.Title = view.PageDetail, s.word(words.Discount)
	all, line := p.discounts()
	if !p.figure.Empty() {
		v.Amount = p.figure.display()
		if p.figure.Money().Minor > 0 {
			v.Amount += "  ·  " + percentText(p.figure.part())
		}
	}
	if _, is, err := s.committedBill(); err == nil {
		v.Facts[0] = s.word(words.PaperTotal) + " " + is.Total.Display()
	}
	v.Facts[1] = s.word(words.DiscountLineIs, strconv.Itoa(s.Cart.row+1))
	v.Facts[2] = s.discountsGiven()
	v.Buttons[4] = s.back()
	if !p.choosing {
		v.Facts[3] = s.word(words.DiscountHint)
		v.Buttons[0] = s.own(view.DoCharge).First().OffIf(p.figure.Money().Minor == 0)
		if is, _ := s.standing(); !p.touched && !is.IsZero() {
			v.Buttons[1] = keyed(s.word(words.DiscountRemove, "−"+s.discountText(is)), view.DoBackspace)
		}
		return
	}
	for i, is := range all {
		key := words.DiscountOnAll
		if line[i] {
			key = words.DiscountOnLine
		}
		v.Buttons[i] = numbered(s.word(key, "−"+s.discountText(is)), i+1).OffIf(is.Part > 10_000)
	}
	v.Facts[3] = s.word(words.DiscountChoose)
}

// discountsGiven names what is taken off already, "" for nothing.
func (s Model) discountsGiven() string {
	var given []string
	for _, of := range []struct {
		is  sale.Discount
		key words.Key
	}{{s.Cart.Lines[s.Cart.row].Discount, words.DiscountOnLine}, {s.Cart.off, words.DiscountOnAll}} {
		if !of.is.IsZero() {
			given = append(given, s.word(of.key, "−"+s.discountText(of.is)))
		}
	}
	if len(given) == 0 {
		return ""
	}
	return s.word(words.DiscountIs, strings.Join(given, " · "))
}
