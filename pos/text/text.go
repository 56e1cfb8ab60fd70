package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TrimUnseen removes white space, zero-width spaces (which web pages and keyboards put
// between Khmer words) and byte order marks from both ends of a text.
func TrimUnseen(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' })
}

// Digits reports whether a text consists of the digits 0 to 9 only; true for "".
func Digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// Lines splits a setting such as a receipt's header at each | and trims the parts; nil
// for "".
func Lines(s string) []string {
	if s == "" {
		return nil
	}
	lines := strings.Split(s, "|")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return lines
}

// Check accepts one line of at most 200 characters.
func Check(v string) error { return CheckLine(v, 200) }

// CheckLine accepts one line of at most so many characters, without control characters.
func CheckLine(v string, most int) error {
	if !utf8.ValidString(v) || utf8.RuneCountInString(v) > most {
		return fmt.Errorf("at most %d characters", most)
	}
	for _, r := range v {
		if r < ' ' || r == 0x7f {
			return fmt.Errorf("one line of text without control characters")
		}
	}
	return nil
}

// CheckPIN accepts 4 to 12 digits.
func CheckPIN(v string) error {
	if len(v) < 4 || len(v) > 12 || !Digits(v) {
		return fmt.Errorf("4 to 12 digits")
	}
	return nil
}

// Fold returns the form of a name that names are compared by: lower case, single
// spaces, no invisible characters. People type Khmer with and without zero-width spaces.
func Fold(name string) string {
	seen := strings.Map(func(r rune) rune {
		switch r {
		case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
			return -1
		}
		return r
	}, name)
	return strings.ToLower(strings.Join(strings.Fields(seen), " "))
}
