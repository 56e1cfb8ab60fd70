package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// customerScreen is the customer's window: one look says how much, to whom,
// scan here, paid.
type customerScreen struct {
	root           *fyne.Container
	ground         *panel
	banner         *stripes
	blank          *panel // stands for the card while the code is prepared
	card           *khqrCard
	ring           *ring
	mark           *mark
	khmer, english *paragraph
	amount         *paragraph
	other          *paragraph
	good           [2]*paragraph
	rule           *panel
	foot           *paragraph
	lines          [billLast][2]*paragraph // customerBill: name and amount
	view           customerView
	fault          func(error)
}

func newCustomerScreen(fault func(error)) *customerScreen {
	s := &customerScreen{
		ground: newGround(colorPaper, "", 0, 0), banner: newStripes(""),
		blank: newGround(colorPaper, colorLine, 2, 32), card: newKHQRCard(724), ring: newRing(108),
		mark:  newMark(statusGood, 230),
		khmer: newParagraph(42, bold, colorInk, 2), english: newParagraph(28, regular, colorMuted, 2),
		amount: newParagraph(sizeCustomer, bold, colorInk, 1), other: newParagraph(28, regular, colorMuted, 1),
		good: [2]*paragraph{newParagraph(22, regular, colorMuted, 1), newParagraph(22, regular, colorMuted, 1)},
		rule: newRule(colorPrimary, 4), foot: newParagraph(28, regular, colorInk, 2), fault: fault,
	}
	objects := []fyne.CanvasObject{s.ground, s.banner, s.blank, s.card, s.ring, s.mark, s.khmer, s.english, s.amount, s.other, s.good[0], s.good[1], s.rule, s.foot}
	for i := range s.lines {
		s.lines[i] = [2]*paragraph{newParagraph(30, regular, colorInk, 1), newParagraph(30, semibold, colorInk, 1)}
		objects = append(objects, s.lines[i][0], s.lines[i][1])
	}
	s.root = container.New(area{place: s.place, least: fyne.NewSize(480, 320)}, objects...)
	return s
}

// place draws for 1280 by 800 and scales to what there is.
func (s *customerScreen) place(size fyne.Size) {
	put(s.ground, 0, 0, size.Width, size.Height)
	top := float32(0)
	if s.view.banner != "" {
		top = stripesHeight
		put(s.banner, 0, 0, size.Width, top)
	}
	height := size.Height - top
	k := min(size.Width/1280, height/800)
	switch s.view.kind {
	case customerCode, customerPreparing:
		s.placeCode(size.Width, top, height, k)
	case customerBill:
		s.placeBill(size.Width, top, height, k)
	default:
		s.placeMiddle(size.Width, top+(height-800*k)/2, k)
	}
}

// line gives a paragraph one line in a size, its middle at y.
func line(p *paragraph, size, x, y, w float32, align fyne.TextAlign) {
	p.align, p.middle = align, true
	putFigures(p, size, x, y, w)
}

func (s *customerScreen) placeCode(width, top, height, k float32) {
	h := height - 76*k
	w := h * 20 / 29
	if w > width*0.42 {
		w = width * 0.42
		h = w * 29 / 20
	}
	x, y := 48*k, top+(height-h)/2
	put(s.card, x, y, w, h)
	put(s.blank, x, y, w, h)
	x += w + 56*k
	room := width - x - 40*k
	middle := top + height/2
	line(s.khmer, 44*k, x, middle-206*k, room, fyne.TextAlignLeading)
	line(s.english, 28*k, x, middle-142*k, room, fyne.TextAlignLeading)
	line(s.amount, sizeCustomer*k, x, middle-23*k, room, fyne.TextAlignLeading)
	line(s.other, 28*k, x, middle+66*k, room, fyne.TextAlignLeading)
	text := x
	if s.view.whole > 0 {
		put(s.ring, x, middle+128*k, 108*k, 108*k)
		text += 130 * k
	}
	line(s.good[0], 22*k, text, middle+164*k, room-(text-x), fyne.TextAlignLeading)
	line(s.good[1], 22*k, text, middle+199*k, room-(text-x), fyne.TextAlignLeading)
}

