package model

import "strings"

// A scanner presses the keys of an American keyboard, whatever layout the machine has.
// The Khmer layout (NiDA, in xkb "kh" and in Windows alike) writes what stands in the
// second string for the key that writes what stands in the first.
const (
	latinKeys = "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm./" +
		"@#$^&*_+QWERTYUIOP{}|SDFGHJKL\"ZXCBNM>" + "`~ "
	khmerKeys = "១២៣៤៥៦៧៨៩០ឥឲឆឹេរតយុិោផៀឪឮាសដថងហ្កលើ់ឋខចវបនម។៊" +
		"ៗ\"៛៍័៏៌=ឈឺែឬទួូីៅភឿឧឭៃឌធអះញគឡ៉ឍឃជពណំ៕" + "«»\u200b"
)

// khmerVowels are the keys that write two signs: X writes one that Unicode leaves free,
// Windows both of them.
func khmerVowels() []string {
	return []string{
		"\u17ff", "A", "ាំ", "A", "\u17fe", ":", "ោះ", ":", "\u17fd", "V", "េះ", "V",
		"\u17fc", ",", "ុំ", ",", "\u17fb", "<", "ុះ", "<",
	}
}

// asScanned is what a scanner meant by a text that a Khmer layout wrote; a text that none
// can have written stays as it is.
func asScanned(text string) string {
	khmer := strings.ContainsFunc(text, func(r rune) bool { return r >= 'ក' && r <= '៿' || r == '«' || r == '»' })
	letters := strings.ContainsFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' })
	if !khmer || letters {
		return text
	}
	latin, of := []rune(latinKeys), map[rune]rune{}
	for i, r := range []rune(khmerKeys) {
		of[r] = latin[i]
	}
	return strings.Map(func(r rune) rune {
		if l, ok := of[r]; ok {
			return l
		}
		return r
	}, strings.NewReplacer(khmerVowels()...).Replace(text))
}
