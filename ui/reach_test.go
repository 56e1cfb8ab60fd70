package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
)

// texts collects every visible text of a picture's tree.
func texts(o fyne.CanvasObject, into *[]*canvas.Text) {
	if !o.Visible() {
		return
	}
	switch o := o.(type) {
	case *canvas.Text:
		*into = append(*into, o)
	case *fyne.Container:
		for _, child := range o.Objects {
			texts(child, into)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			texts(child, into)
		}
	}
}

// everyHelp is the help with as many keys as there can be.
func everyHelp() []scene {
	return []scene{{"every key", func(s state) state {
		s.help, s.canPay, s.canItems, s.canSheets, s.canHistory, s.canReport = true, true, true, true, true, true
		return s
	}}}
}

// No sentence of either language is cut with an ellipsis, on the design's
// monitor and on an old one.
func TestNothingIsCut(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1024, 768)} {
		for _, lang := range []words.Language{words.English, words.Khmer} {
			for _, sc := range slices.Concat(scenes(), deskScenes(), printerScenes(), sheetScenes(), historyScenes(), reportScenes(), everyHelp()) {
				test.NewTempApp(t)
				s := sc.in(lang, false)
				fault := func(err error) { t.Error(err) }
				one := newCashierScreen("ផ្សារ Psar", func(action) {}, fault)
				one.set(s.cashier(noon))
				other := newCustomerScreen(fault)
				other.set(s.customer(noon))
				for _, root := range []fyne.CanvasObject{one.root, other.root} {
					c := software.NewCanvas()
					c.SetPadded(false)
					c.SetContent(root)
					c.Resize(size)
				}
				var all []*canvas.Text
				texts(one.root, &all)
				texts(other.root, &all)
				if len(all) < 12 {
					t.Fatalf("only %d texts found", len(all))
				}
				for _, text := range all {
					if strings.HasSuffix(text.Text, "…") && !strings.HasSuffix(text.Text, " …") {
						t.Errorf("%v %s %s: %q", size, lang, sc.name, text.Text)
					}
				}
			}
		}
	}
}

// Touch mirrors the keys.
func TestSaleByTouch(t *testing.T) {
	c := openCounter(t, Deps{})
	pad := c.ui.screen.pad
	for _, want := range []string{"3", "5", "0", "00"} {
		for i, label := range padDigits {
			if label == want {
				test.Tap(pad.digits[i])
			}
		}
	}
	if got := c.ui.screen.amount.view.amount; got != "$350.00" {
		t.Fatalf("amount %q", got)
	}
	test.Tap(pad.side[3].key)
	if got := c.ui.screen.amount.view.amount; got != "35,000 ៛" {
		t.Fatalf("after the flip %q", got)
	}
	test.Tap(pad.charge.key)
	c.settle()
	c.accept()
	first := c.ui.state.front
	next, cancel := c.ui.screen.payment.buttons[2], c.ui.screen.payment.buttons[3]
	test.Tap(next.key)
	if c.ui.state.front != "" || len(c.ui.screen.foot.entries) != 1 {
		t.Fatal("the payment did not go to the tray")
	}
	test.Tap(c.ui.screen.foot.entries[0])
	if c.ui.state.front != first {
		t.Fatal("the payment did not come back")
	}
	test.Tap(cancel.key)
	if c.ui.screen.payment.view.kind != panelAsk {
		t.Error("no question before a cancel")
	}
	test.Tap(pad.cash.key)
	if !strings.Contains(c.ui.screen.said.view.text, words.Text(words.English, words.AmountLocked)) {
		t.Errorf("said %q", c.ui.screen.said.view.text)
	}
	test.Tap(c.ui.screen.head.language)
	c.settle()
	if c.ui.state.language != words.Khmer {
		t.Error("the language chip did nothing")
	}
}

// Show brings snapshots and time to the windows until Stop.
func TestBridgeRunsUntilStop(t *testing.T) {
	c := openCounter(t, Deps{Windowed: true})
	c.ui.Show()
	c.settle()
	done := make(chan struct{})
	go func() { c.ui.Stop(); close(done) }()
	for {
		select {
		case <-c.queue: // ticks that were under way
		case <-done:
			return
		case <-time.After(10 * time.Second):
			t.Fatal("Stop waits for ever")
		}
	}
}
