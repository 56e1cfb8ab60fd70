package model

import (
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/ui/uitest"
	"psar/ui/view"
)

// bounce is how soon a key comes again that was meant once.
const bounce = 80 * time.Millisecond

// again presses the last key of some once more, at once.
func (p *typist) again(key string) *typist {
	p.t.Helper()
	p.now = p.now.Add(bounce - typistPace)
	return p.press(key)
}

// endedOver is a bill of $5.00, and an amount that stands typed beside it, behind a
// payment that ended.
func endedOver(state payment.State, entry string) Model {
	s := withFront(uitest.Ended("20", state, uitest.USD(99), time.Minute))(canned())
	s.Cart = cart{currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: uitest.USD(500)}}}
	s.Entry.Digits = entry
	s.CanItems, s.CanLink = true, true
	return s
}

// A key that took a page, the help or a payment away does nothing more when it is pressed
// again: the bill behind was not read by then. After half a second it does.
func TestKeyThatLeftItsPageTwice(t *testing.T) {
	t.Parallel()
	riceFound := func(p *typist) {
		p.press("I")
		c := p.press("1").last
		p.answer(c, told{items: []catalogue.Item{{ID: "a", Name: "Rice", Price: uitest.USD(620), Tax: catalogue.TaxStandard}}}, nil)
		p.pause(SettleFor)
	}
	for _, tt := range []struct {
		name string
		keys string // of a bill of $5.00
		do   func(p *typist)
		key  string
	}{
		{name: "an item is found", do: riceFound, key: "Enter"},
		{name: "a new price", keys: "M Enter 4 0 0", key: "Enter"},
		{name: "what came of it", do: func(p *typist) { p.s = p.s.open(donePage{form: form{of: resolveForm{as: taskNote}}}) }, key: "Enter"},
		{name: "the help", keys: "F1", key: "Enter"},
		{name: "the help, Esc", keys: "3 5 0 F1", key: "Esc"},
		{name: "the help, H", keys: "F1", key: "H"},
		{name: "cash", keys: "3 5 0 F9", key: "Esc"},
		{name: "refund", keys: "3 5 0 F7", key: "Esc"},
		{name: "the day", keys: "3 5 0 F12", key: "Esc"},
		{name: "history", keys: "3 5 0 T", key: "Esc"},
		{name: "the rate", keys: "3 5 0 K", key: "Esc"},
		{name: "a discount", keys: "3 5 0 -", key: "Esc"},
		{name: "items", keys: "3 5 0 I", key: "Esc"},
		{name: "the printer", keys: "3 5 0 R", key: "Esc"},
		{name: "reports", keys: "3 5 0 X", key: "Esc"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := canned()
			s.CanItems, s.CanHistory, s.CanReport = true, true, true
			p := typing(t, s).press("5 0 0 + " + tt.keys)
			if tt.do != nil {
				tt.do(p)
			}
			p.pause(time.Second).press(tt.key).leftOnce(tt.key)
		})
	}
}

// leftOnce checks that the key that was just pressed led to the bill, and does nothing
// there until half a second later.
func (p *typist) leftOnce(key string) {
	t := p.t
	t.Helper()
	if p.s.Page() != view.PageClosed || p.s.Help || p.s.Front != "" || p.last != nil {
		t.Fatalf("%s leaves page %d, front %q, %T", key, p.s.Page(), p.s.Front, p.last)
	}
	total, lines, typed := p.s.Total(), p.s.Cart.Lines, p.s.Entry
	if p.again(key); p.last != nil || p.s.Busy() || p.s.Cart.removing || p.s.Page() != view.PageClosed || p.s.Total() != total || p.s.Entry != typed || len(p.s.Cart.Lines) != len(lines) {
		t.Errorf("%s again: %T for %v, page %d, %v became %v", key, p.last, p.asked(), p.s.Page(), total, p.s.Total())
	}
	p.pause(SettleFor - typistPace - bounce)
	if p.press(key); p.last == nil && p.s.Page() == view.PageClosed && p.s.Total() == total && !p.s.Cart.removing && p.s.Entry == typed {
		t.Errorf("%s does nothing later either", key)
	}
}

