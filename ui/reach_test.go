package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
)

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
				all := append(texts(one.root), texts(other.root)...)
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
	pad := c.cashier().pad
	c.tap("3", "5", "0", "00")
	if got := c.cashier().amount.amount; got != "$350.00" {
		t.Fatalf("amount %q", got)
	}
	c.tap(pad.flip.label)
	if got := c.cashier().amount.amount; got != "35,000 ៛" {
		t.Fatalf("after the flip %q", got)
	}
	c.tap(c.cashier().pad.charge.label)
	c.settle()
	c.accept()
	first := c.ui.state.front
	buttons := c.cashier().panel.buttons
	c.tap(buttons[2].label)
	if c.ui.state.front != "" || len(c.cashier().tray) != 1 {
		t.Fatal("the payment did not go to the tray")
	}
	c.tap(c.cashier().tray[0].view.amount)
	if c.ui.state.front != first {
		t.Fatal("the payment did not come back")
	}
	c.tap(buttons[3].label)
	if c.cashier().panel.kind != panelAsk {
		t.Error("no question before a cancel")
	}
	c.tap(pad.cash.label)
	if !strings.Contains(c.cashier().panel.said.text, words.Text(words.English, words.AmountLocked)) {
		t.Errorf("said %q", c.cashier().panel.said.text)
	}
	c.tap(c.cashier().head.language)
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
