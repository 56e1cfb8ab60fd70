package ui

import (
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/ui/view"
)

// Touch mirrors the keys.
func TestSaleByTouch(t *testing.T) {
	c := openCounter(t, Deps{})
	pad := c.cashier().Pad
	c.tap("3", "5", "0", "00")
	if got := c.cashier().Amount.Amount; got != "$350.00" {
		t.Fatalf("amount %q", got)
	}
	c.tap(pad.Flip.Label)
	if got := c.cashier().Amount.Amount; got != "35,000 ៛" {
		t.Fatalf("after the flip %q", got)
	}
	c.tap(c.cashier().Pad.Charge.Label)
	c.settle()
	c.accept()
	first := c.ui.state.Front
	buttons := c.cashier().Panel.Buttons
	c.tap(buttons[2].Label)
	if c.ui.state.Front != "" || len(c.cashier().Tray) != 1 {
		t.Fatal("the payment did not go to the tray")
	}
	c.tap(c.cashier().Tray[0].View.Amount)
	if c.ui.state.Front != first {
		t.Fatal("the payment did not come back")
	}
	c.tap(buttons[3].Label)
	if c.cashier().Panel.Kind != view.PanelAsk {
		t.Error("no question before a cancel")
	}
	c.tap(pad.Cash.Label)
	if !strings.Contains(c.cashier().Panel.Said.Text, words.Text(words.English, words.AmountLocked)) {
		t.Errorf("said %q", c.cashier().Panel.Said.Text)
	}
	c.tap(c.cashier().Head.Language)
	c.settle()
	if c.ui.state.Language != words.Khmer {
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
