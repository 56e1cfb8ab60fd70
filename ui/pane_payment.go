package ui

import "fyne.io/fyne/v2"

// paymentPane is the large panel while a payment is under way: the card small,
// the amount large, and what one can do.
type paymentPane struct {
	root    *fyne.Container
	blank   *panel // stands for the card while there is none, so that nothing jumps
	card    *khqrCard
	ring    *ring
	mark    *mark
	title   *label
	sub     *label
	amount  *paragraph
	other   *label
	detail  *paragraph
	buttons [5]*button
	view    panelView
	fault   func(error)
}

func newPaymentPane(do func(action), fault func(error)) *paymentPane {
	p := &paymentPane{
		blank: newGround(colorPaper, colorLine, hairline, 18), card: newKHQRCard(cardSmall), ring: newRing(82),
		mark:  newMark(statusAttention, 56),
		title: newLabel("", 24, bold, colorInk).cuttable(), sub: newLabel("", sizeBar, regular, colorMuted).cuttable(),
		amount: newParagraph(sizeAmount, bold, colorInk, 1), other: newLabel("", sizeList, regular, colorMuted).cuttable(),
		detail: newParagraph(sizeBar, regular, colorMuted, 3), fault: fault,
	}
	objects := []fyne.CanvasObject{p.blank, p.card, p.ring, p.mark, p.title, p.sub, p.amount, p.other, p.detail}
	for i := range p.buttons {
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

const (
	cardSmall    = 420
	cardMargin   = 25
	buttonHeight = 64
	buttonGap    = 10
)

func (p *paymentPane) place(size fyne.Size) {
	h := min(cardSmall, size.Height-2*cardMargin, (size.Width*0.40)*29/20)
	w := h * 20 / 29
	put(p.card, cardMargin, (size.Height-h)/2, w, h)
	put(p.blank, cardMargin, (size.Height-h)/2, w, h)

	x := cardMargin + w + 28
	room := size.Width - x - panelPadding
	y := max(12, size.Height/2-206)
	lead := float32(82 + 16)
	put(p.ring, x, y, 82, 82)
	put(p.mark, x, y+13, 56, 56)
	switch {
	case p.view.kind == panelAsk:
		lead = 56 + 16
	case p.view.whole == 0:
		lead = 0
	}
	titleY := y + 28
	if p.view.sub == "" {
		titleY = y + 41
	}
	putLine(p.title, x+lead, titleY, room-lead)
	putLine(p.sub, x+lead, y+60, room-lead)
	putFigures(p.amount, sizeAmount, x, y+133, room)
	putLine(p.other, x, y+197, room)
	third := min(150, (room-2*buttonGap)/3)
	if p.view.kind == panelAsk {
		put(p.detail, x, y+222, room, 3*lineHeight(sizeBar))
		y += 222 + 3*lineHeight(sizeBar) + 14
		half := third*1.5 + buttonGap/2
		put(p.buttons[0].key, x, y, half, buttonHeight)
		put(p.buttons[1].key, x+half+buttonGap, y, half, buttonHeight)
		return
	}
	y += 232
	for i := range 3 {
		put(p.buttons[i].key, x+float32(i)*(third+buttonGap), y, third, buttonHeight)
	}
	y += buttonHeight + buttonGap
	put(p.buttons[3].key, x, y, third, buttonHeight)
	put(p.buttons[4].key, x+third+buttonGap, y, 2*third+buttonGap, buttonHeight)
	put(p.detail, x, y+buttonHeight+14, room, 3*lineHeight(sizeBar))
}

func (p *paymentPane) set(v panelView) {
	show(p.root, v.kind == panelPayment || v.kind == panelAsk)
	if p.view == v || !p.root.Visible() {
		return
	}
	p.view = v
	if v.card.payload != "" {
		if err := p.card.set(v.card); err != nil {
			p.fault(err)
		}
	}
	show(p.card, v.card.payload != "")
	show(p.blank, v.card.payload == "")
	show(p.ring, v.kind == panelPayment && v.whole > 0)
	show(p.mark, v.kind == panelAsk)
	p.ring.set(v.left, v.whole)
	p.title.set(v.title)
	p.sub.set(v.sub)
	p.amount.set(v.amount, colorInk)
	p.other.set(v.other)
	colour := colorMuted
	if v.warn {
		colour = colorInk
	}
	p.detail.set(v.detail, colour)
	for i, b := range p.buttons {
		b.set(v.buttons[i])
	}
	again(p.root)
}
