package ui

import "fyne.io/fyne/v2"

// billPane is the large panel while lines are rung up: the lines with the chosen
// one marked, and what they make.
type billPane struct {
	root  *fyne.Container
	title *label
	rows  [billRows]*billLine
	taken [2][2]*label
	rule  *panel
	total [2]*label
	other *label
	hint  *label
	ask   *sayBar
	items *button
	view  billView
	more  buttonView
}

type billLine struct {
	ground                   *panel
	name, times, off, amount *label
	view                     billRow
}

func newBillPane(do func(action)) *billPane {
	p := &billPane{
		title: newLabel("", sizeHint, semibold, colorMuted).cuttable(), rule: newRule(colorLine, hairline),
		total: [2]*label{newLabel("", sizeFunction, semibold, colorInk), newLabel("", sizeTotal, bold, colorInk).aligned(fyne.TextAlignTrailing)},
		other: newLabel("", sizeList, regular, colorMuted).aligned(fyne.TextAlignTrailing),
		hint:  newLabel("", sizeHint, regular, colorMuted).cuttable(), ask: newSayBar(),
	}
	objects := []fyne.CanvasObject{p.title}
	for i := range p.rows {
		r := &billLine{
			ground: newGround(colorPaper, colorPrimary, 2, corner),
			name:   newLabel("", sizeList, regular, colorInk).cuttable(),
			times:  newLabel("", sizeList, regular, colorMuted).cuttable().aligned(fyne.TextAlignTrailing),
			off:    newLabel("", sizeList, semibold, colorGood).cuttable().aligned(fyne.TextAlignTrailing),
			amount: newLabel("", sizeList, semibold, colorInk).cuttable().aligned(fyne.TextAlignTrailing),
		}
		p.rows[i] = r
		objects = append(objects, r.ground, r.name, r.times, r.off, r.amount)
	}
	for i := range p.taken {
		p.taken[i] = [2]*label{newLabel("", sizeList, regular, colorMuted), newLabel("", sizeList, regular, colorMuted).aligned(fyne.TextAlignTrailing)}
		objects = append(objects, p.taken[i][0], p.taken[i][1])
	}
	objects = append(objects, p.rule, p.total[0], p.total[1], p.other, p.hint, p.ask.root)
	p.items = newButton(do)
	p.items.size = sizeBar
	objects = append(objects, p.items.key)
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *billPane) place(size fyne.Size) {
	left, right := float32(panelPadding), size.Width-panelPadding
	width := right - left
	putLine(p.title, left, 28, width/2)
	put(p.items.key, size.Width-gapSmall-itemsWidth, gapSmall-2, itemsWidth, itemsHeight)
	putLine(p.hint, left, size.Height-24, width)
	const inset = 8
	put(p.ask.root, inset, size.Height-inset-sayHeight, size.Width-2*inset, sayHeight)

	bottom := size.Height - 46
	if p.view.ask != "" {
		bottom = size.Height - sayHeight - 2*inset - gapSmall
	}
	putLine(p.total[0], left, bottom-22, width/3)
	putLine(p.total[1], left+width/3, bottom-22, width*2/3)
	bottom -= 48
	if p.view.other != "" {
		putLine(p.other, left+width/3, bottom-4, width*2/3)
		bottom -= 22
	}
	for i := len(p.taken) - 1; i >= 0; i-- {
		if p.view.taken[i][0] != "" {
			putLine(p.taken[i][0], left, bottom-10, width/2)
			putLine(p.taken[i][1], left+width/2, bottom-10, width/2)
			bottom -= 28
		}
	}
	put(p.rule, left, bottom-2, width, hairline)
	top := float32(48)
	step := min(rowHeight, (bottom-top-6)/billRows)
	amount, off := min(170, width*0.22), min(110, width*0.15)
	times := min(190, width*0.25)
	for i, r := range p.rows {
		y := top + (float32(i)+.5)*step
		put(r.ground, left-12, y-step/2+1, width+24, step-2)
		putLine(r.amount, right-amount, y, amount)
		putLine(r.off, right-amount-off, y, off)
		putLine(r.times, right-amount-off-times, y, times)
		putLine(r.name, left, y, width-amount-off-times-8)
	}
}

func (p *billPane) set(panel panelView) {
	show(p.root, panel.kind == panelBill)
	v := panel.bill
	if p.view == v && p.more == panel.items || panel.kind != panelBill {
		return
	}
	p.view, p.more = v, panel.items
	p.items.set(panel.items)
	p.title.set(v.title)
	p.hint.set(v.hint)
	for i, r := range p.rows {
		w := v.rows[i]
		r.view = w
		show(r.ground, w.chosen)
		r.name.set(w.name)
		r.times.set(w.times)
		r.off.set(w.off)
		r.amount.set(w.amount)
	}
	for i, t := range v.taken {
		p.taken[i][0].set(t[0])
		p.taken[i][1].set(t[1])
	}
	p.total[0].set(v.total[0])
	p.total[1].set(v.total[1])
	p.other.set(v.other)
	p.ask.set(chipView{statusAttention, v.ask})
	again(p.root)
}
