package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// rowTile is one payment in the list of unclaimed money: the key that opens it,
// how much, why, and how long it lies there. After a day that needs a look.
type rowTile struct {
	widget.BaseWidget
	view deskRow
	do   func(action)
}

func newRowTile(do func(action)) *rowTile {
	t := &rowTile{do: do}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

func (t *rowTile) set(v deskRow) {
	show(t, v.amount != "")
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped opens the payment.
func (t *rowTile) Tapped(*fyne.PointEvent) { t.do(t.view.action) }

func (t *rowTile) CreateRenderer() fyne.WidgetRenderer {
	ground, tag := newFrame(), newFrame()
	shape := newMark(statusNone, 16)
	key, amount := newFigure("", sizeBar, semibold), newFigure("", sizeFunction, bold)
	why, age := newFigure("", sizeList, semibold), newFigure("", sizeList, semibold)
	line := newFigure("", sizeBar, regular)
	p := &parts{objects: append(append(ground.objects(), tag.objects()...), shape, key.Text, amount.Text, why.Text, age.Text, line.Text)}
	p.min = func() fyne.Size { return fyne.NewSize(320, 48) }
	p.place = func(size fyne.Size) {
		stroke := hairline
		if t.view.chosen {
			stroke = 2
		}
		ground.place(fyne.Position{}, size, stroke, corner)
		const inset, box = 14, 28
		middle, lead := size.Height/2, float32(inset+box+14)
		tag.place(fyne.NewPos(inset, middle-box/2), fyne.NewSquareSize(box), hairline, 6)
		key.putMiddle(inset+box/2, middle, fyne.TextAlignCenter)
		upper, lower := middle-size.Height*0.19, middle+size.Height*0.21
		amount.putMiddle(lead, upper, fyne.TextAlignLeading)
		right := size.Width - inset
		age.fit(t.view.age, size.Width)
		age.putMiddle(right, upper, fyne.TextAlignTrailing)
		shape.Resize(shape.MinSize())
		shape.Move(fyne.NewPos(right-age.width()-10-shape.side, upper-shape.side/2))
		from := max(lead+amount.width()+18, lead+130)
		why.fit(t.view.why, right-age.width()-10-shape.side-12-from)
		why.putMiddle(from, upper, fyne.TextAlignLeading)
		line.TextSize = fitting(t.view.line, sizeBar, regular, right-lead)
		line.putMiddle(lead, lower, fyne.TextAlignLeading)
	}
	p.paint = func() {
		border, late := colorLine, colorMuted
		if t.view.chosen {
			border = colorPrimary
		}
		show(shape, !t.view.plain)
		shape.set(statusNone)
		if t.view.old {
			late = colorAttention
			shape.set(statusAttention)
		}
		ground.paint(t, colorCard, border)
		tag.paint(t, colorFunction, colorLine)
		tag.show(t.view.key != "")
		key.Text.Text, key.Color = t.view.key, tint(t, colorInk)
		amount.Text.Text, amount.Color = t.view.amount, tint(t, colorInk)
		why.Text.Text, why.Color = t.view.why, tint(t, colorInk)
		age.Text.Text, age.Color = t.view.age, tint(t, late)
		line.Text.Text, line.Color = t.view.line, tint(t, colorMuted)
	}
	return p.start()
}
