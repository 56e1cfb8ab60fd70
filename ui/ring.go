package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// ring shows the time that is left: as an arc that shrinks towards twelve
// o'clock, and in figures. It has no clock: it is told.
type ring struct {
	widget.BaseWidget
	side, thick, size float32
	left, whole       time.Duration
}

// newRing returns a ring of a diameter, with figures in its middle.
func newRing(side float32) *ring {
	r := &ring{side: side, thick: max(5, side*0.075), size: side * 0.25}
	if side < 60 {
		r.thick, r.size = 6, 11
	}
	r.ExtendBaseWidget(r)
	return r
}

// set takes the time left of the whole; it repaints once a second, not more.
// A whole of zero means that no end is known: a full ring without figures.
func (r *ring) set(left, whole time.Duration) {
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

func (r *ring) CreateRenderer() fyne.WidgetRenderer {
	track, arc := &canvas.Arc{EndAngle: 360}, &canvas.Arc{}
	text := newFigure("", r.size, semibold)
	p := &parts{objects: []fyne.CanvasObject{track, arc, text.Text}}
	p.min = func() fyne.Size { return fyne.NewSquareSize(r.side) }
	p.place = func(size fyne.Size) {
		side := min(size.Width, size.Height)
		for _, a := range []*canvas.Arc{track, arc} {
			a.CutoutRatio = 1 - 2*r.thick/side
			a.Resize(fyne.NewSquareSize(side))
			a.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
		}
		text.putMiddle(size.Width/2, size.Height/2, fyne.TextAlignCenter)
	}
	p.paint = func() {
		track.FillColor, arc.FillColor, text.Color = tint(r, colorLine), tint(r, colorPrimary), tint(r, colorInk)
		if r.whole <= 0 {
			arc.EndAngle, text.Text.Text = 360, ""
			return
		}
		arc.EndAngle = 360 * float32(r.left) / float32(r.whole)
		text.Text.Text = clock(r.left)
	}
	return p.start()
}
