package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"psar/assets/khmer"
)

// paragraph is text of up to a few lines. Fyne's own wrapping splits Khmer
// clusters and doesn't know where a Khmer word ends, so it breaks by itself.
type paragraph struct {
	widget.BaseWidget
	text   string
	size   float32
	weight weight
	colour fyne.ThemeColorName
	align  fyne.TextAlign
	middle bool // lines stand in the middle of the height, else from the top
	lines  int  // at most; the last is cut with an ellipsis
}

func newParagraph(size float32, w weight, colour fyne.ThemeColorName, lines int) *paragraph {
	p := &paragraph{size: size, weight: w, colour: colour, lines: lines}
	p.ExtendBaseWidget(p)
	return p
}

// set changes the text and its colour.
func (p *paragraph) set(text string, colour fyne.ThemeColorName) {
	if p.text != text || p.colour != colour {
		p.text, p.colour = text, colour
		p.Refresh()
	}
}

// resize changes the size of the letters.
func (p *paragraph) resize(size float32) {
	if p.size != size {
		p.size = size
		p.Refresh()
	}
}

// height is what the text needs at a width.
func (p *paragraph) height(width float32) float32 {
	n := len(wrap(p.text, width, p.measure()))
	return float32(min(n, p.lines)) * lineHeight(p.size)
}

func (p *paragraph) measure() func(string) float32 {
	f := newFigure("", p.size, p.weight)
	return func(s string) float32 {
		f.Text.Text = s
		return f.width()
	}
}

func (p *paragraph) CreateRenderer() fyne.WidgetRenderer {
	figures := make([]figure, p.lines)
	r := &parts{min: func() fyne.Size { return fyne.NewSize(p.size*4, lineHeight(p.size)) }}
	for i := range figures {
		figures[i] = newFigure("", p.size, p.weight)
		r.objects = append(r.objects, figures[i].Text)
	}
	r.place = func(size fyne.Size) {
		lines := wrap(p.text, size.Width, p.measure())
		if len(lines) > p.lines {
			lines[p.lines-1] = strings.Join(lines[p.lines-1:], " ")
			lines = lines[:p.lines]
		}
		y := lineHeight(p.size) / 2
		if p.middle {
			y += (size.Height - float32(len(lines))*lineHeight(p.size)) / 2
		}
		x := float32(0)
		switch p.align {
		case fyne.TextAlignCenter:
			x = size.Width / 2
		case fyne.TextAlignTrailing:
			x = size.Width
		}
		for i, f := range figures {
			f.TextSize, f.Text.Text = p.size, ""
			if i < len(lines) {
				f.fit(lines[i], size.Width+0.5)
			}
			f.putMiddle(x, y+float32(i)*lineHeight(p.size), p.align)
		}
	}
	r.paint = func() {
		for _, f := range figures {
			f.Color = tint(p, p.colour)
		}
	}
	return r.start()
}

// wrap breaks a text into lines no wider than width: where words end if it can,
// never inside a cluster. Widths are counted in 64ths, so that none is lost to
// rounding.
func wrap(text string, width float32, measure func(string) float32) []string {
	return khmer.Wrap(text, int(width*64), func(s string) int { return int(measure(s) * 64) })
}
