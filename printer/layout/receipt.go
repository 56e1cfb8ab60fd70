package layout

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/text"
	"psar/printer/escpos"
	"psar/printer/report"
)

// receiptCodeModule is the module of a receipt's reference code, in dots.
const receiptCodeModule = 5

// receipt lays out the receipt of a paid sale. It never has a payable code.
func (l *layout) receipt(logo string, r sale.Receipt) {
	l.marks(r.Training, r.Shop, r.Copy)
	l.logo(logo)
	l.head(r.Shop)
	if r.Shop.Address != "" {
		l.text(r.Shop.Address, escpos.Centre, bodySize)
	}
	if r.Shop.VATTIN != "" {
		l.text(words.Text(words.English, words.PaperVATTIN, r.Shop.VATTIN), escpos.Centre, bodySize)
	}
	l.own(r.Shop.Header)
	l.rule()
	l.refund(r.Refund)
	l.row(r.Number.String(), money.Local(r.Paid))
	cashier := ""
	if r.Cashier != "" {
		cashier = words.Text(words.English, words.PaperCashier, r.Cashier)
	}
	l.row(cashier, words.Text(words.English, words.PaperTill, fmt.Sprintf("%02d", r.Till)))
	l.rule()
	for _, line := range r.Lines {
		l.line(line, r.Terms, r.Refund != nil)
	}
	l.rule()
	l.taken(r)
	l.text(words.Text(words.Khmer, words.PaperTotal)+" "+words.Text(words.English, words.PaperTotal), escpos.Left, bodySize)
	l.total(r.Total, r.Other, r.Rate, escpos.Right)
	if r.Terms.Mode == money.TaxIncluded && r.Tax.Minor != 0 {
		l.row(words.Text(words.English, words.PaperTaxIncluded, strconv.FormatInt(r.Terms.Percent, 10)), paperMoney(r.Tax))
	}
	l.rule()
	for _, t := range r.Tenders {
		l.tender(t)
	}
	l.change(r.Change, r.Rounding)
	if r.Remark != "" {
		l.text(r.Remark, escpos.Left, bodySize)
	}
	l.code(r.Number.String(), receiptCodeModule)
	l.text(words.Text(words.English, words.PaperReceiptCode), escpos.Centre, bodySize)
	if r.Shop.Thanks != "" {
		l.text(r.Shop.Thanks, escpos.Centre, bodySize)
	} else {
		l.both(words.PaperThanks, escpos.Centre)
	}
	l.own(r.Shop.Footer)
	l.text(proof(r), escpos.Centre, bodySize)
	l.marks(r.Training, r.Shop, r.Copy)
	l.end()
}

// proof is the code by which a receipt can be checked, or what tells it apart where it has
// none: a job that an older program queued, or a sale whose fact is gone.
func proof(r sale.Receipt) string {
	if r.Code.IsZero() {
		return r.Mark
	}
	return r.Code.Grouped()
}

// head prints the shop's name: Khmer large, Latin below it.
func (l *layout) head(s settings.Shop) {
	l.text(s.NameKhmer, escpos.Centre, titleSize)
	l.text(s.Name, escpos.Centre, bodySize)
}

// own prints the shop's own lines, such as its telephone and opening hours.
func (l *layout) own(lines string) {
	for _, line := range text.Lines(lines) {
		l.text(line, escpos.Centre, bodySize)
	}
}

// marks prints that this is training, that the gateway is none of a bank, or a copy.
func (l *layout) marks(training bool, shop settings.Shop, isCopy bool) {
	switch {
	case training:
		l.both(words.PaperTraining, escpos.Centre)
	case shop.TestGateway:
		l.both(words.PaperTestGateway, escpos.Centre)
	}
	if isCopy {
		l.text(words.Text(words.Khmer, words.PaperCopy)+" "+words.Text(words.English, words.PaperCopy), escpos.Centre, titleSize)
	}
}

// total prints an amount in double size where the paper has room for it, and below it its value
// in the other currency at the sale's rate.
func (l *layout) total(amount, other money.Money, rate money.Rate, align escpos.Align) {
	sum, size := paperMoney(amount), 2
	if size*utf8.RuneCountInString(sum) > l.page.Profile().Columns { // the printer would break it anywhere
		size = 1
	}
	l.page.Text(escpos.Text{Left: sum, Align: align, Bold: true, Size: size})
	if other.Currency != "" {
		at := money.Riel(int64(rate)).Grouped()
		l.text(words.Text(words.English, words.PaperRate, paperMoney(other), at), align, bodySize)
	}
}

func (l *layout) tender(t sale.Tender) {
	name := t.Name
	if name == "" {
		name = report.TenderName(words.English, t.Kind)
	}
	l.row(name, paperMoney(t.Amount))
	if t.PaymentID != "" {
		l.row(words.Text(words.English, words.PaperPaymentID), string(t.PaymentID))
	}
	if t.Reference != "" {
		key := words.PaperBankReference
		if t.Name != "" {
			key = words.PaperReference
		}
		l.row(words.Text(words.English, key), t.Reference)
	}
}

// change prints the change in notes, and the rounding to them.
func (l *layout) change(change []money.Money, rounding money.Money) {
	for _, m := range change {
		l.row(words.Text(words.English, words.ChangeGiven, m.Currency), paperMoney(m))
	}
	if rounding != (money.Money{}) {
		l.row(words.Text(words.English, words.Rounding), paperMoney(rounding))
	}
}
