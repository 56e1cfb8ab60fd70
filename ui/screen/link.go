package screen

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"psar/ui/look"
	"psar/ui/view"
)

// linkPane is the large panel while a payment link is out: the address as text
// and as a plain QR code, which nobody takes for a KHQR.
type linkPane struct {
	root    *fyne.Container
	frame   *look.Panel
	code    *canvas.Raster
	modules look.QR
	title   *look.Paragraph
	sub     *look.Paragraph
	amount  *look.Paragraph
	other   *look.Paragraph
	address *look.Paragraph
	warn    *look.Mark
	detail  *look.Paragraph
	buttons [5]*look.Button
	view    view.Panel
	fault   func(error)
}

func newLinkPane(do func(view.Action), fault func(error)) *linkPane {
	p := &linkPane{
		frame: look.NewGround(look.ColorCard, look.ColorLine, look.Hairline, look.Corner),
		title: look.NewParagraph(24, look.Bold, look.ColorInk, 1), sub: look.NewParagraph(look.SizeBar, look.Regular, look.ColorMuted, 2),
		amount: look.NewParagraph(look.SizeAmount, look.Bold, look.ColorInk, 1), other: look.NewParagraph(look.SizeList, look.Regular, look.ColorMuted, 1),
		address: look.NewParagraph(look.SizeHint, look.Regular, look.ColorInk, 8),
		warn:    look.NewMark(view.StatusAttention, warnMark), detail: look.NewParagraph(look.SizeBar, look.Regular, look.ColorMuted, 3), fault: fault,
	}
	p.code = canvas.NewRaster(func(w, h int) image.Image { return p.modules.DrawPlain(w, h) })
	objects := []fyne.CanvasObject{p.frame, p.code, p.title, p.sub, p.amount, p.other, p.address, p.warn, p.detail}
	for i := range p.buttons {
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *linkPane) place(size fyne.Size) {
	k := grown(size)
	side := look.Floor(min(300*k, size.Width*0.36, size.Height*0.52))
	x, y := float32(cardMargin), float32(cardMargin)
	look.Put(p.frame, x, y, side, side)
	look.Put(p.code, x+2, y+2, side-4, side-4)

	text := x + side + 28*k
	room := size.Width - text - look.PanelPadding
	look.PutFigures(p.title, 24*k, text, y+18*k, room)
	look.Put(p.sub, text, y+40*k, room, p.sub.Height(room))
	top := y + 40*k + p.sub.Height(room)
	look.PutFigures(p.amount, look.SizeAmount*k*0.9, text, top+48*k, room)
	look.PutFigures(p.other, look.SizeList*k, text, top+104*k, room)
	d := text
	if p.view.Warn {
		look.Put(p.warn, text, top+128*k, warnMark, warnMark)
		d += warnMark + 12
	}
	look.Put(p.detail, d, top+128*k, size.Width-d-look.PanelPadding, p.detail.Height(size.Width-d-look.PanelPadding))

	y += side + 16*k
	full := size.Width - 2*cardMargin
	p.address.Scale(look.SizeHint * min(k, 1.2))
	look.Put(p.address, x, y, full, p.address.Height(full))
	height := buttonHeight * k
	fifth := (full - 4*buttonGap) / 5
	y = min(y+max(p.address.Height(full), 60)+14*k, size.Height-height-look.SayHeight-2*look.GapSmall)
	for i, b := range p.buttons {
		look.Put(b.Key, x+float32(i)*(fifth+buttonGap), y, fifth, height)
	}
}

func (p *linkPane) set(v view.Panel) {
	look.Show(p.root, v.Kind == view.PanelLink)
	v.Said = view.Chip{}
	if p.view == v || !p.root.Visible() {
		return
	}
	if p.view.Link != v.Link || p.modules == nil {
		p.modules = nil
		if v.Link != "" {
			var err error
			if p.modules, err = look.NewQR(v.Link); err != nil {
				p.fault(err)
			}
		}
		p.code.Refresh()
	}
	p.view = v
	look.Show(p.code, p.modules != nil)
	p.title.Set(v.Title, look.ColorInk)
	p.sub.Set(v.Sub, look.ColorMuted)
	p.amount.Set(v.Amount, look.ColorInk)
	p.other.Set(v.Other, look.ColorMuted)
	p.address.Set(v.Link, look.ColorInk)
	look.Show(p.warn, v.Warn)
	p.detail.Set(v.Detail, look.ColorMuted)
	for i, b := range p.buttons {
		b.Set(v.Buttons[i])
	}
	look.Again(p.root)
}
