package look

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	postext "psar/pos/text"
)

// Figure is a canvas text with its face, placed by its baseline: the boxes
// that fyne would centre are as tall as Khmer needs, so centring them would
// hang figures too high or too low.
type Figure struct {
	*canvas.Text
	face face
}

func NewFigure(text string, size float32, w Weight) Figure {
	f := faceOf(w)
	t := canvas.NewText(postext.Shown(text), color.Black)
	t.TextSize, t.FontSource = size, f.resource
	return Figure{t, f}
}

// weigh changes the weight of the letters.
func (f *Figure) weigh(w Weight) {
	f.face = faceOf(w)
	f.FontSource = f.face.resource
}

// put places the text with its baseline at y, and its left edge, middle or
// right edge at x.
func (f Figure) put(x, y float32, align fyne.TextAlign) {
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

// PutMiddle places the text so that its capitals and figures are centred on y.
func (f Figure) PutMiddle(x, y float32, align fyne.TextAlign) {
	f.put(x, y+f.capital()/2, align)
}

func (f Figure) capital() float32 { return f.face.capital * f.TextSize }
func (f Figure) width() float32   { return f.MinSize().Width }

// Say sets the text. What can't be seen in it is escaped: it may come from a stored row, or
// from the gateway.
func (f Figure) Say(text string) { f.Text.Text = postext.Shown(text) }

// Fit is Say, and the text is cut with an ellipsis where it is wider than room.
func (f Figure) Fit(text string, room float32) {
	text = postext.Shown(text)
	f.Text.Text = text
	if room <= 0 || f.width() <= room {
		return
	}
	f.Text.Text = longest(text, func(cut string) bool {
		f.Text.Text = cut
		return f.width() <= room
	})
}

// longest cuts a text, with an ellipsis, where the longest beginning of it ends that fits. It
// tries few of them: each is measured whole.
func longest(text string, fits func(string) bool) string {
	cuts := khmerClusters(text)
	n := sort.Search(len(cuts), func(i int) bool { return !fits(text[:cuts[i]] + "…") })
	if n == 0 {
		return "…"
	}
	return text[:cuts[n-1]] + "…"
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

// Label is one line of text in a colour of the theme. It cuts itself with an
// ellipsis where the room is short, and asks for the width of its whole text
// unless Cut is set.
type Label struct {
	widget.BaseWidget
	Text     string
	TextSize float32
	weight   Weight
	colour   fyne.ThemeColorName
	align    fyne.TextAlign
	cut      bool // may be narrower than its text
}

func NewLabel(text string, size float32, w Weight, colour fyne.ThemeColorName) *Label {
	l := &Label{Text: text, TextSize: size, weight: w, colour: colour}
	l.ExtendBaseWidget(l)
	return l
}

// Aligned sets where the text stands in a wider box, and returns the label.
func (l *Label) Aligned(a fyne.TextAlign) *Label {
	l.align = a
	return l
}

// Cuttable lets the label be narrower than its text, and returns it.
func (l *Label) Cuttable() *Label {
	l.cut = true
	return l
}

// Set changes the text; the same text again costs nothing.
func (l *Label) Set(text string) {
	if l.Text == text {
		return
	}
	l.Text = text
	l.Refresh()
}

// Tint changes the colour.
func (l *Label) Tint(name fyne.ThemeColorName) {
	if l.colour == name {
		return
	}
	l.colour = name
	l.Refresh()
}

// LineHeight is 1.6 of the size for text that may be Khmer.
func LineHeight(size float32) float32 { return size * 1.6 }

func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	f := NewFigure(l.Text, l.TextSize, l.weight)
	p := &Parts{Shapes: []fyne.CanvasObject{f.Text}}
	p.Min = func() fyne.Size {
		if l.cut {
			return fyne.NewSize(l.TextSize*2, LineHeight(l.TextSize))
		}
		whole := NewFigure(l.Text, l.TextSize, l.weight)
		return fyne.NewSize(whole.width(), LineHeight(l.TextSize))
	}
	p.Place = func(size fyne.Size) {
		f.Fit(l.Text, size.Width+0.5)
		x := float32(0)
		switch l.align {
		case fyne.TextAlignCenter:
			x = size.Width / 2
		case fyne.TextAlignTrailing:
			x = size.Width
		}
		f.PutMiddle(x, size.Height/2, l.align)
	}
	p.Paint = func() {
		f.Say(l.Text)
		f.Color = Tint(l, l.colour)
	}
	return p.Start()
}
