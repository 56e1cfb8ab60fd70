package look

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"psar/ui/view"
)

// Colours returns a status's colour and the ground that goes with it.
func Colours(s view.Status) (mark, ground fyne.ThemeColorName) {
	switch s {
	case view.StatusGood:
		return ColorGood, ColorGoodGround
	case view.StatusAttention:
		return ColorAttention, ColorAttentionGround
	case view.StatusBad:
		return ColorBad, colorBadGround
	default:
		return ColorMuted, ColorCard
	}
}

// Mark draws a status as a shape of a given side. Small marks (in chips) are
// plain; large ones have the tick, the cross or the call in them.
type Mark struct {
	widget.BaseWidget
	status view.Status
	Side   float32
}

const largeMark = 24 // from this side on a mark has its inner sign

func NewMark(s view.Status, side float32) *Mark {
	m := &Mark{status: s, Side: side}
	m.ExtendBaseWidget(m)
	return m
}

// Set changes the status.
func (m *Mark) Set(s view.Status) {
	if m.status != s {
		m.status = s
		m.Refresh()
	}
}

// CreateRenderer draws the mark as one picture: lines and circles laid over
// one another would each be rounded to pixels, and their joints would show.
func (m *Mark) CreateRenderer() fyne.WidgetRenderer {
	picture := canvas.NewRaster(func(w, h int) image.Image {
		name, _ := Colours(m.status)
		return drawMark(w, h, m.status, m.Side >= largeMark, Tint(m, name), Tint(m, ColorCard))
	})
	return (&Parts{
		Shapes: []fyne.CanvasObject{picture},
		Min:    func() fyne.Size { return fyne.NewSquareSize(m.Side) },
		Place:  func(size fyne.Size) { picture.Resize(size) },
		Paint:  func() {},
	}).Start()
}

// point is a place in a mark; the mark's side is 1.
type point struct{ x, y float64 }

// distance to a shape in parts of the mark's side; negative is inside.
type distance func(point) float64

func disc(c point, r float64) distance {
	return func(p point) float64 { return math.Hypot(p.x-c.x, p.y-c.y) - r }
}

func hoop(c point, r, thick float64) distance {
	return func(p point) float64 { return math.Abs(math.Hypot(p.x-c.x, p.y-c.y)-r) - thick/2 }
}

// stroke is a line with round ends.
func stroke(a, b point, thick float64) distance {
	dx, dy := b.x-a.x, b.y-a.y
	return func(p point) float64 {
		t := ((p.x-a.x)*dx + (p.y-a.y)*dy) / (dx*dx + dy*dy)
		t = math.Max(0, math.Min(1, t))
		return math.Hypot(p.x-a.x-t*dx, p.y-a.y-t*dy) - thick/2
	}
}

// triangle stands on its base, symmetric, with corners rounded by r.
func triangle(top, left, right point, r float64) distance {
	edges := [3]distance{stroke(top, left, 0), stroke(left, right, 0), stroke(right, top, 0)}
	return func(p point) float64 {
		d := math.Min(edges[0](p), math.Min(edges[1](p), edges[2](p)))
		slope := (right.x - top.x) / (right.y - top.y)
		if p.y > top.y && p.y < left.y && math.Abs(p.x-top.x) < (p.y-top.y)*slope {
			d = -d
		}
		return d - r
	}
}

func either(a, b distance) distance {
	return func(p point) float64 { return math.Min(a(p), b(p)) }
}

// shapes returns a status's body and the sign on it, nil where there is none.
func shapes(s view.Status, large bool) (body, sign distance) {
	const line = 0.105
	centre := point{.5, .5}
	switch {
	case s == view.StatusGood && large:
		return disc(centre, .5), either(stroke(point{.26, .53}, point{.43, .70}, line), stroke(point{.43, .70}, point{.75, .34}, line))
	case s == view.StatusGood:
		return disc(centre, .5), nil
	case s == view.StatusAttention && large:
		return triangle(point{.5, .12}, point{.07, .86}, point{.93, .86}, .05), either(stroke(point{.5, .40}, point{.5, .60}, .09), disc(point{.5, .745}, .05))
	case s == view.StatusAttention:
		return triangle(point{.5, .08}, point{.04, .90}, point{.96, .90}, .04), nil
	case s == view.StatusBad && large:
		return disc(centre, .5), either(stroke(point{.34, .34}, point{.66, .66}, line), stroke(point{.66, .34}, point{.34, .66}, line))
	case s == view.StatusBad:
		return either(stroke(point{.14, .14}, point{.86, .86}, .22), stroke(point{.86, .14}, point{.14, .86}, .22)), nil
	default:
		return hoop(centre, .40, .18), nil
	}
}

// drawMark fills a picture of w by h pixels, edges softened over one pixel.
func drawMark(w, h int, s view.Status, large bool, body, sign color.Color) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	side := float64(min(w, h))
	left, top := (float64(w)-side)/2, (float64(h)-side)/2
	shape, inner := shapes(s, large)
	cover := func(d distance, p point) float64 {
		return math.Max(0, math.Min(1, .5-d(p)*side))
	}
	for y := range h {
		for x := range w {
			p := point{(float64(x) + .5 - left) / side, (float64(y) + .5 - top) / side}
			alpha := cover(shape, p)
			if alpha == 0 {
				continue
			}
			c := color.NRGBAModel.Convert(body).(color.NRGBA)
			if inner != nil {
				c = pale(sign, body, float32(cover(inner, p))).(color.NRGBA)
			}
			c.A = uint8(math.Round(alpha * 255))
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}
