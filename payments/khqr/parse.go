package khqr

import (
	"cmp"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// MaxBytes is the longest code that is parsed. Real codes have 130 to 350 bytes.
const MaxBytes = 512

// Parse reads a code and checks everything that needs neither a clock nor an
// expected value. Encode accepts what Parse accepts. The error is an *Error; no
// part of a refused code is returned.
func Parse(code string) (Code, error) {
	c, err := parse(code, false)
	if err != nil {
		return Code{}, err
	}
	return c, nil
}

// parse is Parse. With noExpiry, a dynamic code may lack its expiry.
func parse(code string, noExpiry bool) (Code, *Error) {
	if len(code) > MaxBytes {
		return Code{}, fault(ClassOverlong, "", "the code is longer than "+strconv.Itoa(MaxBytes)+" bytes")
	}
	control, err := checkText(code)
	if err != nil {
		return Code{}, err
	}
	var d draft
	tags, err := d.read(code)
	if err != nil {
		return Code{}, err
	}
	if control {
		return Code{}, fault(ClassFormat, "", "the code holds a control character")
	}
	if err := checkCRC(code, d.CRC); err != nil {
		return Code{}, err
	}
	if err := d.validate(tags, noExpiry); err != nil {
		return Code{}, err
	}
	return d.Code, nil
}

// checkText refuses invalid text, and reports whether there is a control character.
// That is an error too, but reported later: a line break after a code is better
// reported as text after the code.
func checkText(code string) (control bool, err *Error) {
	for i := 0; i < len(code); {
		if b := code[i]; b < utf8.RuneSelf {
			switch {
			case b == 0:
				return false, fault(ClassEncoding, "", "the code holds a NUL")
			case b < ' ' || b == 0x7F:
				control = true
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(code[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return false, fault(ClassEncoding, "", "the code is not UTF-8")
		case r > 0xFFFF:
			return false, fault(ClassEncoding, "", "the code holds a character above U+FFFF, which readers count differently")
		case unicode.IsControl(r):
			control = true
		}
		i += size
	}
	return control, nil
}

// read splits the code into its tags, without checking the values. It returns the
// tags of the outer level.
func (d *draft) read(code string) (tagSet, *Error) {
	if code == "" {
		return tagSet{}, fault(ClassFraming, "", "the code is empty")
	}
	w := walker{text: code}
	first, last := "", ""
	for w.more() {
		e, err := w.next()
		if err != nil {
			return tagSet{}, cmp.Or(d.openTimes(), err)
		}
		if first == "" {
			first = e.tag
		}
		last = e.tag
		if err := d.keep("", e); err != nil {
			return tagSet{}, cmp.Or(d.openTimes(), err)
		}
	}
	if err := d.openTimes(); err != nil {
		return tagSet{}, err
	}
	switch {
	case w.repeated != nil:
		return tagSet{}, w.repeated
	case d.repeated != nil:
		return tagSet{}, d.repeated
	case first == "63" && last == "63":
		return tagSet{}, fault(ClassFraming, "", "the code holds nothing but a CRC")
	case !w.seen.has(0):
		return tagSet{}, fault(ClassMissing, "00", "the payload format indicator is absent")
	case first != "00":
		return tagSet{}, fault(ClassFraming, "00", "the payload format indicator is not the first tag")
	case !w.seen.has(63):
		return tagSet{}, fault(ClassCRC, "63", "the CRC is absent")
	case last != "63":
		return tagSet{}, fault(ClassCRC, "63", "the CRC is not the last tag")
	case w.seen.has(29) && w.seen.has(30):
		return tagSet{}, fault(ClassDuplicate, "30", "both an individual's and a merchant's account are given")
	}
	return w.seen, nil
}

// keep stores an element in its field. A template is parsed one level deep.
func (d *draft) keep(parent string, e element) *Error {
	if s := find(parent, e.tag); s != nil {
		// A wrong length often makes a value swallow its neighbours. ClassOverlong is
		// reported only if the rest of the code is well formed.
		if d.overlong == nil && len(e.value) > s.max && utf8.RuneCountInString(e.value) > s.max {
			w := walker{template: parent}
			d.overlong = fault(s.class, w.path(e.tag), "the value is longer than "+strconv.Itoa(s.max)+" characters")
		}
		*s.at(d) = e.value
		return nil
	}
	if parent != "" || subtags(e.tag) == nil {
		d.Unknown = append(d.Unknown, Field{Template: parent, Tag: e.tag, Value: e.value})
		return nil
	}
	switch e.tag {
	case timesTag:
		if d.times == "" {
			d.times, d.timesAt = e.value, len(d.Unknown)
		}
		return nil
	case accounts[Merchant].tag:
		d.Kind = Merchant
	}
	return d.open(e)
}

// open parses a template.
func (d *draft) open(e element) *Error {
	w := walker{text: e.value, template: e.tag}
	for w.more() {
		sub, err := w.next()
		if err != nil {
			return err
		}
		if err := d.keep(e.tag, sub); err != nil {
			return err
		}
	}
	if d.repeated == nil {
		d.repeated = w.repeated
	}
	return nil
}

// openTimes parses tag 99 after all other tags: in a static code, which has no
// expiry, banks put their own data there, and tag 01 may come after it.
func (d *draft) openTimes() *Error {
	if d.times == "" {
		return nil
	}
	var err *Error
	behind := slices.Clone(d.Unknown[d.timesAt:])
	d.Unknown = d.Unknown[:d.timesAt]
	if d.PointOfInitiation == Static && checkTimestamps(d.times) != nil {
		d.Unknown = append(d.Unknown, Field{Tag: timesTag, Value: d.times})
	} else {
		err = d.open(element{tag: timesTag, value: d.times})
	}
	d.Unknown = append(d.Unknown, behind...)
	return err
}

// checkTimestamps returns why a value of tag 99 is not in the national bank's form:
// sub-tags, each once, of which 00 and 01 hold Unix milliseconds.
func checkTimestamps(value string) *Error {
	w := walker{text: value, template: timesTag}
	for w.more() {
		e, err := w.next()
		if err != nil {
			return err
		}
		if find(timesTag, e.tag) == nil {
			continue
		}
		if _, err := milliseconds(e.tag, e.value); err != nil {
			return err
		}
	}
	return w.repeated
}

// checkCRC compares the value of tag 63 with the CRC of the bytes before it.
func checkCRC(code, written string) *Error {
	if len(written) != 4 {
		return fault(ClassCRC, "63", "the CRC is not four digits long")
	}
	want := crcText(crc16(code[:len(code)-len(written)]))
	if written != string(want[:]) {
		return fault(ClassCRC, "63", "the CRC does not match the content")
	}
	return nil
}
