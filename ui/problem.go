package ui

import (
	"errors"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/ui/look"
	"psar/ui/view"
)

// problemWidth and problemHeight are the size of the window that stands in for
// a till that can't open.
const (
	problemWidth  = 760
	problemHeight = 460
)

// ShowProblem shows, in both languages, why the till can't open and what to do
// next. The window closes by Enter, Esc or its key; the caller runs the app.
func ShowProblem(app fyne.App, err error) {
	app.Settings().SetTheme(look.Theme{})
	w := app.NewWindow("Psar")
	w.SetPadded(false)
	w.SetContent(newProblem(err, w.Close))
	w.Resize(fyne.NewSize(problemWidth, problemHeight))
	w.SetFixedSize(true)
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
			w.Close()
		}
	})
	w.CenterOnScreen()
	w.Show()
}

// newProblem draws the problem: a cross, then each language's sentence and
// under it what to do.
func newProblem(err error, onClose func()) fyne.CanvasObject {
	var e *fault.Error
	if !errors.As(err, &e) {
		e = fault.New(fault.Internal)
	}
	code := string(e.Code)
	mark := look.NewMark(view.StatusBad, problemMark)
	closing := look.NewKey(look.KeyPrimary, words.Text(words.Khmer, words.Close)+" · "+words.Text(words.English, words.Close), "Enter", onClose)
	texts := make([]*look.Paragraph, 0, 4)
	for _, lang := range []words.Language{words.Khmer, words.English} {
		message := look.NewParagraph(look.SizeFunction, look.Semibold, look.ColorInk, 3)
		message.Set(words.ErrorMessage(lang, code, e.Args...), look.ColorInk)
		hint := look.NewParagraph(look.SizeList, look.Regular, look.ColorMuted, 2)
		hint.Set(words.ErrorHint(lang, code, e.Args...), look.ColorMuted)
		texts = append(texts, message, hint)
	}
	ground := look.NewGround(look.ColorPaper, look.ColorPaper, 0, 0)
	objects := []fyne.CanvasObject{ground, mark, closing}
	for _, p := range texts {
		objects = append(objects, p)
	}
	return look.NewArea(func(size fyne.Size) {
		look.Put(ground, 0, 0, size.Width, size.Height)
		look.Put(mark, 2*look.PanelPadding, 2*look.PanelPadding, problemMark, problemMark)
		left := 3*look.PanelPadding + float32(problemMark)
		width := size.Width - left - 2*look.PanelPadding
		y := float32(2 * look.PanelPadding)
		for i, p := range texts {
			height := p.Height(width)
			look.Put(p, left, y, width, height)
			y += height + look.Gap
			if i == 1 {
				y += look.PanelPadding
			}
		}
		look.Put(closing, left, size.Height-2*look.PanelPadding-problemKey, problemKeyWidth, problemKey)
	}, objects...)
}

// Sizes of the problem's parts.
const (
	problemMark     = 64
	problemKey      = 60
	problemKeyWidth = 220
)
