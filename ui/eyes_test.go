package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
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

// word is a sentence as the cashier reads it.
func (c *counter) word(key words.Key, args ...any) string {
	return words.Text(c.ui.state.Language, key, args...)
}

// form reports that a form of a title is open.
func (c *counter) form(title words.Key) bool {
	v := c.cashier().Desk
	return v.Page == view.PageForm && v.Title == c.word(title)
}

// line is the line of the form that is typed into.
func (c *counter) line() view.Field {
	v := c.cashier().Desk
	return v.Fields[v.Focus]
}

// at reports that the line that is typed into has a label.
func (c *counter) at(label words.Key, args ...any) bool {
	return c.line().Label == c.word(label, args...)
}

// filled is what stands in the line of a label; false where the form has none.
func (c *counter) filled(label words.Key, args ...any) (string, bool) {
	for _, l := range c.cashier().Desk.Fields {
		if l.Label == c.word(label, args...) {
			return l.Text, true
		}
	}
	return "", false
}

// rows are those of the list that is open: each has an amount.
func (c *counter) rows() (all []view.DeskRow) {
	for _, r := range c.cashier().Desk.Rows {
		if r.Amount != "" {
			all = append(all, r)
		}
	}
	return all
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
