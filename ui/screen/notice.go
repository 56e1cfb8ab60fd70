package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// noticeBar is a bar over the panel: something to read, with keys to answer.
type noticeBar struct {
	root    *fyne.Container
	ground  *look.Panel
	mark    *look.Mark
	text    *look.Paragraph
	buttons [2]*look.Button
	view    view.Notice
}

const noticeHeight = 64

func newNoticeBar(do func(view.Action)) *noticeBar {
	n := &noticeBar{
		ground: look.NewGround(look.ColorAttentionGround, look.ColorAttention, look.Hairline, look.Corner), mark: look.NewMark(view.StatusAttention, 24),
		text: look.NewParagraph(look.SizeBar, look.Regular, look.ColorInk, 3),
	}
	n.text.Middle = true
	objects := []fyne.CanvasObject{n.ground, n.mark, n.text}
	for i := range n.buttons {
		n.buttons[i] = look.NewButton(do)
		n.buttons[i].TextSize = look.SizeBar
		objects = append(objects, n.buttons[i].Key)
	}
	n.root = look.NewArea(n.place, objects...)
	n.root.Hide()
	return n
}

func (n *noticeBar) place(size fyne.Size) {
	look.Put(n.ground, 0, 0, size.Width, size.Height)
	look.Put(n.mark, 18, size.Height/2-12, 24, 24)
	right := size.Width - look.GapSmall
	for i := len(n.buttons) - 1; i >= 0; i-- {
		b := n.buttons[i]
		if !b.Visible() {
			continue
		}
		w := max(96, b.MinSize().Width)
		look.Put(b.Key, right-w, look.GapSmall, w, size.Height-2*look.GapSmall)
		right -= w + look.GapSmall
	}
	n.text.Scale(look.SizeBar)
	if n.text.Height(right-58-look.GapSmall) > size.Height {
		n.text.Scale(look.SizeHint)
	}
	look.Put(n.text, 58, 0, right-58-look.GapSmall, size.Height)
}

func (n *noticeBar) set(v view.Notice) {
	look.Show(n.root, v.Text != "")
	if n.view == v {
		return
	}
	n.view = v
	border, ground := look.Colours(v.Status)
	n.ground.Tint(ground, border)
	n.mark.Set(v.Status)
	n.text.Set(v.Text, look.ColorInk)
	for i, b := range n.buttons {
		b.Set(v.Buttons[i])
	}
	look.Again(n.root)
}
