package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// chart draws bars from left to right, each with its name before it and its amount
// behind it: nobody has to tell lengths or colours apart to read it. It is drawn by
// the canvas' own shapes and texts, so that Khmer names are shaped as everywhere.
type chart struct {
	widget.BaseWidget
	bars [chartShown]barView
}

// Heights of a bar with the space around it.
const (
	barLeast = 15
	barMost  = 34
)

func newChart() *chart {
	c := &chart{}
	c.ExtendBaseWidget(c)
	return c
}

func (c *chart) set(bars [chartShown]barView) {
	if c.bars != bars {
		c.bars = bars
		c.Refresh()
	}
}

func (c *chart) CreateRenderer() fyne.WidgetRenderer {
	type line struct {
		name, amount figure
		bar          *canvas.Rectangle
	}
	var lines [chartShown]line
	axis := &canvas.Rectangle{}
	r := &parts{objects: []fyne.CanvasObject{axis}, min: func() fyne.Size { return fyne.NewSize(240, chartShown*barLeast) }}
	for i := range lines {
		lines[i] = line{newFigure("", sizeBar, regular), newFigure("", sizeBar, semibold), &canvas.Rectangle{CornerRadius: 3}}
		r.objects = append(r.objects, lines[i].bar, lines[i].name.Text, lines[i].amount.Text)
	}
	r.place = func(size fyne.Size) {
		n := 0
		for n < chartShown && c.bars[n].name != "" {
			n++
		}
		step := min(barMost, max(barLeast, floor(size.Height/float32(max(n, 1)))))
		text := min(sizeBar, step*0.66)
		// The columns are as wide as their widest text, within reason.
		var names, amounts float32
		for i, b := range c.bars[:n] {
			l := &lines[i]
			l.name.TextSize, l.amount.TextSize = text, text
			l.name.Text.Text, l.amount.Text.Text = b.name, b.amount
			names, amounts = max(names, l.name.width()), max(amounts, l.amount.width())
		}
		names, amounts = min(names, size.Width*0.34), min(amounts, size.Width*0.38)
		from := names + gap
		room := size.Width - from - amounts - gap
		for i := range lines {
			l := &lines[i]
			on := i < n
			l.name.Hidden, l.amount.Hidden, l.bar.Hidden = !on, !on, !on
			if !on {
				continue
			}
			b, y := c.bars[i], (float32(i)+.5)*step
			l.name.fit(b.name, names)
			l.name.putMiddle(names, y, fyne.TextAlignTrailing)
			length := room * float32(b.part) / 1000
			if b.part > 0 {
				length = max(length, 2)
			}
			l.bar.Resize(fyne.NewSize(length, floor(step*0.62)))
			l.bar.Move(fyne.NewPos(from, floor(y-step*0.31)+1))
			l.bar.Hidden = b.part == 0
			l.amount.TextSize = fitting(b.amount, text, semibold, amounts)
			l.amount.putMiddle(size.Width, y, fyne.TextAlignTrailing)
		}
		axis.Hidden = n == 0
		axis.Move(fyne.NewPos(from-3, 0))
		axis.Resize(fyne.NewSize(hairline, float32(n)*step))
	}
	r.paint = func() {
		axis.FillColor = tint(c, colorLine)
		for i := range lines {
			colour := colorPrimaryOff
			if c.bars[i].part == 1000 {
				colour = colorPrimary
			}
			lines[i].bar.FillColor = tint(c, colour)
			lines[i].name.Color, lines[i].amount.Color = tint(c, colorInk), tint(c, colorInk)
		}
	}
	return r.start()
}
