package shape

import (
	"image"
	"image/draw"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/vector"

	"psar/printer/escpos"
)

// threshold is the coverage, of 255, from which a dot is black. It is below a half:
// thermal dots are round, and Khmer's thin strokes break sooner than its counters
// fill.
const threshold = 96

// outline is a glyph's outline in font units, y up.
type outline struct {
	segments []opentype.Segment
	box      box
}

// box is the bounds of ink. It is empty if right is less than left.
type box struct{ left, bottom, right, top float32 }

func emptyBox() box {
	inf := float32(math.Inf(1))
	return box{inf, inf, -inf, -inf}
}

func (b box) empty() bool { return b.right < b.left }

func (b *box) add(x, y float32) {
	b.left, b.right = min(b.left, x), max(b.right, x)
	b.bottom, b.top = min(b.bottom, y), max(b.top, y)
}

func newOutline(segments []opentype.Segment) outline {
	o := outline{segments, emptyBox()}
	for i := range segments {
		for _, p := range segments[i].ArgsSlice() {
			o.box.add(p.X, p.Y)
		}
	}
	return o
}

// outline is a glyph's outline. A glyph without one has no ink.
func (f *face) outline(id font.GID) outline {
	if o, ok := f.outlines[id]; ok {
		return o
	}
	o := newOutline(nil)
	if data, ok := f.GlyphData(id).(font.GlyphOutline); ok {
		o = newOutline(data.Segments)
	}
	f.outlines[id] = o
	return o
}

// The box for a character that no font has, in units of 1/1000 em: as high as a
// letter, with a stroke of one dot at the smallest legible size.
const (
	boxUpem    = 1000
	boxAdvance = 700
)

var missing = newOutline(append(
	rectangle(100, 0, 600, 700),
	// The inner rectangle runs the other way round, so that it is a hole.
	rectangle(520, 80, 180, 620)...,
))

func rectangle(x0, y0, x1, y1 float32) []opentype.Segment {
	at := func(op opentype.SegmentOp, x, y float32) opentype.Segment {
		return opentype.Segment{Op: op, Args: [3]opentype.SegmentPoint{{X: x, Y: y}}}
	}
	return []opentype.Segment{
		at(opentype.SegmentOpMoveTo, x0, y0), at(opentype.SegmentOpLineTo, x1, y0),
		at(opentype.SegmentOpLineTo, x1, y1), at(opentype.SegmentOpLineTo, x0, y1),
	}
}

// ink is an outline at its position, in dots from the line's origin, y up.
type ink struct {
	segments    []opentype.Segment
	x, y, scale float32
}

// placed is a line of positioned outlines.
type placed struct {
	inks    []ink
	box     box
	advance float32 // dots
}

// place shapes a text and positions its glyphs. The last result is kept, because what
// is measured is usually drawn next.
func (s *Shaper) place(text string, px int) *placed {
	t := sized{text, px}
	if s.placed == nil || s.placedText != t {
		s.placed, s.placedText = s.placeAnew(t.text, t.px), t
	}
	return s.placed
}

func (s *Shaper) placeAnew(text string, px int) *placed {
	p := &placed{box: emptyBox()}
	for _, r := range s.runs(text) {
		if r.face == nil {
			scale := float32(px) / boxUpem
			for range r.boxes {
				p.add(missing, p.advance, 0, scale)
				p.advance += boxAdvance * scale
			}
			continue
		}
		glyphs, advance := s.shape(r)
		scale := float32(px) / float32(r.face.upem)
		for _, g := range glyphs {
			p.add(r.face.outline(g.id), p.advance+float32(g.x)*scale, float32(g.y)*scale, scale)
		}
		p.advance += float32(advance) * scale
	}
	return p
}

func (p *placed) add(o outline, x, y, scale float32) {
	if o.box.empty() {
		return
	}
	p.inks = append(p.inks, ink{o.segments, x, y, scale})
	p.box.add(x+o.box.left*scale, y+o.box.bottom*scale)
	p.box.add(x+o.box.right*scale, y+o.box.top*scale)
}

// bounds are the dots that may have ink: y down, the baseline between -1 and 0.
func (p *placed) bounds() image.Rectangle {
	if p.box.empty() {
		return image.Rectangle{}
	}
	return image.Rect(floor(p.box.left), floor(-p.box.top), ceil(p.box.right), ceil(-p.box.bottom))
}

func (p *placed) width() int { return max(ceil(p.advance), p.bounds().Dx()) }

func floor(f float32) int { return int(math.Floor(float64(f))) }
func ceil(f float32) int  { return int(math.Ceil(float64(f))) }

// draw fills the outlines and crops the image to its black dots.
func (p *placed) draw() Inked {
	r := p.bounds()
	if r.Empty() {
		return Inked{}
	}
	z := vector.NewRasterizer(r.Dx(), r.Dy())
	for _, i := range p.inks {
		i.fill(z, float32(r.Min.X), float32(r.Min.Y))
	}
	coverage := image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
	z.DrawOp = draw.Src
	z.Draw(coverage, coverage.Rect, image.Opaque, image.Point{})

	black := image.Rectangle{}
	for y := range r.Dy() {
		for x := range r.Dx() {
			if coverage.Pix[y*coverage.Stride+x] >= threshold {
				black = black.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if black.Empty() {
		return Inked{}
	}
	b := escpos.NewBitmap(black.Dx(), black.Dy())
	for y := range black.Dy() {
		row := coverage.Pix[(y+black.Min.Y)*coverage.Stride+black.Min.X:]
		for x := range black.Dx() {
			if row[x] >= threshold {
				b.Set(x, y)
			}
		}
	}
	return Inked{Bitmap: b, Baseline: -(r.Min.Y + black.Min.Y)}
}

// fill adds an outline to a rasteriser whose upper left dot is at left, top.
func (i ink) fill(z *vector.Rasterizer, left, top float32) {
	at := func(p opentype.SegmentPoint) (x, y float32) {
		return i.x + p.X*i.scale - left, -(i.y + p.Y*i.scale) - top
	}
	open := false
	for _, s := range i.segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if open {
				z.ClosePath()
			}
			open = true
			z.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			z.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			z.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	if open {
		z.ClosePath()
	}
}
