package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// linkPane is the large panel while a payment link is out: the address as text
// and as a plain QR code, which nobody takes for a KHQR.
type linkPane struct {
	root    *fyne.Container
	frame   *panel
	code    *canvas.Raster
	modules qrModules
	title   *paragraph
	sub     *paragraph
	amount  *paragraph
	other   *paragraph
	address *paragraph
	warn    *mark
	detail  *paragraph
	buttons [5]*button
	view    panelView
	fault   func(error)
}

func newLinkPane(do func(action), fault func(error)) *linkPane {
	p := &linkPane{
		frame: newGround(colorCard, colorLine, hairline, corner),
		title: newParagraph(24, bold, colorInk, 1), sub: newParagraph(sizeBar, regular, colorMuted, 2),
		amount: newParagraph(sizeAmount, bold, colorInk, 1), other: newParagraph(sizeList, regular, colorMuted, 1),
		address: newParagraph(sizeHint, regular, colorInk, 8),
		warn:    newMark(statusAttention, warnMark), detail: newParagraph(sizeBar, regular, colorMuted, 3), fault: fault,
	}
	p.code = canvas.NewRaster(func(w, h int) image.Image { return p.modules.drawPlain(w, h) })
	objects := []fyne.CanvasObject{p.frame, p.code, p.title, p.sub, p.amount, p.other, p.address, p.warn, p.detail}
	for i := range p.buttons {
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *linkPane) place(size fyne.Size) {
	k := grown(size)
	side := floor(min(300*k, size.Width*0.36, size.Height*0.52))
	x, y := float32(cardMargin), float32(cardMargin)
	put(p.frame, x, y, side, side)
	put(p.code, x+2, y+2, side-4, side-4)

	text := x + side + 28*k
	room := size.Width - text - panelPadding
	putFigures(p.title, 24*k, text, y+18*k, room)
	put(p.sub, text, y+40*k, room, p.sub.height(room))
	top := y + 40*k + p.sub.height(room)
	putFigures(p.amount, sizeAmount*k*0.9, text, top+48*k, room)
	putFigures(p.other, sizeList*k, text, top+104*k, room)
	d := text
	if p.view.warn {
		put(p.warn, text, top+128*k, warnMark, warnMark)
		d += warnMark + 12
	}
	put(p.detail, d, top+128*k, size.Width-d-panelPadding, p.detail.height(size.Width-d-panelPadding))

	y += side + 16*k
	full := size.Width - 2*cardMargin
	p.address.resize(sizeHint * min(k, 1.2))
	put(p.address, x, y, full, p.address.height(full))
	height := buttonHeight * k
	fifth := (full - 4*buttonGap) / 5
	y = min(y+max(p.address.height(full), 60)+14*k, size.Height-height-sayHeight-2*gapSmall)
	for i, b := range p.buttons {
		put(b.key, x+float32(i)*(fifth+buttonGap), y, fifth, height)
	}
}

func (p *linkPane) set(v panelView) {
	show(p.root, v.kind == panelLink)
	v.said = chipView{}
	if p.view == v || !p.root.Visible() {
		return
	}
	if p.view.link != v.link || p.modules == nil {
		p.modules = nil
		if v.link != "" {
			var err error
			if p.modules, err = newQRModules(v.link); err != nil {
				p.fault(err)
			}
		}
		p.code.Refresh()
	}
	p.view = v
	show(p.code, p.modules != nil)
	p.title.set(v.title, colorInk)
	p.sub.set(v.sub, colorMuted)
	p.amount.set(v.amount, colorInk)
	p.other.set(v.other, colorMuted)
	p.address.set(v.link, colorInk)
	show(p.warn, v.warn)
	p.detail.set(v.detail, colorMuted)
	for i, b := range p.buttons {
		b.set(v.buttons[i])
	}
	again(p.root)
}
