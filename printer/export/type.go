package export

import (
	"psar/assets"
	"psar/assets/khmer"
	"psar/printer/export/pdf"
	"psar/printer/shape"
)

// weight is a weight of the page's typeface.
type weight int

const (
	regular weight = iota
	bold
	weights
)

// typeface sets text on pages: shaped as on receipts, in the screens' font, with the
// receipts' font for characters that it lacks.
type typeface struct {
	cuts [weights]cut
}

type cut struct {
	name   string
	data   []byte
	shaper *shape.Shaper
	shaped map[string][]shape.Span // texts shaped so far: most are set more than once
	fonts  []*pdf.Font             // of the current file, by the shaper's font numbers
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

// begin adds the fonts to a file.
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

// style is a text's weight, size (thousandths of a point) and grey (0 black to
// 1000 white).
type style struct {
	weight weight
	size   int
	grey   int
}

// width is the width of a text on one line, in thousandths of a point.
func (t *typeface) width(text string, s style) int {
	w := 0
	for _, span := range t.cuts[s.weight].spans(text) {
		w += span.Advance * s.size / span.Upem
	}
	return w
}

// mostLetters is how many characters of a text are set. The till accepts no longer
// name or reason, and the cost of line breaking grows with the square.
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

// write sets a text on one line from x, with its baseline at y.
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

// boxes draws n boxes for letters that no font has.
func boxes(page *pdf.Page, x, y, n int, s style) {
	// In thousandths of the font size; the frame's line is centred on its edges.
	const left, bottom, width, height, line = 140, 40, 420, 620, 80
	at := func(thousandths int) int { return thousandths * s.size / 1000 }
	for i := range n {
		page.Frame(x+at(i*shape.BoxAdvance+left), y+at(bottom), at(width), at(height), at(line), s.grey)
	}
}
