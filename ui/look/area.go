package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Area is a layout that is one function: it places what it knows in a size.
type Area struct {
	Place func(fyne.Size)
	Least fyne.Size
}

func (a Area) Layout(_ []fyne.CanvasObject, size fyne.Size) { a.Place(size) }
func (a Area) MinSize([]fyne.CanvasObject) fyne.Size        { return a.Least }

func NewArea(place func(fyne.Size), objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(Area{Place: place}, objects...)
}

// Again places a container's parts anew after one of them changed its width.
func Again(c *fyne.Container) {
	if size := c.Size(); !size.IsZero() {
		c.Layout.Layout(c.Objects, size)
	}
}

func Put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func Show(o fyne.CanvasObject, on bool) {
	if o.Visible() == on {
		return
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// PutLine gives a label one line of its height, its middle at y.
func PutLine(l *Label, x, y, w float32) {
	Put(l, x, y-LineHeight(l.TextSize)/2, w, LineHeight(l.TextSize))
}

// PutFigures does the same for an amount, which shrinks rather than being cut:
// half an amount is another amount.
func PutFigures(p *Paragraph, size, x, y, w float32) {
	size = Fitting(p.text, size, p.weight, w)
	p.Scale(size)
	Put(p, x, y-LineHeight(size)/2, w, LineHeight(size))
}

// Fitting is the size at which a text fits a width, at most size. It measures
// again, since widths are not quite in proportion to sizes.
func Fitting(text string, size float32, w Weight, room float32) float32 {
	for range 6 {
		width := NewFigure(text, size, w).width()
		if width <= room || room <= 0 {
			break
		}
		size = max(SizeHint/2, size*room/width*0.99)
	}
	return size
}
