package pdf

import "fmt"

// Glyph is a glyph with its position from the start of the text, in font units, y up.
type Glyph struct {
	ID   uint16
	X, Y int
	Rune rune // the letter of the glyph by itself; 0 if none
}

// Text writes glyphs of a font at a size, with the first one's origin at x, y, in a
// grey of 0 (black) to 1000 (white). written is their text, for search and copying.
func (p *Page) Text(f *Font, size, x, y, grey int, glyphs []Glyph, written string) {
	if len(glyphs) == 0 {
		return
	}
	spelt := f.use(glyphs) == written
	if !spelt {
		fmt.Fprintf(&p.content, "/Span << /ActualText %s >> BDC\n", unicodeText(written))
	}
	fmt.Fprintf(&p.content, "BT %s g /%s %s Tf 1 0 0 1 %s %s Tm\n", milli(grey), f.key, milli(size), milli(x), milli(y))
	pen, rise := 0, 0
	p.content.WriteString("[<")
	for _, g := range glyphs {
		if g.Y != rise {
			fmt.Fprintf(&p.content, ">] TJ %s Ts [<", milli(g.Y*size/f.upem))
			rise = g.Y
		}
		if g.X != pen {
			fmt.Fprintf(&p.content, "> %d <", (pen-g.X)*1000/f.upem)
		}
		fmt.Fprintf(&p.content, "%04X", g.ID)
		pen = g.X + f.advance(g.ID)
	}
	p.content.WriteString(">] TJ ")
	if rise != 0 {
		p.content.WriteString("0 Ts ")
	}
	p.content.WriteString("ET\n")
	if !spelt {
		p.content.WriteString("EMC\n")
	}
}
