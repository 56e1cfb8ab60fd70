package text

import (
	"slices"
	"strings"
)

// Khmer signs that can be typed in two ways and are drawn alike.
const (
	coeng       = '\u17d2' // makes the next consonant a subscript
	letterTa    = '\u178f'
	letterDa    = '\u178a' // as a subscript it looks like TA
	vowelU      = '\u17bb'
	shifterHigh = '\u17c9' // with a vowel above, both are drawn as the vowel U
	shifterLow  = '\u17ca'
)

// dependent reports a sign that is drawn around the Khmer letter before it.
func dependent(r rune) bool { return r >= 0x17b6 && r <= 0x17d3 || r == 0x17dd }

// above reports a vowel that is drawn above its letter.
func above(r rune) bool { return r >= 0x17b7 && r <= 0x17ba }

// ordered returns a text with the signs of each Khmer letter in one order and one spelling, each
// once: in which order they were typed is not seen.
func ordered(letters []rune) string {
	var b strings.Builder
	for at := 0; at < len(letters); {
		if !dependent(letters[at]) {
			b.WriteRune(letters[at])
			at++
			continue
		}
		var signs []string
		raised := false
		for at < len(letters) && dependent(letters[at]) {
			sign := letters[at : at+1]
			if sign[0] == coeng && at+1 < len(letters) {
				sign = letters[at : at+2]
			}
			raised = raised || above(sign[0])
			signs = append(signs, spelt(sign))
			at += len(sign)
		}
		for i, sign := range signs {
			if raised && (sign == string(shifterHigh) || sign == string(shifterLow)) {
				signs[i] = string(vowelU)
			}
		}
		slices.Sort(signs)
		b.WriteString(strings.Join(slices.Compact(signs), ""))
	}
	return b.String()
}

func spelt(sign []rune) string {
	if len(sign) == 2 && sign[1] == letterDa {
		return string([]rune{coeng, letterTa})
	}
	return string(sign)
}
