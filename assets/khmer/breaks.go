package khmer

import (
	"unicode/utf8"
)

// Strength is how good a place for a break is. Of two, the lower is better.
type Strength uint8

// From the best to the worst.
const (
	Space     Strength = iota // after a space
	ZeroWidth                 // after a zero-width space, U+200B
	Word                      // between words of the dictionary, or between scripts
	Cluster                   // inside a word that isn't known, a number or a Latin word
)

// Break is a place where a line may end.
type Break struct {
	At       int // byte offset in the text, never 0 and never its length
	Strength Strength
}

// maxSigns is the longest run of closing or opening signs that is held together:
// what is longer is a drawn line, not punctuation.
const maxSigns = 4

// Breaks returns all places where a text may break, in the order of the text.
// The blanks at a break stand before it. A sign stays with what it closes or
// opens even over a space: "100 ៛", "$ 3.50".
func Breaks(text string) []Break {
	clusters := Clusters(text)
	words := wordEdges(clusters)
	var (
		all   []Break
		last  rune     // of the visible cluster before, 0 if there is none
		gap   Strength // the best of the blanks since then
		blank bool     // whether there were blanks
		signs int      // closing and opening signs that stand together before
	)
	at := 0
	for i, c := range clusters {
		start := at
		at += len(c)
		first, size := utf8.DecodeRuneInString(c)
		// A mark that stands on a space makes it visible.
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
		case last == 0, bound:
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
