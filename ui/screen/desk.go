package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// deskPane is the manager's desk in place of the large panel: a list, one
// payment of it, a form, what will happen, what came of it.
type deskPane struct {
	root    *fyne.Container
	ground  *look.Panel
	mark    *look.Mark
	title   *look.Paragraph
	amount  *look.Paragraph
	facts   [4]*look.Paragraph
	compare *comparison
	rows    [view.DeskRows]*look.Row
	past    [5]*look.Paragraph
	labels  [view.FormLines]*look.Label
	entries [view.FormLines]*look.Field
	wrong   *look.Mark
	problem *look.Paragraph
	text    *look.Paragraph
	foot    *look.Label
	buttons [5]*look.Button
	quick   [view.QuickKeys]*look.Button

	view    view.Desk
	filling bool // the entries are being set, not typed into
	onFocus func(fyne.Focusable)
	// elsewhere is what gets the keys while no line of the desk does; it may be nil.
	elsewhere func() fyne.Focusable
}

func newDeskPane(do func(view.Action)) *deskPane {
	p := &deskPane{
		ground: look.NewPanel(), mark: look.NewMark(view.StatusAttention, 48),
		title: look.NewParagraph(look.SizeTitle, look.Bold, look.ColorInk, 1), amount: look.NewParagraph(look.SizeTotal, look.Bold, look.ColorInk, 1),
		wrong: look.NewMark(view.StatusBad, warnMark), problem: look.NewParagraph(look.SizeBar, look.Semibold, look.ColorBad, 4),
		text: look.NewParagraph(look.SizeFunction, look.Regular, look.ColorInk, 5),
		foot: look.NewLabel("", look.SizeBar, look.Regular, look.ColorMuted),
	}
	p.compare = newComparison()
	objects := []fyne.CanvasObject{p.ground, p.mark, p.title, p.amount, p.compare.root, p.wrong, p.problem, p.text, p.foot}
	for i := range p.facts {
		p.facts[i] = look.NewParagraph(look.SizeList, look.Regular, look.ColorInk, 3)
		objects = append(objects, p.facts[i])
	}
	for i := range p.rows {
		p.rows[i] = look.NewRow(do)
		objects = append(objects, p.rows[i])
	}
	for i := range p.past {
		p.past[i] = look.NewParagraph(look.SizeBar, look.Regular, look.ColorInk, 1)
		objects = append(objects, p.past[i])
	}
	for i := range p.entries {
		e := look.NewField(func() {
			if !p.filling {
				do(view.Action{Verb: view.DoFocus, Index: i})
			}
		})
		e.OnChanged = func(text string) {
			if !p.filling {
				do(view.Action{Verb: view.DoField, Index: i, Text: text})
				p.refill(i)
			}
		}
		p.entries[i], p.labels[i] = e, look.NewLabel("", look.SizeBar, look.Regular, look.ColorMuted).Cuttable()
		objects = append(objects, p.labels[i], e)
	}
	for i := range p.buttons {
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	for i := range p.quick {
		p.quick[i] = look.NewButton(do)
		p.quick[i].TextSize = look.SizeList
		objects = append(objects, p.quick[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

// focus says how a line of the form gets what is typed; nil takes it away.
func (p *deskPane) focus(f func(fyne.Focusable)) { p.onFocus = f }

// keepFocus brings the focus back to the form's line: a touch on the keypad
// takes it away.
func (p *deskPane) keepFocus() {
	if p.onFocus == nil {
		return
	}
	p.filling = true
	defer func() { p.filling = false }()
	if p.view.Page == view.PageForm || p.view.Page == view.PageItems {
		p.onFocus(p.entries[p.view.Focus])
		return
	}
	if p.elsewhere != nil {
		if other := p.elsewhere(); other != nil {
			p.onFocus(other)
			return
		}
	}
	p.onFocus(nil)
}

func (p *deskPane) set(v view.Desk) {
	look.Show(p.root, v.Page != view.PageClosed)
	if p.view == v {
		return
	}
	p.view = v
	p.filling = true
	defer func() { p.filling = false }()
	form := v.Page == view.PageForm || v.Page == view.PageItems
	look.Show(p.mark, v.Status != view.StatusNone)
	p.mark.Set(v.Status)
	p.title.Set(v.Title, look.ColorInk)
	p.amount.Set(v.Amount, look.ColorInk)
	for i, f := range p.facts {
		f.Set(v.Facts[i], look.ColorInk)
	}
	p.compare.set(v.Compare)
	for i, r := range p.rows {
		r.Set(v.Rows[i])
	}
	for i, l := range p.past {
		colour := look.ColorInk
		if i == 0 && v.Page == view.PageDetail {
			colour = look.ColorMuted
		}
		l.Set(v.Past[i], colour)
	}
	for i, e := range p.entries {
		on := form && v.Fields[i].Label != ""
		look.Show(e, on)
		look.Show(p.labels[i], on)
		p.labels[i].Set(v.Fields[i].Label)
		e.Fill(v.Fields[i].Text, v.Fields[i].Secret)
	}
	look.Show(p.wrong, v.Problem != "")
	p.problem.Set(v.Problem, look.ColorBad)
	p.text.Set(v.Text, look.ColorInk)
	p.foot.Set(v.Foot)
	for i, b := range p.buttons {
		b.Set(v.Buttons[i])
	}
	for i, b := range p.quick {
		b.Set(v.Quick[i])
	}
	look.Again(p.root)
}

// refill gives a line the text that it has, where a key was not taken: the line must
// not show another figure than the one that counts.
func (p *deskPane) refill(i int) {
	p.filling = true
	defer func() { p.filling = false }()
	f := p.view.Fields[i]
	p.entries[i].Fill(f.Text, f.Secret)
}

func (p *deskPane) place(size fyne.Size) {
	look.Put(p.ground, 0, 0, size.Width, size.Height)
	switch p.view.Page {
	case view.PageList, view.PageDay, view.PageRefund, view.PageLock, view.PageHeld, view.PageStaff, view.PageReports:
		p.placeList(size)
	case view.PageDetail:
		p.placeDetail(size)
	case view.PageItems:
		p.placeItems(size)
	case view.PageForm:
		if p.view.Fields[4].Label != "" {
			p.placeLongForm(size)
			return
		}
		p.placeForm(size)
	case view.PageDone:
		p.placeDone(size)
	default:
		p.placeForm(size)
	}
}

const deskMargin = 28

// corner puts a key into the upper right corner, and returns what is left of
// the line.
func (p *deskPane) corner(b *look.Button, size fyne.Size) float32 {
	const width, height = 132, 52
	look.Put(b.Key, size.Width-look.Gap-width, look.Gap, width, height)
	return size.Width - 2*look.Gap - width - deskMargin
}

func (p *deskPane) placeList(size fyne.Size) {
	room := p.corner(p.buttons[0], size)
	if p.view.Buttons[3].Label != "" {
		const width = 168
		room -= width + look.GapSmall
		look.Put(p.buttons[3].Key, deskMargin+room, look.Gap, width, 52)
	}
	look.PutFigures(p.title, look.SizeTitle, deskMargin, 38, room)
	bottom := size.Height - look.SayHeight - 2*look.GapSmall
	const turn = 56
	if p.view.Foot != "" {
		bottom -= turn + look.Gap
		width := float32(150)
		if p.view.Page != view.PageList {
			width = 220
		}
		x := size.Width - look.GapLarge - width
		look.Put(p.buttons[2].Key, x, bottom+look.GapSmall, width, turn)
		if p.view.Buttons[2].Label != "" {
			x -= look.GapSmall + width
		}
		look.Put(p.buttons[1].Key, x, bottom+look.GapSmall, width, turn)
		y, room := bottom+look.GapSmall+turn/2, x-deskMargin-look.GapLarge
		if p.foot.MinSize().Width > room { // a line of its own, over the keys
			line := look.LineHeight(look.SizeBar)
			bottom -= line
			y, room = bottom+line/2, size.Width-2*deskMargin
		}
		look.PutLine(p.foot, deskMargin, y, room)
	}
	const top = 76
	look.Put(p.text, deskMargin, top, size.Width-2*deskMargin, look.LineHeight(look.SizeFunction)*2)
	step := min(84, (bottom-top)/view.DeskRows)
	for i, r := range p.rows {
		look.Put(r, look.GapLarge, top+float32(i)*step, size.Width-2*look.GapLarge, step-look.GapSmall)
	}
}

// head puts mark, title and amount over a page; it returns where the next part
// goes and how wide that may be.
func (p *deskPane) head(size fyne.Size, room float32) (y, width float32) {
	const mark = 48
	x := float32(deskMargin)
	if p.view.Status != view.StatusNone {
		look.Put(p.mark, x, 26, mark, mark)
		x += mark + 18
		room -= mark + 18
	}
	look.PutFigures(p.title, look.SizeTitle, x, 36, room)
	look.PutFigures(p.amount, look.SizeTotal, x, 80, size.Width-x-deskMargin)
	return 112, size.Width - 2*deskMargin
}

func (p *deskPane) placeDetail(size fyne.Size) {
	y, width := p.head(size, p.corner(p.buttons[4], size))
	for _, f := range p.facts {
		look.PutFigures(f, look.SizeList, deskMargin, y+14, width)
		y += 29
	}
	y += look.GapSmall
	for i, l := range p.past {
		if p.view.Past[i] == "" {
			continue
		}
		look.PutFigures(l, look.SizeBar, deskMargin, y+12, width)
		y += 26
	}
	y = min(y+look.Gap, size.Height-2*buttonHeight-buttonGap-look.Gap)
	half := (width - buttonGap) / 2
	for i, b := range p.buttons[:4] {
		look.Put(b.Key, deskMargin+float32(i%2)*(half+buttonGap), y+float32(i/2)*(buttonHeight+buttonGap), half, buttonHeight)
	}
}

// A line of a form is its label, and under it what is typed.
const (
	fieldTop    = 26
	fieldHeight = 44
	fieldStep   = 82
)

// placeForm places a form, and its review in the same way.
func (p *deskPane) placeForm(size fyne.Size) {
	y, width := p.head(size, size.Width-2*deskMargin)
	for i, f := range p.facts {
		if p.view.Facts[i] == "" {
			continue
		}
		look.Put(f, deskMargin, y, width, f.Height(width))
		y += f.Height(width)
	}
	if h := p.compare.height(width); h > 0 {
		look.Put(p.compare.root, deskMargin, y, width, h)
		y += h
	}
	y += look.GapSmall
	first := y
	line := min(width, 560)
	for i, e := range p.entries {
		if p.view.Fields[i].Label == "" {
			continue
		}
		look.PutLine(p.labels[i], deskMargin, y+12, line)
		look.Put(e, deskMargin, y+fieldTop, line, fieldHeight)
		y += fieldStep
	}
	if p.view.Text != "" {
		y += look.Gap
		look.Put(p.text, deskMargin, y, width, p.text.Height(width))
		y += p.text.Height(width) + look.Gap
		look.Put(p.past[0], deskMargin, y, width, look.LineHeight(look.SizeBar))
		y += look.LineHeight(look.SizeBar)
	}
	if p.view.Problem != "" {
		room := width - warnMark - 12
		look.Put(p.wrong, deskMargin, y, warnMark, warnMark)
		look.Put(p.problem, deskMargin+warnMark+12, y, room, p.problem.Height(room))
		y += p.problem.Height(room)
	}
	y = min(y+look.Gap, size.Height-buttonHeight-look.Gap)
	half := (min(width, 560) - buttonGap) / 2
	look.Put(p.buttons[0].Key, deskMargin, y, half, buttonHeight)
	look.Put(p.buttons[1].Key, deskMargin+half+buttonGap, y, half, buttonHeight)
	if p.view.Page == view.PageForm {
		p.placeNames(size, first, deskMargin+line+look.GapLarge)
	}
}

// placeNames places who may approve, by touch: in line with the form's own lines, of which the
// first begins at y, or over it where the panel is narrow.
func (p *deskPane) placeNames(size fyne.Size, y, right float32) {
	const wide, least, height = 220, 120, 56
	width := min(wide, size.Width-right-look.GapLarge)
	for i, b := range p.buttons[2:] {
		if width < least {
			look.Put(b.Key, size.Width-look.Gap-float32(3-i)*(least+look.GapSmall), look.Gap, least, 52)
			continue
		}
		look.Put(b.Key, right, y+fieldTop-(height-fieldHeight)/2+float32(i)*fieldStep, width, height)
	}
}

func (p *deskPane) placeDone(size fyne.Size) {
	const mark = 96
	y := size.Height/2 - 130
	look.Put(p.mark, size.Width*0.11, y, mark, mark)
	x := size.Width*0.11 + mark + 32
	room := size.Width - x - deskMargin
	look.PutFigures(p.title, look.SizeTitle, x, y+22, room)
	look.Put(p.text, x, y+52, room, p.text.Height(room))
	look.Put(p.buttons[0].Key, x, y+52+p.text.Height(room)+24, min(260, room), buttonHeight)
}
