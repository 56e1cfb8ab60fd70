package khqr

import "strconv"

// Currency is an ISO 4217 numeric code, as tag 53 holds it.
type Currency string

// The two currencies of KHQR.
const (
	USD Currency = "840" // minor units are cents
	KHR Currency = "116" // minor units are riel
)

// AccountKind says which template holds the Bakong account.
type AccountKind int

// The two kinds of account.
const (
	Individual AccountKind = iota // tag 29
	Merchant                      // tag 30
)

// String is the kind's tag.
func (k AccountKind) String() string {
	switch k {
	case Individual:
		return "29"
	case Merchant:
		return "30"
	}
	return "AccountKind(" + strconv.Itoa(int(k)) + ")"
}

// Points of initiation, as tag 01 holds them.
const (
	Static  = "11" // the payer types the amount; may be paid any number of times
	Dynamic = "12" // made for one payment: amount and expiry are in the code
)

// Code is what a KHQR says. Texts stand as written; "" means that the tag is
// absent, for an empty value is never valid. Lengths are in characters.
type Code struct {
	PayloadFormat     string // 00: "01"
	PointOfInitiation string // 01: Static or Dynamic
	UnionPay          string // 15: at most 99

	Kind               AccountKind // whether the next four stand in 29 or in 30
	Account            string      // 29/00, 30/00: Bakong account name@bank, at most 32
	AccountInformation string      // 29/01: at most 32; Individual only
	MerchantID         string      // 30/01: at most 32; Merchant only
	AcquiringBank      string      // 29/02, 30/02: at most 32

	CategoryCode string   // 52: merchant category, four digits
	Currency     Currency // 53
	Amount       string   // 54: as written, at most 13; compare by MinorUnits, never as text
	Country      string   // 58: "KH"
	MerchantName string   // 59: at most 25
	MerchantCity string   // 60: at most 15

	BillNumber    string // 62/01: this and the next four at most 25
	MobileNumber  string // 62/02
	StoreLabel    string // 62/03
	TerminalLabel string // 62/07
	Purpose       string // 62/08

	Language              string // 64/00: two letters
	MerchantNameAlternate string // 64/01: the Khmer name, at most 25
	MerchantCityAlternate string // 64/02: at most 15

	CreatedMS int64 // 99/00: Unix milliseconds, 0 = absent
	ExpiresMS int64 // 99/01: Unix milliseconds, 0 = absent

	CRC string // 63; Encode computes it and ignores what stands here

	Unknown []Field // every other tag, in the order of the code
}

// Field is a tag that this package keeps without knowing what it means.
type Field struct {
	Template string // the known template that holds it ("29", "30", "62", "64", "99"), "" if none
	Tag      string // two digits
	Value    string // as written; if it is itself a template it is not taken apart
}

// Dynamic reports whether the code was made for one payment. Only such a code
// may be used as a charge.
func (c Code) Dynamic() bool { return c.PointOfInitiation == Dynamic }
