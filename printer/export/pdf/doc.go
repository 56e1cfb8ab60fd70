// Package pdf writes PDF files of text and ruled lines: pages, TrueType fonts of
// which only the glyphs that were used are embedded, and glyphs placed one by one
// by whoever shaped them. Pure and deterministic: the same pages give the same
// bytes.
//
// The format is ISO 32000-1 (PDF 1.7). Fonts are composite ones with the encoding
// Identity-H, so that a glyph is named by its number in the font; what is written
// goes beside it, as ToUnicode for glyphs that are a letter of their own and as
// ActualText for runs that are more than that, such as Khmer clusters. So text
// can be searched and copied.
//
// Every length is in thousandths of a point (1/72 inch), the origin is a page's
// lower left corner. It writes no images, no links and no forms, and reads no PDF.
package pdf
