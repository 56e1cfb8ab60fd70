package khqr

import (
	"strconv"
	"strings"
)

// validate checks the meaning of the values, and turns the timestamps into numbers.
// tags are the tags of the outer level.
func (d *draft) validate(tags tagSet, noExpiry bool) *Error {
	if err := d.required(tags); err != nil {
		return err
	}
	for _, check := range []func(*draft, bool) *Error{
		(*draft).checkFixed,
		(*draft).checkInitiation,
		(*draft).checkAmount,
		(*draft).checkAccount,
		(*draft).checkLanguage,
		(*draft).checkLengths,
		(*draft).checkTimes,
	} {
		if err := check(d, noExpiry); err != nil {
			return err
		}
	}
	return nil
}

// accountTag is the tag of the Bakong account.
var accountTag = [...]string{Individual: "29/00", Merchant: "30/00"}

// required returns the error of the first mandatory tag that is absent.
func (d *draft) required(tags tagSet) *Error {
	for _, r := range [...]struct{ tag, value, what string }{
		{"01", d.PointOfInitiation, "the point of initiation"},
		{accountTag[d.Kind], d.Account, "the Bakong account"},
		{"52", d.CategoryCode, "the merchant category code"},
		{"53", string(d.Currency), "the currency"},
		{"58", d.Country, "the country"},
		{"59", d.MerchantName, "the merchant name"},
		{"60", d.MerchantCity, "the merchant city"},
	} {
		if r.value == "" {
			return fault(ClassMissing, r.tag, r.what+" is absent")
		}
	}
	if tags.has(64) {
		if d.Language == "" {
			return fault(ClassMissing, "64/00", "the language of the alternate name is absent")
		}
		if d.MerchantNameAlternate == "" {
			return fault(ClassMissing, "64/01", "the alternate name is absent")
		}
	}
	return nil
}

// checkFixed checks the values with one allowed form.
func (d *draft) checkFixed(bool) *Error {
	switch {
	case d.PayloadFormat != "01":
		return fault(ClassFormat, "00", "the payload format is not 01")
	case d.PointOfInitiation != Static && d.PointOfInitiation != Dynamic:
		return fault(ClassFormat, "01", "the point of initiation is neither 11 nor 12")
	case !digits(d.CategoryCode, 4):
		return fault(ClassFormat, "52", "the merchant category code is not four digits")
	case d.Country != "KH":
		return fault(ClassCountry, "58", "the country is not KH")
	}
	_, err := d.Currency.decimals()
	return err
}

// checkInitiation checks what a static and a dynamic code must and must not hold.
// With noExpiry, a missing expiry is left to Verify.
func (d *draft) checkInitiation(noExpiry bool) *Error {
	switch {
	case !d.Dynamic() && d.Amount != "":
		return fault(ClassStatic, "01", "a static code carries an amount")
	case !d.Dynamic():
		return nil
	case d.Amount == "":
		return fault(ClassMissing, "54", "a dynamic code carries no amount")
	case d.expires == "" && !noExpiry:
		return missingExpiry()
	}
	return nil
}

func missingExpiry() *Error {
	return fault(ClassMissing, "99/01", "a dynamic code carries no expiry")
}

func (d *draft) checkAmount(bool) *Error {
	if d.Amount == "" {
		return nil
	}
	minor, err := minorUnits(d.Currency, d.Amount)
	if err == nil && minor == 0 {
		err = fault(ClassAmount, "54", "the amount is zero")
	}
	return err
}

// checkAccount requires name@bank in visible ASCII: an account is typed, compared
// and read aloud, so it must not hold invisible characters.
func (d *draft) checkAccount(bool) *Error {
	tag := accountTag[d.Kind]
	name, bank, _ := strings.Cut(d.Account, "@")
	switch {
	case len(d.Account) > 32:
		return fault(ClassAccount, tag, "the Bakong account is longer than 32 characters")
	case name == "" || bank == "" || strings.Contains(bank, "@"):
		return fault(ClassAccount, tag, "the Bakong account is not of the form name@bank")
	}
	for i := 0; i < len(d.Account); i++ {
		if b := d.Account[i]; b <= ' ' || b > '~' {
			return fault(ClassAccount, tag, "the Bakong account holds a character that is not visible ASCII")
		}
	}
	return nil
}

func (d *draft) checkLanguage(bool) *Error {
	if d.Language == "" {
		return nil
	}
	if len(d.Language) != 2 || !isLetter(d.Language[0]) || !isLetter(d.Language[1]) {
		return fault(ClassFormat, "64/00", "the language is not two letters")
	}
	return nil
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func (d *draft) checkLengths(bool) *Error { return d.overlong }

// checkTimes reads the timestamps. An expiry equal to the creation is allowed, as
// by the national bank's SDK. The expiry of a static code is not checked.
func (d *draft) checkTimes(bool) *Error {
	var err *Error
	if d.CreatedMS, err = milliseconds("00", d.created); err != nil {
		return err
	}
	if d.ExpiresMS, err = milliseconds("01", d.expires); err != nil {
		return err
	}
	if d.Dynamic() && d.ExpiresMS != 0 && d.ExpiresMS < d.CreatedMS {
		return fault(ClassExpired, "99/01", "the code expires before it was created")
	}
	return nil
}

// milliseconds reads the 13 digits of a sub-tag of 99; "" is 0. A time within 1970 is
// refused, because 0 means absent everywhere else.
func milliseconds(sub, text string) (int64, *Error) {
	if text == "" {
		return 0, nil
	}
	if !digits(text, 13) {
		return 0, fault(ClassTimestamp, timesTag+"/"+sub, "the timestamp is not 13 digits of Unix milliseconds")
	}
	ms, err := strconv.ParseInt(text, 10, 64)
	if err != nil || ms == 0 {
		return 0, fault(ClassTimestamp, timesTag+"/"+sub, "the timestamp is zero")
	}
	return ms, nil
}
