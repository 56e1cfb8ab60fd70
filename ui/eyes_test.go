package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// walk visits everything of a picture's tree that can be seen, the hindmost first.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, visit)
		}
	}
}

// texts are those of a picture's tree that can be seen, the hindmost first.
func texts(o fyne.CanvasObject) (all []*canvas.Text) {
	walk(o, func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok {
			all = append(all, text)
		}
	})
	return all
}

// cashier is what the cashier's window shows.
func (c *counter) cashier() cashierView { return c.ui.screen.view }

// customer is what the customer's shows.
func (c *counter) customer() customerView { return c.ui.facing.view }

// shows reports that the cashier can read a text, as a part of another one or whole.
func (c *counter) shows(text string) bool {
	for _, t := range texts(c.ui.cashier.Content()) {
		if strings.Contains(t.Text, text) {
			return true
		}
	}
	return false
}

// tap touches what has a text in the cashier's window: the one that begins with it, or
// else one that says it; the frontmost of several.
func (c *counter) tap(labels ...string) {
	c.t.Helper()
	for _, label := range labels {
		var named, says fyne.Tappable
		walk(c.ui.cashier.Content(), func(o fyne.CanvasObject) {
			t, ok := o.(fyne.Tappable)
			if !ok {
				return
			}
			for i, text := range texts(o) {
				switch {
				case text.Text != label:
				case i == 0:
					named = t
				default:
					says = t
				}
			}
		})
		switch {
		case named != nil:
			test.Tap(named)
		case says != nil:
			test.Tap(says)
		default:
			c.t.Fatalf("nothing to touch says %q", label)
		}
	}
}

// lines are those that can be typed into, the topmost first.
func (c *counter) lines() (all []*formEntry) {
	walk(c.ui.cashier.Content(), func(o fyne.CanvasObject) {
		if e, ok := o.(*formEntry); ok {
			all = append(all, e)
		}
	})
	return all
}

// card is where the code to scan stands in the cashier's window.
func (c *counter) card() (place fyne.Position, size fyne.Size) {
	walk(c.ui.cashier.Content(), func(o fyne.CanvasObject) {
		if card, ok := o.(*khqrCard); ok {
			place, size = fyne.CurrentApp().Driver().AbsolutePositionForObject(card), card.Size()
		}
	})
	return place, size
}
