package look

import (
	"image"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Sheet is a printed paper on a table: as wide as its roll is beside the widest
// one, as long as it is. What is longer than the table is moved by keys, by the
// wheel or by a finger. Only what can be seen is a picture of the window, since
// old graphics take no texture as long as a day's report.
type Sheet struct {
	widget.BaseWidget
	picture *image.Gray
	top     float32 // how far it is moved up
	paper   fyne.Size
	view    fyne.Size
}

const (
	widestRoll  = 600 // dots: 72 mm of print and its margins
	sheetStep   = 48  // a key's, three lines of a receipt or so
	sheetMargin = GapLarge
	thumbWidth  = 4
	thumbLowest = 32
	thumbEnds   = 4 // from the ends of the table
)

var (
	_ fyne.Scrollable = (*Sheet)(nil)
	_ fyne.Draggable  = (*Sheet)(nil)
)

func NewSheet() *Sheet {
	s := &Sheet{}
	s.ExtendBaseWidget(s)
	return s
}

// Set changes the paper; another one is read from its top.
func (s *Sheet) Set(picture *image.Gray) {
	if s.picture == picture {
		return
	}
	s.picture, s.top = picture, 0
	s.Refresh()
}

// Step moves the paper by a key's steps.
func (s *Sheet) Step(n int) { s.move(float32(n) * sheetStep) }

// Scrolled moves the paper by the wheel.
func (s *Sheet) Scrolled(e *fyne.ScrollEvent) { s.move(-e.Scrolled.DY) }

// Dragged moves it with the finger.
func (s *Sheet) Dragged(e *fyne.DragEvent) { s.move(-e.Dragged.DY) }

// DragEnd leaves it where it is.
func (s *Sheet) DragEnd() {}

func (s *Sheet) move(by float32) {
	was := s.top
	s.top = s.inside(s.top + by)
	if s.top != was {
		s.Refresh()
	}
}

// whole is the height of the paper and of the table above and below it.
func (s *Sheet) whole() float32 { return s.paper.Height + 2*sheetMargin }

func (s *Sheet) inside(top float32) float32 { return max(0, min(top, s.whole()-s.view.Height)) }

// Longer reports that not all of the paper can be seen.
func (s *Sheet) Longer() bool { return s.whole() > s.view.Height }

// hidden is how much of the paper lies above the view.
func (s *Sheet) hidden() float32 { return max(0, s.top-sheetMargin) }

// measure finds how large the paper is in a view.
func (s *Sheet) measure(view fyne.Size) {
	s.view, s.paper = view, fyne.Size{}
	if s.picture == nil || s.picture.Rect.Empty() {
		return
	}
	dots := s.picture.Rect.Size()
	s.paper.Width = Floor(min(1, float32(dots.X)/widestRoll) * max(0, view.Width-2*sheetMargin))
	s.paper.Height = s.paper.Width * float32(dots.Y) / float32(dots.X)
	s.top = s.inside(s.top)
}

// draw shrinks the part that can be seen.
func (s *Sheet) draw(w, h int) image.Image {
	if s.picture == nil || s.paper.Height <= 0 {
		return image.NewGray(image.Rect(0, 0, w, h))
	}
	return shrink(s.picture, float64(s.hidden()/s.paper.Height)*float64(s.picture.Rect.Dy()), w, h)
}

func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	picture := canvas.NewRaster(s.draw)
	thumb := &canvas.Rectangle{CornerRadius: thumbWidth / 2}
	r := &Parts{Shapes: []fyne.CanvasObject{picture, thumb}}
	r.Min = func() fyne.Size { return fyne.Size{} }
	r.Place = func(size fyne.Size) {
		s.measure(size)
		y := Floor(max(0, sheetMargin-s.top))
		picture.Resize(fyne.NewSize(s.paper.Width, Floor(max(0, min(s.paper.Height-s.hidden(), size.Height-y)))))
		picture.Move(fyne.NewPos(Floor((size.Width-s.paper.Width)/2), y))
		thumb.Hidden = !s.Longer()
		if thumb.Hidden {
			return
		}
		room := size.Height - 2*thumbEnds
		length := max(thumbLowest, room*size.Height/s.whole())
		thumb.Resize(fyne.NewSize(thumbWidth, length))
		thumb.Move(fyne.NewPos(size.Width-(sheetMargin+thumbWidth)/2, thumbEnds+(room-length)*s.top/(s.whole()-size.Height)))
	}
	r.Paint = func() { thumb.FillColor = Tint(s, ColorMuted) }
	return r.Start()
}

// shrink draws what begins at a row of src over w by h pixels, all of its width:
// every pixel is the mean of the dots under it, so that thin strokes keep their
// weight. Below the end of src it is white.
func shrink(src *image.Gray, top float64, w, h int) *image.Gray {
	dst := image.NewGray(image.Rect(0, 0, w, h))
	dots := src.Rect.Size()
	if w == 0 || dots.X == 0 {
		return dst
	}
	scale := float64(dots.X) / float64(w)
	columns := make([][]share, w)
	for x := range columns {
		columns[x] = shares(float64(x)*scale, float64(x+1)*scale, dots.X)
	}
	sums := make([]float64, w)
	for y := range h {
		clear(sums)
		covered := 0.0
		for _, row := range shares(top+float64(y)*scale, top+float64(y+1)*scale, dots.Y) {
			covered += row.part
			line := src.Pix[row.at*src.Stride:]
			for x, column := range columns {
				sum := 0.0
				for _, c := range column {
					sum += float64(line[c.at]) * c.part
				}
				sums[x] += sum * row.part
			}
		}
		for x, sum := range sums {
			dst.Pix[y*dst.Stride+x] = uint8(sum/scale/scale + 255*(1-covered/scale) + .5)
		}
	}
	return dst
}

// share is how much of a dot lies under a pixel.
type share struct {
	at   int
	part float64
}

// shares are the dots from one place to another, below n.
func shares(from, to float64, n int) []share {
	s := make([]share, 0, int(to-from)+2)
	for i := int(from); i < n && float64(i) < to; i++ {
		s = append(s, share{i, min(to, float64(i+1)) - max(from, float64(i))})
	}
	return s
}

// GrayOf makes a picture cheap to shrink again and again.
func GrayOf(src image.Image) *image.Gray {
	if g, ok := src.(*image.Gray); ok && g.Rect.Min == (image.Point{}) {
		return g
	}
	b := src.Bounds()
	g := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(g, g.Rect, src, b.Min, draw.Src)
	return g
}
