package model

import (
	"strconv"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/ui/view"
)

// billPanel lists the lines with the chosen one in sight, and what they make.
func (s Model) billPanel() view.Panel {
	v := view.Panel{Kind: view.PanelBill}
	b, p, err := s.committedBill()
	if err != nil {
		return v
	}
	n := len(b.Lines)
	v.Bill.Title = s.word(words.BillTitle, strconv.Itoa(n))
	top := max(0, min(s.Cart.row-view.BillRows/2, n-view.BillRows))
	if s.Cart.row == n-1 {
		top = max(0, n-view.BillRows)
	}
	v.Bill.Above, v.Bill.Below = top, max(0, n-top-view.BillRows)
	v.Bill.More = s.word(words.AlertMore, "%s")
	for i := range min(view.BillRows, n-top) {
		v.Bill.Rows[i] = s.billRow(p.Lines[top+i], b.Lines[top+i], top+i)
		v.Bill.Rows[i].Chosen = top+i == s.Cart.row
	}
	if whole, err := s.priced(); err == nil { // what is typed is asked for as well
		p = whole
	}
	s.billSums(&v.Bill, p)
	v.Bill.Hint, v.Items = s.word(words.BillKeys), s.itemsButton()
	switch c := s.Cart; {
	case c.removing && c.all:
		v.Bill.Ask = s.word(words.BillClearAsk)
	case c.removing:
		v.Bill.Ask = s.word(words.BillRemoveAsk, strconv.Itoa(c.row+1))
	}
	return v
}

// committedBill is the bill without what is being typed.
func (s Model) committedBill() (sale.Bill, sale.Priced, error) {
	b := sale.Bill{Currency: s.Cart.currency, Lines: s.Cart.Lines, Discount: s.Cart.off}
	p, err := b.Price(sale.TermsOf(s.Snap.Settings))
	return b, p, err
}

// billSums are what stands under the lines.
func (s Model) billSums(v *view.Bill, p sale.Priced) {
	share, n := billShare(p), 0
	if share.Minor > 0 {
		v.Taken[n] = [2]string{s.word(words.PaperBillDiscount), share.Negative().Display()}
		n++
	}
	if p.Tax.Minor > 0 {
		percent := strconv.FormatInt(sale.TermsOf(s.Snap.Settings).Tax.Percent, 10)
		key := words.PaperTaxIncluded
		if sale.TermsOf(s.Snap.Settings).Tax.Mode == money.TaxAdded {
			key = words.PaperTax
		}
		v.Taken[n] = [2]string{s.word(key, percent), p.Tax.Display()}
	}
	v.Total = [2]string{s.word(words.PaperTotal), p.Total.Display()}
	v.Other = s.approx(p.Total)
}

// billShare is what is taken off all lines together.
func billShare(p sale.Priced) (share money.Money) {
	for _, l := range p.Lines {
		share = money.SumIn(p.Total.Currency, share, l.Share)
	}
	return share
}

// billRow is one line, numbered from 1.
func (s Model) billRow(l sale.Line, from sale.BillLine, at int) view.BillRow {
	gross := l.Net(s.Snap.Settings.TaxTerms())
	r := view.BillRow{Name: strconv.Itoa(at+1) + "  " + withNote(s.lineName(l), l.Note), Amount: gross.Display()}
	if l.Quantity > 1 || l.Price.Currency != l.Total.Currency {
		r.Times = strconv.FormatInt(l.Quantity, 10) + " × " + l.Price.Display()
	}
	r.Off = lineOff(l, from)
	return r
}

// lineOff is what is taken off one line, as it was given.
func lineOff(l sale.Line, from sale.BillLine) string {
	switch {
	case l.Discount.Minor <= 0:
		return ""
	case from.Discount.Part > 0:
		return "−" + percentText(from.Discount.Part)
	}
	return l.Discount.Negative().Display()
}

// percentText writes hundredths of a per cent: 10 %, 2.5 %.
func percentText(part int64) string {
	text := strconv.FormatInt(part/100, 10)
	if rest := part % 100; rest > 0 {
		text += "." + strconv.FormatInt(rest/10, 10)
		if rest%10 > 0 {
			text += strconv.FormatInt(rest%10, 10)
		}
	}
	return text + " %"
}
