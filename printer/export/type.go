package export

import (
	"psar/assets"
	"psar/assets/khmer"
	"psar/printer/export/pdf"
	"psar/printer/shape"
)

// weight is a cut of the page's type.
type weight int

const (
	regular weight = iota
	bold
	weights
)

// typeface sets text on pages: shaped as on receipts, in the screens' font, with
// the receipts' font for whatever that lacks.
type typeface struct {
	cuts [weights]cut
}

type cut struct {
	name   string
	data   []byte
	shaper *shape.Shaper
	shaped map[string][]shape.Span // whatever was asked for: texts are set more than once
	fonts  []*pdf.Font             // of the file at hand, as the shaper numbers them
}

func newTypeface() (*typeface, error) {
	t := &typeface{cuts: [weights]cut{
		regular: {name: "KantumruyPro-Regular", data: assets.KantumruyPro(400)},
		bold:    {name: "KantumruyPro-SemiBold", data: assets.KantumruyPro(600)},
	}}
	for w := range t.cuts {
		c := &t.cuts[w]
		shaper, err := shape.New(c.data, assets.NotoSansKhmerBold())
		if err != nil {
			return nil, err
		}
		c.shaper, c.shaped = shaper, map[string][]shape.Span{}
	}
	return t, nil
}

// begin makes the fonts those of a file.
func (t *typeface) begin(doc *pdf.Document) error {
	spare, err := doc.Font("NotoSansKhmer-Bold", assets.NotoSansKhmerBold())
	if err != nil {
		return err
	}
	for w := range t.cuts {
		c := &t.cuts[w]
		font, err := doc.Font(c.name, c.data)
		if err != nil {
			return err
		}
		c.fonts = []*pdf.Font{font, spare}
	}
	return nil
}

func (c cut) spans(text string) []shape.Span {
	spans, ok := c.shaped[text]
	if !ok {
		spans = c.shaper.Spans(text)
		c.shaped[text] = spans
	}
	return spans
}

// style is how a text looks: its cut, its size in thousandths of a point, and its
// grey of 0 to 1000.
type style struct {
	weight weight
	size   int
	grey   int
}

// width is a text's on one line, in thousandths of a point.
func (t *typeface) width(text string, s style) int {
	w := 0
	for _, span := range t.cuts[s.weight].spans(text) {
		w += span.Advance * s.size / span.Upem
	}
	return w
}

// mostLetters is how many of a text stand on a page: no name or reason that the
// till takes is longer, and breaking a text into lines costs the square of it.
const mostLetters = 400

// wrap breaks a text into lines of at most width.
func (t *typeface) wrap(text string, s style, width int) []string {
	if r := []rune(text); len(r) > mostLetters {
		text = string(r[:mostLetters]) + "…"
	}
	lines := khmer.Wrap(text, width, func(part string) int { return t.width(part, s) })
	if len(lines) == 0 {
		return []string{""}
	}
	return lines
}

// write sets a text on one line that begins at x, its baseline at y.
func (t *typeface) write(page *pdf.Page, x, y int, text string, s style) {
	c := t.cuts[s.weight]
	for _, span := range c.spans(text) {
		if span.Font < 0 {
			boxes(page, x, y, span.Advance/shape.BoxAdvance, s)
		} else {
			glyphs := make([]pdf.Glyph, len(span.Glyphs))
			for i, g := range span.Glyphs {
				glyphs[i] = pdf.Glyph(g)
			}
			page.Text(c.fonts[span.Font], s.size, x, y, s.grey, glyphs, span.Text)
		}
		x += span.Advance * s.size / span.Upem
	}
}

// boxes stand for letters that no font has.
func boxes(page *pdf.Page, x, y, n int, s style) {
	// The middle of the line, in thousandths of the size.
	const left, bottom, width, height, line = 140, 40, 420, 620, 80
	at := func(thousandths int) int { return thousandths * s.size / 1000 }
	for i := range n {
		page.Frame(x+at(i*shape.BoxAdvance+left), y+at(bottom), at(width), at(height), at(line), s.grey)
	}
}
