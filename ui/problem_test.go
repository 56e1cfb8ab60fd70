package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/ui/look"
	"psar/ui/uitest"
)

func TestProblemWindow(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme{})
	w := test.NewTempWindow(t, newProblem(fault.New(fault.DatabaseForeign, "/srv/shop/psar.db"), func() {}, "", nil))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(problemWidth, problemHeight))
	uitest.AssertPicture(t, "problem.png", w.Canvas().Capture())
}

// Where the computer's shop is not there, the window says so in both languages, and what to do. A
// new one begins by F8 or its own key alone: Enter, which a scanner presses too, closes.
func TestProblemThatAsks(t *testing.T) {
	app := test.NewTempApp(t)
	others := len(app.Driver().AllWindows())
	for key, begins := range map[fyne.KeyName]bool{fyne.KeyF8: true, fyne.KeyReturn: false, fyne.KeyEnter: false, fyne.KeyEscape: false} {
		begun := 0
		AskProblem(app, fault.New(fault.ShopGone, "/mnt/shop/psar"), words.BeginEmptyShop, func() { begun++ })
		w := app.Driver().AllWindows()[others]
		if key == fyne.KeyF8 {
			w.Resize(fyne.NewSize(problemWidth, problemHeight))
			uitest.AssertPicture(t, "problem_asks.png", w.Canvas().Capture())
		}
		for _, r := range "8847100010018" {
			w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyName(r)})
		}
		if begun != 0 {
			t.Error("begun by a scan")
		}
		w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
		if (begun == 1) != begins || len(app.Driver().AllWindows()) != others {
			t.Errorf("%s: begun %d times, %d windows", key, begun, len(app.Driver().AllWindows()))
		}
	}
}

// The sentences of the longest paths fit beside the keys.
func TestProblemOfLongPaths(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme{})
	long := "/media/sokha/Toshiba External Disk 2 TB/Sokha Coffee House/psar"
	w := test.NewTempWindow(t, newProblem(fault.New(fault.ShopElsewhere, "/home/sokha/.local/share/psar", long), func() {}, words.BeginEmptyShop, func() {}))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(problemWidth, problemHeight))
	uitest.AssertPicture(t, "problem_elsewhere.png", w.Canvas().Capture())
}
