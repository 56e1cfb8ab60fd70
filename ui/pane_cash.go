package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// cashPane is the counter in place of the large panel: what is due, what was
// given, what goes back; and, once it is paid, the change as large as can be.
type cashPane struct {
	root    *fyne.Container
	ground  *panel
	mark    *mark
	title   *paragraph
	total   *paragraph
	due     *paragraph
	given   [2]*givenTile
	notes   [6]*button
	caption *label
	options [2]*optionTile
	missing *paragraph
	wrong   *mark
	problem *paragraph
	change  *paragraph
	facts   [3]*paragraph
	buttons [4]*button
	view    cashView
}

func newCashPane(do func(action)) *cashPane {
	p := &cashPane{
		ground: newPanel(), mark: newMark(statusGood, 64), wrong: newMark(statusBad, warnMark),
		title: newParagraph(sizeTitle, bold, colorInk, 1), total: newParagraph(sizeTotal, bold, colorInk, 1),
		due: newParagraph(sizeList, regular, colorMuted, 1), caption: newLabel("", sizeList, regular, colorMuted),
		missing: newParagraph(sizeFunction, semibold, colorAttention, 2), problem: newParagraph(sizeBar, semibold, colorBad, 3),
		change: newParagraph(sizeAmount, bold, colorInk, 2),
	}
	p.total.align = fyne.TextAlignTrailing
	p.missing.middle = true
	objects := []fyne.CanvasObject{p.ground, p.mark, p.title, p.total, p.due, p.caption, p.missing, p.wrong, p.problem, p.change}
	for i := range p.given {
		p.given[i] = newGivenTile(do)
		p.options[i] = newOptionTile(do)
		objects = append(objects, p.given[i], p.options[i])
	}
	for i := range p.notes {
		p.notes[i] = newButton(do)
		objects = append(objects, p.notes[i].key)
	}
	for i := range p.facts {
		p.facts[i] = newParagraph(sizeFunction, regular, colorInk, 2)
		objects = append(objects, p.facts[i])
	}
	for i := range p.buttons {
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *cashPane) set(v cashView) {
	show(p.root, v.page != deskClosed)
	if p.view == v {
		return
	}
	p.view = v
	ground := colorCard
	if v.good {
		ground = colorGoodGround
	}
	p.ground.tint(ground, colorLine)
	show(p.mark, v.good)
	p.title.set(v.title, colorInk)
	p.total.set(v.total, colorInk)
	p.due.set(v.due, colorMuted)
	for i := range p.given {
		p.given[i].set(v.given[i])
		p.options[i].set(v.options[i])
	}
	for i, b := range p.notes {
		b.set(v.notes[i])
	}
	p.caption.set(v.changeIs)
	p.missing.set(v.missing, colorAttention)
	show(p.wrong, v.problem != "")
	p.problem.set(v.problem, colorBad)
	p.change.set(v.change, colorInk)
	show(p.change, v.change != "")
	for i, f := range p.facts {
		f.set(v.facts[i], colorInk)
	}
	for i, b := range p.buttons {
		b.set(v.buttons[i])
	}
	again(p.root)
}

func (p *cashPane) place(size fyne.Size) {
	put(p.ground, 0, 0, size.Width, size.Height)
	if p.view.good {
		p.placePaid(size)
		return
	}
	width := size.Width - 2*deskMargin
	putFigures(p.title, sizeTitle, deskMargin, 40, width*0.45)
	putFigures(p.total, sizeTotal, deskMargin+width*0.45, 40, width*0.55)
	putFigures(p.due, sizeList, deskMargin, 80, width)
	y := float32(104)
	if p.view.page == deskPart {
		for _, f := range p.facts[:2] {
			put(f, deskMargin, y, width, f.height(width))
			y += f.height(width) + gapSmall
		}
	} else {
		y = p.placeGiven(y, width)
	}
	if p.view.problem != "" {
		room := width - warnMark - 12
		put(p.wrong, deskMargin, y, warnMark, warnMark)
		put(p.problem, deskMargin+warnMark+12, y, room, p.problem.height(room))
	}
	y = size.Height - 2*buttonHeight - buttonGap - gapLarge
	half := (width - buttonGap) / 2
	for i, b := range p.buttons {
		put(b.key, deskMargin+float32(i%2)*(half+buttonGap), y+float32(i/2)*(buttonHeight+buttonGap), half, buttonHeight)
	}
}

// placeGiven places what is given and what goes back.
func (p *cashPane) placeGiven(y, width float32) float32 {
	half := (width - buttonGap) / 2
	for i, g := range p.given {
		put(g, deskMargin+float32(i)*(half+buttonGap), y, half, 84)
	}
	y += 84 + gapSmall
	const keys = 6
	note := (width - (keys-1)*gapSmall) / keys
	for i, b := range p.notes {
		put(b.key, deskMargin+float32(i)*(note+gapSmall), y, note, 52)
	}
	y += 52 + gap
	putLine(p.caption, deskMargin, y+12, width)
	y += 28
	for i, o := range p.options {
		put(o, deskMargin+float32(i)*(half+buttonGap), y, half, 64)
	}
	put(p.missing, deskMargin, y, width, 64)
	return y + 64 + gapSmall
}

// placePaid gives the change the room.
func (p *cashPane) placePaid(size fyne.Size) {
	const mark = 64
	width := size.Width - 2*deskMargin
	put(p.mark, deskMargin, 30, mark, mark)
	putFigures(p.title, sizeTitle, deskMargin+mark+20, 62, width*0.4)
	putFigures(p.total, sizeTotal, deskMargin+width*0.5, 62, width*0.5)
	y := float32(126)
	putLine(p.caption, deskMargin, y, width)
	y += 24
	p.change.resize(fitting(p.view.change, sizeAmount, bold, width))
	put(p.change, deskMargin, y, width, lineHeight(sizeAmount))
	y += lineHeight(sizeAmount) + gapLarge
	for _, f := range p.facts {
		put(f, deskMargin, y, width, f.height(width))
		y += f.height(width) + gapSmall
	}
	half := (width - buttonGap) / 2
	y = size.Height - buttonHeight - gapLarge
	for i, b := range p.buttons[:2] {
		put(b.key, deskMargin+float32(i)*(half+buttonGap), y, half, buttonHeight)
	}
}

// givenTile is what was given in one currency; a touch makes it the typed one.
type givenTile struct {
	widget.BaseWidget
	view givenView
	do   func(action)
}

func newGivenTile(do func(action)) *givenTile {
	t := &givenTile{do: do}
	t.ExtendBaseWidget(t)
	return t
}

func (t *givenTile) set(v givenView) {
	show(t, v.label != "")
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped makes it the typed one.
func (t *givenTile) Tapped(*fyne.PointEvent) {
	if !t.view.typed {
		t.do(action{verb: doFlip})
	}
}

func (t *givenTile) CreateRenderer() fyne.WidgetRenderer {
	ground := newFrame()
	name, amount := newFigure("", sizeBar, regular), newFigure("", sizeTotal, bold)
	p := &parts{objects: append(ground.objects(), name.Text, amount.Text)}
	p.min = func() fyne.Size { return fyne.NewSize(160, 64) }
	p.place = func(size fyne.Size) {
		stroke := hairline
		if t.view.typed {
			stroke = 2
		}
		ground.place(fyne.Position{}, size, stroke, corner)
		name.putMiddle(16, 20, fyne.TextAlignLeading)
		amount.TextSize = fitting(t.view.amount, sizeTotal, bold, size.Width-32)
		amount.putMiddle(size.Width-16, size.Height-30, fyne.TextAlignTrailing)
	}
	p.paint = func() {
		border := colorLine
		if t.view.typed {
			border = colorPrimary
		}
		ground.paint(t, colorCard, border)
		name.Text.Text, name.Color = t.view.label, tint(t, colorMuted)
		amount.Text.Text, amount.Color = t.view.amount, tint(t, colorInk)
	}
	return p.start()
}

// optionTile is a way to give change; the chosen one has a mark before it.
type optionTile struct {
	widget.BaseWidget
	view optionView
	do   func(action)
}

func newOptionTile(do func(action)) *optionTile {
	t := &optionTile{do: do}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

func (t *optionTile) set(v optionView) {
	show(t, v.text != "")
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped chooses it.
func (t *optionTile) Tapped(*fyne.PointEvent) {
	if !t.view.chosen {
		t.do(t.view.action)
	}
}

func (t *optionTile) CreateRenderer() fyne.WidgetRenderer {
	ground := newFrame()
	dot, text := newFigure("", sizeFunction, bold), newFigure("", sizeTitle, bold)
	p := &parts{objects: append(ground.objects(), dot.Text, text.Text)}
	p.min = func() fyne.Size { return fyne.NewSize(160, 48) }
	p.place = func(size fyne.Size) {
		stroke := hairline
		if t.view.chosen {
			stroke = 2
		}
		ground.place(fyne.Position{}, size, stroke, corner)
		dot.putMiddle(16, size.Height/2, fyne.TextAlignLeading)
		text.TextSize = fitting(t.view.text, sizeTitle, bold, size.Width-60)
		text.putMiddle(size.Width-16, size.Height/2, fyne.TextAlignTrailing)
	}
	p.paint = func() {
		border, ink := colorLine, colorMuted
		dot.Text.Text = "○"
		if t.view.chosen {
			border, ink, dot.Text.Text = colorPrimary, colorInk, "●"
		}
		ground.paint(t, colorCard, border)
		dot.Color = tint(t, ink)
		text.Text.Text, text.Color = t.view.text, tint(t, ink)
	}
	return p.start()
}
