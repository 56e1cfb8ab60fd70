package ui

import "fyne.io/fyne/v2"

// noticeBar is a bar over the panel: something to read, with keys to answer.
type noticeBar struct {
	root    *fyne.Container
	ground  *panel
	mark    *mark
	text    *paragraph
	buttons [2]*button
	view    noticeView
}

const (
	noticeHeight = 64
	maxNotices   = 2 // more would push the amount off the screen; they follow
)

func newNoticeBar(do func(action)) *noticeBar {
	n := &noticeBar{
		ground: newGround(colorAttentionGround, colorAttention, hairline, corner), mark: newMark(statusAttention, 24),
		text: newParagraph(sizeBar, regular, colorInk, 3),
	}
	n.text.middle = true
	objects := []fyne.CanvasObject{n.ground, n.mark, n.text}
	for i := range n.buttons {
		n.buttons[i] = newButton(do)
		n.buttons[i].size = sizeBar
		objects = append(objects, n.buttons[i].key)
	}
	n.root = newArea(n.place, objects...)
	n.root.Hide()
	return n
}

func (n *noticeBar) place(size fyne.Size) {
	put(n.ground, 0, 0, size.Width, size.Height)
	put(n.mark, 18, size.Height/2-12, 24, 24)
	right := size.Width - gapSmall
	for i := len(n.buttons) - 1; i >= 0; i-- {
		b := n.buttons[i]
		if !b.Visible() {
			continue
		}
		w := max(96, b.MinSize().Width)
		put(b.key, right-w, gapSmall, w, size.Height-2*gapSmall)
		right -= w + gapSmall
	}
	n.text.resize(sizeBar)
	if n.text.height(right-58-gapSmall) > size.Height {
		n.text.resize(sizeHint)
	}
	put(n.text, 58, 0, right-58-gapSmall, size.Height)
}

func (n *noticeBar) set(v noticeView) {
	show(n.root, v.text != "")
	if n.view == v {
		return
	}
	n.view = v
	border, ground := v.status.colours()
	n.ground.tint(ground, border)
	n.mark.set(v.status)
	n.text.set(v.text, colorInk)
	for i, b := range n.buttons {
		b.set(v.buttons[i])
	}
	again(n.root)
}
