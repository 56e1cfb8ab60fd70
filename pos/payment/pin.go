package payment

import (
	"slices"
	"strconv"
	"strings"

	"psar/pos/money"
)

// Field is one field of a code that says whom it pays. Its name is one of the constants
// below, or the path of a tag without a name, such as 15 or 26/01.
type Field struct {
	Name  string `json:"field"`
	Value string `json:"value"` // as written in the code
}

// The named fields. The first four stand in the template of the Bakong account, which is
// tag 29 or 30.
const (
	FieldKind     = "kind"           // the tag itself: 29 individual, 30 merchant
	FieldAccount  = "account"        // sub-tag 00
	FieldMerchant = "merchant_id"    // sub-tag 01: the merchant's own number, or an individual's account information
	FieldBank     = "acquiring_bank" // sub-tag 02
	FieldName     = "name"           // tag 59
	FieldCity     = "city"           // tag 60
)

// Constant reports whether a field names a receiver of money, and so never changes with
// a payment: kind, account, merchant id, what stands in the place of those in another
// template, and a tag that another network has for itself (02 to 25, a card's number in 15),
// or one from 26 to 51 that is not made of sub-tags.
func Constant(name string) bool {
	switch name {
	case FieldKind, FieldAccount, FieldMerchant:
		return true
	case FieldBank, FieldName, FieldCity:
		return false
	}
	_, sub, inTemplate := strings.Cut(name, "/")
	return !inTemplate || sub == "00" || sub == "01"
}

// Pin is what the codes of a currency's profile must say of whom they pay.
type Pin struct {
	Currency money.Currency `json:"currency"`
	Fields   []Pinned       `json:"fields,omitempty"`   // none: the codes' account alone is known
	Paid     bool           `json:"paid,omitempty"`     // read from codes that were paid: nobody was asked
	Compared bool           `json:"compared,omitempty"` // with a second code
}

// Pinned is a field of a Pin.
type Pinned struct {
	Field          // "" where the codes have no such field
	Varies    bool `json:"varies,omitempty"`    // it changes with every payment, and is left out
	Confirmed bool `json:"confirmed,omitempty"` // a manager confirmed another value than the first
}

// LeftOut reports whether a field is not compared. What names a receiver always is, also where
// an older program left it out.
func (f Pinned) LeftOut() bool { return f.Varies && !Constant(f.Name) }

// Difference is a field of which a code says something else than the pin.
type Difference struct {
	Field  string `json:"field"`
	Was    string `json:"was"`              // "" where the field is new
	Is     string `json:"is"`               // "" where it is absent now
	Varies bool   `json:"varies,omitempty"` // who confirms it says that it changes with every payment
}

// NewPin returns the pin of a first code, which a manager confirmed.
func NewPin(c money.Currency, says []Field) Pin {
	p := Pin{Currency: c}
	for _, f := range says {
		p.Fields = append(p.Fields, Pinned{Field: f})
	}
	return p
}

// PaidPin returns the pin of codes that were paid, newest first; without fields where
// there is none. What differs between codes of one receiver is left out: nobody is asked
// about several codes that have been paid.
func PaidPin(c money.Currency, codes [][]Field) Pin {
	if len(codes) == 0 {
		return Pin{Currency: c}
	}
	p := NewPin(c, codes[0])
	p.Paid = true
	for _, says := range codes[1:] {
		p = p.withPaid(says)
	}
	return p
}

// withPaid returns a pin of paid codes that was compared with one more. A code of another
// receiver changes nothing.
func (p Pin) withPaid(says []Field) Pin {
	differing := p.compare(says)
	if slices.ContainsFunc(differing, func(d Difference) bool { return Constant(d.Field) }) {
		return p
	}
	p.Fields, p.Compared = slices.Clone(p.Fields), true
	for _, d := range differing {
		f := p.field(d.Field)
		f.Varies = true
	}
	return p
}

// Account returns the pinned account, "" where no field is pinned.
func (p Pin) Account() string {
	for _, f := range p.Fields {
		if f.Name == FieldAccount {
			return f.Value
		}
	}
	return ""
}

// Differences returns what has to be asked about a code: first what names a receiver. A
// pin without fields has none. Where one code is all that is known, paid or not, the second
// is asked about as one whose other fields change with every payment.
func (p Pin) Differences(says []Field) []Difference {
	if len(p.Fields) == 0 {
		return nil
	}
	found := p.compare(says)
	slices.SortStableFunc(found, func(a, b Difference) int { return rank(a) - rank(b) })
	if slices.ContainsFunc(found, func(d Difference) bool { return Constant(d.Field) }) {
		return found // another receiver: each value is a new one
	}
	for i, d := range found {
		found[i].Varies = !p.Compared || p.confirmed(d.Field)
	}
	return found
}

// Confirm returns the pin after a manager confirmed a code's differences: what changes
// with every payment is left out from now on, anything else has the code's value.
func (p Pin) Confirm(differences []Difference) Pin {
	p.Fields, p.Compared = slices.Clone(p.Fields), true
	for _, d := range differences {
		f := p.field(d.Field)
		if d.Varies {
			f.Varies = true
			continue
		}
		f.Value, f.Varies, f.Confirmed = d.Is, false, true
	}
	return p
}

// Described returns differences as one line, for support and for the alert.
func Described(differences []Difference) string {
	texts := make([]string, len(differences))
	for i, d := range differences {
		texts[i] = d.Field + ": " + strconv.Quote(d.Was) + " → " + strconv.Quote(d.Is)
	}
	return strings.Join(texts, "; ")
}

// compare returns every difference, without regard to what is asked about it.
func (p Pin) compare(says []Field) (found []Difference) {
	known := make(map[string]bool, len(p.Fields))
	for _, f := range p.Fields {
		known[f.Name] = true
		if is := valueOf(says, f.Name); !f.LeftOut() && is != f.Value {
			found = append(found, Difference{Field: f.Name, Was: f.Value, Is: is})
		}
	}
	for _, f := range says {
		if !known[f.Name] {
			found = append(found, Difference{Field: f.Name, Is: f.Value})
		}
	}
	return found
}

func rank(d Difference) int {
	if Constant(d.Field) {
		return 0
	}
	return 1
}

func (p Pin) confirmed(name string) bool {
	return slices.ContainsFunc(p.Fields, func(f Pinned) bool { return f.Name == name && f.Confirmed })
}

// field returns a field of a pin whose fields are its own, and adds it where it is new.
func (p *Pin) field(name string) *Pinned {
	i := slices.IndexFunc(p.Fields, func(f Pinned) bool { return f.Name == name })
	if i < 0 {
		i = len(p.Fields)
		p.Fields = append(p.Fields, Pinned{Field: Field{Name: name}})
	}
	return &p.Fields[i]
}

func valueOf(says []Field, name string) string {
	for _, f := range says {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}
