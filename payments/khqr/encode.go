package khqr

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// Encode writes a code in the tag order of the national bank's SDK,
// 00 01 15 29/30 52 53 54 58 59 60 62 64 99 63. Unknown tags come after the known
// ones of their template; on the outer level, before 63. Absent values with an
// obvious default are filled in: payload format 01, point of initiation 12 with an
// amount and 11 without, category 5999, country KH, city Phnom Penh. The CRC is
// computed.
//
// It refuses what Parse would refuse, and fields that Parse would not return: an
// unknown field with a known tag, a merchant ID of an individual, account
// information of a merchant. The error is an *Error.
func Encode(c Code) (string, error) {
	text, err := encode(c)
	if err != nil {
		return "", err
	}
	return text, nil
}

func encode(c Code) (string, *Error) {
	d := draft{Code: c, created: timestamp(c.CreatedMS), expires: timestamp(c.ExpiresMS)}
	d.fill()
	if err := d.writable(); err != nil {
		return "", err
	}

	out := writer{draft: &d, text: make([]byte, 0, MaxBytes)}
	out.slots(head)
	out.template(accounts[d.Kind])
	out.slots(body)
	for _, t := range tail {
		out.template(t)
	}
	out.unknown("")
	if out.err != nil {
		return "", out.err
	}
	out.text = append(out.text, "6304"...)
	crc := crcText(crc16(out.text))
	text := string(append(out.text, crc[:]...))

	if _, err := parse(text, false); err != nil {
		return "", err
	}
	return text, nil
}

// fill sets the defaults.
func (d *draft) fill() {
	initiation := Static
	if d.Amount != "" {
		initiation = Dynamic
	}
	for _, v := range [...]struct {
		at       *string
		standard string
	}{
		{&d.PayloadFormat, "01"},
		{&d.PointOfInitiation, initiation},
		{&d.CategoryCode, "5999"},
		{&d.Country, "KH"},
		{&d.MerchantCity, "Phnom Penh"},
	} {
		if *v.at == "" {
			*v.at = v.standard
		}
	}
}

// writable refuses a code that Parse would read back as a different Code.
func (d *draft) writable() *Error {
	switch {
	case d.Kind != Individual && d.Kind != Merchant:
		return fault(ClassFormat, "", "the kind of account is neither individual nor merchant")
	case d.Kind == Individual && d.MerchantID != "":
		return fault(ClassFormat, "29/01", "an individual's account has no merchant ID")
	case d.Kind == Merchant && d.AccountInformation != "":
		return fault(ClassFormat, "30/01", "a merchant's account has no account information")
	}
	for _, f := range d.Unknown {
		w := walker{template: f.Template}
		inside := f.Template != ""
		switch {
		case !digits(f.Tag, 2):
			return fault(ClassFormat, w.path(f.Tag), "an unknown tag is not two digits")
		case inside && subtags(f.Template) == nil,
			f.Template == accounts[Individual+Merchant-d.Kind].tag:
			return fault(ClassFormat, w.path(f.Tag), "an unknown tag stands in a template that the code does not have")
		case !inside && f.Tag == timesTag && d.PointOfInitiation == Static && checkTimestamps(f.Value) != nil:
			// in a bank's own form, which Parse returns unchanged
		case find(f.Template, f.Tag) != nil, !inside && subtags(f.Tag) != nil:
			return fault(ClassFormat, w.path(f.Tag), "a known tag is given as an unknown one")
		}
	}
	return nil
}

// timestamp is the inverse of milliseconds. A number without 13 digits is written
// as it is; Parse then refuses it.
func timestamp(ms int64) string {
	if ms == 0 {
		return ""
	}
	s := strconv.FormatInt(ms, 10)
	for ms > 0 && len(s) < 13 {
		s = "0" + s
	}
	return s
}

// writer appends elements to text and keeps the first error.
type writer struct {
	*draft
	text []byte
	err  *Error
}

// slots writes the values of slots that are present.
func (w *writer) slots(slots []slot) {
	for i := range slots {
		if v := *slots[i].at(w.draft); v != "" {
			w.element(slots[i].tag, v)
		}
	}
}

// unknown writes a template's fields that have no slot.
func (w *writer) unknown(template string) {
	for _, f := range w.Unknown {
		if f.Template == template {
			w.element(f.Tag, f.Value)
		}
	}
}

// template writes a tag around its sub-tags, or nothing if there are none. The
// length in characters is known only afterwards, so the header is inserted then.
func (w *writer) template(t template) {
	start := len(w.text)
	w.slots(t.slots)
	w.unknown(t.tag)
	inner := w.text[start:]
	if len(inner) == 0 {
		return
	}
	if t.tag == timesTag && w.PointOfInitiation == Static && w.err == nil {
		// Parse would keep such a value as an unknown field.
		w.err = checkTimestamps(string(inner))
	}
	h := w.header(t.tag, utf8.RuneCount(inner))
	w.text = slices.Insert(w.text, start, h[:]...)
}

func (w *writer) element(tag, value string) {
	h := w.header(tag, utf8.RuneCountInString(value))
	w.text = append(append(w.text, h[:]...), value...)
}

// header is a tag and a length.
func (w *writer) header(tag string, n int) [header]byte {
	if n > 99 && w.err == nil {
		w.err = fault(ClassOverlong, tag, "the value is longer than 99 characters")
	}
	return [header]byte{tag[0], tag[1], byte('0' + n/10%10), byte('0' + n%10)}
}
