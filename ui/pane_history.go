package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// historyPane is the page of past sales, over panel and keypad: a line to find
// them, what they are filtered by, and a page of them.
type historyPane struct {
	root    *fyne.Container
	ground  *panel
	title   *label
	name    *label
	find    *formEntry
	rows    [pastRows]*pastTile
	text    *paragraph
	foot    *label
	filters [2]*button
	buttons [4]*button

	view    historyView
	filling bool // the line is being set, not typed into
}

func newHistoryPane(do func(action)) *historyPane {
	p := &historyPane{
		ground: newPanel(), title: newLabel("", sizeTitle, bold, colorInk).cuttable(),
		name: newLabel("", sizeBar, regular, colorMuted).cuttable(), text: newParagraph(sizeFunction, regular, colorMuted, 6),
		foot: newLabel("", sizeBar, regular, colorMuted).cuttable(),
	}
	p.find = newFormEntry(func() {})
	p.find.OnChanged = func(text string) {
		if !p.filling {
			do(action{verb: doField, text: text})
		}
	}
	objects := []fyne.CanvasObject{p.ground, p.title, p.name, p.find, p.text, p.foot}
	for i := range p.rows {
		p.rows[i] = newPastTile(do)
		objects = append(objects, p.rows[i])
	}
	for i := range p.filters {
		p.filters[i] = newButton(do)
		p.filters[i].size = sizeList
		objects = append(objects, p.filters[i].key)
	}
	for i := range p.buttons {
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

// line is what gets the keys while the page is open; nil otherwise.
func (p *historyPane) line() fyne.Focusable {
	if !p.view.on {
		return nil
	}
	return p.find
}

func (p *historyPane) set(v historyView) {
	show(p.root, v.on)
	if p.view == v {
		return
	}
	p.view = v
	p.filling = true
	defer func() { p.filling = false }()
	p.title.set(v.title)
	p.name.set(v.find.label)
	p.find.fill(v.find.text, false)
	for i, r := range p.rows {
		r.set(v.rows[i])
	}
	p.text.set(v.text, colorMuted)
	p.foot.set(v.foot)
	for i, b := range p.filters {
		b.set(v.filters[i])
	}
	for i, b := range p.buttons {
		b.set(v.buttons[i])
	}
	again(p.root)
}

func (p *historyPane) place(size fyne.Size) {
	put(p.ground, 0, 0, size.Width, size.Height)
	const key, high = 132, 52
	put(p.buttons[0].key, size.Width-gap-key, gap, key, high)
	width := size.Width - 2*deskMargin
	putLine(p.title, deskMargin, 38, width-key)
	const line, filter = 66, 190
	room := width - 2*(filter+gapSmall)
	putLine(p.name, deskMargin, line+12, room)
	put(p.find, deskMargin, line+26, room, 44)
	for i, b := range p.filters {
		put(b.key, deskMargin+room+gapSmall+float32(i)*(filter+gapSmall), line+18, filter, high)
	}
	const top, turn, turnWidth = line + 84, 52, 168
	bottom := size.Height - turn - 2*gap
	step := min(46, (bottom-top)/pastRows)
	for i, r := range p.rows {
		put(r, deskMargin, top+float32(i)*step, width, step)
	}
	put(p.text, deskMargin, top+gap, width, lineHeight(sizeFunction)*6)
	x := size.Width - deskMargin
	for _, b := range []*button{p.buttons[2], p.buttons[1], p.buttons[3]} {
		x -= turnWidth
		put(b.key, x, bottom+gap, turnWidth, turn)
		x -= gapSmall
	}
	putLine(p.foot, deskMargin, bottom+gap+turn/2, x-deskMargin)
}

// pastTile is one sale of the page: what became of it, its receipt, when, how it
// was paid and by whom it was rung up, and how much.
type pastTile struct {
	widget.BaseWidget
	view pastRow
	do   func(action)
}

func newPastTile(do func(action)) *pastTile {
	t := &pastTile{do: do}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

func (t *pastTile) set(v pastRow) {
	show(t, v.amount != "")
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped opens the sale.
func (t *pastTile) Tapped(*fyne.PointEvent) { t.do(t.view.action) }

func (t *pastTile) CreateRenderer() fyne.WidgetRenderer {
	ground := newFrame()
	shape := newMark(statusNone, 14)
	state, number := newFigure("", sizeBar, semibold), newFigure("", sizeList, semibold)
	at, way, by := newFigure("", sizeBar, regular), newFigure("", sizeBar, regular), newFigure("", sizeBar, regular)
	amount := newFigure("", sizeFunction, bold)
	p := &parts{objects: append(ground.objects(), shape, state.Text, number.Text, at.Text, way.Text, by.Text, amount.Text)}
	p.min = func() fyne.Size { return fyne.NewSize(560, 36) }
	p.place = func(size fyne.Size) {
		stroke := hairline
		if t.view.chosen {
			stroke = 2
		}
		ground.place(fyne.Position{}, size.SubtractWidthHeight(0, 4), stroke, 8)
		const inset = 14
		y := (size.Height - 4) / 2
		shape.Resize(shape.MinSize())
		shape.Move(fyne.NewPos(inset, y-shape.side/2))
		// Columns as parts of the width, so that they stand under each other.
		w := size.Width
		columns := []struct {
			figure   figure
			text     string
			from, to float32
			size     float32
		}{
			{state, t.view.state, 40, w * 0.185, sizeBar},
			{number, t.view.number, w * 0.19, w * 0.335, sizeList},
			{at, t.view.at, w * 0.345, w * 0.485, sizeBar},
			{way, t.view.way, w * 0.495, w * 0.70, sizeBar},
			{by, t.view.by, w * 0.71, w * 0.82, sizeBar},
		}
		for _, c := range columns {
			c.figure.TextSize = fitting(c.text, c.size, semibold, c.to-c.from)
			c.figure.fit(c.text, c.to-c.from)
			c.figure.putMiddle(c.from, y, fyne.TextAlignLeading)
		}
		amount.TextSize = fitting(t.view.amount, sizeFunction, bold, w*0.17)
		amount.putMiddle(w-inset, y, fyne.TextAlignTrailing)
	}
	p.paint = func() {
		border := colorLine
		if t.view.chosen {
			border = colorPrimary
		}
		ground.paint(t, colorCard, border)
		shape.set(t.view.status)
		word := colorInk
		if t.view.status == statusAttention {
			word = colorAttention
		}
		state.Color, number.Color = tint(t, word), tint(t, colorInk)
		at.Color, way.Color, by.Color = tint(t, colorMuted), tint(t, colorMuted), tint(t, colorMuted)
		amount.Text.Text, amount.Color = t.view.amount, tint(t, colorInk)
	}
	return p.start()
}
