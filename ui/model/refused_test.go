package model

import (
	"testing"
	"time"

	"psar/pos/money"
	"psar/ui/view"
)

// What is typed behind a key that was refused was meant for what that key opens: it is
// dropped aloud, and is never an amount.
func TestKeysBehindARefusedKey(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		keys string
		want int64 // what Enter asks for after a pause; 0: nothing
	}{
		{"3 5 0 M 4 0 0 Enter", 350},
		{"2 * 3 5 0 - 1 Enter", 700},
		{"3 * F9 1 0 0 0 Enter", 0}, // the price of three is still to come
		{"F9 1 0 0 0 Enter", 0},
		{"F10 1 0 0 0 Enter", 0},
		{"CtrlL 1 2 3 4 Enter", 0},
	} {
		s := canned()
		p := typing(t, s).press(tt.keys)
		if p.last != nil {
			t.Errorf("%s: %T", tt.keys, p.last)
		}
		if p.s.Page() != view.PageClosed {
			continue // it opened its page after all
		}
		if p.reads() == "" {
			t.Errorf("%s: nothing is said", tt.keys)
		}
		p.pause(time.Second).press("Enter")
		if got := p.asked().Minor; got != tt.want {
			t.Errorf("%s: then asks %d, want %d", tt.keys, got, tt.want)
		}
	}
}

// Over the notes a letter's page doesn't open, and its digits are no notes.
func TestKeysBehindARefusedPage(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems()).press("3 5 0 F9").pause(time.Second).press("I 1 0 0 1 Enter")
	if p.last != nil || len(p.s.Cash().Notes()) != 0 {
		t.Errorf("%T, %v given", p.last, p.s.Cash().Notes())
	}
	p.pause(time.Second).press("1 0 0 0")
	if got := p.s.Cash().Notes(); len(got) != 1 || got[0] != money.Cents(1000) {
		t.Errorf("after a pause %v", got)
	}
}

// The other currency, a page that opens and a key that works leave what follows alone.
func TestKeysBehindAKeyThatWorked(t *testing.T) {
	t.Parallel()
	if got := typing(t, canned()).press("/ 5 0 0 0 Enter").asked(); got != money.Riel(5000) {
		t.Errorf("asks %s", got.Display())
	}
	if got := typing(t, canned()).press("3 * 2 0 0 Enter").asked(); got != money.Cents(600) {
		t.Errorf("asks %s", got.Display())
	}
	p := typing(t, canned()).press("3 5 0 F9 / 2 0 0 0 0 Enter")
	if c, ok := p.last.(GiveCommand); !ok || c.Request.Given[0] != money.Riel(20000) {
		t.Errorf("%T", p.last)
	}
}
