package khmer

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Wrap breaks a text into lines of at most width, in the units of measure (dots or
// columns). A line ends at the last break that fits of the best kind (space, zero-width
// space, word) that leaves the line at least half full; else at the last of any of
// these that fits; and between clusters only if there is none. What can't be broken and is
// wider than width is a line of its own.
//
// A newline always ends a line. Spaces at both ends of a line, all zero-width spaces,
// and empty lines are removed. measure gets texts as they would be on a line, and must
// not decrease as a text grows.
func Wrap(text string, width int, measure func(string) int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = wrapParagraph(lines, paragraph, width, measure)
	}
	return lines
}

func wrapParagraph(lines []string, text string, width int, measure func(string) int) []string {
	rest := visible(text)
	if rest == "" {
		return lines
	}
	if measure(rest) <= width {
		return append(lines, rest)
	}
	breaks := Breaks(text)
	start := 0
	for len(breaks) > 0 && measure(visible(text[start:])) > width {
		room := func(b Break) int { return measure(visible(text[start:b.At])) }
		fitting := sort.Search(len(breaks), func(i int) bool { return room(breaks[i]) > width })
		chosen := 0
		if fitting > 0 {
			chosen = choose(breaks[:fitting], func(b Break) bool { return 2*room(b) >= width })
		}
		end := breaks[chosen].At
		lines = append(lines, visible(text[start:end]))
		start, breaks = end, breaks[chosen+1:]
	}
	return append(lines, visible(text[start:]))
}

// choose picks one of the breaks that fit.
func choose(fitting []Break, halfFull func(Break) bool) int {
	last := [...]int{Space: -1, ZeroWidth: -1, Word: -1, Cluster: -1}
	for i, b := range fitting {
		last[b.Strength] = i
	}
	for _, i := range last[:Cluster] {
		if i >= 0 && halfFull(fitting[i]) {
			return i
		}
	}
	if i := max(last[Space], last[ZeroWidth], last[Word]); i >= 0 {
		return i
	}
	return last[Cluster]
}

// visible is a part of a text as it appears on a line.
func visible(s string) string {
	for {
		r, size := utf8.DecodeRuneInString(s)
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[size:], string(zeroSpace)))
		// A space with a mark on it stays.
		if size == 0 || !isBlank(r) || r != zeroSpace && extends(next) {
			break
		}
		s = s[size:]
	}
	s = strings.TrimRightFunc(s, isBlank)
	return strings.ReplaceAll(s, string(zeroSpace), "")
}
