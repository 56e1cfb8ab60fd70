package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// trayView is one waiting payment as the tray shows it.
type trayView struct {
	amount, at  string        // "$4.20", "14:29"
	left, whole time.Duration // as for ring
	status      status        // statusNone: waiting
}

// trayEntry is one payment in the tray of waiting ones: time left, amount, and
// when it was asked for. Its border turns to attention when a minute is left.
type trayEntry struct {
	widget.BaseWidget
	view  trayView
	onTap func()
}

const (
	trayHeight = 54
	trayRing   = 40
	soon       = time.Minute
)

func newTrayEntry(v trayView, onTap func()) *trayEntry {
	t := &trayEntry{view: v, onTap: onTap}
	t.ExtendBaseWidget(t)
	return t
}

// set changes what is shown.
func (t *trayEntry) set(v trayView) {
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped brings the payment back to the screen.
func (t *trayEntry) Tapped(*fyne.PointEvent) {
	if t.onTap != nil {
		t.onTap()
	}
}

func (t *trayEntry) CreateRenderer() fyne.WidgetRenderer {
	ground := newFrame()
	left, shape := newRing(trayRing), newMark(t.view.status, trayRing-8)
	amount := newFigure("", sizeBar, semibold)
	at := newFigure("", sizeBar, regular)
	p := &parts{objects: append(ground.objects(), left, shape, amount.Text, at.Text)}
	const inset, lead = 9, 9 + trayRing + 12
	p.min = func() fyne.Size {
		return fyne.NewSize(lead+newFigure(t.view.amount, sizeBar, semibold).width()+10+newFigure(t.view.at, sizeBar, regular).width()+14, trayHeight)
	}
	p.place = func(size fyne.Size) {
		ground.place(fyne.Position{}, size, hairline, corner)
		y := size.Height / 2
		left.Resize(fyne.NewSquareSize(trayRing))
		left.Move(fyne.NewPos(inset, y-trayRing/2))
		shape.Resize(shape.MinSize())
		shape.Move(fyne.NewPos(inset+4, y-shape.side/2))
		amount.putMiddle(lead, y, fyne.TextAlignLeading)
		at.putMiddle(lead+amount.width()+10, y, fyne.TextAlignLeading)
	}
	p.paint = func() {
		border := colorLine
		switch {
		case t.view.status != statusNone:
			border, _ = t.view.status.colours()
		case t.view.whole > 0 && t.view.left < soon:
			border = colorAttention
		}
		ground.paint(t, colorCard, border)
		left.Hidden, shape.Hidden = t.view.status != statusNone, t.view.status == statusNone
		left.set(t.view.left, t.view.whole)
		shape.set(t.view.status)
		amount.Text.Text, amount.Color = t.view.amount, tint(t, colorInk)
		at.Text.Text, at.Color = t.view.at, tint(t, colorMuted)
	}
	return p.start()
}
