package screen

import (
	"reflect"

	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// reportPane is a report over panel and keypad: what an owner looks at first, a
// chart on the left, every figure on the right; or how far the report is.
type reportPane struct {
	root    *fyne.Container
	ground  *look.Panel
	title   *look.Label
	sub     *look.Label
	tiles   [4]*reportTilePane
	tabs    [view.ChartKinds]*look.Button
	name    *look.Label
	note    *look.Label
	more    *look.Label
	chart   *look.Chart
	rows    *look.Ledger
	buttons [3]*look.Button

	progress  *look.Label
	bar, done *look.Panel

	view view.Report
}

// reportTilePane is one figure on a ground of its own.
type reportTilePane struct {
	ground *look.Panel
	mark   *look.Mark
	name   *look.Label
	amount *look.Paragraph
	sub    *look.Label
}

func newReportPane(do func(view.Action)) *reportPane {
	p := &reportPane{
		ground: look.NewPanel(), title: look.NewLabel("", look.SizeTitle, look.Bold, look.ColorInk).Cuttable(), sub: look.NewLabel("", look.SizeBar, look.Regular, look.ColorMuted).Cuttable(),
		name: look.NewLabel("", look.SizeList, look.Semibold, look.ColorInk).Cuttable(), note: look.NewLabel("", look.SizeHint, look.Regular, look.ColorMuted).Cuttable(),
		more: look.NewLabel("", look.SizeHint, look.Regular, look.ColorMuted).Cuttable(), chart: look.NewChart(), rows: look.NewLedger(),
		progress: look.NewLabel("", look.SizeFunction, look.Semibold, look.ColorInk).Aligned(fyne.TextAlignCenter).Cuttable(),
		bar:      look.NewGround(look.ColorFunction, "", 0, 6), done: look.NewGround(look.ColorPrimary, "", 0, 6),
	}
	objects := []fyne.CanvasObject{p.ground, p.title, p.sub, p.name, p.note, p.more, p.chart, p.rows, p.bar, p.done, p.progress}
	for i := range p.tiles {
		t := &reportTilePane{
			ground: look.NewPanel(), mark: look.NewMark(view.StatusNone, 14), name: look.NewLabel("", look.SizeBar, look.Regular, look.ColorMuted).Cuttable(),
			amount: look.NewParagraph(look.SizeTitle, look.Bold, look.ColorInk, 1), sub: look.NewLabel("", look.SizeHint, look.Regular, look.ColorMuted).Cuttable(),
		}
		p.tiles[i] = t
		objects = append(objects, t.ground, t.mark, t.name, t.amount, t.sub)
	}
	for i := range p.tabs {
		p.tabs[i] = look.NewButton(do)
		p.tabs[i].TextSize = look.SizeBar
		objects = append(objects, p.tabs[i].Key)
	}
	for i := range p.buttons {
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *reportPane) set(v view.Report) {
	look.Show(p.root, v.On)
	if reflect.DeepEqual(p.view, v) {
		return
	}
	p.view = v
	p.title.Set(v.Title)
	p.sub.Set(v.Sub)
	for _, o := range []fyne.CanvasObject{p.bar, p.progress} {
		look.Show(o, v.Working)
	}
	look.Show(p.done, v.Working && v.Part > 0)
	for _, o := range []fyne.CanvasObject{p.sub, p.name, p.note, p.more, p.chart, p.rows} {
		look.Show(o, !v.Working)
	}
	p.progress.Set(v.Progress)
	for i, b := range p.tabs {
		b.Set(v.Tabs[i])
	}
	for i, b := range p.buttons {
		b.Set(v.Buttons[i])
	}
	p.name.Set(v.Chart.Title)
	p.note.Set(v.Chart.Note)
	p.more.Set(v.Chart.More)
	p.chart.Set(v.Chart.Bars)
	p.rows.Set(v.Rows)
	look.Again(p.root)
}

func (t *reportTilePane) set(v view.ReportTile) {
	for _, o := range []fyne.CanvasObject{t.ground, t.name, t.amount, t.sub} {
		look.Show(o, v.Name != "")
	}
	look.Show(t.mark, v.Status != view.StatusNone)
	t.mark.Set(v.Status)
	ground, border, ink := look.ColorCard, look.ColorLine, look.ColorMuted
	if v.Status == view.StatusAttention {
		ground, border, ink = look.ColorAttentionGround, look.ColorAttention, look.ColorAttention
	}
	t.ground.Tint(ground, border)
	t.name.Tint(ink)
	t.name.Set(v.Name)
	t.amount.Set(v.Amount, look.ColorInk)
	t.sub.Set(v.Sub)
}

func (t *reportTilePane) place(x, y, w, h float32) {
	const inset = 14
	look.Put(t.ground, x, y, w, h)
	lead := x + inset
	if t.mark.Visible() {
		look.Put(t.mark, lead, y+20-7, 14, 14)
		lead += 22
	}
	look.PutLine(t.name, lead, y+20, x+w-inset-lead)
	look.PutFigures(t.amount, look.SizeTitle, x+inset, y+46, w-2*inset)
	look.PutLine(t.sub, x+inset, y+h-15, w-2*inset)
}

func (p *reportPane) place(size fyne.Size) {
	look.Put(p.ground, 0, 0, size.Width, size.Height)
	const key, high = 160, 52
	x := size.Width - look.Gap
	for i, b := range p.buttons {
		if p.view.Buttons[i].Label == "" {
			continue
		}
		x -= key
		look.Put(b.Key, x, look.Gap, key, high)
		x -= look.GapSmall
	}
	look.PutLine(p.title, deskMargin, 32, x-deskMargin)
	look.PutLine(p.sub, deskMargin, 62, x-deskMargin)
	width := size.Width - 2*deskMargin
	if p.view.Working {
		for _, t := range p.tiles {
			t.set(view.ReportTile{})
		}
		y, w := size.Height/2, min(width, 620)
		left := (size.Width - w) / 2
		look.PutLine(p.progress, deskMargin, y-34, width)
		look.Put(p.bar, left, y, w, 12)
		look.Put(p.done, left, y, max(12, w*float32(p.view.Part)/1000), 12)
		return
	}
	const tilesTop, tileHeight, tab, roomy = 84, 88, 46, 590
	top, tile := float32(tilesTop), (width-3*look.PanelGap)/4
	for i, t := range p.tiles {
		v := p.view.Tiles[i]
		if size.Height < roomy { // under notices: the chart needs the place, and every figure stands below
			v = view.ReportTile{}
		}
		t.set(v)
		t.place(deskMargin+float32(i)*(tile+look.PanelGap), tilesTop, tile, tileHeight)
	}
	if size.Height >= roomy {
		top += tileHeight + look.Gap
	}
	bottom := size.Height - look.GapLarge
	half := (width - 2*look.GapLarge) / 2
	each := (half - (float32(view.ChartKinds)-1)*6) / float32(view.ChartKinds)
	for i, b := range p.tabs {
		look.Put(b.Key, deskMargin+float32(i)*(each+6), top, each, tab)
	}
	y := top + tab + 20
	if p.view.Tabs[0].Label == "" { // an audit has one chart
		y = top + 12
	}
	look.PutLine(p.name, deskMargin, y, half*0.5)
	look.PutLine(p.more.Aligned(fyne.TextAlignTrailing), deskMargin+half*0.4, y, half*0.6)
	look.PutLine(p.note, deskMargin, bottom-8, half)
	look.Put(p.chart, deskMargin, y+18, half, bottom-20-y-18)
	look.Put(p.rows, deskMargin+half+2*look.GapLarge, top, half, bottom-top)
}
