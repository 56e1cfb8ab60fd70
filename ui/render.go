package ui

import "fyne.io/fyne/v2"

// parts is the one widget renderer of this package: a fixed list of shapes and
// the three functions that size, place and colour them. Widgets keep their
// shapes and never make new ones, so a repaint allocates nothing.
type parts struct {
	objects []fyne.CanvasObject
	min     func() fyne.Size
	place   func(fyne.Size)
	paint   func() // takes the widget's state and the theme over into the shapes

	size fyne.Size
}

func (p *parts) MinSize() fyne.Size           { return p.min() }
func (p *parts) Objects() []fyne.CanvasObject { return p.objects }
func (p *parts) Destroy()                     {}

func (p *parts) Layout(size fyne.Size) {
	p.size = size
	p.place(size)
}

// Refresh paints and places again, since a text's place depends on its width.
func (p *parts) Refresh() {
	p.paint()
	if !p.size.IsZero() {
		p.place(p.size)
	}
	for _, o := range p.objects {
		o.Refresh()
	}
}

// start paints the shapes for the first time.
func (p *parts) start() *parts {
	p.paint()
	return p
}
