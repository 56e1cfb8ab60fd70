package ui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"psar/pos/id"
)

// foot is the row under the panel: the tray of waiting payments, and today.
type foot struct {
	root    *fyne.Container
	waiting *label
	tray    *fyne.Container
	more    *label
	today   *label
	totals  *label
	entries []*trayEntry
	items   []trayItem
	do      func(action)
}

func newFoot(do func(action)) *foot {
	f := &foot{
		waiting: newLabel("", sizeBar, regular, colorMuted), more: newLabel("", sizeBar, semibold, colorMuted),
		today: newLabel("", sizeBar, regular, colorMuted), totals: newLabel("", sizeBar, semibold, colorInk),
		do: do,
	}
	f.tray = newArea(func(fyne.Size) {})
	f.root = newArea(f.place, f.waiting, f.tray, f.more, f.today, f.totals)
	return f
}

// place gives the totals what they need and the tray the rest; payments that
// find no room are counted.
func (f *foot) place(size fyne.Size) {
	y := size.Height / 2
	right := size.Width
	for _, l := range []*label{f.totals, f.today} {
		w := l.MinSize().Width
		putLine(l, right-w, y, w)
		right -= w + gap
	}
	x := float32(0)
	show(f.waiting, len(f.items) > 0)
	if len(f.items) > 0 {
		x = f.waiting.MinSize().Width
		putLine(f.waiting, 0, y, x)
		x += gap
	}
	put(f.tray, 0, 0, size.Width, size.Height)
	const moreWidth = 40
	hidden := 0
	for i, e := range f.entries {
		w := e.MinSize().Width
		room := right - x
		if i < len(f.entries)-1 {
			room -= moreWidth
		}
		if hidden > 0 || w > room {
			hidden++
			show(e, false)
			continue
		}
		show(e, true)
		put(e, x, (size.Height-trayHeight)/2, w, trayHeight)
		x += w + gap
	}
	show(f.more, hidden > 0)
	f.more.set(fmt.Sprintf("+%d", hidden))
	putLine(f.more, x, y, moreWidth)
}

func (f *foot) set(waiting string, today [2]string, items []trayItem) {
	if f.waiting.text == waiting && f.today.text == today[0] && f.totals.text == today[1] && slices.Equal(f.items, items) {
		return
	}
	same := slices.EqualFunc(f.items, items, func(a, b trayItem) bool { return a.payment == b.payment })
	f.waiting.set(waiting)
	f.today.set(today[0])
	f.totals.set(today[1])
	f.items = items
	if !same {
		f.entries = f.entries[:0]
		f.tray.RemoveAll()
		for _, item := range items {
			e := newTrayEntry(item.view, f.tapped(item.payment))
			f.entries = append(f.entries, e)
			f.tray.Add(e)
		}
	}
	for i, e := range f.entries {
		e.set(items[i].view)
	}
	again(f.root)
}

func (f *foot) tapped(id id.Payment) func() {
	return func() { f.do(action{verb: doBringFront, payment: id}) }
}
