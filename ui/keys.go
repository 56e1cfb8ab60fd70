package ui

import (
	"fyne.io/fyne/v2"

	"psar/ui/view"
)

// actionOfKey reads a key that types no character. Digits and signs come as
// runes only: fyne reports such a key twice, once as a key and once as a rune.
func actionOfKey(name fyne.KeyName) (view.Action, bool) {
	v, ok := map[fyne.KeyName]view.Verb{
		fyne.KeyReturn:    view.DoCharge,
		fyne.KeyEnter:     view.DoCharge, // the numpad's
		fyne.KeyEscape:    view.DoEscape,
		fyne.KeyBackspace: view.DoBackspace,
		fyne.KeyDelete:    view.DoBackspace,
		fyne.KeyF1:        view.DoHelp,
		fyne.KeyF2:        view.DoNextSale,
		fyne.KeyF3:        view.DoBringFront,
		fyne.KeyF4:        view.DoConfirm,
		fyne.KeyF5:        view.DoCheckNow,
		fyne.KeyF6:        view.DoTheme,
		fyne.KeyF7:        view.DoRefund,
		fyne.KeyF8:        view.DoPay,
		fyne.KeyF9:        view.DoCash,
		fyne.KeyF10:       view.DoSplit,
		fyne.KeyF11:       view.DoLanguage,
		fyne.KeyF12:       view.DoDay,
		fyne.KeyUp:        view.DoUp,
		fyne.KeyDown:      view.DoDown,
		fyne.KeyPageUp:    view.DoPageUp,
		fyne.KeyPageDown:  view.DoPageDown,
		fyne.KeyHome:      view.DoFirst,
		fyne.KeyEnd:       view.DoLast,
		fyne.KeyTab:       view.DoTab,
	}[name]
	return view.Action{Verb: v}, ok
}
