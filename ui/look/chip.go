package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"psar/ui/view"
)

// Chip says how something stands: a shape, a word and a colour, on a fully
// round ground. With an onTap it can be touched.
type Chip struct {
	widget.BaseWidget
	status view.Status
	plain  bool // no shape: a tag such as a currency
	text   string
	OnTap  func()
}

const (
	ChipHeight = 34 // 9 mm: a finger
	chipMark   = 10
	chipInset  = 13
)

func NewChip(s view.Status, text string) *Chip {
	c := &Chip{status: s, text: text}
	c.ExtendBaseWidget(c)
	return c
}

// NewTag returns a chip without a shape.
func NewTag(text string) *Chip {
	c := &Chip{plain: true, text: text}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes shape and word together.
func (c *Chip) Set(s view.Status, text string) {
	if c.status == s && c.text == text {
		return
	}
	c.status, c.text = s, text
	c.Refresh()
}

// Tapped answers a touch.
func (c *Chip) Tapped(*fyne.PointEvent) {
	if c.OnTap != nil {
		c.OnTap()
	}
}

func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	ground := NewFrame()
	shape := NewMark(c.status, chipMark)
	text := NewFigure(c.text, SizeHint, Regular)
	p := &Parts{Shapes: append(ground.Objects(), shape, text.Text)}
	lead := func() float32 {
		if c.plain {
			return chipInset
		}
		return chipInset + chipMark + GapSmall
	}
	p.Min = func() fyne.Size {
		return fyne.NewSize(lead()+NewFigure(c.text, SizeHint, Regular).width()+chipInset, ChipHeight)
	}
	p.Place = func(size fyne.Size) {
		ground.Place(fyne.Position{}, size, Hairline, size.Height/2)
		y := size.Height / 2
		shape.Resize(fyne.NewSquareSize(chipMark))
		shape.Move(fyne.NewPos(chipInset, y-chipMark/2))
		text.Fit(c.text, size.Width-lead()-chipInset+0.5)
		text.PutMiddle(lead(), y, fyne.TextAlignLeading)
	}
	p.Paint = func() {
		ground.Paint(c, ColorCard, ColorLine)
		text.Text.Text, text.Color = c.text, Tint(c, ColorInk)
		shape.Hidden = c.plain
		shape.Set(c.status)
	}
	return p.Start()
}
