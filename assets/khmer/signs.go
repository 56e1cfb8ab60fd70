package khmer

import (
	"strings"
	"unicode"
)

const (
	// binding are the no-break spaces, which hold both sides.
	binding = "\u00A0\u2007\u202F"
	// closing are the signs that may not begin a line. The riel's sign follows
	// its amount, and % its number.
	closing = "!%),.:;?]}»’”…‰។៕៖ៗ៘៚៛" + binding
	// opening are the signs that may not end one.
	opening = "$([{«‘“៙" + binding
	// ending are the closing signs after which a Khmer word is over, even
	// without a space.
	ending = "។៕៖ៗ"
)

func isClosing(r rune) bool { return strings.ContainsRune(closing, r) }
func isOpening(r rune) bool { return strings.ContainsRune(opening, r) }

// isBlank reports whether a line may end or begin at r and lose it. A no-break
// space is no blank.
func isBlank(r rune) bool {
	return r == zeroSpace || unicode.IsSpace(r) && !strings.ContainsRune(binding, r)
}

// isKhmer reports whether r is a part of a Khmer word: a letter, a vowel, a
// sign on letters. Khmer digits are digits like others.
func isKhmer(r rune) bool {
	return r >= '\u1780' && r <= '\u17D3' || r == '\u17DC' || r == '\u17DD'
}

// changes reports whether a word ends between two visible runes by what they
// are: where the script changes, after a Khmer sign, after a hyphen.
func changes(last, first rune) bool {
	switch {
	case isKhmer(first):
		return !isKhmer(last) && !strings.ContainsRune(`-"'/`, last)
	case isKhmer(last):
		return isOpening(first) || unicode.IsLetter(first) || unicode.IsDigit(first)
	case last == '-':
		return unicode.IsLetter(first)
	}
	return strings.ContainsRune(ending, last)
}
