package model

import (
	"strings"
	"testing"

	"psar/assets/words"
	"psar/pos/money"
	"psar/ui/uitest"
	"psar/ui/view"
)

// What is asked after a discount was given, given up or refused.
func TestDiscountByKeys(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, keys string
		want       money.Money // asked by the last key
		said       string      // before the Enter, as far as it goes
	}{
		{"given up", "5 0 0 + 5 0 0 - Esc", uitest.USD(500), "500 is dropped"},
		{"too much of it", "5 0 0 + 1 0 0 0 - 1", uitest.USD(500), "$10.00 is dropped, and nothing is taken off. The discount is more than $5.00"},
		{"too much of the bill", "5 0 0 + 1 0 0 0 - 3", uitest.USD(500), "$10.00 is dropped"},
		{"more than all of it", "5 0 0 + 1 5 0 - 4", uitest.USD(500), "150 % is dropped"},
		{"all of the line leaves nothing to pay", "5 0 0 + 1 0 0 - 2", uitest.USD(500), "100 % is dropped"},
		{"an amount off the line", "5 0 0 + 1 0 0 - 1", uitest.USD(400), ""},
		{"a part off the line", "5 0 0 + 1 0 - 2", uitest.USD(450), ""},
		{"an amount off all", "5 0 0 + 5 0 0 + 1 0 0 - 3", uitest.USD(900), ""},
		{"a part with a point", "1 0 0 0 0 + 5 . 5 - 4", uitest.USD(9450), ""},
		{"hundredths of a per cent", "1 0 0 0 0 + 2 . 2 5 - 2", uitest.USD(9775), ""},
		{"an amount with a point", "1 0 0 0 0 + 5 . 5 - 3", uitest.USD(9450), ""},
		{"Enter is no answer", "9 7 5 + 1 0 - Enter Esc", uitest.USD(975), "10 is dropped"},
		{"nor is the key that opened it", "9 7 5 + 1 0 - - Esc", uitest.USD(975), "10 is dropped"},
		{"nor is a fifth key", "9 7 5 + 1 0 - 5 Esc", uitest.USD(975), "10 is dropped"},
		{"the figure comes after the key", "1 0 0 0 0 + - 5 . 5 Enter 4", uitest.USD(9450), ""},
		{"digits fill it, and choose nothing", "1 0 0 0 0 + - 4 Esc", uitest.USD(10_000), "4 is dropped"},
		{"Enter on nothing chooses nothing", "1 0 0 0 0 + - Enter 4 Esc", uitest.USD(10_000), "4 is dropped"},
		{"nor on zeros", "1 0 0 0 0 + - 0 . Enter 4 Esc", uitest.USD(10_000), "0.4 is dropped"},
		{"opened and left", "5 0 0 + - Esc", uitest.USD(500), ""},
		{"Backspace changes the figure", "1 0 0 0 0 + 5 5 - < Enter 4", uitest.USD(9500), ""},
		{"and its point", "1 0 0 0 0 + 1 . - < 0 Enter 4", uitest.USD(9000), ""},
		{"Backspace takes the line's off", "5 0 0 + 1 0 - 2 - <", uitest.USD(500), "The discount of 10 % is removed"},
		{"and the bill's", "5 0 0 + 1 0 0 - 3 - <", uitest.USD(500), "The discount of $1.00 is removed"},
		{"the line's first", "5 0 0 + 1 0 - 2 1 0 0 - 3 - <", uitest.USD(400), "The discount of 10 % is removed"},
		{"and then the bill's", "5 0 0 + 1 0 - 2 1 0 0 - 3 - < - <", uitest.USD(500), "The discount of $1.00 is removed"},
		{"not when it is about the figure", "5 0 0 + 1 0 - 2 - 5 < < < Esc", uitest.USD(450), ""},
		{"nothing to take off", "5 0 0 + - < Esc", uitest.USD(500), ""},
		{"a refusal leaves what was given before", "5 0 0 + 1 0 - 2 9 0 0 - 1", uitest.USD(450), "$9.00 is dropped"},
		{"a third decimal", "1 0 0 0 0 + - 5 . 5 5 5 Enter 4", uitest.USD(9445), ""},
		{"locked meanwhile", "5 0 0 + 5 0 0 - Esc", uitest.USD(500), "500 is dropped"},
		{"a figure of riel", "5 0 0 + - / 4 1 0 0 Enter 3", uitest.USD(400), ""},
		{"riel has no decimals, and drops what follows the point", "5 0 0 + - / 1 0 . 5 Enter 4", uitest.USD(450), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := typing(t, canned()).press(tt.keys)
			if got := p.reads(); !strings.HasPrefix(got, tt.said) {
				t.Errorf("said %q, want %q", got, tt.said)
			}
			if p.s.Page() != view.PageClosed || !p.s.Entry.Empty() {
				t.Errorf("page %d, typed %s", p.s.Page(), p.s.Entry.text())
			}
			if p.press("Enter"); p.asked() != tt.want {
				t.Errorf("asks for %v, want %v", p.asked(), tt.want)
			}
		})
	}
}

