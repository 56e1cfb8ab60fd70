package ui

import "fyne.io/fyne/v2"

// deskPane is the manager's desk in place of the large panel: a list, one
// payment of it, a form, what will happen, what came of it.
type deskPane struct {
	root    *fyne.Container
	ground  *panel
	mark    *mark
	title   *paragraph
	amount  *paragraph
	facts   [4]*paragraph
	rows    [deskRows]*rowTile
	past    [5]*paragraph
	labels  [formLines]*label
	entries [formLines]*formEntry
	wrong   *mark
	problem *paragraph
	text    *paragraph
	foot    *label
	buttons [5]*button
	quick   [quickKeys]*button

	view    deskView
	filling bool // the entries are being set, not typed into
	onFocus func(fyne.Focusable)
	// elsewhere is what gets the keys while no line of the desk does; it may be nil.
	elsewhere func() fyne.Focusable
}

func newDeskPane(do func(action)) *deskPane {
	p := &deskPane{
		ground: newPanel(), mark: newMark(statusAttention, 48),
		title: newParagraph(sizeTitle, bold, colorInk, 1), amount: newParagraph(sizeTotal, bold, colorInk, 1),
		wrong: newMark(statusBad, warnMark), problem: newParagraph(sizeBar, semibold, colorBad, 4),
		text: newParagraph(sizeFunction, regular, colorInk, 5),
		foot: newLabel("", sizeBar, regular, colorMuted),
	}
	objects := []fyne.CanvasObject{p.ground, p.mark, p.title, p.amount, p.wrong, p.problem, p.text, p.foot}
	for i := range p.facts {
		p.facts[i] = newParagraph(sizeList, regular, colorInk, 3)
		objects = append(objects, p.facts[i])
	}
	for i := range p.rows {
		p.rows[i] = newRowTile(do)
		objects = append(objects, p.rows[i])
	}
	for i := range p.past {
		p.past[i] = newParagraph(sizeBar, regular, colorInk, 1)
		objects = append(objects, p.past[i])
	}
	for i := range p.entries {
		e := newFormEntry(func() {
			if !p.filling {
				do(action{verb: doFocus, index: i})
			}
		})
		e.OnChanged = func(text string) {
			if !p.filling {
				do(action{verb: doField, index: i, text: text})
				p.refill(i)
			}
		}
		p.entries[i], p.labels[i] = e, newLabel("", sizeBar, regular, colorMuted).cuttable()
		objects = append(objects, p.labels[i], e)
	}
	for i := range p.buttons {
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	for i := range p.quick {
		p.quick[i] = newButton(do)
		p.quick[i].size = sizeList
		objects = append(objects, p.quick[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

// focus says how a line of the form gets what is typed; nil takes it away.
func (p *deskPane) focus(f func(fyne.Focusable)) { p.onFocus = f }

// keepFocus brings the focus back to the form's line: a touch on the keypad
// takes it away.
func (p *deskPane) keepFocus() {
	if p.onFocus == nil {
		return
	}
	p.filling = true
	defer func() { p.filling = false }()
	if p.view.page == deskForm || p.view.page == deskItems {
		p.onFocus(p.entries[p.view.focus])
		return
	}
	if p.elsewhere != nil {
		if other := p.elsewhere(); other != nil {
			p.onFocus(other)
			return
		}
	}
	p.onFocus(nil)
}

func (p *deskPane) set(v deskView) {
	show(p.root, v.page != deskClosed)
	if p.view == v {
		return
	}
	p.view = v
	p.filling = true
	defer func() { p.filling = false }()
	form := v.page == deskForm || v.page == deskItems
	show(p.mark, v.status != statusNone)
	p.mark.set(v.status)
	p.title.set(v.title, colorInk)
	p.amount.set(v.amount, colorInk)
	for i, f := range p.facts {
		f.set(v.facts[i], colorInk)
	}
	for i, r := range p.rows {
		r.set(v.rows[i])
	}
	for i, l := range p.past {
		colour := colorInk
		if i == 0 && v.page == deskDetail {
			colour = colorMuted
		}
		l.set(v.past[i], colour)
	}
	for i, e := range p.entries {
		on := form && v.fields[i].label != ""
		show(e, on)
		show(p.labels[i], on)
		p.labels[i].set(v.fields[i].label)
		e.fill(v.fields[i].text, v.fields[i].secret)
	}
	show(p.wrong, v.problem != "")
	p.problem.set(v.problem, colorBad)
	p.text.set(v.text, colorInk)
	p.foot.set(v.foot)
	for i, b := range p.buttons {
		b.set(v.buttons[i])
	}
	for i, b := range p.quick {
		b.set(v.quick[i])
	}
	again(p.root)
}

// refill gives a line the text that it has, where a key was not taken: the line must
// not show another figure than the one that counts.
func (p *deskPane) refill(i int) {
	p.filling = true
	defer func() { p.filling = false }()
	f := p.view.fields[i]
	p.entries[i].fill(f.text, f.secret)
}

func (p *deskPane) place(size fyne.Size) {
	put(p.ground, 0, 0, size.Width, size.Height)
	switch p.view.page {
	case deskList, deskDay, deskRefund, deskLock, deskHeld, deskStaff, deskReports:
		p.placeList(size)
	case deskDetail:
		p.placeDetail(size)
	case deskItems:
		p.placeItems(size)
	case deskForm:
		if p.view.fields[4].label != "" {
			p.placeLongForm(size)
			return
		}
		p.placeForm(size)
	case deskDone:
		p.placeDone(size)
	default:
		p.placeForm(size)
	}
}

const deskMargin = 28

// corner puts a key into the upper right corner, and returns what is left of
// the line.
func (p *deskPane) corner(b *button, size fyne.Size) float32 {
	const width, height = 132, 52
	put(b.key, size.Width-gap-width, gap, width, height)
	return size.Width - 2*gap - width - deskMargin
}

func (p *deskPane) placeList(size fyne.Size) {
	room := p.corner(p.buttons[0], size)
	if p.view.buttons[3].label != "" {
		const width = 168
		room -= width + gapSmall
		put(p.buttons[3].key, deskMargin+room, gap, width, 52)
	}
	putFigures(p.title, sizeTitle, deskMargin, 38, room)
	bottom := size.Height - sayHeight - 2*gapSmall
	const turn = 56
	if p.view.foot != "" {
		bottom -= turn + gap
		width := float32(150)
		if p.view.page != deskList {
			width = 220
		}
		x := size.Width - gapLarge - width
		put(p.buttons[2].key, x, bottom+gapSmall, width, turn)
		if p.view.buttons[2].label != "" {
			x -= gapSmall + width
		}
		put(p.buttons[1].key, x, bottom+gapSmall, width, turn)
		putLine(p.foot, deskMargin, bottom+gapSmall+turn/2, size.Width-2*width-deskMargin-3*gapLarge)
	}
	const top = 76
	put(p.text, deskMargin, top, size.Width-2*deskMargin, lineHeight(sizeFunction)*2)
	step := min(84, (bottom-top)/deskRows)
	for i, r := range p.rows {
		put(r, gapLarge, top+float32(i)*step, size.Width-2*gapLarge, step-gapSmall)
	}
}

// head puts mark, title and amount over a page; it returns where the next part
// goes and how wide that may be.
func (p *deskPane) head(size fyne.Size, room float32) (y, width float32) {
	const mark = 48
	x := float32(deskMargin)
	if p.view.status != statusNone {
		put(p.mark, x, 26, mark, mark)
		x += mark + 18
		room -= mark + 18
	}
	putFigures(p.title, sizeTitle, x, 36, room)
	putFigures(p.amount, sizeTotal, x, 80, size.Width-x-deskMargin)
	return 112, size.Width - 2*deskMargin
}

func (p *deskPane) placeDetail(size fyne.Size) {
	y, width := p.head(size, p.corner(p.buttons[4], size))
	for _, f := range p.facts {
		putFigures(f, sizeList, deskMargin, y+14, width)
		y += 29
	}
	y += gapSmall
	for i, l := range p.past {
		if p.view.past[i] == "" {
			continue
		}
		putFigures(l, sizeBar, deskMargin, y+12, width)
		y += 26
	}
	y = min(y+gap, size.Height-2*buttonHeight-buttonGap-gap)
	half := (width - buttonGap) / 2
	for i, b := range p.buttons[:4] {
		put(b.key, deskMargin+float32(i%2)*(half+buttonGap), y+float32(i/2)*(buttonHeight+buttonGap), half, buttonHeight)
	}
}

// placeForm places a form, and its review in the same way.
func (p *deskPane) placeForm(size fyne.Size) {
	y, width := p.head(size, size.Width-2*deskMargin)
	for i, f := range p.facts {
		if p.view.facts[i] == "" {
			continue
		}
		put(f, deskMargin, y, width, f.height(width))
		y += f.height(width)
	}
	y += gapSmall
	line := min(width, 560)
	for i, e := range p.entries {
		if p.view.fields[i].label == "" {
			continue
		}
		putLine(p.labels[i], deskMargin, y+12, line)
		put(e, deskMargin, y+26, line, 44)
		y += 82
	}
	if p.view.text != "" {
		y += gap
		put(p.text, deskMargin, y, width, p.text.height(width))
		y += p.text.height(width) + gap
		put(p.past[0], deskMargin, y, width, lineHeight(sizeBar))
		y += lineHeight(sizeBar)
	}
	if p.view.problem != "" {
		room := width - warnMark - 12
		put(p.wrong, deskMargin, y, warnMark, warnMark)
		put(p.problem, deskMargin+warnMark+12, y, room, p.problem.height(room))
		y += p.problem.height(room)
	}
	y = min(y+gap, size.Height-buttonHeight-gap)
	half := (min(width, 560) - buttonGap) / 2
	put(p.buttons[0].key, deskMargin, y, half, buttonHeight)
	put(p.buttons[1].key, deskMargin+half+buttonGap, y, half, buttonHeight)
	if p.view.page == deskForm {
		p.placeNames(size, deskMargin+line+gapLarge)
	}
}

// placeNames places who may approve, by touch: beside the form, or over it where
// the panel is narrow.
func (p *deskPane) placeNames(size fyne.Size, right float32) {
	const wide, least = 220, 120
	width := min(wide, size.Width-right-gapLarge)
	for i, b := range p.buttons[2:] {
		if width < least {
			put(b.key, size.Width-gap-float32(3-i)*(least+gapSmall), gap, least, 52)
			continue
		}
		put(b.key, right, size.Height-float32(3-i)*(buttonHeight+buttonGap)-gap, width, buttonHeight)
	}
}

func (p *deskPane) placeDone(size fyne.Size) {
	const mark = 96
	y := size.Height/2 - 130
	put(p.mark, size.Width*0.11, y, mark, mark)
	x := size.Width*0.11 + mark + 32
	room := size.Width - x - deskMargin
	putFigures(p.title, sizeTitle, x, y+22, room)
	put(p.text, x, y+52, room, p.text.height(room))
	put(p.buttons[0].key, x, y+52+p.text.height(room)+24, min(260, room), buttonHeight)
}
