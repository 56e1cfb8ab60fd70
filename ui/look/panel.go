package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Panel is a flat ground with a border: behind a screen's parts, or as a rule
// when it is thin. Colours come from the theme;
// a border of "" is none.
type Panel struct {
	widget.BaseWidget
	ground, border fyne.ThemeColorName
	stroke         float32
	radius         float32
	least          fyne.Size
}

// NewPanel returns a card: card ground, a hairline around it.
func NewPanel() *Panel { return NewGround(ColorCard, ColorLine, Hairline, Corner) }

// NewGround returns a ground in any colours.
func NewGround(ground, border fyne.ThemeColorName, stroke, radius float32) *Panel {
	p := &Panel{ground: ground, border: border, stroke: stroke, radius: radius}
	p.ExtendBaseWidget(p)
	return p
}

// NewRule returns a horizontal rule of a thickness.
func NewRule(colour fyne.ThemeColorName, thickness float32) *Panel {
	p := NewGround(colour, "", 0, 0)
	p.least = fyne.NewSize(1, thickness)
	return p
}

// Tint changes both colours.
func (p *Panel) Tint(ground, border fyne.ThemeColorName) {
	if p.ground == ground && p.border == border {
		return
	}
	p.ground, p.border = ground, border
	p.Refresh()
}

func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	f := NewFrame()
	return (&Parts{
		Shapes: f.Objects(),
		Min:    func() fyne.Size { return p.least },
		Place:  func(size fyne.Size) { f.Place(fyne.Position{}, size, p.stroke, p.radius) },
		Paint:  func() { f.Paint(p, p.ground, p.border) },
	}).Start()
}

// Frame is a filled rectangle inside another one that is larger by the border.
// Fyne's own strokes lie astride the edge and are rounded to pixels in other
// ways by its two painters, so a line of one pixel comes out as a blur of two.
type Frame struct{ outer, inner *canvas.Rectangle }

func NewFrame() Frame { return Frame{&canvas.Rectangle{}, &canvas.Rectangle{}} }

func (f Frame) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{f.outer, f.inner} }

// Place puts the border's outer edge on the given box.
func (f Frame) Place(pos fyne.Position, size fyne.Size, stroke, radius float32) {
	f.outer.CornerRadius, f.inner.CornerRadius = radius, max(0, radius-stroke)
	f.outer.Move(pos)
	f.outer.Resize(size)
	f.inner.Move(pos.AddXY(stroke, stroke))
	f.inner.Resize(size.SubtractWidthHeight(2*stroke, 2*stroke))
}

// Paint takes the colours from the theme. Without a border the ground reaches
// to the edge.
func (f Frame) Paint(w fyne.Widget, ground, border fyne.ThemeColorName) {
	if border == "" {
		border = ground
	}
	f.fill(Tint(w, ground), Tint(w, border))
}

func (f Frame) fill(ground, border color.Color) {
	f.inner.FillColor, f.outer.FillColor = ground, border
}

func (f Frame) show(on bool) { f.outer.Hidden, f.inner.Hidden = !on, !on }
