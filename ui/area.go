package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// area is a layout that is one function: it places what it knows in a size.
type area struct {
	place func(fyne.Size)
	least fyne.Size
}

func (a area) Layout(_ []fyne.CanvasObject, size fyne.Size) { a.place(size) }
func (a area) MinSize([]fyne.CanvasObject) fyne.Size        { return a.least }

func newArea(place func(fyne.Size), objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(area{place: place}, objects...)
}

// again places a container's parts anew after one of them changed its width.
func again(c *fyne.Container) {
	if size := c.Size(); !size.IsZero() {
		c.Layout.Layout(c.Objects, size)
	}
}

// wake has a window painted once more. The window itself is asked, not the part
// that changed: Fyne finds a part's window in a table that a part is not in before
// its first paint, and that forgets what was not refreshed for a minute while the
// window was painted for another reason, such as being uncovered. What is asked of
// a forgotten part is lost, and the customer would look at an old picture.
func wake(window fyne.Window, part fyne.CanvasObject) { window.Canvas().Refresh(part) }

func put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func show(o fyne.CanvasObject, on bool) {
	if o.Visible() == on {
		return
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// putLine gives a label one line of its height, its middle at y.
func putLine(l *label, x, y, w float32) { put(l, x, y-lineHeight(l.size)/2, w, lineHeight(l.size)) }

// putFigures does the same for an amount, which shrinks rather than being cut:
// half an amount is another amount.
func putFigures(p *paragraph, size, x, y, w float32) {
	size = fitting(p.text, size, p.weight, w)
	p.resize(size)
	put(p, x, y-lineHeight(size)/2, w, lineHeight(size))
}

// fitting is the size at which a text fits a width, at most size. It measures
// again, since widths are not quite in proportion to sizes.
func fitting(text string, size float32, w weight, room float32) float32 {
	for range 6 {
		width := newFigure(text, size, w).width()
		if width <= room || room <= 0 {
			break
		}
		size = max(sizeHint/2, size*room/width*0.99)
	}
	return size
}
