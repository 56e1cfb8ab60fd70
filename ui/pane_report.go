package ui

import (
	"reflect"

	"fyne.io/fyne/v2"
)

// reportPane is a report over panel and keypad: what an owner looks at first, a
// chart on the left, every figure on the right; or how far the report is.
type reportPane struct {
	root    *fyne.Container
	ground  *panel
	title   *label
	sub     *label
	tiles   [4]*reportTilePane
	tabs    [chartKinds]*button
	name    *label
	note    *label
	more    *label
	chart   *chart
	rows    *ledger
	buttons [3]*button

	progress  *label
	bar, done *panel

	view reportView
}

// reportTilePane is one figure on a ground of its own.
type reportTilePane struct {
	ground *panel
	mark   *mark
	name   *label
	amount *paragraph
	sub    *label
}

func newReportPane(do func(action)) *reportPane {
	p := &reportPane{
		ground: newPanel(), title: newLabel("", sizeTitle, bold, colorInk).cuttable(), sub: newLabel("", sizeBar, regular, colorMuted).cuttable(),
		name: newLabel("", sizeList, semibold, colorInk).cuttable(), note: newLabel("", sizeHint, regular, colorMuted).cuttable(),
		more: newLabel("", sizeHint, regular, colorMuted).cuttable(), chart: newChart(), rows: newLedger(),
		progress: newLabel("", sizeFunction, semibold, colorInk).aligned(fyne.TextAlignCenter).cuttable(),
		bar:      newGround(colorFunction, "", 0, 6), done: newGround(colorPrimary, "", 0, 6),
	}
	objects := []fyne.CanvasObject{p.ground, p.title, p.sub, p.name, p.note, p.more, p.chart, p.rows, p.bar, p.done, p.progress}
	for i := range p.tiles {
		t := &reportTilePane{
			ground: newPanel(), mark: newMark(statusNone, 14), name: newLabel("", sizeBar, regular, colorMuted).cuttable(),
			amount: newParagraph(sizeTitle, bold, colorInk, 1), sub: newLabel("", sizeHint, regular, colorMuted).cuttable(),
		}
		p.tiles[i] = t
		objects = append(objects, t.ground, t.mark, t.name, t.amount, t.sub)
	}
	for i := range p.tabs {
		p.tabs[i] = newButton(do)
		p.tabs[i].size = sizeBar
		objects = append(objects, p.tabs[i].key)
	}
	for i := range p.buttons {
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *reportPane) set(v reportView) {
	show(p.root, v.on)
	if reflect.DeepEqual(p.view, v) {
		return
	}
	p.view = v
	p.title.set(v.title)
	p.sub.set(v.sub)
	for _, o := range []fyne.CanvasObject{p.bar, p.progress} {
		show(o, v.working)
	}
	show(p.done, v.working && v.part > 0)
	for _, o := range []fyne.CanvasObject{p.sub, p.name, p.note, p.more, p.chart, p.rows} {
		show(o, !v.working)
	}
	p.progress.set(v.progress)
	for i, b := range p.tabs {
		b.set(v.tabs[i])
	}
	for i, b := range p.buttons {
		b.set(v.buttons[i])
	}
	p.name.set(v.chart.title)
	p.note.set(v.chart.note)
	p.more.set(v.chart.more)
	p.chart.set(v.chart.bars)
	p.rows.set(v.rows)
	again(p.root)
}

func (t *reportTilePane) set(v reportTile) {
	for _, o := range []fyne.CanvasObject{t.ground, t.name, t.amount, t.sub} {
		show(o, v.name != "")
	}
	show(t.mark, v.status != statusNone)
	t.mark.set(v.status)
	ground, border, ink := colorCard, colorLine, colorMuted
	if v.status == statusAttention {
		ground, border, ink = colorAttentionGround, colorAttention, colorAttention
	}
	t.ground.tint(ground, border)
	t.name.tint(ink)
	t.name.set(v.name)
	t.amount.set(v.amount, colorInk)
	t.sub.set(v.sub)
}

func (t *reportTilePane) place(x, y, w, h float32) {
	const inset = 14
	put(t.ground, x, y, w, h)
	lead := x + inset
	if t.mark.Visible() {
		put(t.mark, lead, y+20-7, 14, 14)
		lead += 22
	}
	putLine(t.name, lead, y+20, x+w-inset-lead)
	putFigures(t.amount, sizeTitle, x+inset, y+46, w-2*inset)
	putLine(t.sub, x+inset, y+h-15, w-2*inset)
}

func (p *reportPane) place(size fyne.Size) {
	put(p.ground, 0, 0, size.Width, size.Height)
	const key, high = 160, 52
	x := size.Width - gap
	for i, b := range p.buttons {
		if p.view.buttons[i].label == "" {
			continue
		}
		x -= key
		put(b.key, x, gap, key, high)
		x -= gapSmall
	}
	putLine(p.title, deskMargin, 32, x-deskMargin)
	putLine(p.sub, deskMargin, 62, x-deskMargin)
	width := size.Width - 2*deskMargin
	if p.view.working {
		for _, t := range p.tiles {
			t.set(reportTile{})
		}
		y, w := size.Height/2, min(width, 620)
		left := (size.Width - w) / 2
		putLine(p.progress, deskMargin, y-34, width)
		put(p.bar, left, y, w, 12)
		put(p.done, left, y, max(12, w*float32(p.view.part)/1000), 12)
		return
	}
	const tilesTop, tileHeight, tab, roomy = 84, 88, 46, 590
	top, tile := float32(tilesTop), (width-3*panelGap)/4
	for i, t := range p.tiles {
		v := p.view.tiles[i]
		if size.Height < roomy { // under notices: the chart needs the place, and every figure stands below
			v = reportTile{}
		}
		t.set(v)
		t.place(deskMargin+float32(i)*(tile+panelGap), tilesTop, tile, tileHeight)
	}
	if size.Height >= roomy {
		top += tileHeight + gap
	}
	bottom := size.Height - gapLarge
	half := (width - 2*gapLarge) / 2
	each := (half - (float32(chartKinds)-1)*6) / float32(chartKinds)
	for i, b := range p.tabs {
		put(b.key, deskMargin+float32(i)*(each+6), top, each, tab)
	}
	y := top + tab + 20
	putLine(p.name, deskMargin, y, half*0.5)
	putLine(p.more.aligned(fyne.TextAlignTrailing), deskMargin+half*0.4, y, half*0.6)
	putLine(p.note, deskMargin, bottom-8, half)
	put(p.chart, deskMargin, y+18, half, bottom-20-y-18)
	put(p.rows, deskMargin+half+2*gapLarge, top, half, bottom-top)
}
