package ui

import (
	"strconv"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/sale"
)

// billRows is how many lines of a bill the panel shows; billLast how many the
// customer's window does.
const (
	billRows = 7
	billLast = 6
)

// billView is the bill as it is rung up.
type billView struct {
	title string
	rows  [billRows]billRow
	taken [2][2]string // discount on all, tax: name and amount
	total [2]string    // "Total", the amount
	other string
	hint  string // which keys change it
	ask   string // whether a line goes
}

type billRow struct {
	name, times, amount, off string
	chosen                   bool
}

// billPanel lists the lines with the chosen one in sight, and what they make.
func (s state) billPanel() panelView {
	v := panelView{kind: panelBill}
	b, p, err := s.committedBill()
	if err != nil {
		return v
	}
	n := len(b.Lines)
	v.bill.title = s.word(words.BillTitle, strconv.Itoa(n))
	top := max(0, min(s.cart.row-billRows/2, n-billRows))
	if s.cart.row == n-1 {
		top = max(0, n-billRows)
	}
	for i := range min(billRows, n-top) {
		v.bill.rows[i] = s.billRow(p.Lines[top+i], b.Lines[top+i], top+i)
		v.bill.rows[i].chosen = top+i == s.cart.row
	}
	if whole, err := s.priced(); err == nil { // what is typed is asked for as well
		p = whole
	}
	s.billSums(&v.bill, p)
	v.bill.hint, v.items = s.word(words.BillKeys), s.itemsButton()
	switch c := s.cart; {
	case c.removing && c.all:
		v.bill.ask = s.word(words.BillClearAsk)
	case c.removing:
		v.bill.ask = s.word(words.BillRemoveAsk, strconv.Itoa(c.row+1))
	}
	return v
}

// committedBill is the bill without what is being typed.
func (s state) committedBill() (sale.Bill, sale.Priced, error) {
	b := sale.Bill{Currency: s.cart.currency, Lines: s.cart.lines, Discount: s.cart.off}
	p, err := b.Reckon(sale.TermsOf(s.snap.Settings))
	return b, p, err
}

// billSums are what stands under the lines.
func (s state) billSums(v *billView, p sale.Priced) {
	var share money.Money
	for _, l := range p.Lines {
		share = money.SumIn(p.Total.Currency, share, l.Share)
	}
	n := 0
	if share.Minor > 0 {
		v.taken[n] = [2]string{s.word(words.PaperBillDiscount), share.Negative().Display()}
		n++
	}
	if p.Tax.Minor > 0 {
		percent := strconv.FormatInt(sale.TermsOf(s.snap.Settings).Tax.Percent, 10)
		key := words.PaperTaxIncluded
		if sale.TermsOf(s.snap.Settings).Tax.Mode == money.TaxAdded {
			key = words.PaperTax
		}
		v.taken[n] = [2]string{s.word(key, percent), p.Tax.Display()}
	}
	v.total = [2]string{s.word(words.PaperTotal), p.Total.Display()}
	v.other = s.approx(p.Total)
}

// billRow is one line, numbered from 1.
func (s state) billRow(l sale.Line, from sale.BillLine, at int) billRow {
	gross := l.Net(s.snap.Settings.TaxTerms())
	r := billRow{name: strconv.Itoa(at+1) + "  " + withNote(s.lineName(l), l.Note), amount: gross.Display()}
	if l.Quantity > 1 || l.Price.Currency != l.Total.Currency {
		r.times = strconv.FormatInt(l.Quantity, 10) + " × " + l.Price.Display()
	}
	if l.Discount.Minor > 0 {
		r.off = l.Discount.Negative().Display()
		if from.Discount.Part > 0 {
			r.off = "−" + percentText(from.Discount.Part)
		}
	}
	return r
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

// customerBill is what the customer sees while a bill is rung up.
func (s state) customerBill(v customerView) customerView {
	v.kind = customerBill
	v.khmer, v.english = inBoth(words.PaperTotal)
	_, p, err := s.committedBill()
	if err != nil {
		return s.welcome(v)
	}
	top := max(0, len(p.Lines)-billLast)
	for i, l := range p.Lines[top:] {
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
		v.lines[i] = [2]string{withNote(name, l.Note), l.Net(s.snap.Settings.TaxTerms()).Display()}
	}
	v.amount, v.other = p.Total.Display(), s.approx(p.Total)
	return v
}
