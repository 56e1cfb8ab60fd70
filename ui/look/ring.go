package look

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Ring shows the time that is left: as an arc that shrinks towards twelve
// o'clock, and in figures. It has no clock: it is told.
type Ring struct {
	widget.BaseWidget
	side, thick, size float32
	left, whole       time.Duration
}

// NewRing returns a ring of a diameter, with figures in its middle.
func NewRing(side float32) *Ring {
	r := &Ring{side: side, thick: max(5, side*0.075), size: side * 0.25}
	if side < 60 {
		r.thick, r.size = 6, 11
	}
	r.ExtendBaseWidget(r)
	return r
}

// Set takes the time left of the whole; it repaints once a second, not more.
// A whole of zero means that no end is known: a full ring without figures.
func (r *Ring) Set(left, whole time.Duration) {
	left = min(max(left, 0), whole).Round(time.Second)
	if r.left == left && r.whole == whole {
		return
	}
	r.left, r.whole = left, whole
	r.Refresh()
}

// clock writes minutes and seconds, 8:12, 0:38; of a long time the hours: 23 h.
func clock(d time.Duration) string {
	if d >= 2*time.Hour { // a payment link's
		return fmt.Sprintf("%d h", d/time.Hour)
	}
	s := int(d / time.Second)
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

func (r *Ring) CreateRenderer() fyne.WidgetRenderer {
	track, arc := &canvas.Arc{EndAngle: 360}, &canvas.Arc{}
	text := NewFigure("", r.size, Semibold)
	p := &Parts{Shapes: []fyne.CanvasObject{track, arc, text.Text}}
	p.Min = func() fyne.Size { return fyne.NewSquareSize(r.side) }
	p.Place = func(size fyne.Size) {
		side := min(size.Width, size.Height)
		for _, a := range []*canvas.Arc{track, arc} {
			a.CutoutRatio = 1 - 2*r.thick/side
			a.Resize(fyne.NewSquareSize(side))
			a.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
		}
		text.PutMiddle(size.Width/2, size.Height/2, fyne.TextAlignCenter)
	}
	p.Paint = func() {
		track.FillColor, arc.FillColor, text.Color = Tint(r, ColorLine), Tint(r, ColorPrimary), Tint(r, ColorInk)
		if r.whole <= 0 {
			arc.EndAngle, text.Text.Text = 360, ""
			return
		}
		arc.EndAngle = 360 * float32(r.left) / float32(r.whole)
		text.Text.Text = clock(r.left)
	}
	return p.Start()
}
