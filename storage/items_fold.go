package storage

import (
	"strings"
	"unicode"

	postext "psar/pos/text"
)

// fold returns a text in the form that is searched: lower case, Latin letters without
// accents, Khmer digits as Arabic ones, one space between words. Khmer that looks the same
// gets the same spelling: no invisible break hints, one of the two equal subscripts, the
// vowel sign before the nikahit.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var prev rune
	put := func(r rune) {
		b.WriteRune(r)
		prev = r
	}
	gap, held := false, 0 // held: nikahits that belong after the vowel that may follow
	release := func() {
		for ; held > 0; held-- {
			put(nikahit)
		}
	}
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.IsSpace(r):
			gap = true
			continue
		case invisible(r):
			continue
		case gap:
			release()
			if b.Len() > 0 {
				put(' ')
			}
			gap = false
		}
		switch {
		case r == nikahit:
			held++
			continue
		case r != vowelU:
			release()
		}
		switch {
		case r == letterDa && prev == coeng:
			put(letterTa)
		case r >= '០' && r <= '៩':
			put('0' + r - '០')
		case r < 0x80:
			put(r)
		default:
			for _, plain := range unaccented(r) {
				put(plain)
			}
		}
	}
	release()
	return b.String()
}

// Khmer signs that can be typed in two ways and look the same.
const (
	coeng    = '\u17d2' // makes the next consonant a subscript
	letterTa = '\u178f'
	letterDa = '\u178a' // as a subscript it looks like TA
	vowelU   = '\u17bb'
	nikahit  = '\u17c6' // belongs after the vowel
)

// invisible reports whether a character is invisible: break hints, joiners, a byte order mark,
// what text.Hidden names; and combining accents, which are removed too.
func invisible(r rune) bool {
	return postext.Hidden(r) || r >= 0x200b && r <= 0x200d || r == 0x2060 || r == 0xfeff || r == 0xad ||
		r >= 0x300 && r <= 0x36f
}

// accented lists the accented lower-case Latin letters of each plain form: those of Western
// and Central Europe and of Vietnamese (Unicode blocks Latin-1, Latin Extended-A and Latin
// Extended Additional).
var accented = []struct{ plain, letters string }{
	{"a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"},
	{"c", "çćĉċč"},
	{"d", "ďđð"},
	{"e", "èéêëēĕėęěẹẻẽếềểễệ"},
	{"g", "ĝğġģ"},
	{"h", "ĥħ"},
	{"i", "ìíîïĩīĭįıǐỉị"},
	{"j", "ĵ"},
	{"k", "ķ"},
	{"l", "ĺļľŀł"},
	{"n", "ñńņň"},
	{"o", "òóôõöøōŏőơǒọỏốồổỗộớờởỡợ"},
	{"r", "ŕŗř"},
	{"s", "śŝşšș"},
	{"t", "ţťŧț"},
	{"u", "ùúûüũūŭůűųưǔụủứừửữự"},
	{"w", "ŵ"},
	{"y", "ýÿŷỳỵỷỹ"},
	{"z", "źżž"},
	{"ss", "ß"},
	{"ae", "æ"},
	{"oe", "œ"},
}

// plainOf is the inverse of accented.
var plainOf = func() map[rune]string {
	of := map[rune]string{}
	for _, row := range accented {
		for _, r := range row.letters {
			of[r] = row.plain
		}
	}
	return of
}()

// unaccented returns the plain form of an accented lower-case Latin letter; any other
// character unchanged.
func unaccented(r rune) string {
	if plain, ok := plainOf[r]; ok {
		return plain
	}
	return string(r)
}
