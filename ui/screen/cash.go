package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"psar/ui/look"
	"psar/ui/view"
)

// cashPane is the counter in place of the large panel: what is due, what was
// given, what goes back; and, once it is paid, the change as large as can be.
type cashPane struct {
	root    *fyne.Container
	ground  *look.Panel
	mark    *look.Mark
	title   *look.Paragraph
	total   *look.Paragraph
	due     *look.Paragraph
	given   [2]*givenTile
	notes   [6]*look.Button
	caption *look.Label
	options [2]*optionTile
	missing *look.Paragraph
	wrong   *look.Mark
	problem *look.Paragraph
	change  *look.Paragraph
	facts   [3]*look.Paragraph
	buttons [4]*look.Button
	view    view.Cash
}

func newCashPane(do func(view.Action)) *cashPane {
	p := &cashPane{
		ground: look.NewPanel(), mark: look.NewMark(view.StatusGood, 64), wrong: look.NewMark(view.StatusBad, warnMark),
		title: look.NewParagraph(look.SizeTitle, look.Bold, look.ColorInk, 1), total: look.NewParagraph(look.SizeTotal, look.Bold, look.ColorInk, 1),
		due: look.NewParagraph(look.SizeList, look.Regular, look.ColorMuted, 1), caption: look.NewLabel("", look.SizeList, look.Regular, look.ColorMuted),
		missing: look.NewParagraph(look.SizeFunction, look.Semibold, look.ColorAttention, 2), problem: look.NewParagraph(look.SizeBar, look.Semibold, look.ColorBad, 3),
		change: look.NewParagraph(look.SizeAmount, look.Bold, look.ColorInk, 2),
	}
	p.total.Align = fyne.TextAlignTrailing
	p.missing.Middle = true
	objects := []fyne.CanvasObject{p.ground, p.mark, p.title, p.total, p.due, p.caption, p.missing, p.wrong, p.problem, p.change}
	for i := range p.given {
		p.given[i] = newGivenTile(do)
		p.options[i] = newOptionTile(do)
		objects = append(objects, p.given[i], p.options[i])
	}
	for i := range p.notes {
		p.notes[i] = look.NewButton(do)
		objects = append(objects, p.notes[i].Key)
	}
	for i := range p.facts {
		p.facts[i] = look.NewParagraph(look.SizeFunction, look.Regular, look.ColorInk, 2)
		objects = append(objects, p.facts[i])
	}
	for i := range p.buttons {
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *cashPane) set(v view.Cash) {
	look.Show(p.root, v.Page != view.PageClosed)
	if p.view == v {
		return
	}
	p.view = v
	ground := look.ColorCard
	if v.Good {
		ground = look.ColorGoodGround
	}
	p.ground.Tint(ground, look.ColorLine)
	look.Show(p.mark, v.Good)
	p.title.Set(v.Title, look.ColorInk)
	p.total.Set(v.Total, look.ColorInk)
	p.due.Set(v.Due, look.ColorMuted)
	for i := range p.given {
		p.given[i].set(v.Given[i])
		p.options[i].set(v.Options[i])
	}
	for i, b := range p.notes {
		b.Set(v.Notes[i])
	}
	p.caption.Set(v.ChangeIs)
	p.missing.Set(v.Missing, look.ColorAttention)
	look.Show(p.wrong, v.Problem != "")
	p.problem.Set(v.Problem, look.ColorBad)
	p.change.Set(v.Change, look.ColorInk)
	look.Show(p.change, v.Change != "")
	for i, f := range p.facts {
		f.Set(v.Facts[i], look.ColorInk)
	}
	for i, b := range p.buttons {
		b.Set(v.Buttons[i])
	}
	look.Again(p.root)
}

func (p *cashPane) place(size fyne.Size) {
	look.Put(p.ground, 0, 0, size.Width, size.Height)
	if p.view.Good {
		p.placePaid(size)
		return
	}
	width := size.Width - 2*deskMargin
	look.PutFigures(p.title, look.SizeTitle, deskMargin, 40, width*0.45)
	look.PutFigures(p.total, look.SizeTotal, deskMargin+width*0.45, 40, width*0.55)
	look.PutFigures(p.due, look.SizeList, deskMargin, 80, width)
	y := float32(104)
	if p.view.Page == view.PagePart {
		for _, f := range p.facts[:2] {
			look.Put(f, deskMargin, y, width, f.Height(width))
			y += f.Height(width) + look.GapSmall
		}
	} else {
		y = p.placeGiven(y, width)
	}
	if p.view.Problem != "" {
		room := width - warnMark - 12
		look.Put(p.wrong, deskMargin, y, warnMark, warnMark)
		look.Put(p.problem, deskMargin+warnMark+12, y, room, p.problem.Height(room))
	}
	y = keysOver(size, 2*buttonHeight+buttonGap, y+2*look.LineHeight(look.SizeBar))
	half := (width - buttonGap) / 2
	for i, b := range p.buttons {
		look.Put(b.Key, deskMargin+float32(i%2)*(half+buttonGap), y+float32(i/2)*(buttonHeight+buttonGap), half, buttonHeight)
	}
}

// keysOver is where keys of a height begin: over the sentence at the panel's foot, or lower where
// what stands above ends later.
func keysOver(size fyne.Size, height, above float32) float32 {
	lowest := size.Height - height - look.GapLarge
	return min(lowest, max(lowest-look.SayHeight, above))
}

// placeGiven places what is given and what goes back.
func (p *cashPane) placeGiven(y, width float32) float32 {
	half := (width - buttonGap) / 2
	for i, g := range p.given {
		look.Put(g, deskMargin+float32(i)*(half+buttonGap), y, half, 84)
	}
	y += 84 + look.GapSmall
	const keys = 6
	note := (width - (keys-1)*look.GapSmall) / keys
	for i, b := range p.notes {
		look.Put(b.Key, deskMargin+float32(i)*(note+look.GapSmall), y, note, 52)
	}
	y += 52 + look.Gap
	look.PutLine(p.caption, deskMargin, y+12, width)
	y += 28
	for i, o := range p.options {
		look.Put(o, deskMargin+float32(i)*(half+buttonGap), y, half, 64)
	}
	look.Put(p.missing, deskMargin, y, width, 64)
	return y + 64 + look.GapSmall
}

// placePaid gives the change the room.
func (p *cashPane) placePaid(size fyne.Size) {
	const mark = 64
	width := size.Width - 2*deskMargin
	look.Put(p.mark, deskMargin, 30, mark, mark)
	look.PutFigures(p.title, look.SizeTitle, deskMargin+mark+20, 62, width*0.4)
	look.PutFigures(p.total, look.SizeTotal, deskMargin+width*0.5, 62, width*0.5)
	y := float32(126)
	look.PutLine(p.caption, deskMargin, y, width)
	y += 24
	p.change.Scale(look.Fitting(p.view.Change, look.SizeAmount, look.Bold, width))
	look.Put(p.change, deskMargin, y, width, look.LineHeight(look.SizeAmount))
	y += look.LineHeight(look.SizeAmount) + look.GapLarge
	for _, f := range p.facts {
		look.Put(f, deskMargin, y, width, f.Height(width))
		y += f.Height(width) + look.GapSmall
	}
	half := (width - buttonGap) / 2
	y = keysOver(size, buttonHeight, y)
	for i, b := range p.buttons[:2] {
		look.Put(b.Key, deskMargin+float32(i)*(half+buttonGap), y, half, buttonHeight)
	}
}

// givenTile is what was given in one currency; a touch makes it the typed one.
type givenTile struct {
	widget.BaseWidget
	view view.Given
	do   func(view.Action)
}

func newGivenTile(do func(view.Action)) *givenTile {
	t := &givenTile{do: do}
	t.ExtendBaseWidget(t)
	return t
}

func (t *givenTile) set(v view.Given) {
	look.Show(t, v.Label != "")
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped makes it the typed one.
func (t *givenTile) Tapped(*fyne.PointEvent) {
	if !t.view.Typed {
		t.do(view.Action{Verb: view.DoFlip})
	}
}

func (t *givenTile) CreateRenderer() fyne.WidgetRenderer {
	ground := look.NewFrame()
	name, amount := look.NewFigure("", look.SizeBar, look.Regular), look.NewFigure("", look.SizeTotal, look.Bold)
	p := &look.Parts{Shapes: append(ground.Objects(), name.Text, amount.Text)}
	p.Min = func() fyne.Size { return fyne.NewSize(160, 64) }
	p.Place = func(size fyne.Size) {
		stroke := look.Hairline
		if t.view.Typed {
			stroke = 2
		}
		ground.Place(fyne.Position{}, size, stroke, look.Corner)
		name.PutMiddle(16, 20, fyne.TextAlignLeading)
		amount.TextSize = look.Fitting(t.view.Amount, look.SizeTotal, look.Bold, size.Width-32)
		amount.PutMiddle(size.Width-16, size.Height-30, fyne.TextAlignTrailing)
	}
	p.Paint = func() {
		border := look.ColorLine
		if t.view.Typed {
			border = look.ColorPrimary
		}
		ground.Paint(t, look.ColorCard, border)
		name.Text.Text, name.Color = t.view.Label, look.Tint(t, look.ColorMuted)
		amount.Text.Text, amount.Color = t.view.Amount, look.Tint(t, look.ColorInk)
	}
	return p.Start()
}

// optionTile is a way to give change; the chosen one has a mark before it.
type optionTile struct {
	widget.BaseWidget
	view view.Option
	do   func(view.Action)
}

func newOptionTile(do func(view.Action)) *optionTile {
	t := &optionTile{do: do}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

func (t *optionTile) set(v view.Option) {
	look.Show(t, v.Text != "")
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped chooses it.
func (t *optionTile) Tapped(*fyne.PointEvent) {
	if !t.view.Chosen {
		t.do(t.view.Action)
	}
}

func (t *optionTile) CreateRenderer() fyne.WidgetRenderer {
	ground := look.NewFrame()
	dot, text := look.NewFigure("", look.SizeFunction, look.Bold), look.NewFigure("", look.SizeTitle, look.Bold)
	p := &look.Parts{Shapes: append(ground.Objects(), dot.Text, text.Text)}
	p.Min = func() fyne.Size { return fyne.NewSize(160, 48) }
	p.Place = func(size fyne.Size) {
		stroke := look.Hairline
		if t.view.Chosen {
			stroke = 2
		}
		ground.Place(fyne.Position{}, size, stroke, look.Corner)
		dot.PutMiddle(16, size.Height/2, fyne.TextAlignLeading)
		text.TextSize = look.Fitting(t.view.Text, look.SizeTitle, look.Bold, size.Width-60)
		text.PutMiddle(size.Width-16, size.Height/2, fyne.TextAlignTrailing)
	}
	p.Paint = func() {
		border, ink := look.ColorLine, look.ColorMuted
		dot.Text.Text = "○"
		if t.view.Chosen {
			border, ink, dot.Text.Text = look.ColorPrimary, look.ColorInk, "●"
		}
		ground.Paint(t, look.ColorCard, border)
		dot.Color = look.Tint(t, ink)
		text.Text.Text, text.Color = t.view.Text, look.Tint(t, ink)
	}
	return p.Start()
}
