package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// amountView is what the amount field shows; every text is ready to read.
type amountView struct {
	caption  string // "Amount"
	currency string // "USD"
	amount   string // "$3.50"
	note     string // the other currency at today's rate, or ""
	locked   bool   // no input now: no caret, no focus border
}

// amountField shows the amount that is being typed, as the largest thing on
// the screen. It is no entry: an entry's blinking cursor would repaint the
// window seven times a second, and the keys come from the router anyway. The
// caret stands still.
type amountField struct {
	widget.BaseWidget
	view amountView
}

const (
	amountHeight = 132
	amountInset  = 24
	caretWidth   = 3
	noteGap      = 5 // between the caret and the figures
)

func newAmountField() *amountField {
	a := &amountField{}
	a.ExtendBaseWidget(a)
	return a
}

// set changes what is shown; the same again costs nothing.
func (a *amountField) set(v amountView) {
	if a.view != v {
		a.view = v
		a.Refresh()
	}
}

func (a *amountField) CreateRenderer() fyne.WidgetRenderer {
	ground, tag, caret := newFrame(), newFrame(), &canvas.Rectangle{}
	caption := newFigure("", sizeList, regular)
	currency := newFigure("", sizeHint, regular)
	amount := newFigure("", sizeAmount, bold)
	note := newFigure("", sizeList, regular)
	p := &parts{objects: append(ground.objects(), tag.objects()...)}
	p.objects = append(p.objects, caption.Text, currency.Text, amount.Text, caret, note.Text)
	p.min = func() fyne.Size { return fyne.NewSize(480, amountHeight) }
	p.place = func(size fyne.Size) {
		ground.place(fyne.Position{}, size, 2, corner)

		y := size.Height / 2
		caption.putMiddle(amountInset, y-12, fyne.TextAlignLeading)
		width := currency.width() + 2*gapSmall
		tag.place(fyne.NewPos(amountInset, y+2), fyne.NewSize(width, 22), hairline, 5)
		currency.putMiddle(amountInset+width/2, y+13, fyne.TextAlignCenter)

		right := size.Width - amountInset
		middle := y - 13
		// A long amount shrinks rather than being cut.
		room := right - caretWidth - noteGap - amountInset - max(caption.width(), width) - gapLarge
		amount.TextSize = sizeAmount
		if w := amount.width(); w > room && w > 0 {
			amount.TextSize = max(sizeTotal, sizeAmount*room/w)
		}
		amount.putMiddle(right-caretWidth-noteGap, middle, fyne.TextAlignTrailing)
		caret.Move(fyne.NewPos(right-caretWidth, middle-27))
		caret.Resize(fyne.NewSize(caretWidth, 54))
		note.putMiddle(right, size.Height-28, fyne.TextAlignTrailing)
	}
	p.paint = func() {
		border, ink := colorPrimary, colorInk
		if a.view.locked {
			border, ink = colorLine, colorMuted
		}
		ground.paint(a, colorCard, border)
		tag.paint(a, colorCard, colorLine)
		caret.FillColor = tint(a, colorPrimary)
		caret.Hidden = a.view.locked
		tag.show(a.view.currency != "")
		for _, t := range []struct {
			f      figure
			text   string
			colour fyne.ThemeColorName
		}{
			{caption, a.view.caption, colorMuted},
			{currency, a.view.currency, colorMuted},
			{amount, a.view.amount, ink},
			{note, a.view.note, colorMuted},
		} {
			t.f.Text.Text, t.f.Color = t.text, tint(a, t.colour)
		}
	}
	return p.start()
}
