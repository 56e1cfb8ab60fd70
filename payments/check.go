package payments

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode"

	"psar/payments/khqr"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/text"
)

// check verifies a code before it is shown, and returns CodeAccepted or CodeRejected.
func check(a payment.Attempt, qr, md5 string, s settings.Values, now time.Time) payment.Event {
	_, _, accountKey := settings.ProfileKeys(a.Amount.Currency)
	code, err := khqr.Verify(qr, khqr.Expect{
		Currency: khqrCurrency(a.Amount.Currency),
		Minor:    a.Amount.Minor, HasAmount: true,
		Account: s.Get(accountKey), MD5: md5, Now: now,
		AllowNoExpiry: s.Bool(settings.AllowNoExpiry),
	})
	if err != nil {
		return rejected(qr, err)
	}
	for _, f := range payeeFields(code) {
		if payment.Constant(f.Name) && !plain(f.Value) {
			return payment.CodeRejected{Reason: fault.QRAccount, Detail: f.Name + ": " + strconv.QuoteToASCII(f.Value), Payee: payeeOf(code)}
		}
	}
	accepted := payment.CodeAccepted{QR: qr, Payee: payeeOf(code)}
	if code.ExpiresMS != 0 {
		accepted.Expires = time.UnixMilli(code.ExpiresMS).UTC()
	}
	return accepted
}

// plain reports that nothing can hide in what names a receiver of money: only ASCII, and the
// letters of Khmer, which look like no others. A Cyrillic A, a full-width 1, a Khmer digit (its zero
// is an o) and what can't be seen are refused. In the account itself package khqr takes ASCII alone.
func plain(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return (r < ' ' || r > '~') && (r < 0x1780 || r > 0x17ff || !unicode.In(r, unicode.L, unicode.M) || text.Unseen(r))
	})
}

// payeeOf reads the payee from a code.
func payeeOf(code khqr.Code) payment.Payee {
	payee := payment.Payee{Account: code.Account, Name: code.MerchantName, City: code.MerchantCity}
	if strings.EqualFold(code.Language, "km") {
		payee.NameKhmer = code.MerchantNameAlternate
	}
	return payee
}

// rejected turns a failed check into CodeRejected. For another account, Detail is
// that account, which a manager needs to see; otherwise it is the error, for
// support.
func rejected(qr string, err error) payment.Event {
	e := payment.CodeRejected{Reason: rejection(err), Detail: err.Error()}
	if e.Reason == fault.QRAccount {
		if code, err := khqr.Parse(qr); err == nil {
			e.Payee = payeeOf(code)
			e.Detail = e.Payee.Account
		}
	}
	return e
}

func khqrCurrency(c money.Currency) khqr.Currency {
	if c == money.USD {
		return khqr.USD
	}
	return khqr.KHR
}

// rejections maps a class of khqr to the fault code of its message. A class that
// is not listed means a malformed code.
var rejections = map[khqr.Class]fault.Code{
	khqr.ClassCRC:      fault.QRCRC,
	khqr.ClassStatic:   fault.QRStatic,
	khqr.ClassCurrency: fault.QRCurrency,
	khqr.ClassAmount:   fault.QRAmount,
	khqr.ClassAccount:  fault.QRAccount,
	khqr.ClassExpired:  fault.QRExpired,
}

func rejection(err error) fault.Code {
	var e *khqr.Error
	if !errors.As(err, &e) {
		return fault.QRMalformed
	}
	if code, ok := rejections[e.Class]; ok {
		return code
	}
	switch {
	case e.Class == khqr.ClassMissing && strings.HasPrefix(e.Tag, "99"):
		return fault.QRNoExpiry
	case e.Class == khqr.ClassMissing && e.Tag == "54":
		return fault.QRAmount
	case e.Class != khqr.ClassMismatch:
		return fault.QRMalformed
	}
	switch e.Tag {
	case "53":
		return fault.QRCurrency
	case "54":
		return fault.QRAmount
	case "":
		return fault.QRMD5
	}
	return fault.QRAccount
}
