package khqr

import (
	"fmt"
	"strconv"
)

// Currency is an ISO 4217 numeric code, as tag 53 holds it.
type Currency string

// The two currencies of KHQR.
const (
	USD Currency = "840" // minor units are cents
	KHR Currency = "116" // minor units are riel
)

// AccountKind is the template that holds the Bakong account.
type AccountKind int

// The two kinds of account.
const (
	Individual AccountKind = iota // tag 29
	Merchant                      // tag 30
)

// String is the template's tag, "29" or "30".
func (k AccountKind) String() string {
	switch k {
	case Individual:
		return "29"
	case Merchant:
		return "30"
	}
	return "AccountKind(" + strconv.Itoa(int(k)) + ")"
}

// MarshalText writes the template's tag.
func (k AccountKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (k *AccountKind) UnmarshalText(b []byte) error {
	for _, kind := range []AccountKind{Individual, Merchant} {
		if kind.String() == string(b) {
			*k = kind
			return nil
		}
	}
	return fmt.Errorf("khqr: %q is no kind of account", b)
}

// Points of initiation, as tag 01 holds them.
const (
	Static  = "11" // payable any number of times; the payer enters the amount
	Dynamic = "12" // for one payment: the code holds amount and expiry
)

// Code is the content of a KHQR. Texts are as written in the code; "" means that
// the tag is absent, since an empty value is never valid. Lengths are in
// characters.
type Code struct {
	PayloadFormat     string `json:"payload_format"`                // 00: "01"
	PointOfInitiation string `json:"point_of_initiation,omitempty"` // 01: Static or Dynamic
	UnionPay          string `json:"union_pay,omitempty"`           // 15: at most 99

	Kind               AccountKind `json:"kind"`                          // the template of the next four: 29 or 30
	Account            string      `json:"bakong_account,omitempty"`      // 29/00, 30/00: Bakong account name@bank, at most 32
	AccountInformation string      `json:"account_information,omitempty"` // 29/01: at most 32; Individual only
	MerchantID         string      `json:"merchant_id,omitempty"`         // 30/01: at most 32; Merchant only
	AcquiringBank      string      `json:"acquiring_bank,omitempty"`      // 29/02, 30/02: at most 32

	CategoryCode string   `json:"category_code,omitempty"` // 52: merchant category, four digits
	Currency     Currency `json:"currency,omitempty"`      // 53
	Amount       string   `json:"amount,omitempty"`        // 54: as written, at most 13; compare by MinorUnits, never as text
	Country      string   `json:"country,omitempty"`       // 58: "KH"
	MerchantName string   `json:"merchant_name,omitempty"` // 59: at most 25
	MerchantCity string   `json:"merchant_city,omitempty"` // 60: at most 15

	BillNumber    string `json:"bill_number,omitempty"`    // 62/01: this and the next four at most 25
	MobileNumber  string `json:"mobile_number,omitempty"`  // 62/02
	StoreLabel    string `json:"store_label,omitempty"`    // 62/03
	TerminalLabel string `json:"terminal_label,omitempty"` // 62/07
	Purpose       string `json:"purpose,omitempty"`        // 62/08

	Language              string `json:"language,omitempty"`                // 64/00: two letters
	MerchantNameAlternate string `json:"merchant_name_alternate,omitempty"` // 64/01: the Khmer name, at most 25
	MerchantCityAlternate string `json:"merchant_city_alternate,omitempty"` // 64/02: at most 15

	CreatedMS int64 `json:"created_ms,omitempty"` // 99/00: Unix milliseconds, 0 = absent
	ExpiresMS int64 `json:"expires_ms,omitempty"` // 99/01: Unix milliseconds, 0 = absent

	CRC string `json:"crc,omitempty"` // 63; Encode ignores it and computes its own

	// Unknown holds every other tag, in the code's order, and tag 99 of a static
	// code if it does not hold timestamps.
	Unknown []Field `json:"unknown,omitempty"`
}

// Field is a tag whose meaning this package does not know. It is kept as written.
type Field struct {
	Template string `json:"template,omitempty"` // the known template around it ("29", "30", "62", "64", "99"), "" if none
	Tag      string `json:"tag"`                // two digits
	Value    string `json:"value"`              // as written; a template inside is not parsed
}

// Dynamic reports whether the code is for one payment. Only such a code may be
// used for a charge.
func (c Code) Dynamic() bool { return c.PointOfInitiation == Dynamic }

// Split returns the sub-tags of a merchant account template that this package does not
// know, 26 to 51; false where the field is none or its value does not consist of tags, each
// once.
func (f Field) Split() ([]Field, bool) {
	if f.Template != "" || f.Tag < "26" || f.Tag > "51" {
		return nil, false
	}
	var subs []Field
	w := walker{text: f.Value, template: f.Tag}
	for w.more() {
		e, err := w.next()
		if err != nil {
			return nil, false
		}
		subs = append(subs, Field{Template: f.Tag, Tag: e.tag, Value: e.value})
	}
	if w.repeated != nil {
		return nil, false
	}
	return subs, true
}
