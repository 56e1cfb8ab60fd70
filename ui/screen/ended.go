package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// endedPane is the large panel when a payment is over: paid, or why not and
// what to do next.
type endedPane struct {
	root    *fyne.Container
	ground  *look.Panel
	mark    *look.Mark
	title   *look.Paragraph
	amount  *look.Paragraph
	sub     *look.Paragraph
	detail  *look.Paragraph
	buttons [2]*look.Button
	view    view.Panel
}

func newEndedPane(do func(view.Action)) *endedPane {
	p := &endedPane{
		ground: look.NewPanel(), mark: look.NewMark(view.StatusGood, 182),
		title: look.NewParagraph(40, look.Bold, look.ColorInk, 2), amount: look.NewParagraph(72, look.Bold, look.ColorInk, 1),
		sub: look.NewParagraph(look.SizeList, look.Regular, look.ColorMuted, 1), detail: look.NewParagraph(look.SizeList, look.Regular, look.ColorInk, 4),
	}
	objects := []fyne.CanvasObject{p.ground, p.mark, p.title, p.amount, p.sub, p.detail}
	for i := range p.buttons {
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *endedPane) place(size fyne.Size) {
	look.Put(p.ground, 0, 0, size.Width, size.Height)
	if p.view.Kind == view.PanelPaid {
		p.placePaid(size)
		return
	}
	k := grown(size)
	side := 96 * k
	x := max(40, size.Width*0.11)
	text := x + side + 32
	room := size.Width - text - look.PanelPadding - 12
	p.title.Scale(look.SizeTitle * k)
	p.detail.Scale(look.SizeList * k)
	height := p.title.Height(room) + 94*k + p.detail.Height(room) + buttonHeight*k
	y := (size.Height - height) / 2
	look.Put(p.mark, x, y, side, side)
	look.Put(p.title, text, y, room, p.title.Height(room))
	y += p.title.Height(room)
	look.PutFigures(p.amount, 44*k, text, y+36*k, room)
	y += 76 * k
	look.Put(p.detail, text, y, room, p.detail.Height(room))
	y += p.detail.Height(room) + 24*k
	width := min(220*k, (room-buttonGap)/2)
	look.Put(p.buttons[0].Key, text, y, width, buttonHeight*k)
	look.Put(p.buttons[1].Key, text+width+buttonGap, y, width, buttonHeight*k)
}

func (p *endedPane) placePaid(size fyne.Size) {
	k := grown(size)
	side := min(182*k, size.Width*0.22)
	y := size.Height / 2
	x := size.Width*0.325 - side/2 - 9
	look.Put(p.mark, x, y-side/2, side, side)
	text := x + side + 44*k
	room := size.Width - text - look.PanelPadding
	look.PutFigures(p.title, 40*k, text, y-60*k, room)
	look.PutFigures(p.amount, 72*k, text, y+12*k, room)
	look.PutFigures(p.sub, look.SizeList*k, text, y+70*k, room)
	p.detail.Scale(look.SizeList * k)
	look.Put(p.detail, text, y+98*k, room, look.LineHeight(look.SizeList*k))
}

func (p *endedPane) set(v view.Panel) {
	look.Show(p.root, v.Kind == view.PanelPaid || v.Kind == view.PanelEnded)
	if p.view == v || !p.root.Visible() {
		return
	}
	p.view = v
	mark, ground := look.Colours(v.Status)
	border := mark
	if v.Status == view.StatusNone {
		border = look.ColorLine
	}
	p.ground.Tint(ground, border)
	p.mark.Set(v.Status)
	look.Show(p.mark, v.Status != view.StatusNone)
	p.title.Set(v.Title, look.ColorInk)
	p.amount.Set(v.Amount, look.ColorInk)
	p.sub.Set(v.Sub, look.ColorMuted)
	colour := look.ColorInk
	if v.Kind == view.PanelPaid {
		colour = look.ColorMuted
	}
	p.detail.Set(v.Detail, colour)
	for i, b := range p.buttons {
		b.Set(v.Buttons[i])
	}
	look.Again(p.root)
}
