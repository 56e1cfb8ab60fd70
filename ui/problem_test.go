package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/pos/fault"
	"psar/ui/look"
	"psar/ui/uitest"
)

func TestProblemWindow(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme{})
	w := test.NewTempWindow(t, newProblem(fault.New(fault.DatabaseForeign, "/srv/shop/psar.db"), func() {}))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(problemWidth, problemHeight))
	uitest.AssertPicture(t, "problem.png", w.Canvas().Capture())
}
