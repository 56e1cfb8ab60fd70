package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// printersPane is a printer's desk in place of the large panel: on the left what
// is known of it and what can be done, on the right what comes out of it.
type printersPane struct {
	root    *fyne.Container
	ground  *panel
	title   *paragraph
	mark    *mark
	text    *paragraph
	names   [4]*label
	values  [4]*paragraph
	hint    *paragraph
	table   *panel // under the paper
	picture *canvas.Image
	caption *label
	buttons [8]*button
	view    printersView
}

func newPrintersPane(do func(action)) *printersPane {
	p := &printersPane{
		ground: newPanel(), title: newParagraph(sizeTitle, bold, colorInk, 1), mark: newMark(statusNone, 28),
		text: newParagraph(sizeList, semibold, colorInk, 4), hint: newParagraph(sizeBar, regular, colorMuted, 3),
		table: newGround(colorPaper, "", 0, corner), picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
		caption: newLabel("", sizeHint, regular, colorMuted).cuttable().aligned(fyne.TextAlignCenter),
	}
	objects := []fyne.CanvasObject{p.ground, p.title, p.mark, p.text, p.hint, p.table, p.picture, p.caption}
	for i := range p.names {
		p.names[i], p.values[i] = newLabel("", sizeBar, regular, colorMuted).cuttable(), newParagraph(sizeList, semibold, colorInk, 2)
		objects = append(objects, p.names[i], p.values[i])
	}
	for i := range p.buttons {
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *printersPane) set(v printersView) {
	show(p.root, v.page != deskClosed)
	if p.view == v {
		return
	}
	if p.view.picture != v.picture {
		p.picture.Image = v.picture
		p.picture.Refresh()
	}
	p.view = v
	p.title.set(v.title, colorInk)
	show(p.mark, v.status != statusNone)
	p.mark.set(v.status)
	p.text.set(v.text, colorInk)
	for i := range p.names {
		p.names[i].set(v.names[i])
		p.values[i].set(v.values[i], colorInk)
	}
	p.hint.set(v.hint, colorMuted)
	p.caption.set(v.caption)
	show(p.picture, v.picture != nil)
	for i, b := range p.buttons {
		b.set(v.buttons[i])
	}
	again(p.root)
}

func (p *printersPane) place(size fyne.Size) {
	put(p.ground, 0, 0, size.Width, size.Height)
	paper := floor(min(size.Width*0.4, 400))
	p.placePaper(size.Width-paper, 0, paper, size.Height)
	width := size.Width - paper - deskMargin - gapLarge

	putFigures(p.title, sizeTitle, deskMargin, 38, width)
	y, x := float32(70), float32(deskMargin)
	if p.view.status != statusNone {
		put(p.mark, x, y-2, 28, 28)
		x += 28 + 12
	}
	room := deskMargin + width - x
	put(p.text, x, y, room, p.text.height(room))
	y += max(p.text.height(room), 28) + gap
	const nameWidth = 104
	for i, value := range p.values {
		if p.view.names[i] == "" {
			continue
		}
		high := value.height(width - nameWidth)
		putLine(p.names[i], deskMargin, y+lineHeight(sizeList)/2, nameWidth-8)
		put(value, deskMargin+nameWidth, y, width-nameWidth, high)
		y += high + 4
	}
	const columns = 2
	rows := 3
	if p.view.page == deskSaw {
		rows = 1
	}
	y = min(y+gap, size.Height-float32(rows)*(buttonHeight+buttonGap)-lineHeight(sizeBar)*2-gap)
	half := floor((width - buttonGap) / columns)
	for i, b := range p.buttons[:6] {
		put(b.key, deskMargin+float32(i%columns)*(half+buttonGap), y+float32(i/columns)*(buttonHeight+buttonGap), half, buttonHeight)
	}
	y += float32(rows) * (buttonHeight + buttonGap)
	put(p.buttons[7].key, deskMargin, y, width, 52)
	put(p.hint, deskMargin, y+gapSmall, width, p.hint.height(width))
}

// placePaper places the paper as it comes out, with the key that closes the desk
// over it.
func (p *printersPane) placePaper(x, y, width, height float32) {
	put(p.table, x, y+hairline, width-hairline, height-2*hairline)
	const key = 132
	put(p.buttons[6].key, x+width-gap-key, y+gap, key, 52)
	top := y + gap + 52 + gap
	bottom := height - lineHeight(sizeHint) - gap
	put(p.picture, x+gapLarge, top, width-2*gapLarge, bottom-top)
	putLine(p.caption, x+gap, bottom+lineHeight(sizeHint)/2+2, width-2*gap)
}
