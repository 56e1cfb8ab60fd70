package screen

import (
	"slices"

	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// helpPane shows every key, over everything but the bar.
type helpPane struct {
	root   *fyne.Container
	ground *look.Panel
	title  *look.Label
	lines  [view.HelpRows]helpLine
	rows   []view.HelpRow
	close  *look.Button
}

type helpLine struct {
	key  *look.Label
	text *look.Paragraph
}

func newHelpPane(do func(view.Action)) *helpPane {
	p := &helpPane{ground: look.NewPanel(), title: look.NewLabel("", look.SizeTitle, look.Bold, look.ColorInk), close: look.NewButton(do)}
	objects := []fyne.CanvasObject{p.ground, p.title, p.close.Key}
	for i := range p.lines {
		p.lines[i] = helpLine{
			look.NewLabel("", look.SizeList, look.Semibold, look.ColorInk).Cuttable(),
			look.NewParagraph(look.SizeList, look.Regular, look.ColorInk, 1),
		}
		objects = append(objects, p.lines[i].key, p.lines[i].text)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *helpPane) place(size fyne.Size) {
	look.Put(p.ground, 0, 0, size.Width, size.Height)
	const margin, keyWidth = 32, 140
	look.PutLine(p.title, margin, 44, size.Width/2)
	look.Put(p.close.Key, size.Width-margin-140, 16, 140, 56)
	half := (len(p.rows) + 1) / 2
	column := (size.Width - 3*margin) / 2
	step := min(48, (size.Height-100)/float32(max(half, 1)))
	for i, l := range p.lines {
		on := i < len(p.rows)
		look.Show(l.key, on)
		look.Show(l.text, on)
		if !on {
			continue
		}
		x := margin + float32(i/half)*(column+margin)
		y := 92 + (float32(i%half)+.5)*step
		look.PutLine(l.key, x, y, keyWidth-8)
		look.PutFigures(l.text, look.SizeList, x+keyWidth, y, column-keyWidth)
	}
}

func (p *helpPane) set(title string, closing view.Button, rows []view.HelpRow) {
	look.Show(p.root, rows != nil)
	if rows == nil || slices.Equal(p.rows, rows) && p.title.Text == title {
		return
	}
	p.rows = rows
	p.title.Set(title)
	p.close.Set(closing)
	for i, r := range rows {
		l := p.lines[i]
		l.key.Set(r.Key)
		l.text.Set(r.Text, look.ColorInk)
	}
	look.Again(p.root)
}
