package layout

import (
	"fmt"
	"strconv"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/printer/escpos"
)

// line prints one line of a sale: its name if it has one, then quantity, unit price
// and gross amount; below it the discount. back is set for a refund, where the line
// is the amount that goes back.
func (l *layout) line(line sale.Line, terms money.TaxTerms, back bool) {
	gross := money.SumIn(line.Total.Currency, line.Net(terms), line.Discount)
	if back {
		gross = line.Total
	}
	name := line.NameKhmer
	if name == "" {
		name = line.Name
	}
	switch {
	case name == "" && line.Quantity == 1:
		l.row(words.Text(words.English, words.AmountLine), paperMoney(gross))
	case back:
		l.row(fmt.Sprintf("%d x %s", line.Quantity, name), paperMoney(gross))
	default:
		l.text(name, escpos.Left, bodySize)
		l.row(fmt.Sprintf("%d x %s", line.Quantity, paperMoney(line.Price)), paperMoney(gross))
	}
	if line.Note != "" {
		l.text("  "+line.Note, escpos.Left, bodySize)
	}
	if !back && line.Discount.Minor != 0 {
		l.row("  "+words.Text(words.English, words.PaperDiscount), paperMoney(line.Discount.Negative()))
	}
}

// taken prints what comes between the lines and the total: the discount on the whole
// sale, and the tax if it is added to the prices.
func (l *layout) taken(r sale.Receipt) {
	added := r.Terms.Mode == money.TaxAdded && r.Tax.Minor != 0 && r.Refund == nil
	if r.Discount.Minor == 0 && !added {
		return
	}
	sub := money.Money{Currency: r.Total.Currency}
	for _, line := range r.Lines {
		sub = money.SumIn(sub.Currency, sub, line.Net(r.Terms))
	}
	l.row(words.Text(words.English, words.PaperSubtotal), paperMoney(sub))
	if r.Discount.Minor != 0 {
		l.row(words.Text(words.English, words.PaperBillDiscount), paperMoney(r.Discount.Negative()))
	}
	if added {
		l.row(words.Text(words.English, words.PaperTax, strconv.FormatInt(r.Terms.Percent, 10)), paperMoney(r.Tax))
	}
}

// refund prints the head of a refund receipt: that it is one, of which sale, and who
// approved it.
func (l *layout) refund(r *sale.RefundNote) {
	if r == nil {
		return
	}
	key := words.PaperRefund
	if r.Kind == sale.RefundVoid {
		key = words.PaperVoid
	}
	l.text(words.Text(words.Khmer, key)+" "+words.Text(words.English, key), escpos.Centre, titleSize)
	l.row(words.Text(words.English, words.PaperOfReceipt), r.Of.String())
	l.text(r.Reason, escpos.Left, bodySize)
	l.text(words.Text(words.English, words.PaperApprovedBy, r.By), escpos.Left, bodySize)
	l.rule()
}
