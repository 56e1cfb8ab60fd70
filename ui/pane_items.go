package ui

import "fyne.io/fyne/v2"

// placeItems places the catalogue on the desk: the line for the search, what was
// found under it, or the quick keys.
func (p *deskPane) placeItems(size fyne.Size) {
	room := p.corner(p.buttons[0], size)
	width := size.Width - 2*deskMargin
	const turn = 168
	for _, b := range p.buttons[1:3] {
		room -= turn + gapSmall
		put(b.key, deskMargin+room, gap, turn, 52)
	}
	putFigures(p.title, sizeTitle, deskMargin, 38, room)
	putLine(p.labels[0], deskMargin, 80, width)
	put(p.entries[0], deskMargin, 94, width, 44)
	const top = 152
	put(p.text, deskMargin, top+gapSmall, width, lineHeight(sizeFunction)*4)
	bottom := size.Height - sayHeight - 2*gapSmall
	step := min(80, (bottom-top)/itemRows)
	for i, r := range p.rows {
		put(r, gapLarge, top+float32(i)*step, size.Width-2*gapLarge, step-gapSmall)
	}
	const columns = 3
	w := (width - (columns-1)*buttonGap) / columns
	h := min(92, (bottom-top)/(quickKeys/columns)-buttonGap)
	for i, b := range p.quick {
		put(b.key, deskMargin+float32(i%columns)*(w+buttonGap), top+float32(i/columns)*(h+buttonGap), w, h)
	}
	putLine(p.foot, deskMargin, bottom+gapSmall, width)
}

// placeLongForm places a form of many lines in two columns.
func (p *deskPane) placeLongForm(size fyne.Size) {
	width := size.Width - 2*deskMargin
	putFigures(p.title, sizeTitle, deskMargin, 38, width)
	lines := 0
	for _, f := range p.view.fields {
		if f.label != "" {
			lines++
		}
	}
	each := (lines + 1) / 2
	column := (width - gapLarge) / 2
	const top, step = 74, 82
	for i, e := range p.entries[:lines] {
		x := deskMargin + float32(i/each)*(column+gapLarge)
		y := top + float32(i%each)*step
		putLine(p.labels[i], x, y+12, column)
		put(e, x, y+26, column, 44)
	}
	y := top + float32(each)*step
	if p.view.problem != "" {
		room := width - warnMark - 12
		put(p.wrong, deskMargin, y, warnMark, warnMark)
		put(p.problem, deskMargin+warnMark+12, y, room, p.problem.height(room))
	}
	y = size.Height - buttonHeight - gap
	third := (width - 2*buttonGap) / 3
	for i, b := range p.buttons[:3] {
		put(b.key, deskMargin+float32(i)*(third+buttonGap), y, third, buttonHeight)
	}
}
