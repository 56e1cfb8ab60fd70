package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// placeItems places the catalogue on the desk: the line for the search, what was
// found under it, or the quick keys.
func (p *deskPane) placeItems(size fyne.Size) {
	room := p.corner(p.buttons[0], size)
	width := size.Width - 2*deskMargin
	const turn = 168
	for _, b := range p.buttons[1:3] {
		room -= turn + look.GapSmall
		look.Put(b.Key, deskMargin+room, look.Gap, turn, 52)
	}
	look.PutFigures(p.title, look.SizeTitle, deskMargin, 38, room)
	look.PutLine(p.labels[0], deskMargin, 80, width)
	look.Put(p.entries[0], deskMargin, 94, width, 44)
	const top = 152
	look.Put(p.text, deskMargin, top+look.GapSmall, width, look.LineHeight(look.SizeFunction)*4)
	bottom := size.Height - look.SayHeight - 2*look.GapSmall
	step := min(80, (bottom-top)/view.ItemRows)
	for i, r := range p.rows {
		look.Put(r, look.GapLarge, top+float32(i)*step, size.Width-2*look.GapLarge, step-look.GapSmall)
	}
	const columns = 3
	w := (width - (columns-1)*buttonGap) / columns
	h := min(92, (bottom-top)/(view.QuickKeys/columns)-buttonGap)
	for i, b := range p.quick {
		look.Put(b.Key, deskMargin+float32(i%columns)*(w+buttonGap), top+float32(i/columns)*(h+buttonGap), w, h)
	}
	look.PutLine(p.foot, deskMargin, bottom+look.GapSmall, width)
}

// placeLongForm places a form of many lines in two columns.
func (p *deskPane) placeLongForm(size fyne.Size) {
	width := size.Width - 2*deskMargin
	look.PutFigures(p.title, look.SizeTitle, deskMargin, 38, width)
	lines := 0
	for _, f := range p.view.Fields {
		if f.Label != "" {
			lines++
		}
	}
	each := (lines + 1) / 2
	column := (width - look.GapLarge) / 2
	const top, step = 74, 82
	for i, e := range p.entries[:lines] {
		x := deskMargin + float32(i/each)*(column+look.GapLarge)
		y := top + float32(i%each)*step
		look.PutLine(p.labels[i], x, y+12, column)
		look.Put(e, x, y+26, column, 44)
	}
	y := top + float32(each)*step
	if p.view.Problem != "" {
		room := width - warnMark - 12
		look.Put(p.wrong, deskMargin, y, warnMark, warnMark)
		look.Put(p.problem, deskMargin+warnMark+12, y, room, p.problem.Height(room))
	}
	y = size.Height - buttonHeight - look.Gap
	third := (width - 2*buttonGap) / 3
	for i, b := range p.buttons[:3] {
		look.Put(b.Key, deskMargin+float32(i)*(third+buttonGap), y, third, buttonHeight)
	}
}
