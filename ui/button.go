package ui

import "fyne.io/fyne/v2"

// button is a key whose name and action come from the view.
type button struct {
	*key
	view buttonView
}

func newButton(do func(action)) *button {
	b := &button{}
	b.key = newAction(keyFunction, "", "", func() { do(b.view.action) })
	b.Hide()
	return b
}

func (b *button) set(v buttonView) {
	if b.view == v {
		return
	}
	b.view = v
	b.kind = keyFunction
	if v.primary {
		b.kind = keyPrimary
	}
	b.label, b.hint, b.off = v.label, v.hint, v.off
	show(b.key, v.label != "")
	b.Refresh()
}

// say is the bar of a short sentence: its status as a shape, and the words.
type sayBar struct {
	root   *fyne.Container
	ground *panel
	mark   *mark
	text   *paragraph
	view   chipView
}

func newSayBar() *sayBar {
	b := &sayBar{
		ground: newGround(colorPaper, "", 0, corner), mark: newMark(statusNone, 24),
		text: newParagraph(sizeBar, regular, colorInk, 2),
	}
	b.text.middle = true
	b.root = newArea(func(size fyne.Size) {
		put(b.ground, 0, 0, size.Width, size.Height)
		put(b.mark, 16, size.Height/2-12, 24, 24)
		put(b.text, 54, 0, size.Width-54-16, size.Height)
	}, b.ground, b.mark, b.text)
	b.root.Hide()
	return b
}

const sayHeight = 58

func (b *sayBar) set(v chipView) {
	if b.view == v {
		return
	}
	b.view = v
	_, ground := v.status.colours()
	if v.status == statusNone {
		ground = colorPaper
	}
	b.ground.tint(ground, "")
	b.mark.set(v.status)
	b.text.set(v.text, colorInk)
	show(b.root, v.text != "")
}
