package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"psar/ui/look"
	"psar/ui/view"
)

// printersPane is a printer's desk in place of the large panel: on the left what
// is known of it and what can be done, on the right what comes out of it.
type printersPane struct {
	root    *fyne.Container
	ground  *look.Panel
	title   *look.Paragraph
	mark    *look.Mark
	text    *look.Paragraph
	names   [4]*look.Label
	values  [4]*look.Paragraph
	hint    *look.Paragraph
	table   *look.Panel // under the paper
	picture *canvas.Image
	caption *look.Label
	buttons [9]*look.Button
	view    view.Printers
}

func newPrintersPane(do func(view.Action)) *printersPane {
	p := &printersPane{
		ground: look.NewPanel(), title: look.NewParagraph(look.SizeTitle, look.Bold, look.ColorInk, 1), mark: look.NewMark(view.StatusNone, 28),
		text: look.NewParagraph(look.SizeList, look.Semibold, look.ColorInk, 4), hint: look.NewParagraph(look.SizeBar, look.Regular, look.ColorMuted, 3),
		table: look.NewGround(look.ColorPaper, "", 0, look.Corner), picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
		caption: look.NewLabel("", look.SizeHint, look.Regular, look.ColorMuted).Cuttable().Aligned(fyne.TextAlignCenter),
	}
	objects := []fyne.CanvasObject{p.ground, p.title, p.mark, p.text, p.hint, p.table, p.picture, p.caption}
	for i := range p.names {
		p.names[i], p.values[i] = look.NewLabel("", look.SizeBar, look.Regular, look.ColorMuted).Cuttable(), look.NewParagraph(look.SizeList, look.Semibold, look.ColorInk, 2)
		objects = append(objects, p.names[i], p.values[i])
	}
	for i := range p.buttons {
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *printersPane) set(v view.Printers) {
	look.Show(p.root, v.Page != view.PageClosed)
	if p.view == v {
		return
	}
	if p.view.Picture != v.Picture {
		p.picture.Image = v.Picture
		p.picture.Refresh()
	}
	p.view = v
	p.title.Set(v.Title, look.ColorInk)
	look.Show(p.mark, v.Status != view.StatusNone)
	p.mark.Set(v.Status)
	p.text.Set(v.Text, look.ColorInk)
	for i := range p.names {
		p.names[i].Set(v.Names[i])
		p.values[i].Set(v.Values[i], look.ColorInk)
	}
	p.hint.Set(v.Hint, look.ColorMuted)
	p.caption.Set(v.Caption)
	look.Show(p.picture, v.Picture != nil)
	for i, b := range p.buttons {
		b.Set(v.Buttons[i])
	}
	look.Again(p.root)
}

func (p *printersPane) place(size fyne.Size) {
	look.Put(p.ground, 0, 0, size.Width, size.Height)
	paper := look.Floor(min(size.Width*0.4, 400))
	p.placePaper(size.Width-paper, 0, paper, size.Height)
	width := size.Width - paper - deskMargin - look.GapLarge

	look.PutFigures(p.title, look.SizeTitle, deskMargin, 38, width)
	y, x := float32(70), float32(deskMargin)
	if p.view.Status != view.StatusNone {
		look.Put(p.mark, x, y-2, 28, 28)
		x += 28 + 12
	}
	room := deskMargin + width - x
	look.Put(p.text, x, y, room, p.text.Height(room))
	y += max(p.text.Height(room), 28) + look.Gap
	const nameWidth = 104
	for i, value := range p.values {
		if p.view.Names[i] == "" {
			continue
		}
		high := value.Height(width - nameWidth)
		look.PutLine(p.names[i], deskMargin, y+look.LineHeight(look.SizeList)/2, nameWidth-8)
		look.Put(value, deskMargin+nameWidth, y, width-nameWidth, high)
		y += high + 4
	}
	const columns, nextHeight = 2, 52
	rows := 3
	if p.view.Page == view.PageSaw {
		rows = 1
	}
	below := look.LineHeight(look.SizeBar)*2 + look.Gap
	if p.view.Buttons[8].Label != "" {
		below = 2*(nextHeight+buttonGap) + look.GapSmall
	}
	y = min(y+look.Gap, size.Height-float32(rows)*(buttonHeight+buttonGap)-below)
	half := look.Floor((width - buttonGap) / columns)
	for i, b := range p.buttons[:6] {
		look.Put(b.Key, deskMargin+float32(i%columns)*(half+buttonGap), y+float32(i/columns)*(buttonHeight+buttonGap), half, buttonHeight)
	}
	y += float32(rows) * (buttonHeight + buttonGap)
	look.Put(p.buttons[7].Key, deskMargin, y, width, nextHeight)
	look.Put(p.buttons[8].Key, deskMargin, y+nextHeight+buttonGap, width, nextHeight)
	look.Put(p.hint, deskMargin, y+look.GapSmall, width, p.hint.Height(width))
}

// placePaper places the paper as it comes out, with the key that closes the desk
// over it.
func (p *printersPane) placePaper(x, y, width, height float32) {
	look.Put(p.table, x, y+look.Hairline, width-look.Hairline, height-2*look.Hairline)
	const key = 132
	look.Put(p.buttons[6].Key, x+width-look.Gap-key, y+look.Gap, key, 52)
	top := y + look.Gap + 52 + look.Gap
	bottom := height - look.LineHeight(look.SizeHint) - look.Gap
	look.Put(p.picture, x+look.GapLarge, top, width-2*look.GapLarge, bottom-top)
	look.PutLine(p.caption, x+look.Gap, bottom+look.LineHeight(look.SizeHint)/2+2, width-2*look.Gap)
}
