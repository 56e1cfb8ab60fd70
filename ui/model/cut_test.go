package model

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/ui/screen"
	"psar/ui/uitest"
	"psar/ui/view"
)

// everyHelp is the help with as many keys as there can be.
func everyHelp() []scene {
	return []scene{{"every key", func(s Model) Model {
		s.Help, s.canPay, s.CanItems, s.CanSheets, s.CanHistory, s.CanReport = true, true, true, true, true, true
		return s
	}}}
}

// No sentence of either language is cut with an ellipsis, on the design's
// monitor and on an old one.
func TestNothingIsCut(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1024, 768)} {
		for _, lang := range []words.Language{words.English, words.Khmer} {
			for _, sc := range slices.Concat(scenes(), deskScenes(), printerScenes(), sheetScenes(), historyScenes(), reportScenes(), everyHelp()) {
				test.NewTempApp(t)
				s := sc.in(lang, false)
				fault := func(err error) { t.Error(err) }
				one := screen.NewCashier("ផ្សារ Psar", func(view.Action) {}, fault)
				one.Set(s.Cashier(uitest.Noon))
				other := screen.NewCustomer(fault)
				other.Set(s.Customer(uitest.Noon))
				for _, root := range []fyne.CanvasObject{one.Root, other.Root} {
					c := software.NewCanvas()
					c.SetPadded(false)
					c.SetContent(root)
					c.Resize(size)
				}
				all := append(uitest.Texts(one.Root), uitest.Texts(other.Root)...)
				if len(all) < 12 {
					t.Fatalf("only %d texts found", len(all))
				}
				for _, text := range all {
					if strings.HasSuffix(text.Text, "…") && !strings.HasSuffix(text.Text, " …") {
						t.Errorf("%v %s %s: %q", size, lang, sc.name, text.Text)
					}
				}
			}
		}
	}
}
