package look

import "fyne.io/fyne/v2"

// Parts is the one widget renderer of this package: a fixed list of shapes and
// the three functions that size, place and colour them. Widgets keep their
// shapes and never make new ones, so a repaint allocates nothing.
type Parts struct {
	Shapes []fyne.CanvasObject
	Min    func() fyne.Size
	Place  func(fyne.Size)
	Paint  func() // takes the widget's state and the theme over into the shapes

	size fyne.Size
}

func (p *Parts) MinSize() fyne.Size           { return p.Min() }
func (p *Parts) Objects() []fyne.CanvasObject { return p.Shapes }
func (p *Parts) Destroy()                     {}

func (p *Parts) Layout(size fyne.Size) {
	p.size = size
	p.Place(size)
}

// Refresh paints and places again, since a text's place depends on its width.
func (p *Parts) Refresh() {
	p.Paint()
	if !p.size.IsZero() {
		p.Place(p.size)
	}
	for _, o := range p.Shapes {
		o.Refresh()
	}
}

// Start paints the shapes for the first time.
func (p *Parts) Start() *Parts {
	p.Paint()
	return p
}
