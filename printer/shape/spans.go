package shape

import "github.com/go-text/typesetting/font"

// Span is a part of a line in one font: glyphs with positions, in font units, for
// output that uses outlines or embeds fonts.
type Span struct {
	Font    int     // index of the font in New's arguments; -1: no font has the text
	Upem    int     // the font's units per em
	Text    string  // the text of the span
	Glyphs  []Glyph // in writing order
	Advance int     // to the next span
}

// Glyph is a glyph with its position from the span's origin, y up.
type Glyph struct {
	ID   uint16
	X, Y int
	Rune rune // the character of the glyph by itself; 0 if it appears only with others, as a subscript does
}

// Spans shapes a text on one line, as Line does. Show a span with Font -1 as boxes: it
// has no glyphs, its Upem is 1000, and its Advance is BoxAdvance for each box.
func (s *Shaper) Spans(text string) []Span {
	s.mu.Lock()
	defer s.mu.Unlock()
	var spans []Span
	for _, r := range s.runs(text) {
		span := Span{Font: -1, Upem: boxUpem, Text: string(r.text), Advance: r.boxes * boxAdvance}
		if r.face != nil {
			glyphs, advance := s.shape(r)
			span.Font, span.Upem, span.Advance = s.index(r.face), r.face.upem, advance
			own := map[font.GID]rune{}
			for _, letter := range r.text {
				if id, ok := r.face.NominalGlyph(letter); ok {
					own[id] = letter
				}
			}
			for _, g := range glyphs {
				span.Glyphs = append(span.Glyphs, Glyph{uint16(g.id), g.x, g.y, own[g.id]})
			}
		}
		spans = append(spans, span)
	}
	return spans
}

// BoxAdvance is the advance of the box for a character that no font has, in
// thousandths of an em.
const BoxAdvance = boxAdvance

func (s *Shaper) index(f *face) int {
	for i := range s.faces {
		if s.faces[i] == f {
			return i
		}
	}
	return -1
}
