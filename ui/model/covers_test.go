package model

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/ui/look"
	"psar/ui/screen"
	"psar/ui/uitest"
	"psar/ui/view"
)

// The sentence at the panel's foot covers no figure and no key of the counter, where money is asked
// for, taken and counted, on the design's monitor, in both languages: the names of a bill's keys and
// its question alone. On pages it stands for a moment over their foot.
func TestSentenceCoversNothing(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, look.Theme{})
	const said = "Type the quantity first"
	for _, sc := range allScenes() {
		for _, lang := range []words.Language{words.English, words.Khmer} {
			t.Run(sc.name+" "+string(lang), func(t *testing.T) {
				v := sc.in(lang, false).Cashier(uitest.Noon)
				if v.Help != nil || v.Sheets.Open || v.Desk.Page != view.PageClosed || v.Printer.Page != view.PageClosed || v.History.On || v.Details.On || v.Report.On {
					return
				}
				v.Panel.Said = view.Chip{Status: view.StatusAttention, Text: said}
				window := screen.NewCashier("", func(view.Action) {}, func(err error) { t.Error(err) })
				window.Root.Resize(cashierSize)
				window.Set(v)
				bar := barOf(t, window.Root, said)
				for _, o := range window.Root.Objects {
					if o == bar {
						break
					}
					for _, text := range under(o, bar) {
						if text != v.Panel.Bill.Hint && text != v.Panel.Bill.Ask {
							t.Errorf("covers %q", text)
						}
					}
				}
			})
		}
	}
}

// barOf is the part of a window that says a sentence.
func barOf(t *testing.T, root *fyne.Container, said string) fyne.CanvasObject {
	t.Helper()
	for _, o := range root.Objects {
		for _, text := range uitest.Texts(o) {
			if strings.Contains(text.Text, said) {
				return o
			}
		}
	}
	t.Fatal("nothing is said")
	return nil
}

// under lists the texts of a part of a window that another part covers.
func under(part, bar fyne.CanvasObject) (all []string) {
	top, end := bar.Position(), bar.Position().AddXY(bar.Size().Width, bar.Size().Height)
	const touches = 3 // a text's box is higher than its letters
	var walk func(o fyne.CanvasObject, at fyne.Position)
	walk = func(o fyne.CanvasObject, at fyne.Position) {
		if !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		switch o := o.(type) {
		case *canvas.Text:
			size := o.MinSize()
			if o.Text != "" && at.X < end.X && at.X+size.Width > top.X && at.Y+touches < end.Y && at.Y+size.Height-touches > top.Y {
				all = append(all, o.Text)
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, at)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child, at)
			}
		}
	}
	walk(part, fyne.Position{})
	return all
}
