package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"psar/ui/model"
	"psar/ui/view"
)

// Every key that the toolkit names and types no character asks for what it always did; one
// that types a character comes as that, and never twice.
func TestKeysOfTheToolkit(t *testing.T) {
	t.Parallel()
	for name, want := range map[fyne.KeyName]view.Verb{
		fyne.KeyReturn: view.DoCharge, fyne.KeyEnter: view.DoCharge, fyne.KeyEscape: view.DoEscape,
		fyne.KeyBackspace: view.DoBackspace, fyne.KeyDelete: view.DoBackspace, fyne.KeyTab: view.DoTab,
		fyne.KeyUp: view.DoUp, fyne.KeyDown: view.DoDown, fyne.KeyPageUp: view.DoPageUp, fyne.KeyPageDown: view.DoPageDown,
		fyne.KeyHome: view.DoFirst, fyne.KeyEnd: view.DoLast,
		fyne.KeyF1: view.DoHelp, fyne.KeyF2: view.DoNextSale, fyne.KeyF3: view.DoBringFront, fyne.KeyF4: view.DoConfirm,
		fyne.KeyF5: view.DoCheckNow, fyne.KeyF6: view.DoTheme, fyne.KeyF7: view.DoRefund, fyne.KeyF8: view.DoPay,
		fyne.KeyF9: view.DoCash, fyne.KeyF10: view.DoSplit, fyne.KeyF11: view.DoLanguage, fyne.KeyF12: view.DoDay,
	} {
		if a, ok := actionOf(keystroke{key: name}); !ok || a.Verb != want {
			t.Errorf("%s asks for %v, want %v", name, a.Verb, want)
		}
	}
	for _, name := range []fyne.KeyName{"", fyne.KeyA, fyne.KeyL, fyne.Key0, fyne.Key9, fyne.KeyPlus, fyne.KeySlash, fyne.KeySpace, fyne.KeyLeft, fyne.KeyRight, fyne.KeyInsert} {
		if a, ok := actionOf(keystroke{key: name}); ok {
			t.Errorf("%s asks for %v", name, a.Verb)
		}
	}
	for _, s := range []keystroke{{char: 'p'}, {char: 'P'}, {char: 'ផ'}, {char: 'ភ'}} {
		if a, ok := actionOf(s); !ok || a.Verb != view.DoPrint {
			t.Errorf("%q asks for %v", s.char, a.Verb)
		}
	}
	for _, end := range "\r\n\t" { // of a scan, and no key of the table
		if a, ok := actionOf(keystroke{char: end}); ok {
			t.Errorf("%q asks for %v", end, a.Verb)
		}
	}
}

// A key with Ctrl works in either window.
func TestChordsLockTheTill(t *testing.T) {
	for k := range chords() {
		if a, ok := model.ActionOf(k); !ok || a.Verb != view.DoLock {
			t.Errorf("%s asks for %v", k, a.Verb)
		}
	}
	c := openCounter(t, Deps{})
	for _, w := range []fyne.Window{c.ui.cashier, c.ui.customer} {
		c.ui.state.Said = model.Said{}
		w.Canvas().(interface{ TypedShortcut(fyne.Shortcut) }).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierControl})
		if c.ui.state.Said.Key == "" {
			t.Errorf("%s: Ctrl+L does nothing", w.Title())
		}
	}
}
