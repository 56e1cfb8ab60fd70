package uitest

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// Walk visits everything of a picture's tree that can be seen, the hindmost first.
func Walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			Walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			Walk(child, visit)
		}
	}
}

// Texts are those of a picture's tree that can be seen, the hindmost first.
func Texts(o fyne.CanvasObject) (all []*canvas.Text) {
	Walk(o, func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok {
			all = append(all, text)
		}
	})
	return all
}

// Blank is a white paper of so many dots, of which the first row is black.
func Blank(w, h int) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, w, h))
	for i := range g.Pix {
		g.Pix[i] = 255
	}
	for x := range w {
		g.SetGray(x, 0, color.Gray{})
	}
	return g
}

// Paint renders an object at a size, on the theme's ground, as the software painter
// does it: the same primitives as on the screen.
func Paint(t *testing.T, th fyne.Theme, size fyne.Size, o fyne.CanvasObject) image.Image {
	t.Helper()
	test.ApplyTheme(t, th)
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(o)
	c.Resize(size)
	return c.Capture()
}
