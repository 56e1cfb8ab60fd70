package sandbox

import (
	"fmt"
	"strings"
	"time"

	"psar/payments/khqr"
)

// makeCode writes the KHQR of a payment, with the values that a fault changes.
func makeCode(profile Profile, p Payment, fault Fault) (string, error) {
	c := khqr.Code{
		PointOfInitiation: khqr.Dynamic, Kind: khqr.Individual, Account: profile.Account,
		Currency: currency(profile.Currency), Amount: p.Amount, Country: "KH",
		MerchantName: profile.MerchantName, MerchantCity: profile.MerchantCity,
		BillNumber: p.TransactionID, CreatedMS: p.CreatedMS, ExpiresMS: p.ExpiresMS,
	}
	if profile.MerchantNameKhmer != "" {
		c.Language, c.MerchantNameAlternate = "km", profile.MerchantNameKhmer
	}
	switch fault.Kind {
	case WrongAmount:
		c.Amount = otherAmount(p, fault)
	case WrongCurrency:
		// The same number, so that only the currency is wrong.
		c.Currency, c.Amount = khqr.KHR, strings.TrimSuffix(p.Amount, ".00")
		if profile.Currency == "KHR" {
			c.Currency = khqr.USD
		}
		c.Amount, _, _ = strings.Cut(c.Amount, ".")
		if c.Amount == "0" {
			c.Amount = "1"
		}
	case WrongAccount:
		c.Account = "somebody_else@devb"
	case OtherMerchant:
		c.AccountInformation = "0099887766"
	case AlikeMerchant:
		c.AccountInformation = "PSАR" // the third letter is Cyrillic
	case OtherCard:
		c.UnionPay = fmt.Sprintf("%016s", p.TransactionID)
	case ChangingField:
		c.Unknown = []khqr.Field{{Template: khqr.Individual.String(), Tag: "05", Value: p.TransactionID}}
	case StaticCode:
		c.PointOfInitiation, c.Amount, c.CreatedMS, c.ExpiresMS = khqr.Static, "", 0, 0
	case ExpiredCode:
		past := time.Duration(p.ExpiresMS-p.CreatedMS)*time.Millisecond + time.Hour
		c.CreatedMS -= past.Milliseconds()
		c.ExpiresMS -= past.Milliseconds()
	}
	return khqr.Encode(c)
}

// spoiledCode is the payment's code, or what a fault makes of it. The ledger keeps
// the valid one.
func spoiledCode(profile Profile, p Payment, fault Fault) (string, error) {
	switch fault.Kind {
	case WrongAmount, WrongCurrency, WrongAccount, OtherMerchant, AlikeMerchant, OtherCard, ChangingField, StaticCode, ExpiredCode:
		return makeCode(profile, p, fault)
	case WrongCRC:
		last := byte('0')
		if p.QR[len(p.QR)-1] == last {
			last = '1'
		}
		return p.QR[:len(p.QR)-1] + string(last), nil
	case NoExpiry:
		return withoutExpiry(p), nil
	}
	return p.QR, nil
}

// withoutExpiry removes tag 99 from a code and replaces the CRC: khqr.Encode refuses
// to write a dynamic code without an expiry.
func withoutExpiry(p Payment) string {
	times := fmt.Sprintf("99340013%013d0113%013d", p.CreatedMS, p.ExpiresMS)
	body := strings.Replace(p.QR[:len(p.QR)-4], times, "", 1)
	return body + strings.ToUpper(fmt.Sprintf("%04x", crc16(body)))
}

// crc16 is CRC-16/CCITT-FALSE: polynomial 1021, initial FFFF, not reflected. It is
// written a second time on purpose: khqr writes CRCs only of valid codes, and a bad
// code must not depend on the package that will check it.
func crc16(s string) uint16 {
	crc := uint16(0xffff)
	for i := range len(s) {
		crc ^= uint16(s[i]) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return crc
}

func currency(name string) khqr.Currency {
	if name == "KHR" {
		return khqr.KHR
	}
	return khqr.USD
}
