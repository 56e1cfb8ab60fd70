package ui

import "fyne.io/fyne/v2"

// placeItems places the catalogue on the desk: the line for the search, what was
// found under it, or the quick keys.
func (p *deskPane) placeItems(size fyne.Size) {
	room := p.corner(p.buttons[0], size)
	putFigures(p.title, sizeTitle, deskMargin, 38, room)
	width := size.Width - 2*deskMargin
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
}
