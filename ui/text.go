package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// figure is a canvas text with its face, placed by its baseline: the boxes
// that fyne would centre are as tall as Khmer needs, so centring them would
// hang figures too high or too low.
type figure struct {
	*canvas.Text
	face face
}

func newFigure(text string, size float32, w weight) figure {
	f := faceOf(w)
	t := canvas.NewText(text, color.Black)
	t.TextSize, t.FontSource = size, f.resource
	return figure{t, f}
}

// weigh changes the weight of the letters.
func (f *figure) weigh(w weight) {
	f.face = faceOf(w)
	f.FontSource = f.face.resource
}

// put places the text with its baseline at y, and its left edge, middle or
// right edge at x.
func (f figure) put(x, y float32, align fyne.TextAlign) {
	size := f.MinSize()
	switch align {
	case fyne.TextAlignCenter:
		x -= size.Width / 2
	case fyne.TextAlignTrailing:
		x -= size.Width
	}
	f.Resize(size)
	f.Move(fyne.NewPos(x, y-f.face.ascent*f.TextSize))
}

// putMiddle places the text so that its capitals and figures are centred on y.
func (f figure) putMiddle(x, y float32, align fyne.TextAlign) {
	f.put(x, y+f.capital()/2, align)
}

func (f figure) capital() float32 { return f.face.capital * f.TextSize }
func (f figure) width() float32   { return f.MinSize().Width }

// fit sets the text, cut with an ellipsis where it is wider than room.
func (f figure) fit(text string, room float32) {
	f.Text.Text = text
	if room <= 0 || f.width() <= room {
		return
	}
	clusters := khmerClusters(text)
	for n := len(clusters) - 1; n >= 0; n-- {
		f.Text.Text = text[:clusters[n]] + "…"
		if f.width() <= room {
			return
		}
	}
}

// khmerClusters returns the byte offsets at which a text may be cut: before
// letters, but never before a mark that belongs to the letter in front of it,
// nor inside a stack of coeng consonants.
func khmerClusters(s string) []int {
	const coeng = '្'
	var at []int
	var prev rune
	for i, r := range s {
		if !isKhmerMark(r) && prev != coeng {
			at = append(at, i)
		}
		prev = r
	}
	return at
}

// isKhmerMark reports the signs that stand on, under or around a letter:
// vowels, signs and coeng, U+17B4 to U+17D3 and U+17DD.
func isKhmerMark(r rune) bool {
	return r >= 0x17B4 && r <= 0x17D3 || r == 0x17DD
}

// label is one line of text in a colour of the theme. It cuts itself with an
// ellipsis where the room is short, and asks for the width of its whole text
// unless Cut is set.
type label struct {
	widget.BaseWidget
	text   string
	size   float32
	weight weight
	colour fyne.ThemeColorName
	align  fyne.TextAlign
	cut    bool // may be narrower than its text
}

func newLabel(text string, size float32, w weight, colour fyne.ThemeColorName) *label {
	l := &label{text: text, size: size, weight: w, colour: colour}
	l.ExtendBaseWidget(l)
	return l
}

// aligned sets where the text stands in a wider box, and returns the label.
func (l *label) aligned(a fyne.TextAlign) *label {
	l.align = a
	return l
}

// cuttable lets the label be narrower than its text, and returns it.
func (l *label) cuttable() *label {
	l.cut = true
	return l
}

// set changes the text; the same text again costs nothing.
func (l *label) set(text string) {
	if l.text == text {
		return
	}
	l.text = text
	l.Refresh()
}

// tint changes the colour.
func (l *label) tint(name fyne.ThemeColorName) {
	if l.colour == name {
		return
	}
	l.colour = name
	l.Refresh()
}

// lineHeight is 1.6 of the size for text that may be Khmer.
func lineHeight(size float32) float32 { return size * 1.6 }

func (l *label) CreateRenderer() fyne.WidgetRenderer {
	f := newFigure(l.text, l.size, l.weight)
	p := &parts{objects: []fyne.CanvasObject{f.Text}}
	p.min = func() fyne.Size {
		if l.cut {
			return fyne.NewSize(l.size*2, lineHeight(l.size))
		}
		whole := newFigure(l.text, l.size, l.weight)
		return fyne.NewSize(whole.width(), lineHeight(l.size))
	}
	p.place = func(size fyne.Size) {
		f.fit(l.text, size.Width+0.5)
		x := float32(0)
		switch l.align {
		case fyne.TextAlignCenter:
			x = size.Width / 2
		case fyne.TextAlignTrailing:
			x = size.Width
		}
		f.putMiddle(x, size.Height/2, l.align)
	}
	p.paint = func() {
		f.Text.Text, f.Color = l.text, tint(l, l.colour)
	}
	return p.start()
}
