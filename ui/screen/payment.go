package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// paymentPane is the large panel while a payment is under way: the card small,
// the amount large, and what one can do.
type paymentPane struct {
	root    *fyne.Container
	blank   *look.Panel // stands for the card while there is none, so that nothing jumps
	card    *look.Card
	compare *comparison
	ring    *look.Ring
	mark    *look.Mark
	title   *look.Paragraph
	sub     *look.Paragraph
	amount  *look.Paragraph
	other   *look.Paragraph
	warn    *look.Mark // beside the detail, where that needs a look
	detail  *look.Paragraph
	buttons [5]*look.Button
	view    view.Panel
	fault   func(error)
}

func newPaymentPane(do func(view.Action), fault func(error)) *paymentPane {
	p := &paymentPane{
		blank: look.NewGround(look.ColorPaper, look.ColorLine, look.Hairline, 18), card: look.NewCard(cardSmall), compare: newComparison(), ring: look.NewRing(82),
		mark:  look.NewMark(view.StatusAttention, 56),
		title: look.NewParagraph(24, look.Bold, look.ColorInk, 1), sub: look.NewParagraph(look.SizeBar, look.Regular, look.ColorMuted, 1),
		amount: look.NewParagraph(look.SizeAmount, look.Bold, look.ColorInk, 1), other: look.NewParagraph(look.SizeList, look.Regular, look.ColorMuted, 1),
		warn: look.NewMark(view.StatusAttention, warnMark), detail: look.NewParagraph(look.SizeBar, look.Regular, look.ColorMuted, 3), fault: fault,
	}
	objects := []fyne.CanvasObject{p.blank, p.card, p.compare.root, p.ring, p.mark, p.title, p.sub, p.amount, p.other, p.warn, p.detail}
	for i := range p.buttons {
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

const (
	cardSmall    = 420
	cardMargin   = 25
	warnMark     = 24
	buttonHeight = 64
	buttonGap    = 10
)

// place draws for a panel of 864 by 624 and grows with a larger one.
func (p *paymentPane) place(size fyne.Size) {
	k := grown(size)
	h := min(cardSmall*k, size.Height-2*cardMargin, size.Width*0.34*29/20)
	w := h * 20 / 29
	const column = 3*150 + 2*buttonGap
	left := max(cardMargin, (size.Width-w-(28+column)*k)/2-13)
	look.Put(p.card, left, (size.Height-h)/2, w, h)
	look.Put(p.blank, left, (size.Height-h)/2, w, h)
	look.Put(p.compare.root, left, (size.Height-h)/2, w, h)

	x := left + w + 28*k
	room := size.Width - x - look.PanelPadding
	y := max(12, size.Height/2-206*k)
	look.Put(p.ring, x, y, 82*k, 82*k)
	look.Put(p.mark, x, y+13*k, 56*k, 56*k)
	lead := float32(0)
	switch {
	case p.view.Kind == view.PanelAsk || p.view.Strong:
		lead = (56 + 16) * k
	case p.view.Whole > 0:
		lead = (82 + 16) * k
	}
	titleY := y + 28*k
	if p.view.Sub == "" {
		titleY = y + 41*k
	}
	look.PutFigures(p.title, 24*k, x+lead, titleY, room-lead)
	subSize, subY := look.SizeBar*k, y+60*k
	if p.view.Strong {
		subSize, subY = look.SizeFunction*k, y+62*k
	}
	look.PutFigures(p.sub, subSize, x+lead, subY, room-lead)
	look.PutFigures(p.amount, look.SizeAmount*k, x, y+133*k, room)
	look.PutFigures(p.other, look.SizeList*k, x, y+197*k, room)
	third := min(150*k, (room-2*buttonGap)/3)
	height := buttonHeight * k
	p.detail.Scale(look.SizeBar * min(k, 1.2))
	if p.view.Kind == view.PanelAsk {
		y += 222 * k
		look.Put(p.detail, x, y, room, p.detail.Height(room))
		y += max(2*look.LineHeight(look.SizeBar), p.detail.Height(room)) + 18*k
		half := third*1.5 + buttonGap/2
		look.Put(p.buttons[0].Key, x, y, half, height)
		look.Put(p.buttons[1].Key, x+half+buttonGap, y, half, height)
		return
	}
	y += 232 * k
	for i := range 3 {
		look.Put(p.buttons[i].Key, x+float32(i)*(third+buttonGap), y, third, height)
	}
	y += height + buttonGap
	look.Put(p.buttons[3].Key, x, y, third, height)
	look.Put(p.buttons[4].Key, x+third+buttonGap, y, 2*third+buttonGap, height)
	y += height + 14*k
	if p.view.Warn && !p.view.Strong {
		look.Put(p.warn, x, y, warnMark, warnMark)
		x, room = x+warnMark+12, room-warnMark-12
	}
	look.Put(p.detail, x, y, room, p.detail.Height(room))
}

// grown is how much larger the panel is than in the design, at most half.
func grown(size fyne.Size) float32 {
	return min(max(min(size.Width/864, size.Height/624), 1), 1.5)
}

func (p *paymentPane) set(v view.Panel) {
	look.Show(p.root, v.Kind == view.PanelPayment || v.Kind == view.PanelAsk)
	if p.view == v || !p.root.Visible() {
		return
	}
	p.view = v
	if v.Card.Payload != "" {
		if err := p.card.Set(v.Card); err != nil {
			p.fault(err)
		}
	}
	look.Show(p.card, v.Card.Payload != "")
	p.compare.set(v.Compare)
	look.Show(p.blank, v.Card.Payload == "" && v.Compare.Was == "")
	look.Show(p.ring, v.Kind == view.PanelPayment && v.Whole > 0)
	look.Show(p.mark, v.Kind == view.PanelAsk || v.Strong)
	look.Show(p.warn, v.Kind == view.PanelPayment && v.Warn && !v.Strong)
	p.ring.Set(v.Left, v.Whole)
	p.title.Set(v.Title, look.ColorInk)
	ink := look.ColorMuted
	if v.Strong {
		ink = look.ColorInk
	}
	p.sub.Set(v.Sub, ink)
	p.amount.Set(v.Amount, look.ColorInk)
	p.other.Set(v.Other, look.ColorMuted)
	colour := look.ColorMuted
	if v.Warn {
		colour = look.ColorInk
	}
	p.detail.Set(v.Detail, colour)
	for i, b := range p.buttons {
		b.Set(v.Buttons[i])
	}
	look.Again(p.root)
}
