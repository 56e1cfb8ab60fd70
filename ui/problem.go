package ui

import (
	"errors"
	"sync"

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
	problemHeight = 540
)

// ShowProblem shows, in both languages, why the till can't open and what to do
// next. The window closes by Enter, Esc or its key; the caller runs the app.
func ShowProblem(app fyne.App, err error) { showProblem(app, err, "", nil) }

// AskProblem is ShowProblem where somebody may go on all the same, by a key that no scanner and
// no Enter presses: then onYes opens other windows, and this one closes.
func AskProblem(app fyne.App, err error, yes words.Key, onYes func()) {
	showProblem(app, err, yes, onYes)
}

func showProblem(app fyne.App, err error, yes words.Key, onYes func()) {
	app.Settings().SetTheme(look.Theme{})
	w := app.NewWindow("Psar")
	w.SetPadded(false)
	goOn := sync.OnceFunc(func() { // its key may be held down, and what it does takes a while
		onYes()
		w.Close() // the last window ends the toolkit
	})
	if onYes == nil {
		goOn = nil
	}
	w.SetContent(newProblem(err, w.Close, yes, goOn))
	w.Resize(fyne.NewSize(problemWidth, problemHeight))
	w.SetFixedSize(true)
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
			w.Close()
		case problemYes:
			if goOn != nil {
				goOn()
			}
		}
	})
	w.CenterOnScreen()
	w.Show()
}

// newProblem draws the problem: a cross, then each language's sentence and
// under it what to do; and the key that goes on, where there is one.
func newProblem(err error, onClose func(), yes words.Key, onYes func()) fyne.CanvasObject {
	var e *fault.Error
	if !errors.As(err, &e) {
		e = fault.New(fault.Internal)
	}
	code := string(e.Code)
	both := func(key words.Key) string {
		return words.Text(words.Khmer, key) + " · " + words.Text(words.English, key)
	}
	mark := look.NewMark(view.StatusBad, problemMark)
	keys := []*look.Key{look.NewKey(look.KeyPrimary, both(words.Close), "Enter", onClose)}
	if onYes != nil {
		keys = append(keys, look.NewKey(look.KeyFunction, both(yes), string(problemYes), onYes))
	}
	texts := make([]*look.Paragraph, 0, 4)
	for _, lang := range []words.Language{words.Khmer, words.English} {
		message := look.NewParagraph(look.SizeFunction, look.Semibold, look.ColorInk, 3)
		message.Set(words.ErrorMessage(lang, code, e.Args...), look.ColorInk)
		hint := look.NewParagraph(look.SizeList, look.Regular, look.ColorMuted, 3)
		hint.Set(words.ErrorHint(lang, code, e.Args...), look.ColorMuted)
		texts = append(texts, message, hint)
	}
	ground := look.NewGround(look.ColorPaper, look.ColorPaper, 0, 0)
	objects := []fyne.CanvasObject{ground, mark}
	for _, key := range keys {
		objects = append(objects, key)
	}
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
		for i, key := range keys {
			x := left + float32(i)*(problemKeyWidth+2*look.PanelPadding)
			wide := float32(problemKeyWidth)
			if i > 0 {
				wide = size.Width - x - 2*look.PanelPadding
			}
			look.Put(key, x, size.Height-2*look.PanelPadding-problemKey, wide, problemKey)
		}
	}, objects...)
}

// problemYes is the key that goes on.
const problemYes = fyne.KeyF8

// Sizes of the problem's parts.
const (
	problemMark     = 64
	problemKey      = 60
	problemKeyWidth = 220
)
