package storage

import "bytes"

// Plain JSON is what this program writes where nothing is escaped: objects of texts, whole
// numbers, truths and such objects, without spaces.

// eachPlain calls f for each member of a plain object, with name, value and both as they are
// written, until f returns false. It reports whether the whole text was such an object.
func eachPlain(object []byte, f func(name, value, member []byte) bool) bool {
	rest, is := bytes.CutPrefix(object, []byte("{"))
	for is {
		member := rest
		name, rest2, plain := plainValue(rest)
		if !plain || name[0] != '"' || len(rest2) == 0 || rest2[0] != ':' {
			return false
		}
		value, rest3, plain := plainValue(rest2[1:])
		if !plain || !f(name[1:len(name)-1], value, member[:len(member)-len(rest3)]) {
			return false
		}
		if string(rest3) == "}" {
			return true
		}
		rest, is = bytes.CutPrefix(rest3, []byte(","))
	}
	return false
}

// plainValue cuts a text in two behind the plain value at its beginning.
func plainValue(b []byte) (value, rest []byte, plain bool) {
	n := plainLength(b, plainDepth)
	return b[:n], b[n:], n > 0
}

// plainDepth is how deep objects stand in each other: a person in a payment has no other.
const plainDepth = 3

// plainLength is the length of the plain value at the beginning, 0 where there is none.
func plainLength(b []byte, depth int) int {
	if len(b) == 0 {
		return 0
	}
	switch first := b[0]; {
	case first == '"':
		return textLength(b)
	case first == '{' && depth > 0:
		return objectLength(b, depth)
	case first == '0':
		return 1
	case isDigit(first):
		n := 1
		for n < len(b) && isDigit(b[n]) {
			n++
		}
		return n
	}
	for _, truth := range []string{"true", "false"} {
		if bytes.HasPrefix(b, []byte(truth)) {
			return len(truth)
		}
	}
	return 0
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func textLength(b []byte) int {
	for i := 1; i < len(b) && b[i] >= ' ' && b[i] != '\\'; i++ {
		if b[i] == '"' {
			return i + 1
		}
	}
	return 0
}

func objectLength(b []byte, depth int) int {
	for at := 1; ; at++ {
		name := plainLength(b[at:], depth-1)
		if name == 0 || b[at] != '"' || at+name >= len(b) || b[at+name] != ':' {
			return 0
		}
		at += name + 1
		value := plainLength(b[at:], depth-1)
		if at += value; value == 0 || at >= len(b) {
			return 0
		}
		switch b[at] {
		case '}':
			return at + 1
		case ',':
		default:
			return 0
		}
	}
}

// plainText returns a text of ASCII alone.
func plainText(value []byte) (string, bool) {
	if len(value) < 2 || value[0] != '"' {
		return "", false
	}
	for _, c := range value {
		if c >= 0x80 {
			return "", false
		}
	}
	return string(value[1 : len(value)-1]), true
}
