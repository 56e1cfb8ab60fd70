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

// object is a JSON object with undecoded values. encoding/json takes the last of
// two equal names and ignores their case; in an answer about money, one reader
// could then see PENDING where another sees SUCCESS.
type object map[string]json.RawMessage

// parseObject reads a body that must be one JSON object with nothing around it.
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

// fields reads one JSON value that must be an object. Two names that differ only in
// case count as a repeated name, because many readers take them for the same.
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
		// Upper, then lower: non-ASCII letters that fold to ASCII are found too.
		folded := strings.ToLower(strings.ToUpper(name))
		if seen[folded] {
			return nil, unexpected("a name stands twice")
		}
		o[name], seen[folded] = value, true
	}
	return o, nil
}

// has reports that a name is present with a value other than null.
func (o object) has(name string) bool {
	raw, ok := o[name]
	return ok && string(raw) != "null"
}

// text is a string, or "" if the name is absent, null or not a string. For values
// on which nothing depends.
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

// scalar is a string, or a number as written.
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

// decimal is an amount from a JSON number or string, as sent: digits, with or
// without decimals. An exponent is legal JSON, but no gateway writes an amount so;
// signs and thousands separators are refused too.
func (o object) decimal(name string) (string, bool) {
	s, ok := o.scalar(name)
	if !ok || !isDecimal(s) {
		return "", false
	}
	return s, true
}

// maxDecimal is the longest amount in an answer, in characters.
const maxDecimal = 24

// isDecimal reports that s is digits, with or without decimals.
func isDecimal(s string) bool {
	whole, fraction, point := strings.Cut(s, ".")
	return len(s) <= maxDecimal && digits(whole) && (!point || digits(fraction))
}

// sameDecimal compares two decimal texts by value: 5, 5.0 and 5.00 are equal.
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

// maxMessage is the longest message of a gateway that is kept, in characters.
const maxMessage = 200

// message makes a gateway's text fit for a log: one line, at most maxMessage
// characters, with the secrets of the call removed, should the gateway repeat them.
func message(s string, secrets ...string) string {
	for _, secret := range secrets {
		s = strings.ReplaceAll(s, secret, "[hidden]")
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
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
