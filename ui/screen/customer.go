package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"psar/ui/look"
	"psar/ui/view"
)

// Customer is the customer's window: one look says how much, to whom,
// scan here, paid.
type Customer struct {
	Root           *fyne.Container
	ground         *look.Panel
	banner         *look.Stripes
	blank          *look.Panel // stands for the card while the code is prepared
	card           *look.Card
	ring           *look.Ring
	mark           *look.Mark
	khmer, english *look.Paragraph
	amount         *look.Paragraph
	other          *look.Paragraph
	good           [2]*look.Paragraph
	rule           *look.Panel
	foot           *look.Paragraph
	off            [2]*look.Paragraph
	lines          [view.BillLast][2]*look.Paragraph // view.CustomerBill: name and amount
	View           view.Customer
	fault          func(error)
}

func NewCustomer(fault func(error)) *Customer {
	s := &Customer{
		ground: look.NewGround(look.ColorPaper, "", 0, 0), banner: look.NewStripes(""),
		blank: look.NewGround(look.ColorPaper, look.ColorLine, 2, 32), card: look.NewCard(724), ring: look.NewRing(108),
		mark:  look.NewMark(view.StatusGood, 230),
		khmer: look.NewParagraph(42, look.Bold, look.ColorInk, 2), english: look.NewParagraph(28, look.Regular, look.ColorMuted, 2),
		amount: look.NewParagraph(look.SizeCustomer, look.Bold, look.ColorInk, 1), other: look.NewParagraph(28, look.Regular, look.ColorMuted, 1),
		off:  [2]*look.Paragraph{look.NewParagraph(28, look.Regular, look.ColorGood, 1), look.NewParagraph(28, look.Semibold, look.ColorGood, 1)},
		good: [2]*look.Paragraph{look.NewParagraph(22, look.Regular, look.ColorMuted, 1), look.NewParagraph(22, look.Regular, look.ColorMuted, 1)},
		rule: look.NewRule(look.ColorPrimary, 4), foot: look.NewParagraph(28, look.Regular, look.ColorInk, 2), fault: fault,
	}
	objects := []fyne.CanvasObject{s.ground, s.banner, s.blank, s.card, s.ring, s.mark, s.khmer, s.english, s.amount, s.other, s.good[0], s.good[1], s.rule, s.foot, s.off[0], s.off[1]}
	for i := range s.lines {
		s.lines[i] = [2]*look.Paragraph{look.NewParagraph(30, look.Regular, look.ColorInk, 1), look.NewParagraph(30, look.Semibold, look.ColorInk, 1)}
		objects = append(objects, s.lines[i][0], s.lines[i][1])
	}
	s.Root = container.New(look.Area{Place: s.place, Least: fyne.NewSize(480, 320)}, objects...)
	return s
}

// place draws for 1280 by 800 and scales to what there is.
func (s *Customer) place(size fyne.Size) {
	look.Put(s.ground, 0, 0, size.Width, size.Height)
	top := float32(0)
	if s.View.Banner != "" {
		top = look.StripesHeight
		look.Put(s.banner, 0, 0, size.Width, top)
	}
	height := size.Height - top
	k := min(size.Width/1280, height/800)
	switch s.View.Kind {
	case view.CustomerCode, view.CustomerPreparing:
		s.placeCode(size.Width, top, height, k)
	case view.CustomerBill:
		s.placeBill(size.Width, top, height, k)
	default:
		s.placeMiddle(size.Width, top+(height-800*k)/2, k)
	}
}

// line gives a paragraph one line in a size, its middle at y.
func line(p *look.Paragraph, size, x, y, w float32, align fyne.TextAlign) {
	p.Align, p.Middle = align, true
	look.PutFigures(p, size, x, y, w)
}

