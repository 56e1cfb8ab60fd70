// Package khmer finds where Khmer text, and Latin text within it, may be broken into
// lines. Khmer writes no spaces between words.
//
// It promises that no line begins with a combining mark; that a consonant stays with
// its subscripts (coeng U+17D2), vowels and signs; that a closing sign stays with what
// it closes; and that no visible character is lost. Breaks have a Strength: at a
// space, at a zero-width space (U+200B), between words of a small dictionary of shop
// words, between clusters.
//
// It does not know the language: a word outside the dictionary is broken between its
// clusters if nothing else fits. It does not measure text; Wrap gets a function for it.
//
// Sources: for clusters, Unicode Standard Annex 29, except that a coeng joins them;
// for letters, The Unicode Standard, Khmer, U+1780 to U+17FF.
package khmer
