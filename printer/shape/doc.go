// Package shape turns a line of Khmer and Latin text into a one-bit image, as
// printers without a Khmer font need it.
//
// It promises the glyphs and positions of HarfBuzz for every run of one font and
// script; that a cluster is never split between fonts; that a character which no
// font has is shown as a hollow box and never fails a line; that an image is
// never wider than the Width that was told for its text. A Shaper is safe for
// concurrent use. What it drew last it keeps, within bounds, and hands out again
// without allocating.
//
// Where a line may end is psar/assets/khmer's word. It writes from left to right
// only, and draws outlines only: no bitmap, colour or variable fonts.
package shape
