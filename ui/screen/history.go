package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"psar/ui/look"
	"psar/ui/view"
)

// historyPane is the page of past sales, over panel and keypad: a line to find
// them, what they are filtered by, and a page of them.
type historyPane struct {
	root    *fyne.Container
	ground  *look.Panel
	title   *look.Label
	name    *look.Label
	find    *look.Field
	rows    [view.PastRows]*pastTile
	text    *look.Paragraph
	foot    *look.Label
	filters [2]*look.Button
	buttons [4]*look.Button

	view    view.History
	filling bool // the line is being set, not typed into
}

func newHistoryPane(do func(view.Action)) *historyPane {
	p := &historyPane{
		ground: look.NewPanel(), title: look.NewLabel("", look.SizeTitle, look.Bold, look.ColorInk).Cuttable(),
		name: look.NewLabel("", look.SizeBar, look.Regular, look.ColorMuted).Cuttable(), text: look.NewParagraph(look.SizeFunction, look.Regular, look.ColorMuted, 6),
		foot: look.NewLabel("", look.SizeBar, look.Regular, look.ColorMuted).Cuttable(),
	}
	p.find = look.NewField(func() {})
	p.find.OnChanged = func(text string) {
		if !p.filling {
			do(view.Action{Verb: view.DoField, Text: text})
			p.refill()
		}
	}
	objects := []fyne.CanvasObject{p.ground, p.title, p.name, p.find, p.text, p.foot}
	for i := range p.rows {
		p.rows[i] = newPastTile(do)
		objects = append(objects, p.rows[i])
	}
	for i := range p.filters {
		p.filters[i] = look.NewButton(do)
		p.filters[i].TextSize = look.SizeList
		objects = append(objects, p.filters[i].Key)
	}
	for i := range p.buttons {
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

// line is what gets the keys while the page is open; nil otherwise.
func (p *historyPane) line() fyne.Focusable {
	if !p.view.On {
		return nil
	}
	return p.find
}

func (p *historyPane) set(v view.History) {
	look.Show(p.root, v.On)
	if p.view == v {
		return
	}
	p.view = v
	p.title.Set(v.Title)
	p.name.Set(v.Find.Label)
	p.refill()
	for i, r := range p.rows {
		r.set(v.Rows[i])
	}
	p.text.Set(v.Text, look.ColorMuted)
	p.foot.Set(v.Foot)
	for i, b := range p.filters {
		b.Set(v.Filters[i])
	}
	for i, b := range p.buttons {
		b.Set(v.Buttons[i])
	}
	look.Again(p.root)
}

// refill gives the line the text that it has, where a key was not taken.
func (p *historyPane) refill() {
	p.filling = true
	defer func() { p.filling = false }()
	p.find.Fill(p.view.Find.Text, false)
}

func (p *historyPane) place(size fyne.Size) {
	look.Put(p.ground, 0, 0, size.Width, size.Height)
	const key, high = 132, 52
	look.Put(p.buttons[0].Key, size.Width-look.Gap-key, look.Gap, key, high)
	width := size.Width - 2*deskMargin
	look.PutLine(p.title, deskMargin, 38, width-key)
	const line, filter = 66, 190
	room := width - 2*(filter+look.GapSmall)
	look.PutLine(p.name, deskMargin, line+12, room)
	look.Put(p.find, deskMargin, line+26, room, 44)
	for i, b := range p.filters {
		look.Put(b.Key, deskMargin+room+look.GapSmall+float32(i)*(filter+look.GapSmall), line+18, filter, high)
	}
	const top, turn, turnWidth = line + 84, 52, 168
	bottom := size.Height - turn - 2*look.Gap
	step := min(46, (bottom-top)/view.PastRows)
	for i, r := range p.rows {
		look.Put(r, deskMargin, top+float32(i)*step, width, step)
	}
	look.Put(p.text, deskMargin, top+look.Gap, width, look.LineHeight(look.SizeFunction)*6)
	x := size.Width - deskMargin
	for _, b := range []*look.Button{p.buttons[2], p.buttons[1], p.buttons[3]} {
		x -= turnWidth
		look.Put(b.Key, x, bottom+look.Gap, turnWidth, turn)
		x -= look.GapSmall
	}
	look.PutLine(p.foot, deskMargin, bottom+look.Gap+turn/2, x-deskMargin)
}

// pastTile is one sale of the page: what became of it, its receipt, when, how it
// was paid and by whom it was rung up, and how much.
type pastTile struct {
	widget.BaseWidget
	view view.PastRow
	do   func(view.Action)
}

func newPastTile(do func(view.Action)) *pastTile {
	t := &pastTile{do: do}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

func (t *pastTile) set(v view.PastRow) {
	look.Show(t, v.Amount != "")
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped opens the sale.
func (t *pastTile) Tapped(*fyne.PointEvent) { t.do(t.view.Action) }

func (t *pastTile) CreateRenderer() fyne.WidgetRenderer {
	ground := look.NewFrame()
	shape := look.NewMark(view.StatusNone, 14)
	state, number := look.NewFigure("", look.SizeBar, look.Semibold), look.NewFigure("", look.SizeList, look.Semibold)
	at, way, by := look.NewFigure("", look.SizeBar, look.Regular), look.NewFigure("", look.SizeBar, look.Regular), look.NewFigure("", look.SizeBar, look.Regular)
	amount := look.NewFigure("", look.SizeFunction, look.Bold)
	p := &look.Parts{Shapes: append(ground.Objects(), shape, state.Text, number.Text, at.Text, way.Text, by.Text, amount.Text)}
	p.Min = func() fyne.Size { return fyne.NewSize(560, 36) }
	p.Place = func(size fyne.Size) {
		stroke := look.Hairline
		if t.view.Chosen {
			stroke = 2
		}
		ground.Place(fyne.Position{}, size.SubtractWidthHeight(0, 4), stroke, 8)
		const inset = 14
		y := (size.Height - 4) / 2
		shape.Resize(shape.MinSize())
		shape.Move(fyne.NewPos(inset, y-shape.Side/2))
		// Columns as parts of the width, so that they stand under each other.
		w := size.Width
		columns := []struct {
			figure   look.Figure
			text     string
			from, to float32
			size     float32
		}{
			{state, t.view.State, 40, w * 0.185, look.SizeBar},
			{number, t.view.Number, w * 0.19, w * 0.335, look.SizeList},
			{at, t.view.At, w * 0.345, w * 0.485, look.SizeBar},
			{way, t.view.Way, w * 0.495, w * 0.70, look.SizeBar},
			{by, t.view.By, w * 0.71, w * 0.82, look.SizeBar},
		}
		for _, c := range columns {
			c.figure.TextSize = look.Fitting(c.text, c.size, look.Semibold, c.to-c.from)
			c.figure.Fit(c.text, c.to-c.from)
			c.figure.PutMiddle(c.from, y, fyne.TextAlignLeading)
		}
		amount.TextSize = look.Fitting(t.view.Amount, look.SizeFunction, look.Bold, w*0.17)
		amount.PutMiddle(w-inset, y, fyne.TextAlignTrailing)
	}
	p.Paint = func() {
		border := look.ColorLine
		if t.view.Chosen {
			border = look.ColorPrimary
		}
		ground.Paint(t, look.ColorCard, border)
		shape.Set(t.view.Status)
		word := look.ColorInk
		if t.view.Status == view.StatusAttention {
			word = look.ColorAttention
		}
		state.Color, number.Color = look.Tint(t, word), look.Tint(t, look.ColorInk)
		at.Color, way.Color, by.Color = look.Tint(t, look.ColorMuted), look.Tint(t, look.ColorMuted), look.Tint(t, look.ColorMuted)
		amount.Text.Text, amount.Color = t.view.Amount, look.Tint(t, look.ColorInk)
	}
	return p.Start()
}
