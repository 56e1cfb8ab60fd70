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
	more    *look.Label
	buttons [2]*look.Button
	view    view.Notice
}

// A bar is as high as its key. A sentence that is longer than two small lines gets a
// taller one: nowhere else can it be read.
const (
	noticeHeight = 48
	noticeText   = 50 // where the sentence begins
)

func newNoticeBar(do func(view.Action)) *noticeBar {
	n := &noticeBar{
		ground: look.NewGround(look.ColorAttentionGround, look.ColorAttention, look.Hairline, look.Corner), mark: look.NewMark(view.StatusAttention, 24),
		text: look.NewParagraph(look.SizeBar, look.Regular, look.ColorInk, 4),
		more: look.NewLabel("", look.SizeHint, look.Semibold, look.ColorInk),
	}
	n.text.Middle = true
	objects := []fyne.CanvasObject{n.ground, n.mark, n.text, n.more}
	for i := range n.buttons {
		n.buttons[i] = look.NewButton(do)
		n.buttons[i].TextSize = look.SizeBar
		objects = append(objects, n.buttons[i].Key)
	}
	n.root = look.NewArea(n.place, objects...)
	n.root.Hide()
	return n
}

// room is how wide the sentence may be in a bar.
func (n *noticeBar) room(width float32) float32 {
	for _, b := range n.buttons {
		if b.Visible() {
			width -= noticeKey(b) + noticeInset
		}
	}
	if n.view.More != "" {
		width -= n.more.MinSize().Width + look.Gap
	}
	return width - noticeText - look.Gap
}

// noticeInset is between a bar's edge and its keys.
const noticeInset = 3

func noticeKey(b *look.Button) float32 { return max(96, b.MinSize().Width) }

// height is what a bar takes of a window so wide; its letters become smaller before it grows.
func (n *noticeBar) height(width float32) float32 {
	room := n.room(width)
	n.text.Scale(look.SizeBar)
	if n.text.Height(room) <= look.LineHeight(look.SizeBar) {
		return noticeHeight
	}
	n.text.Scale(look.SizeHint)
	return max(noticeHeight, n.text.Height(room))
}

func (n *noticeBar) place(size fyne.Size) {
	n.height(size.Width)
	look.Put(n.ground, 0, 0, size.Width, size.Height)
	look.Put(n.mark, 14, size.Height/2-12, 24, 24)
	right := size.Width - noticeInset
	for i := len(n.buttons) - 1; i >= 0; i-- {
		b := n.buttons[i]
		if !b.Visible() {
			continue
		}
		w := noticeKey(b)
		look.Put(b.Key, right-w, noticeInset, w, size.Height-2*noticeInset)
		right -= w + noticeInset
	}
	if n.view.More != "" {
		w := n.more.MinSize().Width
		look.PutLine(n.more, right-look.Gap-w, size.Height/2, w)
	}
	look.Put(n.text, noticeText, 0, n.room(size.Width), size.Height)
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
	n.more.Set(v.More)
	for i, b := range n.buttons {
		b.Set(v.Buttons[i])
	}
	look.Again(n.root)
}
