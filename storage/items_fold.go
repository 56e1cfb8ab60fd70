package storage

import (
	"strings"
	"unicode"
)

// fold is a text as it is searched: in lower case, Latin letters without their
// accents, Khmer figures as Arabic ones, one space between words. Khmer that looks
// the same is written the same: without the signs that only tell where a line may
// break, with one of the two equal subscripts, with two vowel signs in their order.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var prev rune
	put := func(r rune) {
		b.WriteRune(r)
		prev = r
	}
	gap, held := false, 0 // held: nikahits that wait for the vowel they belong behind
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
		case unseen(r):
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

// Khmer signs that are typed in two ways and look the same.
const (
	coeng    = '\u17d2' // makes the next consonant a subscript
	letterTa = '\u178f'
	letterDa = '\u178a' // as a subscript it is drawn like TA
	vowelU   = '\u17bb'
	nikahit  = '\u17c6' // belongs behind the vowel
)

// unseen reports that a sign has no shape of its own: break hints, joiners, a byte
// order mark, control characters, and accents that stand apart from their letter.
func unseen(r rune) bool {
	return r >= 0x200b && r <= 0x200f || r == 0x2060 || r == 0xfeff || r == 0xad ||
		r >= 0x300 && r <= 0x36f || unicode.IsControl(r)
}

// unaccented is the plain form of a Latin letter in lower case: those of Western
// and Central Europe and of Vietnamese (Unicode blocks Latin-1, Latin Extended-A
// and Latin Extended Additional).
func unaccented(r rune) string {
	switch r {
	case 'à', 'á', 'â', 'ã', 'ä', 'å', 'ā', 'ă', 'ą', 'ǎ', 'ạ', 'ả', 'ấ', 'ầ', 'ẩ', 'ẫ', 'ậ', 'ắ', 'ằ', 'ẳ', 'ẵ', 'ặ':
		return "a"
	case 'ç', 'ć', 'ĉ', 'ċ', 'č':
		return "c"
	case 'ď', 'đ', 'ð':
		return "d"
	case 'è', 'é', 'ê', 'ë', 'ē', 'ĕ', 'ė', 'ę', 'ě', 'ẹ', 'ẻ', 'ẽ', 'ế', 'ề', 'ể', 'ễ', 'ệ':
		return "e"
	case 'ĝ', 'ğ', 'ġ', 'ģ':
		return "g"
	case 'ĥ', 'ħ':
		return "h"
	case 'ì', 'í', 'î', 'ï', 'ĩ', 'ī', 'ĭ', 'į', 'ı', 'ǐ', 'ỉ', 'ị':
		return "i"
	case 'ĵ':
		return "j"
	case 'ķ':
		return "k"
	case 'ĺ', 'ļ', 'ľ', 'ŀ', 'ł':
		return "l"
	case 'ñ', 'ń', 'ņ', 'ň':
		return "n"
	case 'ò', 'ó', 'ô', 'õ', 'ö', 'ø', 'ō', 'ŏ', 'ő', 'ơ', 'ǒ', 'ọ', 'ỏ', 'ố', 'ồ', 'ổ', 'ỗ', 'ộ', 'ớ', 'ờ', 'ở', 'ỡ', 'ợ':
		return "o"
	case 'ŕ', 'ŗ', 'ř':
		return "r"
	case 'ś', 'ŝ', 'ş', 'š', 'ș':
		return "s"
	case 'ţ', 'ť', 'ŧ', 'ț':
		return "t"
	case 'ù', 'ú', 'û', 'ü', 'ũ', 'ū', 'ŭ', 'ů', 'ű', 'ų', 'ư', 'ǔ', 'ụ', 'ủ', 'ứ', 'ừ', 'ử', 'ữ', 'ự':
		return "u"
	case 'ŵ':
		return "w"
	case 'ý', 'ÿ', 'ŷ', 'ỳ', 'ỵ', 'ỷ', 'ỹ':
		return "y"
	case 'ź', 'ż', 'ž':
		return "z"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	}
	return string(r)
}
