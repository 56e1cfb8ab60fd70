package look

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Stripes is the banner of training mode and of a gateway for tests: slanted bars that nobody takes for a
// real sale, and a plate with the words.
type Stripes struct {
	widget.BaseWidget
	text string
}

const (
	StripesHeight = 26
	stripeWidth   = 20 // along the banner
)

func NewStripes(text string) *Stripes {
	s := &Stripes{text: text}
	s.ExtendBaseWidget(s)
	return s
}

// Set changes the words.
func (s *Stripes) Set(text string) {
	if s.text != text {
		s.text = text
		s.Refresh()
	}
}

func (s *Stripes) CreateRenderer() fyne.WidgetRenderer {
	plate := &canvas.Rectangle{}
	text := NewFigure(s.text, SizeHint, Semibold)
	bars := canvas.NewRaster(func(w, h int) image.Image {
		return drawStripes(w, h, Tint(s, ColorAttention), Tint(s, ColorAttentionGround))
	})
	p := &Parts{Shapes: []fyne.CanvasObject{bars, plate, text.Text}}
	p.Min = func() fyne.Size { return fyne.NewSize(0, StripesHeight) }
	p.Place = func(size fyne.Size) {
		bars.Resize(size)
		text.Fit(s.text, size.Width-4*GapLarge)
		width := text.width() + 28
		plate.Resize(fyne.NewSize(width, size.Height-4))
		plate.Move(fyne.NewPos((size.Width-width)/2, 2))
		text.PutMiddle(size.Width/2, size.Height/2, fyne.TextAlignCenter)
	}
	p.Paint = func() {
		plate.FillColor, plate.CornerRadius = Tint(s, ColorPaper), 6
		text.Text.Text, text.Color = s.text, Tint(s, ColorInk)
	}
	return p.Start()
}

// drawStripes fills a picture with bars at 45 degrees, their width in
// proportion to the banner's height so that every scale looks alike. Edges are
// the mean of eight samples a row.
func drawStripes(w, h int, a, b color.Color) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	bar := float32(h) * stripeWidth / StripesHeight
	if bar < 1 {
		return img
	}
	const samples = 8
	for y := range h {
		for x := range w {
			n := 0
			for i := range samples {
				along := float32(x+y) + (float32(i)+.5)/samples*2
				if int(along/bar)%2 == 0 {
					n++
				}
			}
			img.Set(x, y, pale(a, b, float32(n)/samples))
		}
	}
	return img
}
