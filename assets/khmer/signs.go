package khmer

import (
	"slices"
	"strings"
	"unicode"
)

const (
	// binding are the no-break spaces, which allow no break on either side.
	binding = "\u00A0\u2007\u202F"
	// closing are the signs that may not begin a line. The riel sign follows its
	// amount, and % its number.
	closing = "!%),.:;?]}»’”…‰។៕៖ៗ៘៚៛" + binding
	// opening are the signs that may not end a line.
	opening = "$([{«‘“៙" + binding
	// ending are the closing signs that end a Khmer word even without a space.
	ending = "។៕៖ៗ"
)

func isClosing(r rune) bool { return strings.ContainsRune(closing, r) }
func isOpening(r rune) bool { return strings.ContainsRune(opening, r) }

// units are the words that stay with the number before them: paper names riel so, for no
// printer has their sign, and items are sold in the others.
var units = []string{"KHR", "USD", "kg", "g", "l", "ml"}

// beginsUnit reports whether a text begins with a unit as a word of its own.
func beginsUnit(text string) bool {
	word := text
	if end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); end >= 0 {
		word = text[:end]
	}
	return slices.ContainsFunc(units, func(unit string) bool { return strings.EqualFold(word, unit) })
}

// isBlank reports whether r is a space that is dropped at the end or beginning of a
// line. A no-break space is not.
func isBlank(r rune) bool {
	return r == zeroSpace || unicode.IsSpace(r) && !strings.ContainsRune(binding, r)
}

// isKhmer reports whether r is part of a Khmer word: a letter, a vowel, a sign on
// letters. Khmer digits are not.
func isKhmer(r rune) bool {
	return r >= '\u1780' && r <= '\u17D3' || r == '\u17DC' || r == '\u17DD'
}

// changes reports whether a word ends between two visible runes by their kinds: the
// script changes, after a Khmer sign, or after a hyphen.
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
