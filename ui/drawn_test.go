package ui

import (
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/settings"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// stalled is a counter whose windows stood still for half a second: what is typed next
// comes in a lump, and may have been typed at any time of it.
func stalled(t *testing.T, before ...string) (c *counter, passes func()) {
	return stalledIn(t, func(c *counter) { c.press(c.ui.cashier, before...) })
}

// stalledIn is a counter whose windows stall once it was led somewhere.
func stalledIn(t *testing.T, lead func(*counter)) (c *counter, passes func()) {
	t.Helper()
	c = standCounter(t, Deps{})
	t.Cleanup(c.ui.Stop)
	if err := c.till.SetSetting(t.Context(), settings.TenderOther, "Card | Voucher"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	machine := uitest.Noon
	c.ui.machine = func() time.Time { return machine }
	c.ui.beat()
	lead(c)
	c.clock.Add(model.SettleFor)
	machine = machine.Add(20 * time.Millisecond)
	c.ui.beat()
	machine = machine.Add(500 * time.Millisecond)
	c.clock.Add(500 * time.Millisecond)
	return c, func() {
		for range 20 {
			machine = machine.Add(20 * time.Millisecond)
			c.clock.Add(20 * time.Millisecond)
			c.ui.beat()
		}
	}
}

// A key that decides does it about what was on the screen when it went down: figures that
// came with it in a lump, and were not drawn, are not paid, taken or asked for.
func TestKeyOverFiguresNotDrawn(t *testing.T) {
	for name, tt := range map[string]struct{ before, keys []string }{
		"a part in notes":   {[]string{"9", "0", "0", "F9", "5"}, []string{"0", "F10"}},
		"notes":             {[]string{"9", "0", "0", "F9", "9", "0", "0"}, []string{"0", "Return"}},
		"KHQR":              {[]string{"9", "0", "0"}, []string{"0", "Return"}},
		"one more":          {[]string{"9", "0", "0", "+"}, []string{"+", "Return"}},
		"the other money":   {[]string{"9", "0", "0", "0"}, []string{"/", "Return"}},
		"another tender":    {[]string{"9", "0", "0", "F9"}, []string{"o", "Return"}},
		"the way of change": {[]string{"9", "5", "0", "F9", "2", "0", "0", "0"}, []string{"Down", "Return"}},
		"by link":           {[]string{"9", "0", "0"}, []string{"0", "l"}},
		"put aside":         {[]string{"9", "0", "0"}, []string{"0", "h"}},
	} {
		t.Run(name, func(t *testing.T) {
			c, passes := stalled(t, tt.before...)
			for _, k := range tt.keys {
				c.clock.Add(time.Millisecond)
				c.strokeAtFocus(k)
			}
			passes()
			if asked := c.handed(); asked != nil {
				t.Errorf("%T", asked)
			}
			if got := c.ui.state.Said.Key; got != words.TypeAgain && got != words.KeysDropped {
				t.Errorf("said %q", got)
			}
		})
	}
}

// A part of a test page that was not asked about yet is not answered.
func TestAnswerBehindAnAnswer(t *testing.T) {
	c, passes := stalledIn(t, func(c *counter) {
		if err := c.till.SetSetting(t.Context(), settings.PrinterLink, "paper:"); err != nil {
			t.Fatal(err)
		}
		c.ui.apply(c.till.Snapshot())
		c.ui.serve()
		c.press(c.ui.cashier, "r", "1")
		for c.ui.state.Page() != view.PageSaw {
			c.settle()
		}
	})
	for range 2 {
		c.strokeAtFocus("y")
		c.clock.Add(time.Millisecond)
	}
	passes()
	if got := c.cashier().Printer.Text; !strings.HasPrefix(got, "Number 2") {
		t.Errorf("asked: %q", got)
	}
}

// Esc that is pressed twice closes a page once, and says nothing of the second; one that would
// drop what nobody had seen says so.
func TestEscTwiceIsSilent(t *testing.T) {
	for name, tt := range map[string]struct {
		before, keys []string
		said         words.Key
	}{
		"over a page":  {[]string{"F12"}, []string{"Escape", "Escape"}, ""},
		"over a count": {[]string{"F12", "1", "3"}, []string{"Escape", "Escape", "Escape"}, words.TypeAgain},
		"over figures": {[]string{"9", "0"}, []string{"0", "Escape"}, words.TypeAgain},
	} {
		t.Run(name, func(t *testing.T) {
			c, passes := stalled(t, tt.before...)
			for _, k := range tt.keys {
				c.clock.Add(time.Millisecond)
				c.strokeAtFocus(k)
			}
			passes()
			if got := c.ui.state.Said.Key; got != tt.said {
				t.Errorf("said %q, want %q", got, tt.said)
			}
			if tt.said == "" && c.ui.state.Page() != view.PageClosed {
				t.Errorf("page %d is open", c.ui.state.Page())
			}
		})
	}
}

// A touch means the sum that was under it.
func TestTouchOverFiguresNotDrawn(t *testing.T) {
	for name, tt := range map[string]struct {
		before []string
		touch  view.Verb
	}{
		"KHQR":      {[]string{"5", "0", "0", "+"}, view.DoCharge},
		"by link":   {[]string{"5", "0", "0", "+"}, view.DoLink},
		"put aside": {[]string{"5", "0", "0", "+"}, view.DoHold},
		"notes":     {[]string{"5", "0", "0", "F9"}, view.DoCharge},
		"a part":    {[]string{"5", "0", "0", "F9", "1"}, view.DoSplit},
	} {
		for lump, keys := range map[string][]string{"a figure": {"1", "2", "3", "4"}, "a digit": {"1"}} {
			t.Run(name+" and "+lump, func(t *testing.T) {
				c, _ := stalled(t, tt.before...)
				for _, k := range keys {
					c.strokeAtFocus(k)
				}
				c.ui.do(view.Action{Verb: tt.touch})
				if asked := c.handed(); asked != nil {
					t.Errorf("%T", asked)
				}
				if got := c.ui.state.Said.Key; got != words.TypeAgain && got != words.KeysDropped {
					t.Errorf("said %q", got)
				}
			})
		}
	}
}

// What the numpad types is drawn at once, and Enter right behind it means it.
func TestSignsAreDrawnAtOnce(t *testing.T) {
	for name, tt := range map[string]struct {
		keys []string
		want string
	}{
		"the other money": {[]string{"5", "0", "0", "/"}, "500 ៛"},
		"one more line":   {[]string{"5", "0", "0", "+"}, "$5.00"},
		"as often":        {[]string{"3", "*", "2", "0", "0"}, "$2.00"},

		"one more line, without Shift": {[]string{"5", "0", "0", "="}, "$5.00"},
		"as often, by its own sign":    {[]string{"3", "×", "2", "0", "0"}, "$2.00"},
		"a comma":                      {[]string{"5", ",", "5"}, "$5.50"},
	} {
		t.Run(name, func(t *testing.T) {
			c := openCounter(t, Deps{})
			for _, k := range tt.keys {
				c.clock.Add(hand)
				c.strokeAtFocus(k)
			}
			if got := c.cashier().Amount.Amount; got != tt.want {
				t.Errorf("shows %q", got)
			}
			c.clock.Add(quietBefore + time.Millisecond)
			c.strokeAtFocus("Return")
			if !c.ui.state.Charging {
				t.Errorf("said %+v", c.ui.state.Said)
			}
		})
	}
}

// Windows whose ticks are a little late hold no hand up: what was drawn a while before a key
// came was seen.
func TestEnterOnABusyMachine(t *testing.T) {
	for _, tick := range []time.Duration{30 * time.Millisecond, 40 * time.Millisecond, 50 * time.Millisecond} {
		t.Run(tick.String(), func(t *testing.T) {
			c := openCounter(t, Deps{})
			machine := uitest.Noon
			c.ui.machine = func() time.Time { return machine }
			passes := func(d time.Duration) {
				for ; d > 0; d -= tick {
					step := min(d, tick)
					machine = machine.Add(step)
					c.clock.Add(step)
					if step == tick {
						c.ui.beat()
					}
				}
			}
			passes(time.Second)
			for _, k := range []string{"4", "5", "0", "Return"} {
				passes(120 * time.Millisecond)
				c.strokeAtFocus(k)
			}
			passes(time.Second)
			if a, ok := c.ui.state.Attempt(); !c.ui.state.Charging && !ok {
				t.Errorf("%v, said %+v", a, c.ui.state.Said)
			}
		})
	}
}

// A tick that draws what stands there keeps nothing of it.
func TestSameDrawingIsKeptOnce(t *testing.T) {
	c := openCounter(t, Deps{})
	c.press(c.ui.cashier, "4", "5", "0")
	d := c.ui.wouldDraw()
	if n := testing.AllocsPerRun(10, func() {
		c.ui.router.turn++
		c.ui.noteDrawn(d)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	was := c.ui.wasDrawn(0)
	c.press(c.ui.cashier, "0")
	if *was != d || *c.ui.wasDrawn(0) == d {
		t.Error("another drawing changed what was drawn before")
	}
}

// How long ago something was is nothing that a key decides on.
func TestAgesAreNotDecidedOn(t *testing.T) {
	t.Parallel()
	for _, page := range []view.Page{view.PageList, view.PageHeld, view.PageDetail} {
		was := view.Cashier{Desk: view.Desk{Page: page, Amount: "$3.50", Facts: [4]string{"", "12 minutes"}, Past: [5]string{"", "yesterday"}}}
		was.Desk.Rows[0] = view.DeskRow{Amount: "$3.50", Age: "12 minutes"}
		is := was
		if page == view.PageDetail {
			is.Desk.Facts[1], is.Desk.Past[1] = "13 minutes", "22/11/2026"
		} else {
			is.Desk.Rows[0].Age, is.Desk.Rows[0].Old = "13 minutes", true
		}
		if drawnOf(was, model.Place{}) != drawnOf(is, model.Place{}) {
			t.Errorf("page %d: another minute is another screen", page)
		}
		is.Desk.Rows[0].Amount = "$4.00"
		if drawnOf(was, model.Place{}) == drawnOf(is, model.Place{}) {
			t.Errorf("page %d: another amount is the same screen", page)
		}
	}
}