// The same over a payment that ended: its key shows the bill behind, once.
func TestKeyOverAnEndedPaymentTwice(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		key   string
		state payment.State
		entry string
	}{
		{"Enter", payment.Paid, ""}, {"Enter", payment.Cancelled, ""}, {"L", payment.Paid, ""}, {"H", payment.Expired, ""}, {"+", payment.Paid, ""},
		{"F9", payment.Paid, ""}, {"F10", payment.Paid, ""}, {"-", payment.Expired, ""}, {"M", payment.Expired, ""},
		{"/", payment.Paid, "350"}, {"*", payment.Paid, "3"}, {"Esc", payment.Expired, "350"}, {"Esc", payment.Paid, ""}, {"F2", payment.Expired, ""},
	} {
		t.Run(tt.key+" "+string(tt.state), func(t *testing.T) {
			t.Parallel()
			if tt.key == "Enter" && worthAgain(uitest.Ended("20", tt.state, uitest.USD(99), time.Minute)) {
				t.Skip("Enter asks anew")
			}
			p := typing(t, endedOver(tt.state, tt.entry)).press(tt.key)
			if tt.key == "F2" { // which has nothing to do there
				if p.again("F2"); p.s.Said.Key != "" {
					t.Errorf("said %q", p.s.Said.Key)
				}
				return
			}
			p.leftOnce(tt.key)
		})
	}
}

// A bill that came by an answer has to be read before a key decides it.
func TestBillThatCameByAnAnswer(t *testing.T) {
	t.Parallel()
	rice := catalogue.Item{ID: "a", Name: "Rice", Price: uitest.USD(620), Tax: catalogue.TaxStandard}
	for name, came := range map[string]func(p *typist){
		"recalled": func(p *typist) {
			p.s.Snap.Held = []sale.Held{{ID: id.Sale("h1"), Bill: sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: uitest.USD(500)}}}}}
			p.press("H Enter")
			p.answer(p.last, told{bill: p.s.Snap.Held[0].Bill}, nil)
		},
		"scanned": func(p *typist) {
			p.s.CanItems = true
			var c Command
			p.s, c = p.s.Act(view.Action{Verb: view.DoScan, Text: "4006381333931"}, p.now)
			p.answer(c, told{items: []catalogue.Item{rice}}, nil)
		},
		"scanned once more": func(p *typist) {
			p.s.CanItems = true
			for range 2 {
				p.pause(time.Second)
				var c Command
				p.s, c = p.s.Act(view.Action{Verb: view.DoScan, Text: "4006381333931"}, p.now)
				p.answer(c, told{items: []catalogue.Item{rice}}, nil)
			}
		},
		"searched": func(p *typist) {
			p.s.CanItems = true
			p.press("I 1")
			c := p.last
			p.press("Enter")
			p.answer(c, told{items: []catalogue.Item{rice}}, nil)
		},
	} {
		for _, key := range []string{"Enter", "L", "H", "Esc"} {
			t.Run(name+" "+key, func(t *testing.T) {
				t.Parallel()
				p := typing(t, canned())
				came(p)
				if p.s.Page() != view.PageClosed || p.s.Cart.Empty() {
					t.Fatalf("page %d, %d lines", p.s.Page(), len(p.s.Cart.Lines))
				}
				total := p.s.Total()
				if p.again(key); p.last != nil || p.s.Busy() || p.s.Cart.removing || p.s.Total() != total {
					t.Errorf("%s at once: %T for %v", key, p.last, p.asked())
				}
				if p.pause(SettleFor).press(key); key == "Enter" && p.asked() != total {
					t.Errorf("later it asks for %v", p.asked())
				}
			})
		}
	}
}

// Esc that clears what was typed says what it was, in both languages.
func TestEscSaysWhatItClears(t *testing.T) {
	t.Parallel()
	for keys, want := range map[string]string{"5 0 0 + 3 5 0": "$3.50", "5 0 0 + 3 *": "3 ×", "5 0 0 + 3 * 3 5 0": "3 × $3.50"} {
		p := typing(t, canned()).press(keys + " Esc")
		for _, lang := range []words.Language{words.English, words.Khmer} {
			if p.s.Language = lang; p.reads() != words.Text(lang, words.EntryCleared, want) {
				t.Errorf("%s: said %q", keys, p.reads())
			}
		}
		if !p.s.Entry.Empty() || p.s.Cart.Quantity != 0 {
			t.Errorf("%s: it stands", keys)
		}
	}
}

