package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hidden reports a character that is no letter and changes how its neighbours are seen: the
// control characters C0, DEL and C1; the separators of lines and paragraphs; and the marks
// that turn the direction of writing (UAX #9, table of explicit formatting characters), by
// which an account or an amount can be shown backwards. Khmer needs none of them.
func Hidden(r rune) bool {
	switch {
	case r < ' ', r >= 0x7f && r <= 0x9f:
		return true
	case r < 0x61c:
		return false
	}
	return r == 0x61c || r == 0x200e || r == 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// zeroWidth reports the hints U+200B to U+200D: where Khmer words end, and which of its
// letters join or don't.
func zeroWidth(r rune) bool { return r >= 0x200b && r <= 0x200d }

// khmer reports the letters and signs of Khmer.
func khmer(r rune) bool { return r >= 0x1780 && r <= 0x17ff }

// weightless reports a character that takes no room and means nothing by itself: a text with
// it and one without it look the same.
func weightless(r rune) bool {
	return zeroWidth(r) || r == 0x2060 || r == 0xfeff || r == 0xad
}

// Seen returns a text without what can't be seen in it. Names are compared so.
func Seen(s string) string {
	return strings.Map(func(r rune) rune {
		if weightless(r) || Hidden(r) {
			return -1
		}
		return r
	}, s)
}

// Tidy returns a name, an address or a remark as it is kept: without white space and
// weightless characters at its ends, and with U+200B to U+200D beside Khmer letters only,
// where they mean something. What CheckLine refuses stays in it.
func Tidy(s string) string {
	s = TrimUnseen(s)
	if !strings.ContainsFunc(s, weightless) {
		return s
	}
	letters := []rune(s)
	kept := make([]rune, 0, len(letters))
	for i, r := range letters {
		if weightless(r) && !(zeroWidth(r) && besideKhmer(letters, i)) {
			continue
		}
		kept = append(kept, r)
	}
	return string(kept)
}

// besideKhmer reports that the next letter before or after a run of zero-width characters is
// Khmer.
func besideKhmer(letters []rune, at int) bool {
	before, after := at, at
	for before >= 0 && weightless(letters[before]) {
		before--
	}
	for after < len(letters) && weightless(letters[after]) {
		after++
	}
	return before >= 0 && khmer(letters[before]) || after < len(letters) && khmer(letters[after])
}

// Plain returns a text without its hidden characters.
func Plain(s string) string {
	if !strings.ContainsFunc(s, Hidden) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if Hidden(r) {
			return -1
		}
		return r
	}, s)
}

// Shown returns a text as it may be shown: its hidden characters, and bytes that are no
// UTF-8, as escapes. Texts from stored rows and from other programs go through it, for a row
// may have been written by somebody else.
func Shown(s string) string { return escaped(s, false) }

// ShownLines is Shown for a text of several lines: line feeds stay.
func ShownLines(s string) string { return escaped(s, true) }

func escaped(s string, lines bool) string {
	at := strings.IndexFunc(s, func(r rune) bool { return Hidden(r) || r == utf8.RuneError })
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:at])
	for rest := s[at:]; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, rest[0])
		case Hidden(r) && !(lines && r == '\n'):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(rest[:size])
		}
		rest = rest[size:]
	}
	return b.String()
}

// CheckCode accepts one line of at most so many characters that all can be seen: an account,
// an address of the network, a reference. Letters of any writing are good, and blanks, but
// nothing weightless or hidden: two that look the same have to be the same.
func CheckCode(v string, most int) error {
	if err := CheckLine(v, most); err != nil {
		return err
	}
	for _, r := range v {
		if Unseen(r) || r != ' ' && unicode.IsSpace(r) {
			return fmt.Errorf("signs that can all be seen")
		}
	}
	return nil
}

// BeginsFormula reports that spreadsheets may take a cell for a formula: it begins with
// = + - @, in their wide forms too, which some read alike, or with a control character; what
// can't be seen before them does not count.
func BeginsFormula(cell string) bool {
	seen := strings.TrimLeftFunc(cell, func(r rune) bool {
		return r != '\t' && r != '\r' && r != '\n' && (unicode.IsSpace(r) || weightless(r))
	})
	first, _ := utf8.DecodeRuneInString(seen)
	return strings.ContainsRune("=+-@\t\r\n＝＋－＠﹢﹣﹦﹫", first)
}
