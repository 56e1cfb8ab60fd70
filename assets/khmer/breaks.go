package khmer

import (
	"unicode"
	"unicode/utf8"
)

// Strength is the quality of a break. Lower is better.
type Strength uint8

// The strengths, best first.
const (
	Space     Strength = iota // after a space
	ZeroWidth                 // after a zero-width space, U+200B
	Word                      // between words of the dictionary, or between scripts
	Cluster                   // within an unknown word, a number or a Latin word
)

// Break is a position at which a line may end.
type Break struct {
	At       int // byte offset in the text, never 0 and never its length
	Strength Strength
}

// maxSigns is the longest run of closing or opening signs that is kept together. A
// longer run is a drawn line, not punctuation.
const maxSigns = 4

// Breaks returns all positions at which a text may break, in order. Spaces at a break
// are before it. A sign stays with what it closes or opens, even across a space:
// "100 ៛", "$ 3.50"; and a unit with its number: "4,100 KHR", "500 ml".
func Breaks(text string) []Break {
	clusters := Clusters(text)
	words := wordEdges(clusters)
	var (
		all   []Break
		last  rune     // of the previous visible cluster, 0 if there is none
		gap   Strength // the best break among the spaces since then
		blank bool     // there were spaces
		signs int      // closing and opening signs in a row before this cluster
	)
	at := 0
	for i, c := range clusters {
		start := at
		at += len(c)
		first, size := utf8.DecodeRuneInString(c)
		// A mark on a space makes it visible.
		if isBlank(first) && (size == len(c) || c == "\r\n") {
			s := Space
			if first == zeroSpace {
				s = ZeroWidth
			}
			if !blank || s < gap {
				gap = s
			}
			blank = true
			continue
		}
		bound := (isClosing(first) || isOpening(last)) && signs < maxSigns
		switch {
		case last == 0, bound, unicode.IsDigit(last) && blank && beginsUnit(text[start:]):
		case blank:
			all = append(all, Break{start, gap})
		case words[i] || changes(last, first):
			all = append(all, Break{start, Word})
		default:
			all = append(all, Break{start, Cluster})
		}
		signs++
		if !isClosing(first) && !isOpening(first) {
			signs = 0
		}
		last, _ = utf8.DecodeLastRuneInString(c)
		blank = false
	}
	return all
}
