package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// salePane is the large panel while an amount is typed: the last payments, so
// that "did that one come through?" needs one look.
type salePane struct {
	root  *fyne.Container
	title *look.Label
	empty *look.Paragraph
	rows  [7]*saleRow
	items *look.Button
	view  view.Panel
}

type saleRow struct {
	mark                       *look.Mark
	name, middle, time, amount *look.Label
	rule                       *look.Panel
	view                       view.Row
}

func newSalePane(do func(view.Action)) *salePane {
	p := &salePane{
		title: look.NewLabel("", look.SizeHint, look.Semibold, look.ColorMuted),
		empty: look.NewParagraph(look.SizeFunction, look.Regular, look.ColorMuted, 3), items: look.NewButton(do),
	}
	p.empty.Align, p.empty.Middle = fyne.TextAlignCenter, true
	objects := []fyne.CanvasObject{p.title, p.empty}
	for i := range p.rows {
		r := &saleRow{
			mark: look.NewMark(view.StatusNone, 12), name: look.NewLabel("", look.SizeList, look.Regular, look.ColorInk).Cuttable(),
			middle: look.NewLabel("", look.SizeList, look.Regular, look.ColorMuted).Cuttable().Aligned(fyne.TextAlignTrailing),
			time:   look.NewLabel("", look.SizeList, look.Regular, look.ColorMuted).Cuttable().Aligned(fyne.TextAlignTrailing),
			amount: look.NewLabel("", look.SizeList, look.Semibold, look.ColorInk).Cuttable().Aligned(fyne.TextAlignTrailing),
			rule:   look.NewRule(look.ColorLine, look.Hairline),
		}
		p.rows[i] = r
		objects = append(objects, r.mark, r.name, r.middle, r.time, r.amount, r.rule)
	}
	p.items.TextSize = look.SizeBar
	p.root = look.NewArea(p.place, append(objects, p.items.Key)...)
	return p
}

const (
	rowHeight   = 42
	itemsWidth  = 112 // the key that opens the catalogue
	itemsHeight = 40
)

func (p *salePane) place(size fyne.Size) {
	look.PutLine(p.title, look.PanelPadding, 28, size.Width-2*look.PanelPadding-itemsWidth)
	look.Put(p.items.Key, size.Width-look.GapSmall-itemsWidth, look.GapSmall, itemsWidth, itemsHeight)
	look.Put(p.empty, 2*look.PanelPadding, 0, size.Width-4*look.PanelPadding, size.Height)
	left, right := float32(look.PanelPadding), size.Width-look.PanelPadding
	amount, time := min(200, size.Width*0.2), float32(64)
	// Rows keep clear of the sentence at the panel's foot.
	fits := int((size.Height - 46 - look.SayHeight - 16) / rowHeight)
	for i, r := range p.rows {
		y := 46 + (float32(i)+.5)*rowHeight
		look.Put(r.mark, left, y-6, 12, 12)
		look.PutLine(r.amount, right-amount, y, amount)
		look.PutLine(r.time, right-amount-time-12, y, time)
		room := right - amount - time - 24 - left - 28
		look.PutLine(r.name, left+28, y, room*0.5)
		look.PutLine(r.middle, left+28+room*0.5, y, room*0.5-8)
		look.Put(r.rule, left, y+rowHeight/2-look.Hairline, right-left, look.Hairline)
		r.show(i < fits)
	}
}

// show hides a row that is empty or has no room.
func (r *saleRow) show(fits bool) {
	for _, o := range []fyne.CanvasObject{r.mark, r.name, r.middle, r.time, r.amount, r.rule} {
		look.Show(o, fits && r.view.Name != "")
	}
}

func (p *salePane) set(v view.Panel) {
	look.Show(p.root, v.Kind == view.PanelSale)
	v.Said = view.Chip{}
	if p.view == v || !p.root.Visible() {
		return
	}
	p.view = v
	p.title.Set(v.Title)
	p.items.Set(v.Items)
	p.empty.Set(v.Sub, look.ColorMuted)
	for i, r := range p.rows {
		w := v.Rows[i]
		if r.view == w {
			continue
		}
		r.view = w
		r.mark.Set(w.Status)
		r.name.Set(w.Name)
		r.middle.Set(w.Middle)
		r.time.Set(w.Time)
		r.amount.Set(w.Amount)
	}
	look.Again(p.root)
}
