package model

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/ui/look"
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

// No sentence of either language is cut with an ellipsis, on the design's monitor and on
// an old one. The windows of a size are opened once, and shown one scene after the other,
// as in a shop: fonts are read once, and what stays is not measured again.
func TestNothingIsCut(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Theme{})
	all := append(allScenes(), everyHelp()...)
	for _, size := range []fyne.Size{cashierSize, oldSize} {
		fault := func(err error) { t.Error(err) }
		one := screen.NewCashier("ផ្សារ Psar", func(view.Action) {}, fault)
		other := screen.NewCustomer(fault)
		for _, root := range []fyne.CanvasObject{one.Root, other.Root} {
			c := software.NewCanvas()
			c.SetPadded(false)
			c.SetContent(root)
			c.Resize(size)
		}
		for _, lang := range []words.Language{words.English, words.Khmer} {
			for _, sc := range all {
				s := sc.in(lang, false)
				one.Set(s.Cashier(uitest.Noon))
				other.Set(s.Customer(uitest.Noon))
				texts := append(uitest.Texts(one.Root), uitest.Texts(other.Root)...)
				if len(texts) < 12 {
					t.Fatalf("only %d texts found", len(texts))
				}
				for _, text := range texts {
					if strings.HasSuffix(text.Text, "…") && !strings.HasSuffix(text.Text, " …") {
						t.Errorf("%v %s %s: %q", size, lang, sc.name, text.Text)
					}
				}
			}
		}
	}
}
