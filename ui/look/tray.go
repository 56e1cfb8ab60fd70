package look

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"psar/ui/view"
)

// Tray is one payment in the tray of waiting ones: time left, amount, and
// when it was asked for. Its border turns to attention when a minute is left.
type Tray struct {
	widget.BaseWidget
	view  view.Tray
	onTap func()
}

const (
	TrayHeight = 54
	trayRing   = 40
	soon       = time.Minute
)

func NewTray(v view.Tray, onTap func()) *Tray {
	t := &Tray{view: v, onTap: onTap}
	t.ExtendBaseWidget(t)
	return t
}

// Set changes what is shown.
func (t *Tray) Set(v view.Tray) {
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped brings the payment back to the screen.
func (t *Tray) Tapped(*fyne.PointEvent) {
	if t.onTap != nil {
		t.onTap()
	}
}

func (t *Tray) CreateRenderer() fyne.WidgetRenderer {
	ground := NewFrame()
	left, shape := NewRing(trayRing), NewMark(t.view.Status, trayRing-8)
	amount := NewFigure("", SizeBar, Semibold)
	at := NewFigure("", SizeBar, Regular)
	p := &Parts{Shapes: append(ground.Objects(), left, shape, amount.Text, at.Text)}
	const inset, lead = 9, 9 + trayRing + 12
	p.Min = func() fyne.Size {
		return fyne.NewSize(lead+NewFigure(t.view.Amount, SizeBar, Semibold).width()+10+NewFigure(t.view.At, SizeBar, Regular).width()+14, TrayHeight)
	}
	p.Place = func(size fyne.Size) {
		ground.Place(fyne.Position{}, size, Hairline, Corner)
		y := size.Height / 2
		left.Resize(fyne.NewSquareSize(trayRing))
		left.Move(fyne.NewPos(inset, y-trayRing/2))
		shape.Resize(shape.MinSize())
		shape.Move(fyne.NewPos(inset+4, y-shape.Side/2))
		amount.PutMiddle(lead, y, fyne.TextAlignLeading)
		at.PutMiddle(lead+amount.width()+10, y, fyne.TextAlignLeading)
	}
	p.Paint = func() {
		border := ColorLine
		switch {
		case t.view.Status != view.StatusNone:
			border, _ = Colours(t.view.Status)
		case t.view.Whole > 0 && t.view.Left < soon:
			border = ColorAttention
		}
		ground.Paint(t, ColorCard, border)
		left.Hidden, shape.Hidden = t.view.Status != view.StatusNone, t.view.Status == view.StatusNone
		left.Set(t.view.Left, t.view.Whole)
		shape.Set(t.view.Status)
		amount.Text.Text, amount.Color = t.view.Amount, Tint(t, ColorInk)
		at.Text.Text, at.Color = t.view.At, Tint(t, ColorMuted)
	}
	return p.Start()
}
