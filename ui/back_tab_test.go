package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Tab with shift goes back through a form's lines, so that nothing is typed into another line
// than was meant; it ends no scan.
func TestShiftTabGoesBack(t *testing.T) {
	c := openCounter(t, Deps{})
	c.press(c.ui.cashier, "F12", "1", "3")
	c.press(c.ui.cashier, "F2")
	c.write("Sok")
	c.enter(fyne.KeyReturn)
	c.press(c.ui.cashier, "F4")
	c.settle()
	c.press(c.ui.cashier, "Return", "F12", "3") // amount, reason, who
	at := func() int { return c.ui.state.Form().Focus }
	held := func(k fyne.KeyName) {
		c.ui.cashier.Canvas().Focused().(desktop.Keyable).KeyDown(&fyne.KeyEvent{Name: k})
	}
	up := func(k fyne.KeyName) {
		c.ui.cashier.Canvas().Focused().(desktop.Keyable).KeyUp(&fyne.KeyEvent{Name: k})
	}
	c.enter(fyne.KeyTab)
	if at() != 1 {
		t.Fatalf("Tab leads to line %d", at())
	}
	for _, shift := range []fyne.KeyName{desktop.KeyShiftLeft, desktop.KeyShiftRight} {
		before := at()
		held(shift)
		c.enter(fyne.KeyTab)
		up(shift)
		if want := (before + 2) % 3; at() != want {
			t.Errorf("with %s it leads from line %d to %d", shift, before, at())
		}
	}
}
