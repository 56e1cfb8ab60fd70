package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"psar/ui/view"
)

// Amount shows the amount that is being typed, as the largest thing on
// the screen. It is no entry: an entry's blinking cursor would repaint the
// window seven times a second, and the keys come from the router anyway. The
// caret stands still.
type Amount struct {
	widget.BaseWidget
	view view.Amount
}

const (
	AmountHeight = 132
	amountInset  = 24
	caretWidth   = 3
	noteGap      = 5 // between the caret and the figures
)

func NewAmount() *Amount {
	a := &Amount{}
	a.ExtendBaseWidget(a)
	return a
}

// Set changes what is shown; the same again costs nothing.
func (a *Amount) Set(v view.Amount) {
	if a.view != v {
		a.view = v
		a.Refresh()
	}
}

func (a *Amount) CreateRenderer() fyne.WidgetRenderer {
	ground, tag, caret := NewFrame(), NewFrame(), &canvas.Rectangle{}
	caption := NewFigure("", SizeList, Regular)
	currency := NewFigure("", SizeHint, Regular)
	amount := NewFigure("", SizeAmount, Bold)
	note := NewFigure("", SizeList, Regular)
	p := &Parts{Shapes: append(ground.Objects(), tag.Objects()...)}
	p.Shapes = append(p.Shapes, caption.Text, currency.Text, amount.Text, caret, note.Text)
	p.Min = func() fyne.Size { return fyne.NewSize(480, AmountHeight) }
	p.Place = func(size fyne.Size) {
		ground.Place(fyne.Position{}, size, 2, Corner)

		y := size.Height / 2
		caption.PutMiddle(amountInset, y-12, fyne.TextAlignLeading)
		width := currency.width() + 2*GapSmall
		tag.Place(fyne.NewPos(amountInset, y+2), fyne.NewSize(width, 22), Hairline, 5)
		currency.PutMiddle(amountInset+width/2, y+13, fyne.TextAlignCenter)

		right := size.Width - amountInset
		middle := y - 13
		// A long amount shrinks rather than being cut.
		room := right - caretWidth - noteGap - amountInset - max(caption.width(), width) - GapLarge
		amount.TextSize = SizeAmount
		if w := amount.width(); w > room && w > 0 {
			amount.TextSize = max(SizeTotal, SizeAmount*room/w)
		}
		amount.PutMiddle(right-caretWidth-noteGap, middle, fyne.TextAlignTrailing)
		caret.Move(fyne.NewPos(right-caretWidth, middle-27))
		caret.Resize(fyne.NewSize(caretWidth, 54))
		note.PutMiddle(right, size.Height-28, fyne.TextAlignTrailing)
	}
	p.Paint = func() {
		border, ink := ColorPrimary, ColorInk
		if a.view.Locked {
			border, ink = ColorLine, ColorMuted
		}
		ground.Paint(a, ColorCard, border)
		tag.Paint(a, ColorCard, ColorLine)
		caret.FillColor = Tint(a, ColorPrimary)
		caret.Hidden = a.view.Locked
		tag.show(a.view.Currency != "")
		for _, t := range []struct {
			f      Figure
			text   string
			colour fyne.ThemeColorName
		}{
			{caption, a.view.Caption, ColorMuted},
			{currency, a.view.Currency, ColorMuted},
			{amount, a.view.Amount, ink},
			{note, a.view.Note, ColorMuted},
		} {
			t.f.Text.Text, t.f.Color = t.text, Tint(a, t.colour)
		}
	}
	return p.Start()
}
