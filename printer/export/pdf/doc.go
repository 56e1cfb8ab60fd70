// Package pdf writes PDF files of text and ruled lines: pages, TrueType fonts with
// only the used glyphs embedded, and glyphs at the positions that the caller gives.
// It is deterministic: the same pages give the same bytes.
//
// The format is ISO 32000-1 (PDF 1.7). Fonts are composite, with the encoding
// Identity-H, so that a glyph is named by its number in the font. The text is added as
// ToUnicode for glyphs of a single letter and as ActualText for other runs, such as
// Khmer clusters, so that it can be searched and copied.
//
// Lengths are thousandths of a point (1/72 inch); the origin is the lower left corner
// of the page. It does not shape text, writes no images, links or forms, and reads no
// PDF.
package pdf
