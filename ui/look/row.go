package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"psar/ui/view"
)

// Row is one payment in the list of unmatched money: the key that opens it,
// how much, why, and how long it lies there. After a day that needs a look.
type Row struct {
	widget.BaseWidget
	view view.DeskRow
	do   func(view.Action)
}

func NewRow(do func(view.Action)) *Row {
	t := &Row{do: do}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

func (t *Row) Set(v view.DeskRow) {
	Show(t, v.Amount != "")
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped opens the payment.
func (t *Row) Tapped(*fyne.PointEvent) { t.do(t.view.Action) }

func (t *Row) CreateRenderer() fyne.WidgetRenderer {
	ground, tag := NewFrame(), NewFrame()
	shape := NewMark(view.StatusNone, 16)
	key, amount := NewFigure("", SizeBar, Semibold), NewFigure("", SizeFunction, Bold)
	why, age := NewFigure("", SizeList, Semibold), NewFigure("", SizeList, Semibold)
	line := NewFigure("", SizeBar, Regular)
	p := &Parts{Shapes: append(append(ground.Objects(), tag.Objects()...), shape, key.Text, amount.Text, why.Text, age.Text, line.Text)}
	p.Min = func() fyne.Size { return fyne.NewSize(320, 48) }
	p.Place = func(size fyne.Size) {
		stroke := Hairline
		if t.view.Chosen {
			stroke = 2
		}
		ground.Place(fyne.Position{}, size, stroke, Corner)
		const inset, box = 14, 28
		middle, lead := size.Height/2, float32(inset+box+14)
		tag.Place(fyne.NewPos(inset, middle-box/2), fyne.NewSquareSize(box), Hairline, 6)
		key.PutMiddle(inset+box/2, middle, fyne.TextAlignCenter)
		upper, lower := middle-size.Height*0.19, middle+size.Height*0.21
		amount.PutMiddle(lead, upper, fyne.TextAlignLeading)
		right := size.Width - inset
		age.Fit(t.view.Age, size.Width)
		age.PutMiddle(right, upper, fyne.TextAlignTrailing)
		shape.Resize(shape.MinSize())
		shape.Move(fyne.NewPos(right-age.width()-10-shape.Side, upper-shape.Side/2))
		from := max(lead+amount.width()+18, lead+130)
		why.Fit(t.view.Why, right-age.width()-10-shape.Side-12-from)
		why.PutMiddle(from, upper, fyne.TextAlignLeading)
		line.TextSize = Fitting(t.view.Line, SizeBar, Regular, right-lead)
		line.PutMiddle(lead, lower, fyne.TextAlignLeading)
	}
	p.Paint = func() {
		border, late := ColorLine, ColorMuted
		if t.view.Chosen {
			border = ColorPrimary
		}
		Show(shape, !t.view.Plain)
		shape.Set(view.StatusNone)
		if t.view.Old {
			late = ColorAttention
			shape.Set(view.StatusAttention)
		}
		ground.Paint(t, ColorCard, border)
		tag.Paint(t, ColorFunction, ColorLine)
		tag.show(t.view.Key != "")
		key.Text.Text, key.Color = t.view.Key, Tint(t, ColorInk)
		amount.Text.Text, amount.Color = t.view.Amount, Tint(t, ColorInk)
		why.Text.Text, why.Color = t.view.Why, Tint(t, ColorInk)
		age.Text.Text, age.Color = t.view.Age, Tint(t, late)
		line.Text.Text, line.Color = t.view.Line, Tint(t, ColorMuted)
	}
	return p.Start()
}
