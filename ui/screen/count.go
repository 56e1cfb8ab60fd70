package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"psar/ui/look"
	"psar/ui/view"
)

// countPane is the drawer as it is counted, in place of the large panel: the
// notes of both currencies, one row each.
type countPane struct {
	root    *fyne.Container
	ground  *look.Panel
	title   *look.Label
	hint    *look.Label
	names   [2]*look.Label
	totals  [2]*look.Label
	rows    [2][13]*countTile
	buttons [2]*look.Button
	view    view.Count
}

func newCountPane(do func(view.Action)) *countPane {
	p := &countPane{ground: look.NewPanel(), title: look.NewLabel("", look.SizeTitle, look.Bold, look.ColorInk), hint: look.NewLabel("", look.SizeHint, look.Regular, look.ColorMuted).Cuttable()}
	objects := []fyne.CanvasObject{p.ground, p.title, p.hint}
	for i := range p.names {
		p.names[i] = look.NewLabel("", look.SizeList, look.Semibold, look.ColorMuted)
		p.totals[i] = look.NewLabel("", look.SizeTitle, look.Bold, look.ColorInk).Aligned(fyne.TextAlignTrailing)
		objects = append(objects, p.names[i], p.totals[i])
		for j := range p.rows[i] {
			p.rows[i][j] = newCountTile(do)
			objects = append(objects, p.rows[i][j])
		}
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *countPane) set(v view.Count) {
	look.Show(p.root, v.On)
	if p.view == v {
		return
	}
	p.view = v
	p.title.Set(v.Title)
	p.hint.Set(v.Hint)
	for i, c := range v.Columns {
		p.names[i].Set(c.Title)
		p.totals[i].Set(c.Sum)
		for j, r := range c.Rows {
			p.rows[i][j].set(r)
		}
		p.buttons[i].Set(v.Buttons[i])
	}
	look.Again(p.root)
}

func (p *countPane) place(size fyne.Size) {
	look.Put(p.ground, 0, 0, size.Width, size.Height)
	width := size.Width - 2*deskMargin
	look.PutLine(p.title, deskMargin, 36, width)
	look.PutLine(p.hint, deskMargin, 66, width)
	half := (width - look.GapLarge) / 2
	const top, rows, least = 84, 13, 26
	keys := keysOver(size, buttonHeight, top+rows*least+38+look.Gap)
	step := min(34, (keys-look.Gap-top-38)/rows)
	for i := range p.rows {
		x := deskMargin + float32(i)*(half+look.GapLarge)
		for j, r := range p.rows[i] {
			look.Put(r, x, top+float32(j)*step, half, step-2)
		}
		y := top + rows*step + 18
		look.PutLine(p.names[i], x+8, y, half*0.3)
		look.PutLine(p.totals[i], x+half*0.3, y, half*0.7-8)
	}
	key := (width - buttonGap) / 2
	for i, b := range p.buttons {
		look.Put(b.Key, deskMargin+float32(i)*(key+buttonGap), keys, key, buttonHeight)
	}
}

// countTile is one note's row; a touch chooses it.
type countTile struct {
	widget.BaseWidget
	view view.CountRow
	do   func(view.Action)
}

func newCountTile(do func(view.Action)) *countTile {
	t := &countTile{do: do}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

func (t *countTile) set(v view.CountRow) {
	look.Show(t, v.Note != "")
	if t.view != v {
		t.view = v
		t.Refresh()
	}
}

// Tapped chooses the row.
func (t *countTile) Tapped(*fyne.PointEvent) { t.do(t.view.Action) }

func (t *countTile) CreateRenderer() fyne.WidgetRenderer {
	ground := look.NewFrame()
	note, count, sum := look.NewFigure("", look.SizeList, look.Semibold), look.NewFigure("", look.SizeList, look.Bold), look.NewFigure("", look.SizeList, look.Regular)
	p := &look.Parts{Shapes: append(ground.Objects(), note.Text, count.Text, sum.Text)}
	p.Min = func() fyne.Size { return fyne.NewSize(120, 24) }
	p.Place = func(size fyne.Size) {
		stroke := look.Hairline
		if t.view.Chosen {
			stroke = 2
		}
		ground.Place(fyne.Position{}, size, stroke, 6)
		middle := size.Height / 2
		note.PutMiddle(size.Width*0.33, middle, fyne.TextAlignTrailing)
		count.PutMiddle(size.Width*0.38, middle, fyne.TextAlignLeading)
		sum.TextSize = look.Fitting(t.view.Sum, look.SizeList, look.Regular, size.Width*0.38)
		sum.PutMiddle(size.Width-10, middle, fyne.TextAlignTrailing)
	}
	p.Paint = func() {
		border := look.ColorLine
		if t.view.Chosen {
			border = look.ColorPrimary
		}
		ground.Paint(t, look.ColorCard, border)
		note.Text.Text, note.Color = t.view.Note, look.Tint(t, look.ColorMuted)
		count.Text.Text, count.Color = t.view.Count, look.Tint(t, look.ColorInk)
		sum.Text.Text, sum.Color = t.view.Sum, look.Tint(t, look.ColorInk)
	}
	return p.Start()
}
