package look

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"psar/assets/khmer"
	postext "psar/pos/text"
)

// Paragraph is text of up to a few lines. Fyne's own wrapping splits Khmer
// clusters and doesn't know where a Khmer word ends, so it breaks by itself.
type Paragraph struct {
	widget.BaseWidget
	text     string
	TextSize float32
	weight   Weight
	colour   fyne.ThemeColorName
	Align    fyne.TextAlign
	Middle   bool // lines stand in the middle of the height, else from the top
	lines    int  // at most; the last is cut with an ellipsis
}

func NewParagraph(size float32, w Weight, colour fyne.ThemeColorName, lines int) *Paragraph {
	p := &Paragraph{TextSize: size, weight: w, colour: colour, lines: lines}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the text and its colour.
func (p *Paragraph) Set(text string, colour fyne.ThemeColorName) {
	text = postext.ShownLines(text)
	if p.text != text || p.colour != colour {
		p.text, p.colour = text, colour
		p.Refresh()
	}
}

// Scale changes the size of the letters.
func (p *Paragraph) Scale(size float32) {
	if p.TextSize != size {
		p.TextSize = size
		p.Refresh()
	}
}

// Height is what the text needs at a width.
func (p *Paragraph) Height(width float32) float32 {
	n := len(wrap(p.text, width, p.measure()))
	return float32(min(n, p.lines)) * LineHeight(p.TextSize)
}

func (p *Paragraph) measure() func(string) float32 {
	f := NewFigure("", p.TextSize, p.weight)
	return func(s string) float32 {
		f.Text.Text = s
		return f.width()
	}
}

func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	figures := make([]Figure, p.lines)
	r := &Parts{Min: func() fyne.Size { return fyne.NewSize(p.TextSize*4, LineHeight(p.TextSize)) }}
	for i := range figures {
		figures[i] = NewFigure("", p.TextSize, p.weight)
		r.Shapes = append(r.Shapes, figures[i].Text)
	}
	r.Place = func(size fyne.Size) {
		lines := wrap(p.text, size.Width, p.measure())
		if len(lines) > p.lines {
			lines[p.lines-1] = strings.Join(lines[p.lines-1:], " ")
			lines = lines[:p.lines]
		}
		y := LineHeight(p.TextSize) / 2
		if p.Middle {
			y += (size.Height - float32(len(lines))*LineHeight(p.TextSize)) / 2
		}
		x := float32(0)
		switch p.Align {
		case fyne.TextAlignCenter:
			x = size.Width / 2
		case fyne.TextAlignTrailing:
			x = size.Width
		}
		for i, f := range figures {
			f.TextSize, f.Text.Text = p.TextSize, ""
			if i < len(lines) {
				f.Fit(lines[i], size.Width+0.5)
			}
			f.PutMiddle(x, y+float32(i)*LineHeight(p.TextSize), p.Align)
		}
	}
	r.Paint = func() {
		for _, f := range figures {
			f.Color = Tint(p, p.colour)
		}
	}
	return r.Start()
}

// wrap breaks a text into lines no wider than width: where words end if it can,
// never inside a cluster. Widths are counted in 64ths, so that none is lost to
// rounding.
func wrap(text string, width float32, measure func(string) float32) []string {
	return khmer.Wrap(text, int(width*64), func(s string) int { return int(measure(s) * 64) })
}