// A digit that chose and comes again is no amount, nor is what follows it before a pause.
// Another digit is, and so is every digit of a figure.
func TestChoosingDigitTwice(t *testing.T) {
	t.Parallel()
	p := typing(t, canned()).press("1 0 0 0 0 + 5 . 5 - 4")
	total := p.s.Total()
	if p.again("4").press("2 Enter"); p.last != nil || p.s.Total() != total || p.s.Said.Key != words.KeysDropped {
		t.Errorf("%T for %v, total %v, said %q", p.last, p.asked(), p.s.Total(), p.s.Said.Key)
	}
	if p.pause(lumpPause).press("Enter"); p.asked() != total {
		t.Errorf("later it asks for %v, not %v", p.asked(), total)
	}
	p = typing(t, canned()).press("1 0 0 0 0 + 5 . 5 - 4 3 3 0 +")
	if n := len(p.s.Cart.Lines); n != 2 || p.s.Cart.Lines[1].Price != uitest.USD(330) {
		t.Errorf("another figure: %+v", p.s.Cart.Lines)
	}
	held := canned()
	held.Snap.Held = []sale.Held{{ID: "h1", Bill: sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: uitest.USD(500)}}}}}
	p = typing(t, held).press("H 1")
	p.answer(p.last, told{bill: held.Snap.Held[0].Bill}, nil)
	if p.again("1"); !p.s.Entry.Empty() || p.s.Said.Key != words.KeysDropped {
		t.Errorf("typed %v, said %q", p.s.Entry.Money(), p.s.Said.Key)
	}
	for name, s := range map[string]Model{"over a payment": endedOver(payment.Paid, ""), "over the help": typing(t, canned()).press("5 0 0 + F1").s} {
		if p = typing(t, s).pause(time.Minute).press("3").again("3").press("0"); p.s.Entry.Money() != uitest.USD(330) {
			t.Errorf("%s: typed %v", name, p.s.Entry.Money())
		}
	}
}

// A key that asked the till for something asks once: pressed twice it prints one paper, and
// pays once.
func TestKeyThatAsksTwice(t *testing.T) {
	t.Parallel()
	s := front(uitest.Shown("20", uitest.USD(900), time.Minute))
	s.canPay = true
	for _, tt := range []struct {
		name string
		s    Model
		a    view.Action
	}{
		{"P on a live code", s, view.Action{Verb: view.DoPrint}},
		{"P on a paid one", front(uitest.Ended("12", payment.Paid, uitest.USD(900), time.Second)), view.Action{Verb: view.DoPrint}},
		{"F8 in training", s, view.Action{Verb: view.DoPay}},
		{"a test page", typing(t, canned()).press("R").pause(time.Second).s, view.Action{Verb: view.DoDigits, Text: "1"}},
		{"paper's width", typing(t, canned()).press("R").pause(time.Second).s, view.Action{Verb: view.DoDigits, Text: "3"}},
	} {
		next, c := tt.s.Act(tt.a, uitest.Noon.Add(time.Minute))
		if c == nil {
			t.Errorf("%s: nothing, said %+v", tt.name, next.Said)
			continue
		}
		if _, c = next.Act(tt.a, uitest.Noon.Add(time.Minute+bounce)); c != nil {
			t.Errorf("%s again: %T", tt.name, c)
		}
		if _, c = next.Act(tt.a, uitest.Noon.Add(time.Minute+SettleFor)); c == nil {
			t.Errorf("%s: nothing later either", tt.name)
		}
	}
}

// A digit over the help closes it, where it would choose something: that was not to be seen.
// Pressed again at once it chooses nothing either.
func TestChoosingDigitOverTheHelp(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string]string{"the printers": "R", "the staff": "S", "a discount": "5 0 0 + 1 0 -"} {
		p := typing(t, staffed(canned())).press(keys).pause(time.Second)
		page := p.s.Page()
		if p.press("F1 1"); p.s.Help || p.s.Page() != page || p.last != nil {
			t.Errorf("over %s: help %v, page %d, %T", name, p.s.Help, p.s.Page(), p.last)
		}
		if p.again("1"); p.s.Page() != page || p.last != nil {
			t.Errorf("again over %s: page %d, %T", name, p.s.Page(), p.last)
		}
		if p.pause(time.Second).press("1"); p.s.Page() == page && p.last == nil {
			t.Errorf("over %s it never chooses: said %q", name, p.reads())
		}
	}
}

// Two rows that are touched one after the other are two.
func TestTwoTouches(t *testing.T) {
	t.Parallel()
	p := typing(t, shopOfItems()).press("I")
	p.answer(p.last, told{items: twins}, nil).pause(time.Second)
	for i := range twins {
		p.s, _ = p.s.Act(view.Action{Verb: view.DoQuick, Index: i}, p.now.Add(time.Millisecond))
		if i == 0 {
			p.s, p.last = p.s.Act(view.Action{Verb: view.DoItems}, p.now.Add(100*time.Millisecond))
			p.answer(p.last, told{items: twins}, nil)
			p.now = p.now.Add(time.Second)
		}
	}
	if n := len(p.s.Cart.Lines); n != 2 {
		t.Errorf("%d lines", n)
	}
}
