package ui

import (
	"fmt"
	"reflect"

	"psar/pos/id"
	"psar/ui/view"
)

// touches presses a button that is on the screen, or a row.
func (w *walker) touches() {
	all := buttonsOf(w.cashier())
	for _, d := range []string{"7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "00", "000"} {
		all = append(all, view.Action{Verb: view.DoDigits, Text: d})
	}
	a := one(w, all...)
	g := w.glances(fmt.Sprintf("touch %v", a), a)
	g.touch = a
	w.eyes.window = append(w.eyes.window, g)
	asked := w.ui.waiting()
	told := append(w.strokes, g)
	w.strokes = nil
	w.ui.do(a)
	w.note("%-9s %s", g.key, screenText(w.cashier()))
	w.eyes.happened(g.key, g.v, told)
	w.eyes.asks(asked, told)
}

// buttonsOf are all that can be touched on a window.
func buttonsOf(v view.Cashier) (all []view.Action) {
	var look func(reflect.Value)
	look = func(x reflect.Value) {
		switch x.Kind() {
		case reflect.Struct:
			if x.Type() == reflect.TypeFor[view.Action]() {
				if a := actionIn(x); a.Verb != view.DoNothing {
					all = append(all, a)
				}
				return
			}
			for i := range x.NumField() {
				look(x.Field(i))
			}
		case reflect.Slice, reflect.Array:
			for i := range x.Len() {
				look(x.Index(i))
			}
		}
	}
	look(reflect.ValueOf(v))
	for _, t := range v.Tray {
		all = append(all, view.Action{Verb: view.DoBringFront, Payment: t.Payment})
	}
	return append(all, view.Action{Verb: view.DoRefund}, view.Action{Verb: view.DoDay}, view.Action{Verb: view.DoHelp})
}

// actionIn reads an action out of an unexported field.
func actionIn(x reflect.Value) view.Action {
	f := func(name string) reflect.Value { return x.FieldByName(name) }
	return view.Action{
		Verb: view.Verb(f("Verb").Int()), Text: f("Text").String(),
		Index: int(f("Index").Int()), Payment: id.Payment(f("Payment").String()),
	}
}