// From the key on the figure is the page's: the amount line is empty, and no line of
// the bill is made of it.
func TestFigureMovesIntoDiscount(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("5 0 0 + 1 0 0 -")
	if d := p.s.discount(); p.s.Page() != view.PageDiscount || d.figure.Money() != uitest.USD(100) || !d.choosing || !p.s.Entry.Empty() || p.s.Total() != uitest.USD(500) {
		t.Errorf("%+v, typed %s, total %v", p.s.discount(), p.s.Entry.text(), p.s.Total())
	}
	v := p.s.Cashier(p.now).Desk
	if v.Amount != "$1.00  ·  100 %" || v.Buttons[0].Label != "−$1.00 on the line" || v.Buttons[3].Label != "−100 % on all" {
		t.Errorf("%+v", v)
	}
	p = typing(t, canned()).press("5 0 0 + 1 0 - 2 -")
	if v := p.s.Cashier(p.now).Desk; v.Amount != "" || !strings.Contains(v.Facts[2], "10 %") || v.Buttons[1].Hint != "Backspace" || !v.Buttons[0].Off {
		t.Errorf("opened on nothing it shows %+v", v)
	}
	p.press("2 . 5")
	if v := p.s.Cashier(p.now).Desk; v.Amount != "$2.50  ·  2.5 %" || v.Buttons[0].Off || v.Buttons[1].Label != "" {
		t.Errorf("typed it shows %+v", v)
	}
}

// Where there is nothing to take anything off, or a price is half typed, the page
// does not open and what was typed stays.
func TestDiscountThatDoesNotOpen(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("1 0 0 -")
	if p.s.Page() != view.PageClosed || p.s.Said.Key != words.DiscountFirst || p.s.Entry.Money() != uitest.USD(100) {
		t.Errorf("page %d, said %q, typed %v", p.s.Page(), p.s.Said.Key, p.s.Entry.Money())
	}
	p = typing(t, canned()).press("5 0 0 + 3 * 1 0 0 -")
	if p.s.Page() != view.PageClosed || p.s.Said.Key != words.QuantityStands || p.s.Entry.Money() != uitest.USD(100) || p.s.Cart.Quantity != 3 {
		t.Errorf("page %d, said %q, typed %v", p.s.Page(), p.s.Said.Key, p.s.Entry.Money())
	}
}

// A till that is locked under the page gives its figure up, and says so.
func TestLockDropsTheFigure(t *testing.T) {
	t.Parallel()
	s := staffed(canned())
	p := typing(t, s).press("5 0 0 + 5 0 0 - CtrlL")
	if p.s.Page() != view.PageLock || !strings.HasPrefix(p.reads(), "500 is dropped") || p.s.Total() != uitest.USD(500) {
		t.Errorf("page %d, said %q, total %v", p.s.Page(), p.reads(), p.s.Total())
	}
}

// Every sentence is there in Khmer too.
func TestDiscountInKhmer(t *testing.T) {
	t.Parallel()
	p := typing(t, canned())
	p.s.Language = words.Khmer
	p.press("5 0 0 + 1 0 0 0 - 1")
	if got := p.reads(); !strings.Contains(got, "$10.00 ត្រូវបានបោះបង់") || !strings.Contains(got, "។ ") {
		t.Errorf("said %q", got)
	}
}

// A quantity that waits for its price is no part of the bill: nothing is sold, and
// nothing added, past it.
func TestQuantityWithoutPrice(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"Enter", "F9", "F10", "H", "+"} {
		p := typing(t, canned()).press("5 0 0 + 3 * " + key)
		if p.last != nil || p.s.Page() != view.PageClosed || p.s.Said.Key != words.QuantityStands || p.s.Total() != uitest.USD(500) {
			t.Errorf("%s: %T, page %d, said %q", key, p.last, p.s.Page(), p.s.Said.Key)
		}
		if p.press("Esc Enter"); p.asked() != uitest.USD(500) {
			t.Errorf("%s, Esc, Enter asks for %v", key, p.asked())
		}
	}
	p := typing(t, canned()).press("3 . 5 *")
	if p.s.Said.Key != words.WholeOnly || p.s.Entry.Money() != uitest.USD(350) || p.s.Cart.Quantity != 0 {
		t.Errorf("said %q, typed %v, × %d", p.s.Said.Key, p.s.Entry.Money(), p.s.Cart.Quantity)
	}
}
