package screen

import (
	"strconv"
	"strings"

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
	said  bool // a sentence stands at the panel's foot
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

// billStep is the least height of a line: under it letters would touch.
const billStep = 26

// billAsk is how high a question below a bill is at the least: two small lines.
const billAsk = 42

// Under bars a bill gives way before its lines do, one after the other.
const (
	billWhole    = iota
	billNoHint   // without the keys below it
	billOneTotal // the other currency beside the total
	billOneSum   // discount and tax side by side
	billBare     // without them
)

func (p *billPane) place(size fyne.Size) {
	left, right := float32(look.PanelPadding), size.Width-look.PanelPadding
	width := right - left
	look.PutLine(p.title, left, 28, right-left-itemsWidth)
	look.Put(p.items.Key, size.Width-look.GapSmall-itemsWidth, look.GapSmall-2, itemsWidth, itemsHeight)
	look.PutLine(p.hint, left, size.Height-24, width)
	const top = 48
	var room float32
	filled := p.filled()
	for tight := billWhole; tight <= billBare; tight++ {
		bottom := p.placeSums(size, tight)
		look.Put(p.rule, left, bottom-2, width, look.Hairline)
		room = bottom - top - 6
		if room >= float32(filled)*billStep || tight == billOneSum && room >= billStep {
			break
		}
	}
	fit := max(1, min(view.BillRows, int(room/billStep)))
	step := min(rowHeight, room/float32(fit))
	first, end := p.window(filled, fit)
	p.title.Set(p.titled(first, filled-end))
	amount, off := min(170, width*0.22), min(110, width*0.15)
	times := min(190, width*0.25)
	for i, r := range p.rows {
		r.show(i >= first && i < end)
		y := top + (float32(i-first)+.5)*step
		look.Put(r.ground, left-12, y-step/2+1, width+24, step-2)
		look.PutLine(r.amount, right-amount, y, amount)
		look.PutLine(r.off, right-amount-off, y, off)
		look.PutLine(r.times, right-amount-off-times, y, times)
		look.PutLine(r.name, left, y, width-amount-off-times-8)
	}
}

// placeSums places what stands under the lines, and says where that begins.
func (p *billPane) placeSums(size fyne.Size, tight int) (bottom float32) {
	left, width := float32(look.PanelPadding), size.Width-2*look.PanelPadding
	const inset = 8
	asks := float32(look.SayHeight)
	look.Show(p.hint, tight < billNoHint)
	if tight >= billNoHint && !p.said {
		asks = billAsk
	}
	look.Put(p.ask.Root, inset, size.Height-inset-asks, size.Width-2*inset, asks)
	bottom = size.Height - asks - 2*inset - 2 // a sentence covers no total, and moves none where there is room
	if tight >= billNoHint && !p.said && p.view.Ask == "" {
		bottom = size.Height - 10
	}
	look.PutLine(p.total[0], left, bottom-22, width/3)
	look.PutLine(p.total[1], left+width/3, bottom-22, width*2/3)
	beside := width - p.total[0].MinSize().Width - p.total[1].MinSize().Width - 2*look.Gap
	switch {
	case p.view.Other == "":
	case tight >= billOneTotal && p.other.MinSize().Width <= beside:
		look.PutLine(p.other, left+p.total[0].MinSize().Width+look.Gap, bottom-20, beside)
	default:
		look.PutLine(p.other, left+width/3, bottom-52, width*2/3)
		bottom -= 22
	}
	return p.placeTaken(left, bottom-48, width, tight)
}

// placeTaken places discount and tax over a height, and says where they begin.
func (p *billPane) placeTaken(left, bottom, width float32, tight int) float32 {
	for _, pair := range p.taken {
		look.Show(pair[0], tight < billBare)
		look.Show(pair[1], tight < billBare)
	}
	names, half := p.taken, (width-look.GapLarge)/2
	if tight == billOneSum && p.view.Taken[1][0] != "" && fits(names[0], half) && fits(names[1], half) {
		look.PutLine(names[0][0], left, bottom-10, half)
		look.PutLine(names[0][1], left, bottom-10, half)
		look.PutLine(names[1][0], left+width-half, bottom-10, half)
		look.PutLine(names[1][1], left+width-half, bottom-10, half)
		return bottom - 28
	}
	for i := len(names) - 1; i >= 0; i-- {
		if p.view.Taken[i][0] != "" && tight < billBare {
			look.PutLine(names[i][0], left, bottom-10, width/2)
			look.PutLine(names[i][1], left+width/2, bottom-10, width/2)
			bottom -= 28
		}
	}
	return bottom
}

// fits reports that a name and its amount have room beside each other.
func fits(pair [2]*look.Label, room float32) bool {
	return pair[0].MinSize().Width+look.Gap+pair[1].MinSize().Width <= room
}

// filled is how many rows have a line.
func (p *billPane) filled() (n int) {
	for n < len(p.view.Rows) && p.view.Rows[n].Name != "" {
		n++
	}
	return n
}

// window is which of the filled rows stand in the room of so many: the chosen one is among
// them, and the last one where nothing before it was chosen.
func (p *billPane) window(filled, room int) (first, end int) {
	last := max(0, filled-room)
	first = last
	for i, r := range p.view.Rows[:max(0, filled-1)] {
		if r.Chosen {
			first = max(0, min(i-room/2, last))
		}
	}
	return first, min(filled, first+room)
}

// titled is the title, and how many lines are not seen above and below.
func (p *billPane) titled(above, below int) string {
	title := p.view.Title
	for _, n := range []struct {
		arrow string
		lines int
	}{{"↑", p.view.Above + above}, {"↓", p.view.Below + below}} {
		if n.lines > 0 {
			title += " · " + n.arrow + " " + strings.ReplaceAll(p.view.More, "%s", strconv.Itoa(n.lines))
		}
	}
	return title
}

// show hides a line that has no room.
func (r *billLine) show(fits bool) {
	for _, o := range []fyne.CanvasObject{r.name, r.times, r.off, r.amount} {
		look.Show(o, fits)
	}
	look.Show(r.ground, fits && r.view.Chosen)
}

func (p *billPane) set(panel view.Panel) {
	look.Show(p.root, panel.Kind == view.PanelBill)
	v := panel.Bill
	said := panel.Said.Text != ""
	if p.view == v && p.more == panel.Items && p.said == said || panel.Kind != view.PanelBill {
		return
	}
	p.view, p.more, p.said = v, panel.Items, said
	p.items.Set(panel.Items)
	p.hint.Set(v.Hint)
	for i, r := range p.rows {
		w := v.Rows[i]
		r.view = w
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
