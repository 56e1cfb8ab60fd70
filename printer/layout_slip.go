package printer

import (
	"psar/assets/words"
	"psar/pos"
	"psar/printer/escpos"
)

// slip lays out the paper that asks for payment. It says that it is no receipt.
func (l *layout) slip(s pos.Slip) {
	l.marks(s.Training, false)
	l.head(s.Shop)
	l.rule()
	l.text(words.Text(words.Khmer, words.PaperScanToPay), escpos.Centre, titleSize-4)
	l.text(words.Text(words.English, words.PaperScanToPay), escpos.Centre, bodySize)
	l.total(s.Amount, s.Other, s.Rate, escpos.Centre)
	l.text(s.Payee.Name, escpos.Centre, bodySize)
	l.code(s.QR, 0)
	if !s.Expires.IsZero() {
		l.both(words.PaperValidUntil, escpos.Centre, s.Expires.In(pos.PhnomPenh).Format("15:04"))
	}
	l.rule()
	l.row(words.Text(words.English, words.PaperPaymentID), string(s.Payment))
	l.both(words.PaperNotReceipt, escpos.Centre)
	l.marks(s.Training, false)
	l.end()
}
