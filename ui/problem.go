package ui

import (
	"errors"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/fault"
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
	app.Settings().SetTheme(Theme{})
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
	mark := newMark(statusBad, problemMark)
	closing := newKey(keyPrimary, words.Text(words.Khmer, words.Close)+" · "+words.Text(words.English, words.Close), "Enter", onClose)
	texts := make([]*paragraph, 0, 4)
	for _, lang := range []words.Language{words.Khmer, words.English} {
		message := newParagraph(sizeFunction, semibold, colorInk, 3)
		message.set(words.ErrorMessage(lang, code, e.Args...), colorInk)
		hint := newParagraph(sizeList, regular, colorMuted, 2)
		hint.set(words.ErrorHint(lang, code, e.Args...), colorMuted)
		texts = append(texts, message, hint)
	}
	ground := newGround(colorPaper, colorPaper, 0, 0)
	objects := []fyne.CanvasObject{ground, mark, closing}
	for _, p := range texts {
		objects = append(objects, p)
	}
	return newArea(func(size fyne.Size) {
		put(ground, 0, 0, size.Width, size.Height)
		put(mark, 2*panelPadding, 2*panelPadding, problemMark, problemMark)
		left := 3*panelPadding + float32(problemMark)
		width := size.Width - left - 2*panelPadding
		y := float32(2 * panelPadding)
		for i, p := range texts {
			height := p.height(width)
			put(p, left, y, width, height)
			y += height + gap
			if i == 1 {
				y += panelPadding
			}
		}
		put(closing, left, size.Height-2*panelPadding-problemKey, problemKeyWidth, problemKey)
	}, objects...)
}

// Sizes of the problem's parts.
const (
	problemMark     = 64
	problemKey      = 60
	problemKeyWidth = 220
)
