package model

import (
	"slices"
	"strconv"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/ui/view"
)

// customerBill is what the customer sees while a bill is rung up: the newest lines, what the
// older ones make, and what is taken off.
func (s Model) customerBill(v view.Customer) view.Customer {
	v.Kind = view.CustomerBill
	v.Khmer, v.English = inBoth(words.PaperTotal)
	b, p, err := s.committedBill()
	if err != nil {
		return s.welcome(v)
	}
	top, rows := 0, v.Lines[:]
	if n := len(p.Lines); n > view.BillLast {
		top = n - view.BillLast + 1
		rows[0] = [2]string{"+ " + words.Both(words.AlertMore, strconv.Itoa(top)), s.linesSum(p.Lines[:top]).Display()}
		rows = rows[1:]
	}
	for i, l := range p.Lines[top:] {
		rows[i] = [2]string{customerLine(l, b.Lines[top+i]), l.Net(s.Snap.Settings.TaxTerms()).Display()}
	}
	v.Amount, v.Other = p.Total.Display(), s.approx(p.Total)
	v.Off = s.takenOff(words.PaperBillDiscount, billShare(p))
	return v
}

func (s Model) linesSum(lines []sale.Line) (sum money.Money) {
	for _, l := range lines {
		sum = money.SumIn(l.Total.Currency, sum, l.Net(s.Snap.Settings.TaxTerms()))
	}
	return sum
}

// customerLine names a line, how often it is bought, and what is taken off it.
func customerLine(l sale.Line, from sale.BillLine) string {
	name := l.NameKhmer
	if name == "" {
		name = l.Name
	}
	if name == "" {
		name = words.Text(words.Khmer, words.Amount)
	}
	if l.Quantity > 1 {
		name = strconv.FormatInt(l.Quantity, 10) + " × " + name
	}
	if name = withNote(name, l.Note); l.Discount.Minor > 0 {
		name += " · " + lineOff(l, from)
	}
	return name
}

// takenOff says in both languages and currencies what is taken off; nothing for nothing.
func (s Model) takenOff(name words.Key, off money.Money) (said [2]string) {
	if off.Minor <= 0 {
		return said
	}
	said = [2]string{words.Both(name), off.Negative().Display()}
	if other := s.approx(off); other != "" {
		said[1] += " · " + other
	}
	return said
}

// soldFor is the sale that a payment paid, as far as it is among the last ones.
func (s Model) soldFor(a payment.Attempt) sale.Sale {
	at := slices.IndexFunc(s.Snap.Recent, func(sold sale.Sale) bool { return sold.ID == a.Sale })
	if at < 0 || a.Sale == "" {
		return sale.Sale{}
	}
	return s.Snap.Recent[at]
}

// off is what was taken off lines and bill of what notes are taken for.
func (p cashPage) off(s Model) money.Money {
	if stored, ok := s.stored(p.Sale); ok || p.Sale != "" {
		return stored.Discount
	}
	priced, err := s.priced()
	if err != nil {
		return money.Money{}
	}
	return priced.Discount
}
