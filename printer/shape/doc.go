// Package shape turns a line of Khmer and Latin text into a one-bit image, for
// printers without a Khmer font.
//
// It promises the glyphs and positions of HarfBuzz for every run of one font and
// script; that a cluster is never split between fonts; that a character which no font
// has is drawn as a hollow box and never fails a line; and that an image is never wider
// than Width of its text. A Shaper is safe for concurrent use. It caches what it drew
// last, within bounds, and returns it without allocating.
//
// It does not decide where a line may break (psar/assets/khmer does). It writes left to
// right only, and draws outline fonts only: no bitmap, colour or variable fonts.
package shape
