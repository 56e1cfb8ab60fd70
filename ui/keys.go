package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"psar/ui/model"
	"psar/ui/view"
)

// keyOf names a key that types no character. Digits and signs come as runes only:
// fyne reports such a key twice, once as a key and once as a rune.
func keyOf(name fyne.KeyName) (view.Key, bool) {
	k, ok := map[fyne.KeyName]view.Key{
		fyne.KeyReturn:    view.KeyEnter,
		fyne.KeyEnter:     view.KeyEnter, // the numpad's
		fyne.KeyEscape:    view.KeyEscape,
		fyne.KeyBackspace: view.KeyBackspace,
		fyne.KeyDelete:    view.KeyDelete,
		fyne.KeyTab:       view.KeyTab,
		fyne.KeyUp:        view.KeyUp,
		fyne.KeyDown:      view.KeyDown,
		fyne.KeyPageUp:    view.KeyPageUp,
		fyne.KeyPageDown:  view.KeyPageDown,
		fyne.KeyHome:      view.KeyHome,
		fyne.KeyEnd:       view.KeyEnd,
		fyne.KeyF1:        view.KeyF1,
		fyne.KeyF2:        view.KeyF2,
		fyne.KeyF3:        view.KeyF3,
		fyne.KeyF4:        view.KeyF4,
		fyne.KeyF5:        view.KeyF5,
		fyne.KeyF6:        view.KeyF6,
		fyne.KeyF7:        view.KeyF7,
		fyne.KeyF8:        view.KeyF8,
		fyne.KeyF9:        view.KeyF9,
		fyne.KeyF10:       view.KeyF10,
		fyne.KeyF11:       view.KeyF11,
		fyne.KeyF12:       view.KeyF12,
	}[name]
	return k, ok
}

// chords are the keys with Ctrl: fyne reports them as shortcuts, never as keys.
func chords() map[view.Key]fyne.Shortcut {
	return map[view.Key]fyne.Shortcut{
		view.KeyCtrlL: &desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierControl},
	}
}

// actionOf is what a stroke asks for; false is nothing.
func actionOf(s keystroke) (view.Action, bool) {
	if s.types() {
		return model.ActionOf(model.KeyOf(s.char))
	}
	k, ok := keyOf(s.key)
	if !ok {
		return view.Action{}, false
	}
	a, ok := model.ActionOf(k)
	a.Back = s.back
	return a, ok
}

// keyed is the stroke of a key that types no character.
func (u *UI) keyed(name fyne.KeyName) keystroke {
	return keystroke{key: name, back: name == fyne.KeyTab && u.shifted()}
}

// shifted reports that a shift key is held down.
func (u *UI) shifted() bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	return u.keys.isDown(desktop.KeyShiftLeft) || u.keys.isDown(desktop.KeyShiftRight)
}
