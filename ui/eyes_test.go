package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/ui/look"
	"psar/ui/uitest"
	"psar/ui/view"
)

// cashier is what the cashier's window shows.
func (c *counter) cashier() view.Cashier { return c.ui.screen.View }

// customer is what the customer's shows.
func (c *counter) customer() view.Customer { return c.ui.facing.View }

// shows reports that the cashier can read a text, as a part of another one or whole.
func (c *counter) shows(text string) bool {
	for _, t := range uitest.Texts(c.ui.cashier.Content()) {
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
		uitest.Walk(c.ui.cashier.Content(), func(o fyne.CanvasObject) {
			t, ok := o.(fyne.Tappable)
			if !ok {
				return
			}
			for i, text := range uitest.Texts(o) {
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
func (c *counter) lines() (all []*look.Field) {
	uitest.Walk(c.ui.cashier.Content(), func(o fyne.CanvasObject) {
		if e, ok := o.(*look.Field); ok {
			all = append(all, e)
		}
	})
	return all
}

// card is where the code to scan stands in the cashier's window.
func (c *counter) card() (place fyne.Position, size fyne.Size) {
	uitest.Walk(c.ui.cashier.Content(), func(o fyne.CanvasObject) {
		if card, ok := o.(*look.Card); ok {
			place, size = fyne.CurrentApp().Driver().AbsolutePositionForObject(card), card.Size()
		}
	})
	return place, size
}
