package paper

import (
	"image"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// style is the style of the next characters.
type style struct {
	bold          bool
	underline     int // dots, 0 to 2
	reverse       bool
	width, height int // multiples of the normal size
}

// cell is a character in the current line.
type cell struct {
	char  rune
	x     int // from the start of the line, in dots
	style style
}

func (c cell) dots() int { return cellWidth * c.style.width }

// maxCells bounds a line, because ESC $ and ESC \ can go back without end.
const maxCells = 1 << 10

// high is the upper half of code page 437.
var high = [128]rune([]rune("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ" +
	"áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
	"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀" +
	"αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0"))

func decode(b byte) rune {
	if b < 0x80 {
		return rune(b)
	}
	return high[b-0x80]
}

// put adds a character to the line. A full line is printed first, as printers wrap.
func (p *Printer) put(b byte) {
	c := cell{char: decode(b), x: p.place.x, style: p.style}
	if c.x+c.dots() > p.width() && len(p.line) > 0 {
		p.endLine()
		c.x = 0
	}
	p.place.x = c.x + c.dots()
	if len(p.line) == maxCells {
		p.fault("more than %d letters on a line", maxCells)
		return
	}
	p.line = append(p.line, c)
}

func (p *Printer) lineDots() int {
	far := 0
	for _, c := range p.line {
		far = max(far, c.x+c.dots())
	}
	return far
}

// endLine prints the line and feeds to the next.
func (p *Printer) endLine() { p.feedDots(p.spacing) }

// feedLines is ESC d: it prints the line and feeds n lines in all.
func (p *Printer) feedLines(n int) {
	if n > 0 {
		p.endLine()
		n--
	}
	p.sheet.feed(n * p.spacing)
}

// feedDots prints the line and feeds, at least by the line's height.
func (p *Printer) feedDots(dots int) {
	tallest := 0
	for _, c := range p.line {
		tallest = max(tallest, cellHeight*c.style.height)
	}
	left := p.left(p.lineDots())
	for _, c := range p.line {
		p.draw(c, left+c.x, tallest)
	}
	p.line, p.place.x = p.line[:0], 0
	p.sheet.feed(max(dots, tallest))
}

// draw prints a character at the foot of a line: dots are multiplied, not smoothed, as
// by a print head.
func (p *Printer) draw(c cell, left, lineHeight int) {
	top := lineHeight - cellHeight*c.style.height
	glyph := p.fonts.glyph(c.char, c.style.bold)
	for y := range cellHeight * c.style.height {
		for x := range c.dots() {
			under := y >= cellHeight*c.style.height-c.style.underline
			if (under || glyph[y/c.style.height][x/c.style.width]) != c.style.reverse {
				p.sheet.ink(left+x, top+y)
			}
		}
	}
}

// glyph is a character's dots, row by row.
type glyph [cellHeight][cellWidth]bool

type glyphKey struct {
	char rune
	bold bool
}

// fonts draws characters and caches them.
type fonts struct {
	regular, bold font.Face
	drawn         map[glyphKey]*glyph
}

const (
	// emDots makes the characters of Go Mono, 0.6 em wide, 12 dots wide.
	emDots = 20
	// baseline is the baseline's distance from the top of a cell, in dots.
	baseline = 18
	// inkFrom is the coverage, of 255, from which a dot is black.
	inkFrom = 110
)

func newFonts() fonts {
	return fonts{regular: face(gomono.TTF), bold: face(gomonobold.TTF), drawn: make(map[glyphKey]*glyph)}
}

// face opens an embedded font, which fails only in a broken build.
func face(ttf []byte) font.Face {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic("paper: built-in font: " + err.Error())
	}
	drawn, err := opentype.NewFace(f, &opentype.FaceOptions{Size: emDots, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		panic("paper: built-in font: " + err.Error())
	}
	return drawn
}

func (f *fonts) glyph(char rune, bold bool) *glyph {
	key := glyphKey{char, bold}
	if g, ok := f.drawn[key]; ok {
		return g
	}
	from := f.regular
	if bold {
		from = f.bold
	}
	g := rasterise(from, char)
	f.drawn[key] = g
	return g
}

// rasterise draws a character into its cell and cuts off what does not fit.
func rasterise(from font.Face, char rune) *glyph {
	g := new(glyph)
	place, mask, at, _, ok := from.Glyph(fixed.P(0, baseline), char)
	if !ok {
		return g
	}
	cell := place.Intersect(image.Rect(0, 0, cellWidth, cellHeight))
	for y := cell.Min.Y; y < cell.Max.Y; y++ {
		for x := cell.Min.X; x < cell.Max.X; x++ {
			_, _, _, a := mask.At(at.X+x-place.Min.X, at.Y+y-place.Min.Y).RGBA()
			g[y][x] = a>>8 >= inkFrom
		}
	}
	return g
}
