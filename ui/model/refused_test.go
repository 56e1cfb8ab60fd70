package model

import (
	"testing"
	"time"

	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/ui/uitest"
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
		{"3 . 5 * 2 0 0 Enter", 350},
		{"9 9 9 9 9 * 5 0 Enter", 99999},
		{"1 2 . * 3 Enter", 1200},
		{"5 0 0 + 3 . 5 / 2 0 Enter", 850},
		{"I 1 0 0 1 Enter", 0},
		{"M 4 0 0 Enter", 0},
		{"- 5 0 Enter", 0},
		{"H 1 Enter", 0},
		{"T 1 8 7 Enter", 0},
		{"X 1 Enter", 0},
		{"5 0 0 + 9 9 9 9 9 9 9 9 9 + 5 0 Enter", 0},
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
	if p.last != nil || len(p.s.Cash().notes()) != 0 {
		t.Errorf("%T, %v given", p.last, p.s.Cash().notes())
	}
	p.pause(time.Second).press("1 0 0 0")
	if got := p.s.Cash().notes(); len(got) != 1 || got[0] != money.Cents(1000) {
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
	if c, ok := p.last.(GiveCommand); !ok || c.Request.Received[0] != money.Riel(20000) {
		t.Errorf("%T", p.last)
	}
}

// A key that only showed the bill behind a payment or the change opened nothing: what was
// meant for its page is no amount. What is typed over the change after a pause is.
func TestKeysBehindAKeyThatShowedTheBill(t *testing.T) {
	t.Parallel()
	changing := func() Model {
		s := shopOfItems()
		s.change = sale.Sale{State: sale.Completed, Total: uitest.USD(350)}
		s = s.closePage()
		return s
	}
	for _, keys := range []string{"F9 1 0 0 0", "F10 2 0 0", "/ 2 0 0 0", "M 4 0 0", "- 5 0", "H 1", "* 2 0 0", "+ 2 0 0"} {
		p := typing(t, endedOver(payment.Paid, "")).press(keys + " Enter")
		if p.last != nil || p.s.Total() != uitest.USD(500) || p.reads() == "" {
			t.Errorf("over a payment %s: %T, %v, said %q", keys, p.last, p.s.Total(), p.reads())
		}
		if keys[0] == '/' || keys[0] == '*' || keys[0] == '+' {
			continue // on the change they are of nothing: the figure is the next sale's
		}
		if p = typing(t, changing()).press(keys + " Enter"); p.last != nil || p.s.Page() != view.PageChange || !p.s.Entry.Empty() {
			t.Errorf("over the change %s: %T, page %d, %v", keys, p.last, p.s.Page(), p.s.Entry.Money())
		}
	}
	for _, keys := range []string{"3 5 0 F9 F7 1 2 0 0 Enter", "3 5 0 F9 M 4 0 0 Enter", "3 5 0 F9 * 5 Enter", "3 5 0 F9 - 1 Enter", "3 5 0 F9 H 1 Enter"} {
		if p := typing(t, shopOfItems()).press(keys); p.last != nil || len(p.s.Cash().notes()) != 0 {
			t.Errorf("%s: %T, %v given", keys, p.last, p.s.Cash().notes())
		}
	}
}
