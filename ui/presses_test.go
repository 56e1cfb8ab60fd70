package ui

import (
	"testing"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"psar/assets/words"
	"psar/pos/payment"
	"psar/ui/uitest"
	"psar/ui/view"
)

// F9 twice and Enter takes notes, never a code; on the change it goes no further.
func TestCashKeyTwice(t *testing.T) {
	c := openCounter(t, Deps{})
	c.press(c.ui.cashier, "3", "5", "0", "F9", "F9", "Return")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || len(c.till.Snapshot().Attempts) != 0 {
		t.Errorf("%+v, %d payments", sales, len(c.till.Snapshot().Attempts))
	}
}

// The change stands until the first digit or item of the next sale, whatever else is
// pressed and however long it takes; the digit is the amount's first.
func TestChangeStands(t *testing.T) {
	c := grocer(t)
	w := c.ui.cashier
	stands := func(what string) {
		t.Helper()
		if v := c.cashier().Cash; !v.Good || v.Change != "$1.00 + 2,100 ៛" {
			t.Errorf("after %s: page %d, change %q", what, c.ui.state.Page(), v.Change)
		}
		if v := c.customer(); v.Kind != view.CustomerPaid {
			t.Errorf("after %s the customer sees %d", what, v.Kind)
		}
	}
	c.press(w, "3", "5", "0", "F9", "5", "0", "0", "Return", "Return")
	c.answer()
	stands("Enter at once")
	c.clock.Add(time.Hour)
	c.ui.tick()
	stands("an hour")
	for _, key := range []string{"Return", "Escape", "F2", "F3", "F4", "F5", "F7", "F8", "F9", "F10", "F12", "BackSpace", "+", "-", "*", "M", "B", "L", "C"} {
		c.press(w, key)
		stands(key)
	}
	for _, key := range []string{"U", "R", "K", "I"} {
		c.press(w, key)
		for len(c.queue) > 0 {
			c.settle()
		}
		if c.ui.state.Page() == view.PageChange {
			t.Errorf("%s opens nothing", key)
		}
		c.clock.Add(time.Second)
		c.hit("Escape")
		stands(key + " and Esc")
	}
	c.clock.Add(time.Second)
	c.press(w, "5")
	if c.cashier().Amount.Amount != "$0.05" || c.ui.state.Page() != view.PageClosed {
		t.Errorf("the next sale begins with %q", c.cashier().Amount.Amount)
	}
	c.press(w, "Escape")
	if c.customer().Kind == view.CustomerPaid {
		t.Error("the change came back")
	}
}

// An item ends the change, and the currency's key is of the next amount.
func TestNextSaleAfterTheChange(t *testing.T) {
	c := grocer(t)
	w := c.ui.cashier
	pay := func() {
		t.Helper()
		c.press(w, "3", "5", "0", "F9", "Return")
		c.settle()
		c.clock.Add(time.Second)
	}
	pay()
	c.scan("8847100010018")
	c.settle()
	if s := c.ui.state; s.Page() != view.PageClosed || c.customer().Kind == view.CustomerPaid || s.Total() != uitest.USD(620) {
		t.Fatalf("after a scan: page %d, %v", s.Page(), s.Total())
	}
	c.press(w, "Escape", "F4")
	pay()
	c.press(w, "I")
	c.settle()
	c.tap(c.cashier().Desk.Quick[1].Label)
	if s := c.ui.state; s.Page() != view.PageClosed || s.Total() != uitest.KHR(1000) {
		t.Fatalf("after an item: page %d, %v", s.Page(), s.Total())
	}
	c.press(w, "Escape", "F4")
	pay()
	c.press(w, "/")
	if c.ui.state.Page() != view.PageChange || c.ui.state.Said.Key != words.NextCurrency {
		t.Errorf("page %d, said %q", c.ui.state.Page(), c.ui.state.Said.Key)
	}
	c.press(w, "5", "0", "0", "0")
	if got := c.ui.state.Total(); got != uitest.KHR(5000) {
		t.Errorf("after the currency's key: %v", got)
	}
}

