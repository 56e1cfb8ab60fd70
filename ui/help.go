package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// helpPane shows every key, over everything but the bar.
type helpPane struct {
	root   *fyne.Container
	ground *panel
	title  *label
	lines  [helpRows]helpLine
	rows   []helpRow
	close  *button
}

type helpLine struct {
	key  *label
	text *paragraph
}

func newHelpPane(do func(action)) *helpPane {
	p := &helpPane{ground: newPanel(), title: newLabel("", sizeTitle, bold, colorInk), close: newButton(do)}
	objects := []fyne.CanvasObject{p.ground, p.title, p.close.key}
	for i := range p.lines {
		p.lines[i] = helpLine{
			newLabel("", sizeList, semibold, colorInk).cuttable(),
			newParagraph(sizeList, regular, colorInk, 1),
		}
		objects = append(objects, p.lines[i].key, p.lines[i].text)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *helpPane) place(size fyne.Size) {
	put(p.ground, 0, 0, size.Width, size.Height)
	const margin, keyWidth = 32, 140
	putLine(p.title, margin, 44, size.Width/2)
	put(p.close.key, size.Width-margin-140, 16, 140, 56)
	half := (len(p.rows) + 1) / 2
	column := (size.Width - 3*margin) / 2
	step := min(48, (size.Height-100)/float32(max(half, 1)))
	for i, l := range p.lines {
		on := i < len(p.rows)
		show(l.key, on)
		show(l.text, on)
		if !on {
			continue
		}
		x := margin + float32(i/half)*(column+margin)
		y := 92 + (float32(i%half)+.5)*step
		putLine(l.key, x, y, keyWidth-8)
		putFigures(l.text, sizeList, x+keyWidth, y, column-keyWidth)
	}
}

func (p *helpPane) set(title, closing string, rows []helpRow) {
	show(p.root, rows != nil)
	if rows == nil || slices.Equal(p.rows, rows) && p.title.text == title {
		return
	}
	p.rows = rows
	p.title.set(title)
	p.close.set(buttonView{label: closing, hint: "F1", action: action{verb: doHelp}})
	for i, r := range rows {
		l := p.lines[i]
		colour := colorInk
		if r.later {
			colour = colorMuted
		}
		l.key.tint(colour)
		l.key.set(r.key)
		l.text.set(r.text, colour)
	}
	again(p.root)
}
