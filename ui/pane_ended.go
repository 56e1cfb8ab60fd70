package ui

import "fyne.io/fyne/v2"

// endedPane is the large panel when a payment is over: paid, or why not and
// what to do next.
type endedPane struct {
	root    *fyne.Container
	ground  *panel
	mark    *mark
	title   *paragraph
	amount  *paragraph
	sub     *paragraph
	detail  *paragraph
	buttons [2]*button
	view    panelView
}

func newEndedPane(do func(action)) *endedPane {
	p := &endedPane{
		ground: newPanel(), mark: newMark(statusGood, 182),
		title: newParagraph(40, bold, colorInk, 2), amount: newParagraph(72, bold, colorInk, 1),
		sub: newParagraph(sizeList, regular, colorMuted, 1), detail: newParagraph(sizeList, regular, colorInk, 4),
	}
	objects := []fyne.CanvasObject{p.ground, p.mark, p.title, p.amount, p.sub, p.detail}
	for i := range p.buttons {
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *endedPane) place(size fyne.Size) {
	put(p.ground, 0, 0, size.Width, size.Height)
	if p.view.kind == panelPaid {
		p.placePaid(size)
		return
	}
	k := grown(size)
	side := 96 * k
	x := max(40, size.Width*0.11)
	text := x + side + 32
	room := size.Width - text - panelPadding - 12
	p.title.resize(sizeTitle * k)
	p.detail.resize(sizeList * k)
	height := p.title.height(room) + 94*k + p.detail.height(room) + buttonHeight*k
	y := (size.Height - height) / 2
	put(p.mark, x, y, side, side)
	put(p.title, text, y, room, p.title.height(room))
	y += p.title.height(room)
	putFigures(p.amount, 44*k, text, y+36*k, room)
	y += 76 * k
	put(p.detail, text, y, room, p.detail.height(room))
	y += p.detail.height(room) + 24*k
	width := min(220*k, (room-buttonGap)/2)
	put(p.buttons[0].key, text, y, width, buttonHeight*k)
	put(p.buttons[1].key, text+width+buttonGap, y, width, buttonHeight*k)
}

func (p *endedPane) placePaid(size fyne.Size) {
	k := grown(size)
	side := min(182*k, size.Width*0.22)
	y := size.Height / 2
	x := size.Width*0.325 - side/2 - 9
	put(p.mark, x, y-side/2, side, side)
	text := x + side + 44*k
	room := size.Width - text - panelPadding
	putFigures(p.title, 40*k, text, y-60*k, room)
	putFigures(p.amount, 72*k, text, y+12*k, room)
	putFigures(p.sub, sizeList*k, text, y+70*k, room)
	p.detail.resize(sizeList * k)
	put(p.detail, text, y+98*k, room, lineHeight(sizeList*k))
}

func (p *endedPane) set(v panelView) {
	show(p.root, v.kind == panelPaid || v.kind == panelEnded)
	if p.view == v || !p.root.Visible() {
		return
	}
	p.view = v
	mark, ground := v.status.colours()
	border := mark
	if v.status == statusNone {
		border = colorLine
	}
	p.ground.tint(ground, border)
	p.mark.set(v.status)
	show(p.mark, v.status != statusNone)
	p.title.set(v.title, colorInk)
	p.amount.set(v.amount, colorInk)
	p.sub.set(v.sub, colorMuted)
	colour := colorInk
	if v.kind == panelPaid {
		colour = colorMuted
	}
	p.detail.set(v.detail, colour)
	for i, b := range p.buttons {
		b.set(v.buttons[i])
	}
	again(p.root)
}