// placeBill places the last lines, and under them what they make.
func (s *customerScreen) placeBill(width, top, height, k float32) {
	x, room := 80*k, width-160*k
	y := top + 70*k
	for i, l := range s.lines {
		at := y + float32(i)*62*k
		line(l[0], 32*k, x, at, room*0.68, fyne.TextAlignLeading)
		line(l[1], 32*k, x+room*0.68, at, room*0.32, fyne.TextAlignTrailing)
	}
	bottom := top + height
	put(s.rule, x, bottom-300*k, room, 4)
	line(s.khmer, 44*k, x, bottom-225*k, room*0.4, fyne.TextAlignLeading)
	line(s.english, 28*k, x, bottom-165*k, room*0.4, fyne.TextAlignLeading)
	line(s.amount, sizeCustomer*k, x+room*0.3, bottom-195*k, room*0.7, fyne.TextAlignTrailing)
	line(s.other, 28*k, x+room*0.3, bottom-95*k, room*0.7, fyne.TextAlignTrailing)
}

func (s *customerScreen) placeMiddle(width, top, k float32) {
	const center = fyne.TextAlignCenter
	x, room := width*0.06, width*0.88
	at := func(y float32) float32 { return top + y*k }
	switch s.view.kind {
	case customerPaid:
		put(s.mark, width/2-115*k, at(103), 230*k, 230*k)
		line(s.khmer, 62*k, x, at(407), room, center)
		line(s.english, 36*k, x, at(490), room, center)
		line(s.amount, sizeCustomer*k, x, at(585), room, center)
		size := float32(26)
		if s.view.strong {
			size = 44
		}
		line(s.foot, size*k, x, at(682), room, center)
	case customerDue:
		line(s.khmer, 52*k, x, at(210), room, center)
		line(s.english, 32*k, x, at(285), room, center)
		line(s.amount, 120*k, x, at(415), room, center)
		line(s.other, 30*k, x, at(520), room, center)
		line(s.foot, 34*k, x, at(625), room, center)
	case customerWait:
		put(s.mark, width/2-70*k, at(170), 140*k, 140*k)
		line(s.khmer, 44*k, x, at(400), room, center)
		line(s.english, 30*k, x, at(472), room, center)
		line(s.amount, 64*k, x, at(570), room, center)
	default:
		line(s.khmer, 76*k, x, at(308), room, center)
		line(s.english, 34*k, x, at(398), room, center)
		put(s.rule, width/2-45*k, at(460), 90*k, 4)
		line(s.foot, 28*k, x, at(521), room, center)
	}
}

// set shows another view and reports whether it is another one.
func (s *customerScreen) set(v customerView) bool {
	if s.view == v {
		return false
	}
	s.view = v
	ground, foot := colorPaper, colorInk
	if v.kind == customerPaid {
		ground, foot = colorGoodGround, colorMuted
		if v.strong {
			foot = colorInk
		}
	}
	s.ground.tint(ground, "")
	s.banner.set(v.banner)
	show(s.banner, v.banner != "")
	if v.kind == customerCode {
		if err := s.card.set(v.card); err != nil {
			s.fault(err)
		}
	}
	beside := v.kind == customerCode || v.kind == customerPreparing
	show(s.card, v.kind == customerCode)
	show(s.blank, v.kind == customerPreparing)
	show(s.ring, v.kind == customerCode && v.whole > 0)
	s.ring.set(v.left, v.whole)
	show(s.mark, v.kind == customerPaid || v.kind == customerWait)
	s.mark.set(statusGood)
	if v.kind == customerWait {
		s.mark.set(statusAttention)
	}
	s.khmer.set(v.khmer, colorInk)
	english := colorMuted
	if v.kind == customerPaid {
		english = colorInk
	}
	s.english.set(v.english, english)
	s.amount.set(v.amount, colorInk)
	show(s.amount, v.kind != customerIdle)
	s.other.set(v.other, colorMuted)
	show(s.other, beside || v.kind == customerBill || v.kind == customerDue)
	for i, l := range s.lines {
		l[0].set(v.lines[i][0], colorInk)
		l[1].set(v.lines[i][1], colorInk)
		show(l[0], v.kind == customerBill)
		show(l[1], v.kind == customerBill)
	}
	s.good[0].set(v.goodKhmer, colorMuted)
	s.good[1].set(v.goodEnglish, colorMuted)
	show(s.good[0], v.kind == customerCode)
	show(s.good[1], v.kind == customerCode)
	show(s.rule, v.kind == customerIdle || v.kind == customerBill)
	s.foot.set(v.foot, foot)
	show(s.foot, v.kind == customerIdle || v.kind == customerPaid || v.kind == customerDue)
	again(s.root)
	return true
}
