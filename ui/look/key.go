package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// KeyKind is what a key is for; it decides colours and sizes.
type KeyKind int

const (
	KeyDigit    KeyKind = iota // a digit: large, no hint
	KeyFunction                // anything else
	KeyPrimary                 // the one main action of a screen
)

// Key is a touch key: a name, and under it the key on the keyboard that does
// the same. It never takes the focus, so typing goes on reaching the router.
//
// A key that can't be used now is paler but still calls onTap: the handler
// says why.
type Key struct {
	widget.BaseWidget
	kind     KeyKind
	label    string
	hint     string
	TextSize float32 // of the label
	off      bool
	onTap    func()

	pressed bool
}

var (
	_ fyne.Tappable     = (*Key)(nil)
	_ desktop.Mouseable = (*Key)(nil)
)

func NewKey(kind KeyKind, label, hint string, onTap func()) *Key {
	size := SizeFunction
	switch kind {
	case KeyDigit:
		size = sizeDigit
	case KeyPrimary:
		size = SizeTitle + 2
	}
	k := &Key{kind: kind, label: label, hint: hint, TextSize: size, onTap: onTap}
	k.ExtendBaseWidget(k)
	return k
}

// newAction returns a key for a row of actions: a function or primary key with
// its label at the size of the function keys.
func newAction(kind KeyKind, label, hint string, onTap func()) *Key {
	k := NewKey(kind, label, hint, onTap)
	k.TextSize = SizeFunction
	return k
}

// Set changes the words; enable changes whether the key can be used now.
func (k *Key) Set(label, hint string) {
	if k.label == label && k.hint == hint {
		return
	}
	k.label, k.hint = label, hint
	k.Refresh()
}

func (k *Key) enable(on bool) {
	if k.off == !on {
		return
	}
	k.off = !on
	k.Refresh()
}

// Tapped answers a touch or a click.
func (k *Key) Tapped(*fyne.PointEvent) {
	if k.onTap != nil {
		k.onTap()
	}
}

// MouseDown and MouseUp show that the key was felt, in the same frame.
func (k *Key) MouseDown(*desktop.MouseEvent) { k.press(true) }

// MouseUp ends it.
func (k *Key) MouseUp(*desktop.MouseEvent) { k.press(false) }

func (k *Key) press(down bool) {
	if k.pressed != down {
		k.pressed = down
		k.Refresh()
	}
}

// colours returns ground, border, label and hint for the key's kind and state.
func (k *Key) colours() (ground, border, label, hint fyne.ThemeColorName) {
	switch {
	case k.kind == KeyPrimary && k.off:
		return colorPrimaryOff, colorPrimaryOff, colorOnPrimaryOff, colorOnPrimaryOff
	case k.kind == KeyPrimary:
		return ColorPrimary, ColorPrimary, colorOnPrimary, colorOnPrimary
	case k.kind == KeyDigit:
		return colorKey, ColorLine, ColorInk, ColorMuted
	default:
		return ColorFunction, ColorLine, ColorInk, ColorMuted
	}
}

const (
	offPart     = 0.45 // how much of a colour is left on a key that is off
	pressedPart = 0.80
	hintGap     = 6 // between the label's and the hint's capitals
)

func (k *Key) CreateRenderer() fyne.WidgetRenderer {
	ground := NewFrame()
	label := NewFigure(k.label, k.TextSize, Semibold)
	hint := NewFigure(k.hint, SizeHint, Regular)
	p := &Parts{Shapes: append(ground.Objects(), label.Text, hint.Text)}
	p.Min = func() fyne.Size {
		width := max(NewFigure(k.label, k.TextSize, Semibold).width(), NewFigure(k.hint, SizeHint, Regular).width())
		height := LineHeight(k.TextSize)
		if k.hint != "" {
			height += SizeHint
		}
		return fyne.NewSize(width+2*GapLarge, height+2*GapSmall)
	}
	p.Place = func(size fyne.Size) {
		ground.Place(fyne.Position{}, size, Hairline, Corner)
		room := size.Width - 2*unit
		// A name shrinks before it is cut: old monitors are narrow.
		label.TextSize = Fitting(k.label, k.TextSize, Semibold, room)
		label.Fit(k.label, room)
		hint.Fit(k.hint, room)
		x, y := size.Width/2, size.Height/2
		if k.hint == "" {
			label.PutMiddle(x, y, fyne.TextAlignCenter)
			return
		}
		// Khmer hangs below the baseline: the hint keeps clear of it.
		block := label.capital() + hintGap + label.TextSize*0.2 + hint.capital()
		top := y - block/2
		label.put(x, top+label.capital(), fyne.TextAlignCenter)
		hint.put(x, top+block, fyne.TextAlignCenter)
	}
	p.Paint = func() {
		g, b, t, h := k.colours()
		label.Color, hint.Color = Tint(k, t), Tint(k, h)
		ground.Paint(k, g, b)
		paper := Tint(k, ColorPaper)
		switch {
		case k.off && k.kind != KeyPrimary:
			ground.inner.FillColor = pale(Tint(k, g), paper, offPart)
			label.Color = pale(label.Color, paper, offPart)
			hint.Color = pale(hint.Color, paper, offPart)
		case k.pressed:
			ground.inner.FillColor = pale(Tint(k, g), Tint(k, ColorMuted), pressedPart)
		}
	}
	return p.Start()
}
