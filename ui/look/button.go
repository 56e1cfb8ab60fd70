package look

import (
	"fyne.io/fyne/v2"

	"psar/ui/view"
)

// Button is a key whose name and action come from the view.
type Button struct {
	*Key
	view view.Button
}

func NewButton(do func(view.Action)) *Button {
	b := &Button{}
	b.Key = newAction(KeyFunction, "", "", func() { do(b.view.Action) })
	b.Hide()
	return b
}

func (b *Button) Set(v view.Button) {
	if b.view == v {
		return
	}
	b.view = v
	b.kind = KeyFunction
	if v.Primary {
		b.kind = KeyPrimary
	}
	b.label, b.hint, b.off = v.Label, v.Hint, v.Off
	Show(b.Key, v.Label != "")
	b.Refresh()
}

// say is the bar of a short sentence: its status as a shape, and the words.
type Say struct {
	Root   *fyne.Container
	ground *Panel
	mark   *Mark
	text   *Paragraph
	view   view.Chip
}

func NewSay() *Say {
	b := &Say{
		ground: NewGround(ColorPaper, "", 0, Corner), mark: NewMark(view.StatusNone, 24),
		text: NewParagraph(SizeBar, Regular, ColorInk, 3),
	}
	b.text.Middle = true
	b.Root = NewArea(func(size fyne.Size) {
		Put(b.ground, 0, 0, size.Width, size.Height)
		Put(b.mark, 16, size.Height/2-12, 24, 24)
		room := size.Width - 54 - 16
		b.text.Scale(SizeBar)
		if b.text.Height(room) > size.Height { // more than two lines
			b.text.Scale(SizeHint)
		}
		Put(b.text, 54, 0, room, size.Height)
	}, b.ground, b.mark, b.text)
	b.Root.Hide()
	return b
}

const SayHeight = 58

func (b *Say) Set(v view.Chip) {
	if b.view == v {
		return
	}
	b.view = v
	_, ground := Colours(v.Status)
	if v.Status == view.StatusNone {
		ground = ColorPaper
	}
	b.ground.Tint(ground, "")
	b.mark.Set(v.Status)
	b.text.Set(v.Text, ColorInk)
	Show(b.Root, v.Text != "")
	Again(b.Root)
}
