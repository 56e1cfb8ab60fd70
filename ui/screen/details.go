package screen

import (
	"reflect"

	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// storyPane is all that is stored of one sale, over panel and keypad: the sale on
// the left, the journal's rows on the right.
type storyPane struct {
	root    *fyne.Container
	ground  *look.Panel
	mark    *look.Mark
	title   *look.Label
	state   *look.Label
	amount  *look.Label
	heads   [2]*look.Label
	rule    *look.Panel
	sale    *look.Ledger
	journal *look.Ledger
	buttons [3]*look.Button
	view    view.Details
}

func newDetailsPane(do func(view.Action)) *storyPane {
	p := &storyPane{
		ground: look.NewPanel(), mark: look.NewMark(view.StatusNone, 28), title: look.NewLabel("", look.SizeTitle, look.Bold, look.ColorInk).Cuttable(),
		state: look.NewLabel("", look.SizeList, look.Semibold, look.ColorMuted).Cuttable(), amount: look.NewLabel("", look.SizeTotal, look.Bold, look.ColorInk).Aligned(fyne.TextAlignTrailing).Cuttable(),
		sale: look.NewLedger(), journal: look.NewLedger(), rule: look.NewGround(look.ColorLine, "", 0, 0),
	}
	objects := []fyne.CanvasObject{p.ground, p.mark, p.title, p.state, p.amount, p.rule, p.sale, p.journal}
	for i := range p.heads {
		p.heads[i] = look.NewLabel("", look.SizeBar, look.Semibold, look.ColorMuted).Cuttable()
		objects = append(objects, p.heads[i])
	}
	for i := range p.buttons {
		p.buttons[i] = look.NewButton(do)
		objects = append(objects, p.buttons[i].Key)
	}
	p.root = look.NewArea(p.place, objects...)
	p.root.Hide()
	return p
}

// roll moves both lists: the shorter one stays where it ends.
func (p *storyPane) roll(n int) {
	p.sale.Roll(n)
	p.journal.Roll(n)
}

func (p *storyPane) set(v view.Details) {
	look.Show(p.root, v.On)
	if reflect.DeepEqual(p.view, v) {
		return
	}
	p.view = v
	p.mark.Set(v.Status)
	p.title.Set(v.Title)
	p.amount.Set(v.Amount)
	p.state.Set(v.State)
	for i, h := range p.heads {
		h.Set(v.Heads[i])
	}
	for i, b := range p.buttons {
		b.Set(v.Buttons[i])
	}
	p.sale.Set(v.Sale)
	p.journal.Set(v.Journal)
	look.Again(p.root)
}

func (p *storyPane) place(size fyne.Size) {
	look.Put(p.ground, 0, 0, size.Width, size.Height)
	const key, high, mark = 172, 52, 28
	x := size.Width - look.Gap
	for _, b := range p.buttons {
		if p.view.Buttons[0].Label == "" {
			break
		}
		x -= key
		look.Put(b.Key, x, look.Gap, key, high)
		x -= look.GapSmall
	}
	look.Put(p.mark, deskMargin, 38-mark/2, mark, mark)
	room := x - deskMargin - mark - look.Gap
	look.PutLine(p.title, deskMargin+mark+look.Gap, 38, room)
	look.PutLine(p.state, deskMargin, 92, size.Width/2-2*deskMargin)
	width := size.Width - 2*deskMargin
	half := (width - 2*look.GapLarge) / 2
	look.PutLine(p.amount, deskMargin+half*0.4, 92, half*0.6-look.LedgerEdge)
	const top = 124
	look.PutLine(p.heads[0], deskMargin, top+10, half)
	look.PutLine(p.heads[1], deskMargin+half+2*look.GapLarge, top+10, half)
	bottom := size.Height - look.GapLarge
	look.Put(p.rule, deskMargin+half+look.GapLarge, top, look.Hairline, bottom-top)
	look.Put(p.sale, deskMargin, top+28, half, bottom-top-28)
	look.Put(p.journal, deskMargin+half+2*look.GapLarge, top+28, half, bottom-top-28)
}