func (s *Customer) placeCode(width, top, height, k float32) {
	h := height - 76*k
	w := h * 20 / 29
	if w > width*0.42 {
		w = width * 0.42
		h = w * 29 / 20
	}
	x, y := 48*k, top+(height-h)/2
	look.Put(s.card, x, y, w, h)
	look.Put(s.blank, x, y, w, h)
	x += w + 56*k
	room := width - x - 40*k
	middle := top + height/2
	line(s.khmer, 44*k, x, middle-206*k, room, fyne.TextAlignLeading)
	line(s.english, 28*k, x, middle-142*k, room, fyne.TextAlignLeading)
	line(s.amount, look.SizeCustomer*k, x, middle-23*k, room, fyne.TextAlignLeading)
	line(s.other, 28*k, x, middle+66*k, room, fyne.TextAlignLeading)
	name := min(look.NewFigure(s.View.Off[0], 26*k, look.Regular).MinSize().Width+1, room/2)
	line(s.off[0], 26*k, x, middle+108*k, name, fyne.TextAlignLeading)
	line(s.off[1], 26*k, x+name+20*k, middle+108*k, room-name-20*k, fyne.TextAlignLeading)
	if s.View.Off[0] != "" {
		middle += 24 * k
	}
	text := x
	if s.View.Whole > 0 {
		look.Put(s.ring, x, middle+128*k, 108*k, 108*k)
		text += 130 * k
	}
	line(s.good[0], 22*k, text, middle+164*k, room-(text-x), fyne.TextAlignLeading)
	line(s.good[1], 22*k, text, middle+199*k, room-(text-x), fyne.TextAlignLeading)
}

// placeBill places the last lines, and under them what they make.
func (s *Customer) placeBill(width, top, height, k float32) {
	x, room := 80*k, width-160*k
	y := top + 70*k
	for i, l := range s.lines {
		at := y + float32(i)*62*k
		line(l[0], 32*k, x, at, room*0.68, fyne.TextAlignLeading)
		line(l[1], 32*k, x+room*0.68, at, room*0.32, fyne.TextAlignTrailing)
	}
	bottom := top + height
	line(s.off[0], 28*k, x, bottom-335*k, room*0.56, fyne.TextAlignLeading)
	line(s.off[1], 28*k, x+room*0.56, bottom-335*k, room*0.44, fyne.TextAlignTrailing)
	look.Put(s.rule, x, bottom-300*k, room, 4)
	line(s.khmer, 44*k, x, bottom-225*k, room*0.4, fyne.TextAlignLeading)
	line(s.english, 28*k, x, bottom-165*k, room*0.4, fyne.TextAlignLeading)
	line(s.amount, look.SizeCustomer*k, x+room*0.3, bottom-195*k, room*0.7, fyne.TextAlignTrailing)
	line(s.other, 28*k, x+room*0.3, bottom-95*k, room*0.7, fyne.TextAlignTrailing)
}

// placeOff places what was taken off in one line: name and amount on either side of the middle.
func (s *Customer) placeOff(width, y, k float32) {
	const part, gap = 0.44, 10
	room := width*part - gap*k
	line(s.off[0], 26*k, width*(0.5-part), y, room, fyne.TextAlignTrailing)
	line(s.off[1], 26*k, width/2+gap*k, y, room, fyne.TextAlignLeading)
}

func (s *Customer) placeMiddle(width, top, k float32) {
	const center = fyne.TextAlignCenter
	x, room := width*0.06, width*0.88
	at := func(y float32) float32 { return top + y*k }
	switch s.View.Kind {
	case view.CustomerPaid:
		look.Put(s.mark, width/2-115*k, at(103), 230*k, 230*k)
		line(s.khmer, 62*k, x, at(407), room, center)
		line(s.english, 36*k, x, at(490), room, center)
		line(s.amount, look.SizeCustomer*k, x, at(585), room, center)
		size := float32(26)
		if s.View.Strong {
			size = 44
		}
		line(s.foot, size*k, x, at(682), room, center)
		s.placeOff(width, at(750), k)
	case view.CustomerDue:
		line(s.khmer, 52*k, x, at(210), room, center)
		line(s.english, 32*k, x, at(285), room, center)
		line(s.amount, 120*k, x, at(415), room, center)
		line(s.other, 30*k, x, at(520), room, center)
		s.placeOff(width, at(568), k)
		line(s.foot, 34*k, x, at(625), room, center)
	case view.CustomerWait:
		look.Put(s.mark, width/2-70*k, at(170), 140*k, 140*k)
		line(s.khmer, 44*k, x, at(400), room, center)
		line(s.english, 30*k, x, at(472), room, center)
		line(s.amount, 64*k, x, at(570), room, center)
	default:
		line(s.khmer, 76*k, x, at(308), room, center)
		line(s.english, 34*k, x, at(398), room, center)
		look.Put(s.rule, width/2-45*k, at(460), 90*k, 4)
		line(s.foot, 28*k, x, at(521), room, center)
	}
}

