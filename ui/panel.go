package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// panel is a flat ground with a border: behind a screen's parts, or as a rule
// when it is thin. Colours come from the theme;
// a border of "" is none.
type panel struct {
	widget.BaseWidget
	ground, border fyne.ThemeColorName
	stroke         float32
	radius         float32
	least          fyne.Size
}

// newPanel returns a card: card ground, a hairline around it.
func newPanel() *panel { return newGround(colorCard, colorLine, hairline, corner) }

// newGround returns a ground in any colours.
func newGround(ground, border fyne.ThemeColorName, stroke, radius float32) *panel {
	p := &panel{ground: ground, border: border, stroke: stroke, radius: radius}
	p.ExtendBaseWidget(p)
	return p
}

// newRule returns a horizontal rule of a thickness.
func newRule(colour fyne.ThemeColorName, thickness float32) *panel {
	p := newGround(colour, "", 0, 0)
	p.least = fyne.NewSize(1, thickness)
	return p
}

// tint changes both colours.
func (p *panel) tint(ground, border fyne.ThemeColorName) {
	if p.ground == ground && p.border == border {
		return
	}
	p.ground, p.border = ground, border
	p.Refresh()
}

func (p *panel) CreateRenderer() fyne.WidgetRenderer {
	f := newFrame()
	return (&parts{
		objects: f.objects(),
		min:     func() fyne.Size { return p.least },
		place:   func(size fyne.Size) { f.place(fyne.Position{}, size, p.stroke, p.radius) },
		paint:   func() { f.paint(p, p.ground, p.border) },
	}).start()
}

// frame is a filled rectangle inside another one that is larger by the border.
// Fyne's own strokes lie astride the edge and are rounded to pixels in other
// ways by its two painters, so a line of one pixel comes out as a blur of two.
type frame struct{ outer, inner *canvas.Rectangle }

func newFrame() frame { return frame{&canvas.Rectangle{}, &canvas.Rectangle{}} }

func (f frame) objects() []fyne.CanvasObject { return []fyne.CanvasObject{f.outer, f.inner} }

// place puts the border's outer edge on the given box.
func (f frame) place(pos fyne.Position, size fyne.Size, stroke, radius float32) {
	f.outer.CornerRadius, f.inner.CornerRadius = radius, max(0, radius-stroke)
	f.outer.Move(pos)
	f.outer.Resize(size)
	f.inner.Move(pos.AddXY(stroke, stroke))
	f.inner.Resize(size.SubtractWidthHeight(2*stroke, 2*stroke))
}

// paint takes the colours from the theme. Without a border the ground reaches
// to the edge.
func (f frame) paint(w fyne.Widget, ground, border fyne.ThemeColorName) {
	if border == "" {
		border = ground
	}
	f.fill(tint(w, ground), tint(w, border))
}

func (f frame) fill(ground, border color.Color) {
	f.inner.FillColor, f.outer.FillColor = ground, border
}

func (f frame) show(on bool) { f.outer.Hidden, f.inner.Hidden = !on, !on }
