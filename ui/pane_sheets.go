package ui

import (
	"fyne.io/fyne/v2"
)

// paperPane shows what the virtual printer printed, in place of the keypad: the
// large panel and the amount stay as they are, and the keyboard goes on typing.
type paperPane struct {
	root    *fyne.Container
	ground  *panel
	title   *paragraph
	printed *paragraph
	table   *panel // under the paper
	sheet   *sheet
	mark    *mark
	text    *paragraph // in place of a sheet
	hint    *paragraph
	count   *label
	arrows  *label
	buttons [3]*button
	view    sheetsView
}

func newPaperPane(do func(action)) *paperPane {
	p := &paperPane{
		ground: newPanel(), title: newParagraph(sizeTitle, bold, colorInk, 1),
		printed: newParagraph(sizeBar, regular, colorMuted, 1),
		table:   newGround(colorFunction, "", 0, 0), sheet: newSheet(),
		mark: newMark(statusAttention, 48), text: newParagraph(sizeFunction, semibold, colorInk, 3),
		hint:   newParagraph(sizeList, regular, colorMuted, 6),
		count:  newLabel("", sizeBar, semibold, colorInk).aligned(fyne.TextAlignCenter),
		arrows: newLabel("↑ ↓", sizeHint, regular, colorMuted).aligned(fyne.TextAlignCenter),
	}
	p.text.align, p.hint.align = fyne.TextAlignCenter, fyne.TextAlignCenter
	objects := []fyne.CanvasObject{p.ground, p.title, p.printed, p.table, p.sheet, p.mark, p.text, p.hint, p.count, p.arrows}
	for i := range p.buttons {
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *paperPane) set(v sheetsView) {
	show(p.root, v.open)
	if p.view == v {
		return
	}
	p.view = v
	p.title.set(v.title, colorInk)
	p.printed.set(v.printed, colorMuted)
	p.sheet.set(v.picture)
	show(p.sheet, v.picture != nil)
	p.mark.set(v.status)
	show(p.mark, v.status != statusNone)
	p.text.set(v.sentence, colorInk)
	p.hint.set(v.hint, colorMuted)
	p.count.set(v.count)
	for i, b := range p.buttons {
		b.set(v.buttons[i])
	}
	again(p.root)
}

func (p *paperPane) place(size fyne.Size) {
	const closing, turning, high = 112, 128, 56
	put(p.ground, 0, 0, size.Width, size.Height)
	put(p.buttons[0].key, size.Width-gap-closing, gap, closing, high)
	room := size.Width - panelPadding - closing - 2*gap
	y := gap + float32(high)/2
	if p.view.printed == "" {
		putFigures(p.title, sizeTitle, panelPadding, y, room)
	} else {
		putFigures(p.title, sizeTitle, panelPadding, y-13, room)
		putFigures(p.printed, sizeBar, panelPadding, y+17, room)
	}

	top, bottom := 2*gap+float32(high), size.Height-corner
	if p.view.buttons[1].label != "" {
		bottom = size.Height - 2*gap - high
		y = size.Height - gap - high
		put(p.buttons[1].key, gap, y, turning, high)
		put(p.buttons[2].key, size.Width-gap-turning, y, turning, high)
		middle := size.Width - 2*(turning+gap)
		y += high / 2
		putLine(p.count, turning+gap, y-9, middle)
		putLine(p.arrows, turning+gap, y+13, middle)
	}
	put(p.table, hairline, top, size.Width-2*hairline, bottom-top)
	put(p.sheet, hairline, top, size.Width-2*hairline, bottom-top)
	show(p.arrows, p.view.picture != nil && p.sheet.longer())
	p.placeSentence(top, bottom, size.Width)
}

// placeSentence stands in the middle of the table, where the paper would be.
func (p *paperPane) placeSentence(top, bottom, width float32) {
	room := width - 4*panelPadding
	high := p.text.height(room) + gapSmall + p.hint.height(room)
	const side = 48
	if p.view.status != statusNone {
		high += side + gapLarge
	}
	y := max(top, top+(bottom-top-high)/2)
	if p.view.status != statusNone {
		put(p.mark, (width-side)/2, y, side, side)
		y += side + gapLarge
	}
	put(p.text, 2*panelPadding, y, room, p.text.height(room))
	put(p.hint, 2*panelPadding, y+p.text.height(room)+gapSmall, room, p.hint.height(room))
}