// Set shows another view and reports whether it is another one.
func (s *Customer) Set(v view.Customer) bool {
	if s.View == v {
		return false
	}
	s.View = v
	ground, foot := look.ColorPaper, look.ColorInk
	if v.Kind == view.CustomerPaid {
		ground, foot = look.ColorGoodGround, look.ColorMuted
		if v.Strong {
			foot = look.ColorInk
		}
	}
	s.ground.Tint(ground, "")
	s.banner.Set(v.Banner)
	look.Show(s.banner, v.Banner != "")
	if v.Kind == view.CustomerCode {
		if err := s.card.Set(v.Card); err != nil {
			s.fault(err)
		}
	}
	beside := v.Kind == view.CustomerCode || v.Kind == view.CustomerPreparing
	look.Show(s.card, v.Kind == view.CustomerCode)
	look.Show(s.blank, v.Kind == view.CustomerPreparing)
	look.Show(s.ring, v.Kind == view.CustomerCode && v.Whole > 0)
	s.ring.Set(v.Left, v.Whole)
	look.Show(s.mark, v.Kind == view.CustomerPaid || v.Kind == view.CustomerWait)
	s.mark.Set(view.StatusGood)
	if v.Kind == view.CustomerWait {
		s.mark.Set(view.StatusAttention)
	}
	s.khmer.Set(v.Khmer, look.ColorInk)
	english := look.ColorMuted
	if v.Kind == view.CustomerPaid {
		english = look.ColorInk
	}
	s.english.Set(v.English, english)
	s.amount.Set(v.Amount, look.ColorInk)
	look.Show(s.amount, v.Kind != view.CustomerIdle)
	s.other.Set(v.Other, look.ColorMuted)
	look.Show(s.other, beside || v.Kind == view.CustomerBill || v.Kind == view.CustomerDue)
	s.setBill(v)
	s.good[0].Set(v.GoodKhmer, look.ColorMuted)
	s.good[1].Set(v.GoodEnglish, look.ColorMuted)
	look.Show(s.good[0], v.Kind == view.CustomerCode)
	look.Show(s.good[1], v.Kind == view.CustomerCode)
	look.Show(s.rule, v.Kind == view.CustomerIdle || v.Kind == view.CustomerBill)
	s.foot.Set(v.Foot, foot)
	look.Show(s.foot, v.Kind == view.CustomerIdle || v.Kind == view.CustomerPaid || v.Kind == view.CustomerDue)
	look.Again(s.Root)
	return true
}

// setBill shows the lines of a bill, and what was taken off it.
func (s *Customer) setBill(v view.Customer) {
	for i, l := range s.lines {
		l[0].Set(v.Lines[i][0], look.ColorInk)
		l[1].Set(v.Lines[i][1], look.ColorInk)
		look.Show(l[0], v.Kind == view.CustomerBill)
		look.Show(l[1], v.Kind == view.CustomerBill)
	}
	for i, p := range s.off {
		p.Set(v.Off[i], look.ColorGood)
		look.Show(p, v.Off[0] != "" && (v.Kind == view.CustomerBill || v.Kind == view.CustomerCode || v.Kind == view.CustomerDue || v.Kind == view.CustomerPaid))
	}
}
