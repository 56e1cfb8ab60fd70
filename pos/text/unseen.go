package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// blanks are drawn as nothing, though Unicode does not say so of them: a Braille pattern without
// dots, a note without a head, a filler of Khitan, and what stands for an object that is not there.
const blanks = "\u2800\U0001d159\U00016fe4\ufffc"

// Unseen reports a sign that is drawn as nothing: what Unicode has programs ignore (fillers,
// variation selectors, tags, joiners, Khmer's two inherent vowels), every sign of format, and what
// is no character. The blank between words is none.
func Unseen(r rune) bool {
	return r != ' ' && !unicode.IsGraphic(r) || strings.ContainsRune(blanks, r) ||
		unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// Whole returns a text with what can't be seen in it written out, zero-width characters too.
func Whole(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case !Unseen(r):
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return b.String()
}

// Sees reports that a name, as Name keeps it, has nothing in it that can't be seen, but for the hints
// between Khmer letters.
func Sees(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool { return Unseen(r) && !zeroWidth(r) })
}

// writings are those that people use today (Unicode's UAX #31, table 5) and Cham, which Cambodia has.
// Those of one line are written within one word.
var writings = [][]*unicode.RangeTable{
	{unicode.Latin, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul},
	{unicode.Khmer}, {unicode.Cham}, {unicode.Lao}, {unicode.Thai}, {unicode.Myanmar}, {unicode.Arabic}, {unicode.Armenian}, {unicode.Bengali},
	{unicode.Cyrillic}, {unicode.Devanagari}, {unicode.Ethiopic}, {unicode.Georgian}, {unicode.Greek}, {unicode.Gujarati}, {unicode.Gurmukhi},
	{unicode.Hebrew}, {unicode.Kannada}, {unicode.Malayalam}, {unicode.Oriya}, {unicode.Sinhala}, {unicode.Tamil}, {unicode.Telugu},
	{unicode.Thaana}, {unicode.Tibetan},
}

// Written reports that a name is written in letters that people use today, and each of its words in
// those of one writing: no other writing's digit or letter stands in for one of them.
func Written(name string) bool {
	word := none
	for _, r := range name {
		if !unicode.In(r, unicode.L, unicode.M, unicode.Nd) {
			word = none
			continue
		}
		is := writingOf(r)
		switch {
		case is == foreign, is != common && word != none && is != word:
			return false
		case is != common:
			word = is
		}
	}
	return true
}

const (
	none    = -1
	common  = -2 // of every writing
	foreign = -3 // of none of them
)

// writingOf is the place of a letter's writing.
func writingOf(r rune) int {
	if r < utf8.RuneSelf && !unicode.IsLetter(r) || unicode.In(r, unicode.Common, unicode.Inherited) {
		return common
	}
	for i, tables := range writings {
		if unicode.In(r, tables...) {
			return i
		}
	}
	return foreign
}
