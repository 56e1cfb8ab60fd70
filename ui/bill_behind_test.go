package ui

import (
	"reflect"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// waiting brings a payment of so many cents into the tray, its code on show.
func (c *counter) waiting(keys ...string) id.Payment {
	c.t.Helper()
	c.press(c.ui.cashier, keys...)
	c.press(c.ui.cashier, "Return")
	c.settle()
	c.accept()
	id := c.ui.state.Front
	c.press(c.ui.cashier, "F2")
	return id
}

// expire ends the payment in front, by the bank's word.
func (c *counter) expire() {
	c.t.Helper()
	c.clock.Add(11 * time.Minute)
	c.happen(payment.VerifiedUnpaid{})
	c.clock.Add(2 * time.Second)
}

// A payment that is brought to the front does not own the bill behind it: whatever
// becomes of it, the bill stands there as it stood.
func TestBillBehindAPayment(t *testing.T) {
	for name, path := range map[string]func(c *counter){
		"sent back":     func(c *counter) { c.press(c.ui.cashier, "F3", "F2") },
		"not cancelled": func(c *counter) { c.press(c.ui.cashier, "F3", "Escape", "Escape", "F2") },
		"locked keys": func(c *counter) {
			c.press(c.ui.cashier, "F3", "9", "/", "+", "*", "-", "BackSpace", "I", "F9", "F10", "F2")
		},
		"touched twice":   func(c *counter) { c.tap(c.cashier().Tray[0].View.Amount); c.press(c.ui.cashier, "F2") },
		"expired, closed": func(c *counter) { c.press(c.ui.cashier, "F3"); c.expire(); c.press(c.ui.cashier, "Escape") },
		"expired, notes, back": func(c *counter) {
			c.press(c.ui.cashier, "F3")
			c.expire()
			c.press(c.ui.cashier, "F9", "1", "0", "0", "Escape", "Escape")
		},
		"expired, paid in notes": func(c *counter) {
			c.press(c.ui.cashier, "F3")
			c.expire()
			c.press(c.ui.cashier, "F9", "Return")
			c.settle()
		},
		"expired, a part in notes": func(c *counter) {
			c.press(c.ui.cashier, "F3")
			c.expire()
			c.press(c.ui.cashier, "F10", "1", "0", "F10")
			c.settle()
			c.press(c.ui.cashier, "Escape")
		},
		"expired, a new code": func(c *counter) {
			c.press(c.ui.cashier, "F3")
			c.expire()
			c.press(c.ui.cashier, "Return")
			c.settle()
			c.accept()
			c.press(c.ui.cashier, "F2")
		},
		"cancelled": func(c *counter) {
			c.press(c.ui.cashier, "F3", "Escape", "F4")
			c.settle()
			c.clock.Add(model.PaidFor)
			c.ui.tick()
		},
		"paid": func(c *counter) {
			c.press(c.ui.cashier, "F3")
			c.happen(payment.VerifiedPaid{Received: uitest.USD(99)})
			c.clock.Add(model.PaidFor)
			c.ui.tick()
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := openCounter(t, Deps{})
			c.waiting("9", "9")
			c.press(c.ui.cashier, "2", "*", "5", "0", "0", "+", "2", "0", "0", "+", "1", "0", "-", "2", "7", "5")
			cart, entry := c.ui.state.Cart, c.ui.state.Entry
			path(c)
			if got := c.ui.state; !reflect.DeepEqual(got.Cart, cart) || got.Entry != entry {
				t.Errorf("the bill is %+v %+v, was %+v %+v", got.Cart, got.Entry, cart, entry)
			}
			if n := len(c.sales()); n > 1 {
				t.Errorf("%d sales", n)
			}
		})
	}
}

// A key that means the bill as it stands shows it first where a payment stood before
// it: nothing is changed, asked for or put aside that nobody saw.
func TestHiddenBillIsShownFirst(t *testing.T) {
	for _, key := range []string{"+", "-", "*", "/", "M", "h", "l"} {
		t.Run(key, func(t *testing.T) {
			c := openCounter(t, Deps{PaymentLink: func(payment.Attempt) (string, error) { return "", nil }})
			c.waiting("9", "9")
			c.press(c.ui.cashier, "5", "0", "0", "+", "F3")
			c.expire()
			cart, entry := c.ui.state.Cart, c.ui.state.Entry
			c.press(c.ui.cashier, key)
			if s := c.ui.state; s.Front != "" || s.Busy() || s.Page() != view.PageClosed || !reflect.DeepEqual(s.Cart, cart) || s.Entry != entry {
				t.Errorf("front %q, busy %v, page %d, %+v", s.Front, s.Busy(), s.Page(), s.Cart)
			}
		})
	}
}

