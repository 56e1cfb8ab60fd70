package screen

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"psar/pos/id"
	"psar/ui/look"
	"psar/ui/view"
)

// foot is the row under the panel: the tray of waiting payments, and today.
type foot struct {
	root    *fyne.Container
	waiting *look.Label
	tray    *fyne.Container
	more    *look.Label
	today   *look.Label
	totals  *look.Label
	entries []*look.Tray
	items   []view.TrayItem
	do      func(view.Action)
}

func newFoot(do func(view.Action)) *foot {
	f := &foot{
		waiting: look.NewLabel("", look.SizeBar, look.Regular, look.ColorMuted), more: look.NewLabel("", look.SizeBar, look.Semibold, look.ColorMuted),
		today: look.NewLabel("", look.SizeBar, look.Regular, look.ColorMuted), totals: look.NewLabel("", look.SizeBar, look.Semibold, look.ColorInk),
		do: do,
	}
	f.tray = look.NewArea(func(fyne.Size) {})
	f.root = look.NewArea(f.place, f.waiting, f.tray, f.more, f.today, f.totals)
	return f
}

// place gives the totals what they need and the tray the rest; payments that
// find no room are counted.
func (f *foot) place(size fyne.Size) {
	y := size.Height / 2
	right := size.Width
	for _, l := range []*look.Label{f.totals, f.today} {
		w := l.MinSize().Width
		look.PutLine(l, right-w, y, w)
		right -= w + look.Gap
	}
	x := float32(0)
	look.Show(f.waiting, len(f.items) > 0)
	if len(f.items) > 0 {
		x = f.waiting.MinSize().Width
		look.PutLine(f.waiting, 0, y, x)
		x += look.Gap
	}
	look.Put(f.tray, 0, 0, size.Width, size.Height)
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
			look.Show(e, false)
			continue
		}
		look.Show(e, true)
		look.Put(e, x, (size.Height-look.TrayHeight)/2, w, look.TrayHeight)
		x += w + look.Gap
	}
	look.Show(f.more, hidden > 0)
	f.more.Set(fmt.Sprintf("+%d", hidden))
	look.PutLine(f.more, x, y, moreWidth)
}

func (f *foot) set(waiting string, today [2]string, items []view.TrayItem) {
	if f.waiting.Text == waiting && f.today.Text == today[0] && f.totals.Text == today[1] && slices.Equal(f.items, items) {
		return
	}
	same := slices.EqualFunc(f.items, items, func(a, b view.TrayItem) bool { return a.Payment == b.Payment })
	f.waiting.Set(waiting)
	f.today.Set(today[0])
	f.totals.Set(today[1])
	f.items = items
	if !same {
		f.entries = f.entries[:0]
		f.tray.RemoveAll()
		for _, item := range items {
			e := look.NewTray(item.View, f.tapped(item.Payment))
			f.entries = append(f.entries, e)
			f.tray.Add(e)
		}
	}
	for i, e := range f.entries {
		e.Set(items[i].View)
	}
	look.Again(f.root)
}

func (f *foot) tapped(id id.Payment) func() {
	return func() { f.do(view.Action{Verb: view.DoBringFront, Payment: id}) }
}
