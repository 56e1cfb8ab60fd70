package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// chip says how something stands: a shape, a word and a colour, on a fully
// round ground. With an onTap it can be touched.
type chip struct {
	widget.BaseWidget
	status status
	plain  bool // no shape: a tag such as a currency
	text   string
	onTap  func()
}

const (
	chipHeight = 34 // 9 mm: a finger
	chipMark   = 10
	chipInset  = 13
)

func newChip(s status, text string) *chip {
	c := &chip{status: s, text: text}
	c.ExtendBaseWidget(c)
	return c
}

// newTag returns a chip without a shape.
func newTag(text string) *chip {
	c := &chip{plain: true, text: text}
	c.ExtendBaseWidget(c)
	return c
}

// set changes shape and word together.
func (c *chip) set(s status, text string) {
	if c.status == s && c.text == text {
		return
	}
	c.status, c.text = s, text
	c.Refresh()
}

// Tapped answers a touch.
func (c *chip) Tapped(*fyne.PointEvent) {
	if c.onTap != nil {
		c.onTap()
	}
}

func (c *chip) CreateRenderer() fyne.WidgetRenderer {
	ground := newFrame()
	shape := newMark(c.status, chipMark)
	text := newFigure(c.text, sizeHint, regular)
	p := &parts{objects: append(ground.objects(), shape, text.Text)}
	lead := func() float32 {
		if c.plain {
			return chipInset
		}
		return chipInset + chipMark + gapSmall
	}
	p.min = func() fyne.Size {
		return fyne.NewSize(lead()+newFigure(c.text, sizeHint, regular).width()+chipInset, chipHeight)
	}
	p.place = func(size fyne.Size) {
		ground.place(fyne.Position{}, size, hairline, size.Height/2)
		y := size.Height / 2
		shape.Resize(fyne.NewSquareSize(chipMark))
		shape.Move(fyne.NewPos(chipInset, y-chipMark/2))
		text.fit(c.text, size.Width-lead()-chipInset+0.5)
		text.putMiddle(lead(), y, fyne.TextAlignLeading)
	}
	p.paint = func() {
		ground.paint(c, colorCard, colorLine)
		text.Text.Text, text.Color = c.text, tint(c, colorInk)
		shape.Hidden = c.plain
		shape.set(c.status)
	}
	return p.start()
}