// The next amount is typed beside the bill that lay behind an ended payment.
func TestNextAmountBesideTheBillBehind(t *testing.T) {
	for name, keys := range map[string][]string{
		"a line":               {"5", "0", "0", "+"},
		"an amount that stood": {"5", "0", "0"},
	} {
		t.Run(name, func(t *testing.T) {
			c := openCounter(t, Deps{})
			c.waiting("9", "9")
			c.press(c.ui.cashier, append(keys, "F3")...)
			c.expire()
			c.press(c.ui.cashier, "3", "5", "0")
			if v := c.cashier().Panel.Bill; v.Total[1] != "$8.50" {
				t.Errorf("the cashier reads %q", v.Total)
			}
			c.press(c.ui.cashier, "Return")
			c.settle()
			if a, ok := c.ui.state.Attempt(); !ok || a.Amount != uitest.USD(850) {
				t.Errorf("asked for %v", a.Amount)
			}
			if !c.ui.state.Cart.Empty() || !c.ui.state.Entry.Empty() {
				t.Error("what is asked for stays on the counter")
			}
		})
	}
}

// Notes for an ended code pay its stored sale: windows that know nothing of it any
// more ask what the code asked, tax and all.
func TestCashPaysTheStoredSale(t *testing.T) {
	c := openCounter(t, Deps{})
	if err := c.till.SetSetting(t.Context(), settings.TaxMode, "added"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(c.ui.cashier, "1", "0", "0", "0")
	if got := c.cashier().Amount.Note; got != words.Text(words.English, words.PaperTotal)+" $11.00 · ≈ 45,100 ៛ · 4,100" {
		t.Errorf("what Enter asks for: %q", got)
	}
	c.press(c.ui.cashier, "Return")
	c.settle()
	c.accept()
	asked, _ := c.ui.state.Attempt()
	c.ui.state = model.New(c.till.Snapshot(), words.English, nil, false)
	c.ui.draw()
	c.press(c.ui.cashier, "F3", "Escape", "F4")
	c.settle()
	c.press(c.ui.cashier, "F9")
	if v := c.cashier().Cash; v.Total != "$11.00" {
		t.Errorf("notes for a code of %v: %q", asked.Amount, v.Total)
	}
	c.press(c.ui.cashier, "Return")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || sales[0].ID != asked.Sale || sales[0].Total != uitest.USD(1100) || sales[0].Tax != uitest.USD(100) {
		t.Errorf("%+v", sales)
	}
}

// The money of the ended code comes while its notes are counted: the counter closes,
// says so, and nothing is taken twice.
func TestMoneyComesWhileNotesAreTaken(t *testing.T) {
	c := openCounter(t, Deps{})
	id := c.waiting("3", "5", "0")
	c.press(c.ui.cashier, "F3", "Escape", "F4")
	c.settle()
	c.press(c.ui.cashier, "F9", "5", "0", "0")
	if _, err := c.till.Happened(t.Context(), id, payment.VerifiedPaid{Received: uitest.USD(350)}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	if s := c.ui.state; s.Page() != view.PageClosed || s.Said.Code != fault.SaleMoneyCame {
		t.Fatalf("page %d, said %q", s.Page(), s.Said.Code)
	}
	c.clock.Add(time.Second)
	c.press(c.ui.cashier, "F9", "Return")
	if n := len(c.sales()); n != 0 || c.ui.state.Page() == view.PageCash {
		t.Errorf("%d sales, page %d", n, c.ui.state.Page())
	}
}

// After a code of a split was cancelled, F9 and F10 go on with that split, though a
// bill lies behind it and another sale was paid in part before.
func TestCashGoesOnWithTheSplit(t *testing.T) {
	for key, page := range map[string]view.Page{"F9": view.PageCash, "F10": view.PagePart} {
		t.Run(key, func(t *testing.T) {
			c := openCounter(t, Deps{})
			w := c.ui.cashier
			c.press(w, "6", "0", "0", "F10", "1", "0", "0", "F10")
			c.settle()
			c.press(w, "Escape")
			c.press(w, "1", "2", "0", "0", "F9", "5", "0", "0", "F10")
			c.settle()
			c.press(w, "Return")
			c.settle()
			c.accept()
			c.press(w, "F2", "5", "0", "+", "F3", "Escape", "F4")
			c.settle()
			c.press(w, key)
			if v := c.cashier().Cash; v.Page != page || v.Total != "$7.00" {
				t.Errorf("page %d, %q", v.Page, v.Total)
			}
			if got := c.ui.state.Cart.Lines; len(got) != 1 || got[0].Price != uitest.USD(50) {
				t.Errorf("the bill behind: %+v", got)
			}
		})
	}
}

// The rest of a sale is paid otherwise while notes are counted for it: the counter
// says what is due now, and nothing of before is taken.
func TestRestChangesWhileNotesAreTaken(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "1", "2", "0", "0", "F9", "5", "0", "0", "F10")
	c.settle()
	c.press(w, "F9", "7", "0", "0")
	id := c.ui.state.Cash().Sale
	if _, err := c.till.PayCash(t.Context(), pos.CashRequest{Sale: id, Received: []money.Money{uitest.USD(200)}, Part: true}); err != nil {
		t.Fatal(err)
	}
	c.press(w, "Return") // before the windows know
	c.settle()
	if v := c.cashier().Cash; v.Total != "$5.00" || c.ui.state.Cash().Wrong.Code != fault.TotalChanged || len(c.sales()) != 0 {
		t.Errorf("%q, %+v", v.Total, c.ui.state.Cash().Wrong)
	}
}

// Only a key changes the currency: not a snapshot of a shop without its profile.
func TestCurrencyChangesByAKeyAlone(t *testing.T) {
	c := openCounter(t, Deps{})
	if err := c.till.SetSetting(t.Context(), settings.KHRProfileID, ""); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(c.ui.cashier, "/")
	if err := c.till.SetSetting(t.Context(), settings.ShopName, "Psar Thmei"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.ui.tick()
	c.press(c.ui.cashier, "5", "0", "0", "0", "F9", "Return")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || sales[0].Total != uitest.KHR(5000) {
		t.Errorf("%+v", sales)
	}
}

// What was typed stays in the bill, and in its total, when an item is added.
func TestStandingAmountAndItems(t *testing.T) {
	rice := func(c *counter) {
		c.clock.Add(time.Second)
		c.scan("8847100010018")
		c.settle()
		c.clock.Add(time.Second)
	}
	for _, tt := range []struct {
		name string
		do   func(c *counter)
		want money.Money
	}{
		{"amount, scan", func(c *counter) { c.press(c.ui.cashier, "3", "5", "0"); rice(c) }, uitest.USD(970)},
		{"scan, amount, scan", func(c *counter) { rice(c); c.press(c.ui.cashier, "3", "5", "0"); rice(c) }, uitest.USD(1590)},
		{"amount with a quantity, scan", func(c *counter) { c.press(c.ui.cashier, "2", "*", "3", "5", "0"); rice(c) }, uitest.USD(1320)},
		{"amount, scan, amount", func(c *counter) {
			c.press(c.ui.cashier, "3", "5", "0")
			rice(c)
			c.press(c.ui.cashier, "2", "0", "0")
		}, uitest.USD(1170)},
		{"amount, search", func(c *counter) {
			c.press(c.ui.cashier, "3", "5", "0", "I")
			c.settle()
			c.write("rice")
			for range 4 {
				c.settle()
			}
			c.enter("Return")
			c.clock.Add(model.SettleFor)
		}, uitest.USD(970)},
		{"amount, quick key", func(c *counter) {
			c.press(c.ui.cashier, "3", "5", "0", "I")
			c.settle()
			c.tap("Fish sauce")
		}, uitest.USD(589)}, // 9,800 riel
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := grocer(t)
			tt.do(c)
			if got := c.ui.state.Total(); got != tt.want {
				t.Errorf("would ask for %v, want %v", got, tt.want)
			}
			if got := c.cashier().Panel.Bill.Total[1]; got != tt.want.Display() {
				t.Errorf("the cashier reads %q", got)
			}
			c.press(c.ui.cashier, "Return")
			c.settle()
			if a, ok := c.ui.state.Attempt(); !ok || a.Amount != tt.want {
				t.Errorf("asked for %v", a.Amount)
			}
		})
	}
}
