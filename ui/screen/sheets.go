package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// paperPane shows what the virtual printer printed, in place of the keypad: the
// large panel and the amount stay as they are, and the keyboard goes on typing.
type paperPane struct {
	root    *fyne.Container
	ground  *look.Panel
	title   *look.Paragraph
	printed *look.Paragraph
	table   *look.Panel // under the paper
	sheet   *look.Sheet
	mark    *look.Mark
	text    *look.Paragraph // in place of a sheet
	hint    *look.Paragraph
	count   *look.Label
	arrows  *look.Label
	buttons [3]*look.Button
	view    view.Sheets
}

func newPaperPane(do func(view.Action)) *paperPane {
	p := &paperPane{
		ground: look.NewPanel(), title: look.NewParagraph(look.SizeTitle, look.Bold, look.ColorInk, 1),
		printed: look.NewParagraph(look.SizeBar, look.Regular, look.ColorMuted, 1),
		table:   look.NewGround(look.ColorFunction, "", 0, 0), sheet: look.NewSheet(),
		mark: look.NewMark(view.StatusAttention, 48), text: look.NewParagraph(look.SizeFunction, look.Semibold, look.ColorInk, 3),
		hint:   look.NewParagraph(look.SizeList, look.Regular, look.ColorMuted, 6),
		count:  look.NewLabel("", look.SizeBar, look.Semibold, look.ColorInk).Aligned(fyne.TextAlignCenter),
		arrows: look.NewLabel("", look.SizeHint, look.Regular, look.ColorMuted).Aligned(fyne.TextAlignCenter),
	}
	p.text.Align, p.hint.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	objects := []fyne.CanvasObject{p.ground, p.title, p.printed, p.table, p.sheet, p.mark, p.text, p.hint, p.count, p.arrows}
	for i := range p.buttons {
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *paperPane) set(v view.Sheets) {
	look.Show(p.root, v.Open)
	if p.view == v {
		return
	}
	p.view = v
	p.title.Set(v.Title, look.ColorInk)
	p.printed.Set(v.Printed, look.ColorMuted)
	p.sheet.Set(v.Picture)
	look.Show(p.sheet, v.Picture != nil)
	p.mark.Set(v.Status)
	look.Show(p.mark, v.Status != view.StatusNone)
	p.text.Set(v.Sentence, look.ColorInk)
	p.hint.Set(v.Hint, look.ColorMuted)
	p.count.Set(v.Count)
	p.arrows.Set(v.Arrows)
	for i, b := range p.buttons {
		b.Set(v.Buttons[i])
	}
	look.Again(p.root)
}

func (p *paperPane) place(size fyne.Size) {
	const closing, turning, high = 112, 128, 56
	look.Put(p.ground, 0, 0, size.Width, size.Height)
	look.Put(p.buttons[0].Key, size.Width-look.Gap-closing, look.Gap, closing, high)
	room := size.Width - look.PanelPadding - closing - 2*look.Gap
	y := look.Gap + float32(high)/2
	if p.view.Printed == "" {
		look.PutFigures(p.title, look.SizeTitle, look.PanelPadding, y, room)
	} else {
		look.PutFigures(p.title, look.SizeTitle, look.PanelPadding, y-13, room)
		look.PutFigures(p.printed, look.SizeBar, look.PanelPadding, y+17, room)
	}

	top, bottom := 2*look.Gap+float32(high), size.Height-look.Corner
	if p.view.Buttons[1].Label != "" {
		bottom = size.Height - 2*look.Gap - high
		y = size.Height - look.Gap - high
		look.Put(p.buttons[1].Key, look.Gap, y, turning, high)
		look.Put(p.buttons[2].Key, size.Width-look.Gap-turning, y, turning, high)
		middle := size.Width - 2*(turning+look.Gap)
		y += high / 2
		look.PutLine(p.count, turning+look.Gap, y-9, middle)
		look.PutLine(p.arrows, turning+look.Gap, y+13, middle)
	}
	look.Put(p.table, look.Hairline, top, size.Width-2*look.Hairline, bottom-top)
	look.Put(p.sheet, look.Hairline, top, size.Width-2*look.Hairline, bottom-top)
	look.Show(p.arrows, p.view.Picture != nil && p.sheet.Longer())
	p.placeSentence(top, bottom, size.Width)
}

// placeSentence stands in the middle of the table, where the paper would be.
func (p *paperPane) placeSentence(top, bottom, width float32) {
	room := width - 4*look.PanelPadding
	high := p.text.Height(room) + look.GapSmall + p.hint.Height(room)
	const side = 48
	if p.view.Status != view.StatusNone {
		high += side + look.GapLarge
	}
	y := max(top, top+(bottom-top-high)/2)
	if p.view.Status != view.StatusNone {
		look.Put(p.mark, (width-side)/2, y, side, side)
		y += side + look.GapLarge
	}
	look.Put(p.text, 2*look.PanelPadding, y, room, p.text.Height(room))
	look.Put(p.hint, 2*look.PanelPadding, y+p.text.Height(room)+look.GapSmall, room, p.hint.Height(room))
}
