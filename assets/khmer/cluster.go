package khmer

import (
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// Characters with rules of their own.
const (
	coeng     = '\u17D2' // makes the next consonant a subscript
	zeroSpace = '\u200B' // zero-width space, written between words
	nonJoiner = '\u200C'
	joiner    = '\u200D'
)

// Clusters splits a text into what a reader sees as one letter: a consonant with its
// subscripts, vowels and signs. Joined, the clusters are the text byte by byte, even
// if it is not valid UTF-8.
func Clusters(text string) []string {
	if text == "" {
		return nil
	}
	runes := make([]rune, 0, len(text))
	at := make([]int, 0, len(text))
	for i, r := range text {
		runes = append(runes, r)
		at = append(at, i)
	}
	var s segmenter.Segmenter
	s.Init(runes)
	var all []string
	start := 0
	for g := s.GraphemeIterator(); g.Next(); {
		i := g.Grapheme().Offset
		if i > 0 && !holds(runes, i) {
			all = append(all, text[start:at[i]])
			start = at[i]
		}
	}
	return append(all, text[start:])
}

// holds reports whether the rune at i belongs to the cluster before it although
// Unicode's grapheme clusters may end there. Zero-width spaces are not printed, so a
// coeng and a mark also apply across them.
func holds(runes []rune, i int) bool {
	next := i
	for next < len(runes) && runes[next] == zeroSpace {
		next++
	}
	if next == len(runes) {
		return false
	}
	before := i - 1
	for before >= 0 && runes[before] == zeroSpace {
		before--
	}
	if before < 0 {
		return extends(runes[next]) && next == i
	}
	if runes[before] == coeng && isBase(runes[next]) {
		return true
	}
	return extends(runes[next]) && runes[before] != '\n'
}

// extends reports whether a rune can't be without the one before it.
func extends(r rune) bool {
	return unicode.Is(unicode.M, r) || r == joiner || r == nonJoiner
}

// isBase reports whether r is a Khmer consonant or independent vowel, which a coeng
// can make a subscript.
func isBase(r rune) bool { return r >= '\u1780' && r <= '\u17B3' }
