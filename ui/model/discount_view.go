package model

import (
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos/sale"
	"psar/ui/view"
)

// discountView shows a discount's figure as it is typed, and then the four things
// that it can mean.
func (s Model) discountView() view.Desk {
	d := s.Desk.off
	v := view.Desk{Page: view.PageDetail, Title: s.word(words.Discount)}
	all, line := s.discounts()
	if !d.figure.Empty() {
		v.Amount = s.discountText(all[0])
		if d.figure.Money().Minor > 0 {
			v.Amount += "  ·  " + percentText(d.figure.part())
		}
	}
	if _, p, err := s.committedBill(); err == nil {
		v.Facts[0] = s.word(words.PaperTotal) + " " + p.Total.Display()
	}
	v.Facts[1] = s.word(words.DiscountLineIs, strconv.Itoa(s.Cart.row+1))
	v.Facts[2] = s.discountsGiven()
	v.Buttons[4] = s.back()
	if !d.choosing {
		v.Facts[3] = s.word(words.DiscountHint)
		v.Buttons[0] = keyed(s.word(words.Continue), view.DoCharge).First().OffIf(d.figure.Money().Minor == 0)
		if is, _ := s.standing(); !d.touched && !is.IsZero() {
			v.Buttons[1] = keyed(s.word(words.DiscountRemove, "−"+s.discountText(is)), view.DoBackspace)
		}
		return v
	}
	for i, is := range all {
		key := words.DiscountOnAll
		if line[i] {
			key = words.DiscountOnLine
		}
		v.Buttons[i] = numbered(s.word(key, "−"+s.discountText(is)), i+1).OffIf(is.Part > 10_000)
	}
	v.Facts[3] = s.word(words.DiscountChoose)
	return v
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
