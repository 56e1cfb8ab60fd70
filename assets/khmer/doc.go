// Package khmer says where Khmer text, and the Latin text mixed into it, may be
// broken into lines. Khmer writes no spaces between words.
//
// It promises that no line begins with a combining mark, that a consonant stays
// with its subscripts (coeng U+17D2), vowels and signs, that a closing sign
// stays with what it closes, and that no visible character is lost. A break is
// as good as its Strength: a space, a zero-width space (U+200B), a word of a
// small dictionary of shop words, a cluster.
//
// It doesn't know Khmer: a word that isn't in the dictionary is broken between
// its clusters when nothing else fits. It measures nothing; Wrap is told how.
//
// Source of clusters: Unicode Standard Annex 29, with coeng held together; of
// the letters: The Unicode Standard, Khmer, U+1780 to U+17FF.
package khmer
