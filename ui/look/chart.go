package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"psar/ui/view"
)

// Chart draws bars from left to right, each with its name before it and its amount
// behind it: nobody has to tell lengths or colours apart to read it. It is drawn by
// the canvas' own shapes and texts, so that Khmer names are shaped as everywhere.
type Chart struct {
	widget.BaseWidget
	bars [view.ChartShown]view.Bar
}

// Heights of a bar with the space around it.
const (
	barLeast = 15
	barMost  = 34
)

func NewChart() *Chart {
	c := &Chart{}
	c.ExtendBaseWidget(c)
	return c
}

func (c *Chart) Set(bars [view.ChartShown]view.Bar) {
	if c.bars != bars {
		c.bars = bars
		c.Refresh()
	}
}

func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	type line struct {
		name, amount Figure
		bar          *canvas.Rectangle
	}
	var lines [view.ChartShown]line
	axis := &canvas.Rectangle{}
	r := &Parts{Shapes: []fyne.CanvasObject{axis}, Min: func() fyne.Size { return fyne.NewSize(240, view.ChartShown*barLeast) }}
	for i := range lines {
		lines[i] = line{NewFigure("", SizeBar, Regular), NewFigure("", SizeBar, Semibold), &canvas.Rectangle{CornerRadius: 3}}
		r.Shapes = append(r.Shapes, lines[i].bar, lines[i].name.Text, lines[i].amount.Text)
	}
	r.Place = func(size fyne.Size) {
		n := 0
		for n < view.ChartShown && c.bars[n].Name != "" {
			n++
		}
		step := min(barMost, max(barLeast, Floor(size.Height/float32(max(n, 1)))))
		text := min(SizeBar, step*0.66)
		// The columns are as wide as their widest text, within reason.
		var names, amounts float32
		for i, b := range c.bars[:n] {
			l := &lines[i]
			l.name.TextSize, l.amount.TextSize = text, text
			l.name.Say(b.Name)
			l.amount.Say(b.Amount)
			names, amounts = max(names, l.name.width()), max(amounts, l.amount.width())
		}
		names, amounts = min(names, size.Width*0.34), min(amounts, size.Width*0.38)
		from := names + Gap
		room := size.Width - from - amounts - Gap
		for i := range lines {
			l := &lines[i]
			on := i < n
			l.name.Hidden, l.amount.Hidden, l.bar.Hidden = !on, !on, !on
			if !on {
				continue
			}
			b, y := c.bars[i], (float32(i)+.5)*step
			l.name.Fit(b.Name, names)
			l.name.PutMiddle(names, y, fyne.TextAlignTrailing)
			length := room * float32(b.Part) / 1000
			if b.Part > 0 {
				length = max(length, 2)
			}
			l.bar.Resize(fyne.NewSize(length, Floor(step*0.62)))
			l.bar.Move(fyne.NewPos(from, Floor(y-step*0.31)+1))
			l.bar.Hidden = b.Part == 0
			l.amount.TextSize = Fitting(b.Amount, text, Semibold, amounts)
			l.amount.PutMiddle(size.Width, y, fyne.TextAlignTrailing)
		}
		axis.Hidden = n == 0
		axis.Move(fyne.NewPos(from-3, 0))
		axis.Resize(fyne.NewSize(Hairline, float32(n)*step))
	}
	r.Paint = func() {
		axis.FillColor = Tint(c, ColorLine)
		for i := range lines {
			colour := colorPrimaryOff
			if c.bars[i].Part == 1000 {
				colour = ColorPrimary
			}
			lines[i].bar.FillColor = Tint(c, colour)
			lines[i].name.Color, lines[i].amount.Color = Tint(c, ColorInk), Tint(c, ColorInk)
		}
	}
	return r.Start()
}
