package raksmeypay

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// object is a JSON object whose values are still text. The standard decoder
// takes the last of two equal names and ignores their case; for an answer about
// money both would let one reader see PENDING where another sees SUCCESS.
type object map[string]json.RawMessage

// parseObject takes a whole body: one object, nothing before or after it.
func parseObject(body []byte) (object, *Error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, &Error{Kind: Cut, Message: "the body is empty"}
	}
	if !utf8.Valid(body) {
		return nil, &Error{Kind: NotJSON, Message: "the body is not UTF-8"}
	}
	if !json.Valid(body) {
		var value json.RawMessage
		if err := json.NewDecoder(bytes.NewReader(body)).Decode(&value); errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, &Error{Kind: Cut, Message: "the JSON ends early"}
		}
		return nil, &Error{Kind: NotJSON}
	}
	return fields(body)
}

// fields takes one valid JSON value that must be an object. Two names that differ
// in their case alone are the same name to many readers, and so twice.
func fields(raw json.RawMessage) (object, *Error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, unexpected("not a JSON object")
	}
	o, seen := object{}, map[string]bool{}
	for d.More() {
		t, err := d.Token()
		name, ok := t.(string)
		var value json.RawMessage
		if err != nil || !ok || d.Decode(&value) != nil {
			return nil, unexpected("not a JSON object")
		}
		// Up and then down: letters beyond ASCII that fold to one inside it count.
		folded := strings.ToLower(strings.ToUpper(name))
		if seen[folded] {
			return nil, unexpected("a name stands twice")
		}
		o[name], seen[folded] = value, true
	}
	return o, nil
}

// has reports that a name stands there with a value other than null.
func (o object) has(name string) bool {
	raw, ok := o[name]
	return ok && string(raw) != "null"
}

// text is a string, or "" if the name is absent, null or holds something else.
// It is for values that nothing depends on.
func (o object) text(name string) string {
	s, _ := o.str(name)
	return s
}

func (o object) str(name string) (string, bool) {
	raw := o[name]
	if len(raw) == 0 || raw[0] != '"' {
		return "", false
	}
	var s string
	return s, json.Unmarshal(raw, &s) == nil
}

// scalar is the text of a string or of a number as it was written.
func (o object) scalar(name string) (string, bool) {
	if s, ok := o.str(name); ok {
		return s, true
	}
	raw := o[name]
	if len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9') {
		return string(raw), true
	}
	return "", false
}

// integer is a JSON number without a fraction or an exponent.
func (o object) integer(name string) (int64, bool) {
	n, err := strconv.ParseInt(string(o[name]), 10, 64)
	return n, err == nil
}

// decimal is an amount, from a JSON number or a string, as the text that was
// sent: digits, with or without decimals. An exponent is legal JSON, but no
// gateway writes an amount so; nor is a sign or a thousands separator taken.
func (o object) decimal(name string) (string, bool) {
	s, ok := o.scalar(name)
	if !ok || !isDecimal(s) {
		return "", false
	}
	return s, true
}

// maxDecimal bounds an amount in an answer, in characters.
const maxDecimal = 24

// isDecimal takes an amount as a gateway writes it: digits, with or without
// decimals.
func isDecimal(s string) bool {
	whole, fraction, point := strings.Cut(s, ".")
	return len(s) <= maxDecimal && digits(whole) && (!point || digits(fraction))
}

// sameDecimal compares two decimal texts by value: 5, 5.0 and 5.00 are the same.
func sameDecimal(a, b string) bool { return plainDecimal(a) == plainDecimal(b) }

func plainDecimal(s string) string {
	whole, fraction, _ := strings.Cut(s, ".")
	return strings.TrimLeft(whole, "0") + "." + strings.TrimRight(fraction, "0")
}

// lessDecimal compares two decimal texts by value.
func lessDecimal(a, b string) bool {
	a, b = plainDecimal(a), plainDecimal(b)
	if pointA, pointB := strings.IndexByte(a, '.'), strings.IndexByte(b, '.'); pointA != pointB {
		return pointA < pointB
	}
	return a < b
}

// maxMessage bounds a gateway's message, in characters.
const maxMessage = 200

// message makes a gateway's words fit for a log: one line, bounded, and without
// the secrets of the call, should the gateway repeat them.
func message(s string, secrets ...string) string {
	for _, secret := range secrets {
		s = strings.ReplaceAll(s, secret, "[hidden]")
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > maxMessage {
		s = string(r[:maxMessage])
	}
	return strings.TrimSpace(s)
}

func unexpected(what string) *Error { return &Error{Kind: Unexpected, Message: what} }
