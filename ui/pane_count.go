package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// countPane is the drawer as it is counted, in place of the large panel: the
// notes of both currencies, one row each.
type countPane struct {
	root    *fyne.Container
	ground  *panel
	title   *label
	hint    *label
	names   [2]*label
	totals  [2]*label
	rows    [2][13]*countTile
	buttons [2]*button
	view    countView
}

func newCountPane(do func(action)) *countPane {
	p := &countPane{ground: newPanel(), title: newLabel("", sizeTitle, bold, colorInk), hint: newLabel("", sizeHint, regular, colorMuted).cuttable()}
	objects := []fyne.CanvasObject{p.ground, p.title, p.hint}
	for i := range p.names {
		p.names[i] = newLabel("", sizeList, semibold, colorMuted)
		p.totals[i] = newLabel("", sizeTitle, bold, colorInk).aligned(fyne.TextAlignTrailing)
		objects = append(objects, p.names[i], p.totals[i])
		for j := range p.rows[i] {
			p.rows[i][j] = newCountTile(do)
			objects = append(objects, p.rows[i][j])
		}
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *countPane) set(v countView) {
	show(p.root, v.on)
	if p.view == v {
		return
	}
	p.view = v
	p.title.set(v.title)
	p.hint.set(v.hint)
	for i, c := range v.columns {
		p.names[i].set(c.title)
		p.totals[i].set(c.sum)
		for j, r := range c.rows {
			p.rows[i][j].set(r)
		}
		p.buttons[i].set(v.buttons[i])
	}
	again(p.root)
}

func (p *countPane) place(size fyne.Size) {
	put(p.ground, 0, 0, size.Width, size.Height)
	width := size.Width - 2*deskMargin
	putLine(p.title, deskMargin, 36, width)
	putLine(p.hint, deskMargin, 66, width)
	half := (width - gapLarge) / 2
	const top, rows = 84, 13
	bottom := size.Height - buttonHeight - gapLarge - gap
	step := min(34, (bottom-top-38)/rows)
	for i := range p.rows {
		x := deskMargin + float32(i)*(half+gapLarge)
		for j, r := range p.rows[i] {
			put(r, x, top+float32(j)*step, half, step-2)
		}
		y := top + rows*step + 18
		putLine(p.names[i], x+8, y, half*0.3)
		putLine(p.totals[i], x+half*0.3, y, half*0.7-8)
	}
	key := (width - buttonGap) / 2
	for i, b := range p.buttons {
		put(b.key, deskMargin+float32(i)*(key+buttonGap), size.Height-buttonHeight-gapLarge, key, buttonHeight)
	}
}

// countTile is one note's row; a touch chooses it.
type countTile struct {
	widget.BaseWidget
	view countRow
	do   func(action)
}

func newCountTile(do func(action)) *countTile {
	t := &countTile{do: do}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

func (t *countTile) set(v countRow) {
	show(t, v.note != "")
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped chooses the row.
func (t *countTile) Tapped(*fyne.PointEvent) { t.do(t.view.action) }

func (t *countTile) CreateRenderer() fyne.WidgetRenderer {
	ground := newFrame()
	note, count, sum := newFigure("", sizeList, semibold), newFigure("", sizeList, bold), newFigure("", sizeList, regular)
	p := &parts{objects: append(ground.objects(), note.Text, count.Text, sum.Text)}
	p.min = func() fyne.Size { return fyne.NewSize(120, 24) }
	p.place = func(size fyne.Size) {
		stroke := hairline
		if t.view.chosen {
			stroke = 2
		}
		ground.place(fyne.Position{}, size, stroke, 6)
		middle := size.Height / 2
		note.putMiddle(size.Width*0.33, middle, fyne.TextAlignTrailing)
		count.putMiddle(size.Width*0.38, middle, fyne.TextAlignLeading)
		sum.TextSize = fitting(t.view.sum, sizeList, regular, size.Width*0.38)
		sum.putMiddle(size.Width-10, middle, fyne.TextAlignTrailing)
	}
	p.paint = func() {
		border := colorLine
		if t.view.chosen {
			border = colorPrimary
		}
		ground.paint(t, colorCard, border)
		note.Text.Text, note.Color = t.view.note, tint(t, colorMuted)
		count.Text.Text, count.Color = t.view.count, tint(t, colorInk)
		sum.Text.Text, sum.Color = t.view.sum, tint(t, colorInk)
	}
	return p.start()
}
