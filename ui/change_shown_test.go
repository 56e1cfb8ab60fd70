package ui

import (
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
)

// The change that is paid is the change that was shown: where the rate was set anew
// since, nothing is taken before the new change was seen.
func TestRateChangesWhileNotesAreTyped(t *testing.T) {
	for _, told := range []bool{false, true} {
		c := openCounter(t, Deps{})
		c.press(c.ui.cashier, "3", "5", "0", "F9", "1", "0", "1", "0")
		c.clock.Add(time.Second)
		if err := c.till.SetSetting(t.Context(), settings.Rate, "4900"); err != nil {
			t.Fatal(err)
		}
		if told { // the window shows it, and nobody can have read it
			c.ui.apply(c.till.Snapshot())
			c.clock.Add(10 * time.Millisecond)
		}
		c.stroke(c.ui.cashier, "Return")
		c.quiet()
		if !told {
			c.answer()
			if code := c.ui.state.Cash().Wrong.Code; code != fault.FiguresChanged {
				t.Errorf("another change than was shown: %q", code)
			}
			c.ui.apply(c.till.Snapshot())
		}
		if sold := c.sales(); len(sold) != 0 {
			t.Errorf("told %v: sold for the change %s", told, money.Displayed(sold[0].Change))
		}
		c.clock.Add(time.Second)
		c.press(c.ui.cashier, "Return")
		c.answer()
		if sold := c.sales(); len(sold) != 1 || sold[0].Rate != money.Rate(4900) {
			t.Errorf("told %v, seen: %d sales", told, len(sold))
		}
	}
}
