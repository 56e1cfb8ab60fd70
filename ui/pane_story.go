package ui

import (
	"reflect"

	"fyne.io/fyne/v2"
)

// storyPane is all that is stored of one sale, over panel and keypad: the sale on
// the left, the journal's rows on the right.
type storyPane struct {
	root    *fyne.Container
	ground  *panel
	mark    *mark
	title   *label
	state   *label
	amount  *label
	heads   [2]*label
	rule    *panel
	sale    *ledger
	journal *ledger
	buttons [3]*button
	view    storyView
}

func newStoryPane(do func(action)) *storyPane {
	p := &storyPane{
		ground: newPanel(), mark: newMark(statusNone, 28), title: newLabel("", sizeTitle, bold, colorInk).cuttable(),
		state: newLabel("", sizeList, semibold, colorMuted).cuttable(), amount: newLabel("", sizeTotal, bold, colorInk).aligned(fyne.TextAlignTrailing).cuttable(),
		sale: newLedger(), journal: newLedger(), rule: newGround(colorLine, "", 0, 0),
	}
	objects := []fyne.CanvasObject{p.ground, p.mark, p.title, p.state, p.amount, p.rule, p.sale, p.journal}
	for i := range p.heads {
		p.heads[i] = newLabel("", sizeBar, semibold, colorMuted).cuttable()
		objects = append(objects, p.heads[i])
	}
	for i := range p.buttons {
		p.buttons[i] = newButton(do)
		objects = append(objects, p.buttons[i].key)
	}
	p.root = newArea(p.place, objects...)
	p.root.Hide()
	return p
}

// roll moves both lists: the shorter one stays where it ends.
func (p *storyPane) roll(n int) {
	p.sale.roll(n)
	p.journal.roll(n)
}

func (p *storyPane) set(v storyView) {
	show(p.root, v.on)
	if reflect.DeepEqual(p.view, v) {
		return
	}
	p.view = v
	p.mark.set(v.status)
	p.title.set(v.title)
	p.amount.set(v.amount)
	p.state.set(v.state)
	for i, h := range p.heads {
		h.set(v.heads[i])
	}
	for i, b := range p.buttons {
		b.set(v.buttons[i])
	}
	p.sale.set(v.sale)
	p.journal.set(v.journal)
	again(p.root)
}

func (p *storyPane) place(size fyne.Size) {
	put(p.ground, 0, 0, size.Width, size.Height)
	const key, high, mark = 172, 52, 28
	x := size.Width - gap
	for _, b := range p.buttons {
		if p.view.buttons[0].label == "" {
			break
		}
		x -= key
		put(b.key, x, gap, key, high)
		x -= gapSmall
	}
	put(p.mark, deskMargin, 38-mark/2, mark, mark)
	room := x - deskMargin - mark - gap
	putLine(p.title, deskMargin+mark+gap, 38, room)
	putLine(p.state, deskMargin, 92, size.Width/2-2*deskMargin)
	width := size.Width - 2*deskMargin
	half := (width - 2*gapLarge) / 2
	putLine(p.amount, deskMargin+half*0.4, 92, half*0.6-ledgerEdge)
	const top = 124
	putLine(p.heads[0], deskMargin, top+10, half)
	putLine(p.heads[1], deskMargin+half+2*gapLarge, top+10, half)
	bottom := size.Height - gapLarge
	put(p.rule, deskMargin+half+gapLarge, top, hairline, bottom-top)
	put(p.sale, deskMargin, top+28, half, bottom-top-28)
	put(p.journal, deskMargin+half+2*gapLarge, top+28, half, bottom-top-28)
}