// A key that is held down decides once; what it types, it goes on typing there and
// nowhere else.
func TestHeldKeyDecidesOnce(t *testing.T) {
	c := openCounter(t, Deps{})
	canvas := c.ui.cashier.Canvas()
	keys, ok := canvas.(desktop.Canvas)
	hold := func(name fyne.KeyName, times int) {
		t.Helper()
		c.ui.keys.press(name)
		for range times {
			canvas.OnTypedKey()(&fyne.KeyEvent{Name: name})
			if len(name) == 1 {
				canvas.OnTypedRune()(rune(name[0]))
			}
		}
		c.quiet()
	}
	let := func(name fyne.KeyName) { c.ui.keys.release(name) }
	if ok && keys.OnKeyDown() == nil {
		t.Error("no canvas tells which keys go down")
	}
	hold("3", 3)
	let("3")
	if got := c.cashier().Amount.Amount; got != "$3.33" {
		t.Fatalf("held digits: %q", got)
	}
	hold(fyne.KeyF9, 3)
	let(fyne.KeyF9)
	hold(fyne.KeyReturn, 1)
	c.settle()
	c.clock.Add(time.Minute)
	canvas.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if c.ui.state.Page() != view.PageChange || len(c.sales()) != 1 {
		t.Fatalf("page %d, %d sales", c.ui.state.Page(), len(c.sales()))
	}
	let(fyne.KeyReturn)
	hold("7", 4) // the first is the next amount's, the others were its echo
	if got := c.cashier().Amount.Amount; got != "$0.07" {
		t.Errorf("held over the change: %q", got)
	}
	let("7")
	c.press(c.ui.cashier, "7")
	if got := c.cashier().Amount.Amount; got != "$0.77" {
		t.Errorf("pressed again: %q", got)
	}
	c.press(c.ui.cashier, "BackSpace", "BackSpace", "F12")
	hold("1", 3) // it opens the count, and counts nothing
	if n := c.cashier().Count.Columns[0].Rows[0].Count; c.ui.state.Page() != view.PageCount || n != "× 0" {
		t.Errorf("page %d, counted %q", c.ui.state.Page(), n)
	}
}

// What a key opened or closed while the next ones were typed was not seen by the hand that
// typed them: they decide nothing there, and are dropped aloud. Figures go on.
func TestKeysBehindAKeyThatLeavesItsPage(t *testing.T) {
	strokes := func(c *counter, gap time.Duration, keys ...string) {
		for _, k := range keys {
			c.clock.Add(gap)
			c.strokeAtFocus(k)
		}
		c.quiet()
	}
	t.Run("Enter behind a discount that is refused", func(t *testing.T) {
		c := openCounter(t, Deps{})
		c.press(c.ui.cashier, "5", "0", "0", "+", "1", "5", "0", "-")
		strokes(c, 116*time.Millisecond, "4", "Return") // 150 % off is refused, and the page is gone
		if c.ui.state.Busy() || c.ui.waiting().sum() > 0 {
			t.Error("the whole bill is charged")
		}
		if c.ui.state.Said.Key != words.TypeAgain {
			t.Errorf("said %+v", c.ui.state.Said)
		}
	})
	t.Run("a digit that chooses", func(t *testing.T) {
		c := openCounter(t, Deps{})
		strokes(c, 65*time.Millisecond, "r", "1")                                                                                               // the printers, and a test page
		if n := c.ui.waiting().sum() + len(c.queue); c.ui.state.Page() != view.PagePrinter || c.ui.state.Said.Key != words.TypeAgain || n > 1 { // the preview
			t.Errorf("page %d, said %+v, %d commands", c.ui.state.Page(), c.ui.state.Said, n)
		}
	})
	t.Run("a figure", func(t *testing.T) {
		c := openCounter(t, Deps{})
		strokes(c, 100*time.Millisecond, "F12", "1", "1", "2")
		if n := c.cashier().Count.Columns[0].Rows[0].Count; c.ui.state.Page() != view.PageCount || n != "× 12" {
			t.Errorf("page %d, counted %q", c.ui.state.Page(), n)
		}
	})
}

