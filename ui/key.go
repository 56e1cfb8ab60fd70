package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// keyKind is what a key is for; it decides colours and sizes.
type keyKind int

const (
	keyDigit    keyKind = iota // a digit: large, no hint
	keyFunction                // anything else
	keyPrimary                 // the one main action of a screen
)

// key is a touch key: a name, and under it the key on the keyboard that does
// the same. It never takes the focus, so typing goes on reaching the router.
//
// A key that can't be used now is paler but still calls onTap: the handler
// says why.
type key struct {
	widget.BaseWidget
	kind  keyKind
	label string
	hint  string
	size  float32 // of the label
	off   bool
	onTap func()

	pressed bool
}

var (
	_ fyne.Tappable     = (*key)(nil)
	_ desktop.Mouseable = (*key)(nil)
)

func newKey(kind keyKind, label, hint string, onTap func()) *key {
	size := sizeFunction
	switch kind {
	case keyDigit:
		size = sizeDigit
	case keyPrimary:
		size = sizeTitle + 2
	}
	k := &key{kind: kind, label: label, hint: hint, size: size, onTap: onTap}
	k.ExtendBaseWidget(k)
	return k
}

// newAction returns a key for a row of actions: a function or primary key with
// its label at the size of the function keys.
func newAction(kind keyKind, label, hint string, onTap func()) *key {
	k := newKey(kind, label, hint, onTap)
	k.size = sizeFunction
	return k
}

// set changes the words; enable changes whether the key can be used now.
func (k *key) set(label, hint string) {
	if k.label == label && k.hint == hint {
		return
	}
	k.label, k.hint = label, hint
	k.Refresh()
}

func (k *key) enable(on bool) {
	if k.off == !on {
		return
	}
	k.off = !on
	k.Refresh()
}

// Tapped answers a touch or a click.
func (k *key) Tapped(*fyne.PointEvent) {
	if k.onTap != nil {
		k.onTap()
	}
}

// MouseDown and MouseUp show that the key was felt, in the same frame.
func (k *key) MouseDown(*desktop.MouseEvent) { k.press(true) }

// MouseUp ends it.
func (k *key) MouseUp(*desktop.MouseEvent) { k.press(false) }

func (k *key) press(down bool) {
	if k.pressed != down {
		k.pressed = down
		k.Refresh()
	}
}

// colours returns ground, border, label and hint for the key's kind and state.
func (k *key) colours() (ground, border, label, hint fyne.ThemeColorName) {
	switch {
	case k.kind == keyPrimary && k.off:
		return colorPrimaryOff, colorPrimaryOff, colorOnPrimaryOff, colorOnPrimaryOff
	case k.kind == keyPrimary:
		return colorPrimary, colorPrimary, colorOnPrimary, colorOnPrimary
	case k.kind == keyDigit:
		return colorKey, colorLine, colorInk, colorMuted
	default:
		return colorFunction, colorLine, colorInk, colorMuted
	}
}

const (
	offPart     = 0.45 // how much of a colour is left on a key that is off
	pressedPart = 0.80
	hintGap     = 6 // between the label's and the hint's capitals
)

func (k *key) CreateRenderer() fyne.WidgetRenderer {
	ground := newFrame()
	label := newFigure(k.label, k.size, semibold)
	hint := newFigure(k.hint, sizeHint, regular)
	p := &parts{objects: append(ground.objects(), label.Text, hint.Text)}
	p.min = func() fyne.Size {
		width := max(newFigure(k.label, k.size, semibold).width(), newFigure(k.hint, sizeHint, regular).width())
		height := lineHeight(k.size)
		if k.hint != "" {
			height += sizeHint
		}
		return fyne.NewSize(width+2*gapLarge, height+2*gapSmall)
	}
	p.place = func(size fyne.Size) {
		ground.place(fyne.Position{}, size, hairline, corner)
		room := size.Width - 2*unit
		// A name shrinks before it is cut: old monitors are narrow.
		label.TextSize = fitting(k.label, k.size, semibold, room)
		label.fit(k.label, room)
		hint.fit(k.hint, room)
		x, y := size.Width/2, size.Height/2
		if k.hint == "" {
			label.putMiddle(x, y, fyne.TextAlignCenter)
			return
		}
		// Khmer hangs below the baseline: the hint keeps clear of it.
		block := label.capital() + hintGap + label.TextSize*0.2 + hint.capital()
		top := y - block/2
		label.put(x, top+label.capital(), fyne.TextAlignCenter)
		hint.put(x, top+block, fyne.TextAlignCenter)
	}
	p.paint = func() {
		g, b, t, h := k.colours()
		label.Color, hint.Color = tint(k, t), tint(k, h)
		ground.paint(k, g, b)
		paper := tint(k, colorPaper)
		switch {
		case k.off && k.kind != keyPrimary:
			ground.inner.FillColor = pale(tint(k, g), paper, offPart)
			label.Color = pale(label.Color, paper, offPart)
			hint.Color = pale(hint.Color, paper, offPart)
		case k.pressed:
			ground.inner.FillColor = pale(tint(k, g), tint(k, colorMuted), pressedPart)
		}
	}
	return p.start()
}
