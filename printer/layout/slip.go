package layout

import (
	"psar/assets/words"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/printer/escpos"
)

// slip lays out the payment slip, with a KHQR or the address of the payment page. It
// says that it is no receipt.
func (l *layout) slip(s payment.Slip) {
	l.marks(s.Training, s.Shop, false)
	l.head(s.Shop)
	l.rule()
	key, until := words.PaperScanToPay, "15:04"
	if s.Link != "" {
		key, until = words.PaperOpenToPay, "02/01 15:04"
	}
	l.text(words.Text(words.Khmer, key), escpos.Centre, titleSize-4)
	l.text(words.Text(words.English, key), escpos.Centre, bodySize)
	l.total(s.Amount, s.Other, s.Rate, escpos.Centre)
	if s.Link != "" {
		l.code(s.Link, 0)
		l.text(s.Link, escpos.Left, bodySize)
	} else {
		l.text(s.Payee.Name, escpos.Centre, bodySize)
		l.code(s.QR, 0)
	}
	if !s.Expires.IsZero() {
		l.both(words.PaperValidUntil, escpos.Centre, s.Expires.In(money.PhnomPenh).Format(until))
	}
	l.rule()
	l.row(words.Text(words.English, words.PaperPaymentID), string(s.Payment))
	l.both(words.PaperNotReceipt, escpos.Centre)
	l.marks(s.Training, s.Shop, false)
	l.end()
}