// The next sale is typed over a paid card that came a moment ago: its first digit took the
// card away, and Enter means the amount.
func TestNextSaleOverAPaidCard(t *testing.T) {
	c := openCounter(t, Deps{})
	c.press(c.ui.cashier, "9", "0", "0", "Return")
	c.settle()
	c.accept()
	if _, err := c.till.Happened(t.Context(), c.ui.state.Front, payment.VerifiedPaid{Received: uitest.USD(900)}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	for _, k := range []string{"4", "5", "0", "Return"} {
		for range 6 { // 120 ms a key
			c.clock.Add(pulseEvery)
			c.ui.beat()
		}
		c.strokeAtFocus(k)
	}
	c.quiet()
	c.settle()
	if a, ok := c.ui.state.Attempt(); !ok || a.Amount != uitest.USD(450) {
		t.Errorf("asks for %v, said %+v", a.Amount, c.ui.state.Said)
	}
}

// A key that opens a form is held over it: its repeats are the echo of what it did, and no
// part of the form's first line, which a key that goes down there fills.
func TestHeldKeyOpensAForm(t *testing.T) {
	c := openCounter(t, Deps{})
	c.press(c.ui.cashier, "3", "5", "0", "Return")
	c.settle()
	c.accept()
	echo := c.holds("B")
	c.settle() // whether a PIN is asked for
	echo(3)
	if !c.at(words.FieldReference) {
		t.Fatalf("page %d", c.ui.state.Page())
	}
	if got := c.line().Text; got != "" {
		t.Errorf("its echo stands in the first line: %q", got)
	}
	c.ui.keys.release("B")
	c.holds("F")(2)
	c.ui.keys.release("F")
	if got := c.line().Text; got != "fff" {
		t.Errorf("held in the line: %q", got)
	}
}

// A key that decides is still down when what it did is on the screen: its repeat asks for
// nothing, and nobody has to type it again.
func TestEchoOfADecidingKey(t *testing.T) {
	for name, tt := range map[string]struct {
		before []string
		key    fyne.KeyName
	}{
		"KHQR":      {[]string{"9", "0", "0"}, fyne.KeyReturn},
		"notes":     {[]string{"9", "0", "0", "F9"}, fyne.KeyReturn},
		"a part":    {[]string{"9", "0", "0", "F9", "5", "0", "0"}, fyne.KeyF10},
		"put aside": {[]string{"9", "0", "0"}, fyne.KeyH},
		"given up":  {[]string{"9", "0", "0"}, fyne.KeyEscape},
	} {
		t.Run(name, func(t *testing.T) {
			c, passes := stalled(t, tt.before...)
			c.ui.keys.press(tt.key)
			for range 3 {
				c.clock.Add(time.Millisecond)
				c.typesKey(tt.key)
			}
			passes()
			if got := c.ui.state.Said.Key; got == words.TypeAgain || got == words.KeysDropped {
				t.Errorf("said %q", got)
			}
			if first := c.handed(); tt.key != fyne.KeyEscape && first == nil {
				t.Error("not taken")
			}
			if again := c.handed(); again != nil {
				t.Errorf("its echo asked for %T", again)
			}
		})
	}
}

// holds is a key that goes down and is typed once; what it gives types it again and again.
func (c *counter) holds(name fyne.KeyName) (echo func(times int)) {
	c.ui.keys.press(name)
	echo = func(times int) {
		for range times {
			c.clock.Add(hand)
			c.typesKey(name)
			c.quiet()
		}
	}
	echo(1)
	return echo
}

// typesKey is a key that is typed where the keys go, with its letter if it has one.
func (c *counter) typesKey(name fyne.KeyName) {
	canvas := c.ui.cashier.Canvas()
	onKey, onRune := canvas.OnTypedKey(), canvas.OnTypedRune()
	if f := canvas.Focused(); f != nil {
		onKey, onRune = f.TypedKey, f.TypedRune
	}
	if onKey(&fyne.KeyEvent{Name: name}); len(name) == 1 {
		onRune(unicode.ToLower(rune(name[0])))
	}
}
