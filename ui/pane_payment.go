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
	title   *paragraph
	sub     *paragraph
	amount  *paragraph
	other   *paragraph
	warn    *mark // beside the detail, where that needs a look
	detail  *paragraph
	buttons [5]*button
	view    panelView
	fault   func(error)
}

func newPaymentPane(do func(action), fault func(error)) *paymentPane {
	p := &paymentPane{
		blank: newGround(colorPaper, colorLine, hairline, 18), card: newKHQRCard(cardSmall), ring: newRing(82),
		mark:  newMark(statusAttention, 56),
		title: newParagraph(24, bold, colorInk, 1), sub: newParagraph(sizeBar, regular, colorMuted, 1),
		amount: newParagraph(sizeAmount, bold, colorInk, 1), other: newParagraph(sizeList, regular, colorMuted, 1),
		warn: newMark(statusAttention, warnMark), detail: newParagraph(sizeBar, regular, colorMuted, 3), fault: fault,
	}
	objects := []fyne.CanvasObject{p.blank, p.card, p.ring, p.mark, p.title, p.sub, p.amount, p.other, p.warn, p.detail}
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
	put(p.card, left, (size.Height-h)/2, w, h)
	put(p.blank, left, (size.Height-h)/2, w, h)

	x := left + w + 28*k
	room := size.Width - x - panelPadding
	y := max(12, size.Height/2-206*k)
	put(p.ring, x, y, 82*k, 82*k)
	put(p.mark, x, y+13*k, 56*k, 56*k)
	lead := float32(0)
	switch {
	case p.view.kind == panelAsk || p.view.strong:
		lead = (56 + 16) * k
	case p.view.whole > 0:
		lead = (82 + 16) * k
	}
	titleY := y + 28*k
	if p.view.sub == "" {
		titleY = y + 41*k
	}
	putFigures(p.title, 24*k, x+lead, titleY, room-lead)
	subSize, subY := sizeBar*k, y+60*k
	if p.view.strong {
		subSize, subY = sizeFunction*k, y+62*k
	}
	putFigures(p.sub, subSize, x+lead, subY, room-lead)
	putFigures(p.amount, sizeAmount*k, x, y+133*k, room)
	putFigures(p.other, sizeList*k, x, y+197*k, room)
	third := min(150*k, (room-2*buttonGap)/3)
	height := buttonHeight * k
	p.detail.resize(sizeBar * min(k, 1.2))
	if p.view.kind == panelAsk {
		y += 222 * k
		put(p.detail, x, y, room, p.detail.height(room))
		y += max(2*lineHeight(sizeBar), p.detail.height(room)) + 18*k
		half := third*1.5 + buttonGap/2
		put(p.buttons[0].key, x, y, half, height)
		put(p.buttons[1].key, x+half+buttonGap, y, half, height)
		return
	}
	y += 232 * k
	for i := range 3 {
		put(p.buttons[i].key, x+float32(i)*(third+buttonGap), y, third, height)
	}
	y += height + buttonGap
	put(p.buttons[3].key, x, y, third, height)
	put(p.buttons[4].key, x+third+buttonGap, y, 2*third+buttonGap, height)
	y += height + 14*k
	if p.view.warn && !p.view.strong {
		put(p.warn, x, y, warnMark, warnMark)
		x, room = x+warnMark+12, room-warnMark-12
	}
	put(p.detail, x, y, room, p.detail.height(room))
}

// grown is how much larger the panel is than in the design, at most half.
func grown(size fyne.Size) float32 {
	return min(max(min(size.Width/864, size.Height/624), 1), 1.5)
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
	show(p.mark, v.kind == panelAsk || v.strong)
	show(p.warn, v.kind == panelPayment && v.warn && !v.strong)
	p.ring.set(v.left, v.whole)
	p.title.set(v.title, colorInk)
	ink := colorMuted
	if v.strong {
		ink = colorInk
	}
	p.sub.set(v.sub, ink)
	p.amount.set(v.amount, colorInk)
	p.other.set(v.other, colorMuted)
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
