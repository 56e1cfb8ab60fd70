package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TrimUnseen takes away the blanks around a text, and the signs without a width
// that pages and keyboards put between Khmer words.
func TrimUnseen(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' })
}

// Digits reports that nothing but the digits 0 to 9 stands in a text.
func Digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// Lines splits a header or footer into its lines.
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

// Check takes one line of text of up to 200 characters.
func Check(v string) error { return CheckLine(v, 200) }

// CheckLine takes one line of text of so many characters at most.
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

// CheckPIN takes what can be a PIN: 4 to 12 digits.
func CheckPIN(v string) error {
	if len(v) < 4 || len(v) > 12 || !Digits(v) {
		return fmt.Errorf("4 to 12 digits")
	}
	return nil
}

// Fold is a name as names are compared: without regard to case, to how many
// spaces stand in it, and to characters that nobody sees. Khmer is written with
// and without the space of no width.
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
