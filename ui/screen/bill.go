package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// billPane is the large panel while lines are rung up: the lines with the chosen
// one marked, and what they make.
type billPane struct {
	root  *fyne.Container
	title *look.Label
	rows  [view.BillRows]*billLine
	taken [2][2]*look.Label
	rule  *look.Panel
	total [2]*look.Label
	other *look.Label
	hint  *look.Label
	ask   *look.Say
	items *look.Button
	view  view.Bill
	more  view.Button
}

type billLine struct {
	ground                   *look.Panel
	name, times, off, amount *look.Label
	view                     view.BillRow
}

func newBillPane(do func(view.Action)) *billPane {
	p := &billPane{
		title: look.NewLabel("", look.SizeHint, look.Semibold, look.ColorMuted).Cuttable(), rule: look.NewRule(look.ColorLine, look.Hairline),
		total: [2]*look.Label{look.NewLabel("", look.SizeFunction, look.Semibold, look.ColorInk), look.NewLabel("", look.SizeTotal, look.Bold, look.ColorInk).Aligned(fyne.TextAlignTrailing)},
		other: look.NewLabel("", look.SizeList, look.Regular, look.ColorMuted).Aligned(fyne.TextAlignTrailing),
		hint:  look.NewLabel("", look.SizeHint, look.Regular, look.ColorMuted).Cuttable(), ask: look.NewSay(),
	}
	objects := []fyne.CanvasObject{p.title}
	for i := range p.rows {
		r := &billLine{
			ground: look.NewGround(look.ColorPaper, look.ColorPrimary, 2, look.Corner),
			name:   look.NewLabel("", look.SizeList, look.Regular, look.ColorInk).Cuttable(),
			times:  look.NewLabel("", look.SizeList, look.Regular, look.ColorMuted).Cuttable().Aligned(fyne.TextAlignTrailing),
			off:    look.NewLabel("", look.SizeList, look.Semibold, look.ColorGood).Cuttable().Aligned(fyne.TextAlignTrailing),
			amount: look.NewLabel("", look.SizeList, look.Semibold, look.ColorInk).Cuttable().Aligned(fyne.TextAlignTrailing),
		}
		p.rows[i] = r
		objects = append(objects, r.ground, r.name, r.times, r.off, r.amount)
	}
	for i := range p.taken {
		p.taken[i] = [2]*look.Label{look.NewLabel("", look.SizeList, look.Regular, look.ColorMuted), look.NewLabel("", look.SizeList, look.Regular, look.ColorMuted).Aligned(fyne.TextAlignTrailing)}
		objects = append(objects, p.taken[i][0], p.taken[i][1])
	}
	objects = append(objects, p.rule, p.total[0], p.total[1], p.other, p.hint, p.ask.Root)
	p.items = look.NewButton(do)
	p.items.TextSize = look.SizeBar
	objects = append(objects, p.items.Key)
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

func (p *billPane) place(size fyne.Size) {
	left, right := float32(look.PanelPadding), size.Width-look.PanelPadding
	width := right - left
	look.PutLine(p.title, left, 28, width/2)
	look.Put(p.items.Key, size.Width-look.GapSmall-itemsWidth, look.GapSmall-2, itemsWidth, itemsHeight)
	look.PutLine(p.hint, left, size.Height-24, width)
	const inset = 8
	look.Put(p.ask.Root, inset, size.Height-inset-look.SayHeight, size.Width-2*inset, look.SayHeight)

	bottom := size.Height - 46
	if p.view.Ask != "" {
		bottom = size.Height - look.SayHeight - 2*inset - look.GapSmall
	}
	look.PutLine(p.total[0], left, bottom-22, width/3)
	look.PutLine(p.total[1], left+width/3, bottom-22, width*2/3)
	bottom -= 48
	if p.view.Other != "" {
		look.PutLine(p.other, left+width/3, bottom-4, width*2/3)
		bottom -= 22
	}
	for i := len(p.taken) - 1; i >= 0; i-- {
		if p.view.Taken[i][0] != "" {
			look.PutLine(p.taken[i][0], left, bottom-10, width/2)
			look.PutLine(p.taken[i][1], left+width/2, bottom-10, width/2)
			bottom -= 28
		}
	}
	look.Put(p.rule, left, bottom-2, width, look.Hairline)
	top := float32(48)
	step := min(rowHeight, (bottom-top-6)/view.BillRows)
	amount, off := min(170, width*0.22), min(110, width*0.15)
	times := min(190, width*0.25)
	for i, r := range p.rows {
		y := top + (float32(i)+.5)*step
		look.Put(r.ground, left-12, y-step/2+1, width+24, step-2)
		look.PutLine(r.amount, right-amount, y, amount)
		look.PutLine(r.off, right-amount-off, y, off)
		look.PutLine(r.times, right-amount-off-times, y, times)
		look.PutLine(r.name, left, y, width-amount-off-times-8)
	}
}

func (p *billPane) set(panel view.Panel) {
	look.Show(p.root, panel.Kind == view.PanelBill)
	v := panel.Bill
	if p.view == v && p.more == panel.Items || panel.Kind != view.PanelBill {
		return
	}
	p.view, p.more = v, panel.Items
	p.items.Set(panel.Items)
	p.title.Set(v.Title)
	p.hint.Set(v.Hint)
	for i, r := range p.rows {
		w := v.Rows[i]
		r.view = w
		look.Show(r.ground, w.Chosen)
		r.name.Set(w.Name)
		r.times.Set(w.Times)
		r.off.Set(w.Off)
		r.amount.Set(w.Amount)
	}
	for i, t := range v.Taken {
		p.taken[i][0].Set(t[0])
		p.taken[i][1].Set(t[1])
	}
	p.total[0].Set(v.Total[0])
	p.total[1].Set(v.Total[1])
	p.other.Set(v.Other)
	p.ask.Set(view.Chip{Status: view.StatusAttention, Text: v.Ask})
	look.Again(p.root)
}
