package ui

import "fyne.io/fyne/v2"

// salePane is the large panel while an amount is typed: the last payments, so
// that "did that one come through?" needs one look.
type salePane struct {
	root  *fyne.Container
	title *label
	empty *paragraph
	rows  [7]*saleRow
	items *button
	view  panelView
}

type saleRow struct {
	mark                       *mark
	name, middle, time, amount *label
	rule                       *panel
	view                       rowView
}

func newSalePane(do func(action)) *salePane {
	p := &salePane{
		title: newLabel("", sizeHint, semibold, colorMuted),
		empty: newParagraph(sizeFunction, regular, colorMuted, 3), items: newButton(do),
	}
	p.empty.align, p.empty.middle = fyne.TextAlignCenter, true
	objects := []fyne.CanvasObject{p.title, p.empty}
	for i := range p.rows {
		r := &saleRow{
			mark: newMark(statusNone, 12), name: newLabel("", sizeList, regular, colorInk).cuttable(),
			middle: newLabel("", sizeList, regular, colorMuted).cuttable().aligned(fyne.TextAlignTrailing),
			time:   newLabel("", sizeList, regular, colorMuted).cuttable().aligned(fyne.TextAlignTrailing),
			amount: newLabel("", sizeList, semibold, colorInk).cuttable().aligned(fyne.TextAlignTrailing),
			rule:   newRule(colorLine, hairline),
		}
		p.rows[i] = r
		objects = append(objects, r.mark, r.name, r.middle, r.time, r.amount, r.rule)
	}
	p.items.size = sizeBar
	p.root = newArea(p.place, append(objects, p.items.key)...)
	return p
}

const (
	rowHeight   = 42
	itemsWidth  = 112 // the key that opens the catalogue
	itemsHeight = 40
)

func (p *salePane) place(size fyne.Size) {
	putLine(p.title, panelPadding, 28, size.Width-2*panelPadding-itemsWidth)
	put(p.items.key, size.Width-gapSmall-itemsWidth, gapSmall, itemsWidth, itemsHeight)
	put(p.empty, 2*panelPadding, 0, size.Width-4*panelPadding, size.Height)
	left, right := float32(panelPadding), size.Width-panelPadding
	amount, time := min(200, size.Width*0.2), float32(64)
	// Rows keep clear of the sentence at the panel's foot.
	fits := int((size.Height - 46 - sayHeight - 16) / rowHeight)
	for i, r := range p.rows {
		y := 46 + (float32(i)+.5)*rowHeight
		put(r.mark, left, y-6, 12, 12)
		putLine(r.amount, right-amount, y, amount)
		putLine(r.time, right-amount-time-12, y, time)
		room := right - amount - time - 24 - left - 28
		putLine(r.name, left+28, y, room*0.5)
		putLine(r.middle, left+28+room*0.5, y, room*0.5-8)
		put(r.rule, left, y+rowHeight/2-hairline, right-left, hairline)
		r.show(i < fits)
	}
}

// show hides a row that is empty or has no room.
func (r *saleRow) show(fits bool) {
	for _, o := range []fyne.CanvasObject{r.mark, r.name, r.middle, r.time, r.amount, r.rule} {
		show(o, fits && r.view.name != "")
	}
}

func (p *salePane) set(v panelView) {
	show(p.root, v.kind == panelSale)
	v.said = chipView{}
	if p.view == v || !p.root.Visible() {
		return
	}
	p.view = v
	p.title.set(v.title)
	p.items.set(v.items)
	p.empty.set(v.sub, colorMuted)
	for i, r := range p.rows {
		w := v.rows[i]
		if r.view == w {
			continue
		}
		r.view = w
		r.mark.set(w.status)
		r.name.set(w.name)
		r.middle.set(w.middle)
		r.time.set(w.time)
		r.amount.set(w.amount)
	}
	again(p.root)
}
