package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TrimUnseen removes white space and what takes no room (zero-width spaces, which web pages
// and keyboards put between Khmer words; byte order marks) from both ends of a text.
func TrimUnseen(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || weightless(r) })
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

// Name returns a person's name as it is kept: Tidy, and without hidden characters, which come
// with what is pasted from a telephone's contacts.
func Name(s string) string { return Tidy(Plain(s)) }

// Check accepts one line of at most 200 characters.
func Check(v string) error { return CheckLine(v, 200) }

// CheckLine accepts one line of at most so many characters, without hidden ones.
func CheckLine(v string, most int) error {
	if !utf8.ValidString(v) || utf8.RuneCountInString(v) > most {
		return fmt.Errorf("at most %d characters", most)
	}
	for _, r := range v {
		if Hidden(r) {
			return fmt.Errorf("one line of text without control characters, or marks that turn its direction")
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

// CheckStored is CheckLine for a text that the shop holds already: an older program took
// marks of direction, and what has one is sold and printed all the same.
func CheckStored(v string, most int) error {
	if strings.ContainsFunc(v, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return CheckLine(v, most)
	}
	return CheckLine(Plain(v), most)
}

// Cut returns a text of at most so many characters: a longer one ends there with an ellipsis, or
// before that, so that no mark and no subscript of Khmer is parted from its letter.
func Cut(s string, most int) string {
	n, end, before := 0, 0, rune(0)
	for at, r := range s {
		if !unicode.Is(unicode.M, r) && !zeroWidth(r) && before != coeng {
			end = at
		}
		if n == most {
			return s[:end] + "…"
		}
		n++
		if !zeroWidth(r) {
			before = r
		}
	}
	return s
}

// Fold returns the form of a name that names are compared by: lower case, single
// spaces, nothing that can't be seen. People type Khmer with and without zero-width spaces.
func Fold(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		words[i] = Seen(word)
	}
	return strings.ToLower(strings.Join(strings.Fields(strings.Join(words, " ")), " "))
}
