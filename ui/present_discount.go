package ui

import (
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos/sale"
)

// discountView shows a discount's figure as it is typed, and then the four things
// that it can mean.
func (s state) discountView() deskView {
	d := s.desk.off
	v := deskView{page: deskDetail, title: s.word(words.Discount)}
	all, line := s.discounts()
	if !d.figure.empty() {
		v.amount = s.discountText(all[0])
		if d.figure.money().Minor > 0 {
			v.amount += "  ·  " + percentText(d.figure.part())
		}
	}
	if _, p, err := s.committedBill(); err == nil {
		v.facts[0] = s.word(words.PaperTotal) + " " + p.Total.Display()
	}
	v.facts[1] = s.word(words.DiscountLineIs, strconv.Itoa(s.cart.row+1))
	v.facts[2] = s.discountsGiven()
	v.buttons[4] = s.back()
	if !d.choosing {
		v.facts[3] = s.word(words.DiscountHint)
		v.buttons[0] = buttonView{
			label: s.word(words.Continue), hint: s.word(words.EnterKey), action: action{verb: doCharge},
			primary: true, off: d.figure.money().Minor == 0,
		}
		if is, _ := s.standing(); !d.touched && !is.IsZero() {
			v.buttons[1] = buttonView{label: s.word(words.DiscountRemove, "−"+s.discountText(is)), hint: "Backspace", action: action{verb: doBackspace}}
		}
		return v
	}
	for i, is := range all {
		key := words.DiscountOnAll
		if line[i] {
			key = words.DiscountOnLine
		}
		v.buttons[i] = buttonView{
			label: s.word(key, "−"+s.discountText(is)), hint: strconv.Itoa(i + 1), action: action{verb: doDigits, text: strconv.Itoa(i + 1)},
			off: is.Part > 10_000,
		}
	}
	v.facts[3] = s.word(words.DiscountChoose)
	return v
}

// discountsGiven names what is taken off already, "" for nothing.
func (s state) discountsGiven() string {
	var given []string
	for _, of := range []struct {
		is  sale.Discount
		key words.Key
	}{{s.cart.lines[s.cart.row].Discount, words.DiscountOnLine}, {s.cart.off, words.DiscountOnAll}} {
		if !of.is.IsZero() {
			given = append(given, s.word(of.key, "−"+s.discountText(of.is)))
		}
	}
	if len(given) == 0 {
		return ""
	}
	return s.word(words.DiscountIs, strings.Join(given, " · "))
}
