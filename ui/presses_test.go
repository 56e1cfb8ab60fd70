package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
)

// The key that opens a page neither closes nor decides it when it is pressed again.
func TestOpeningKeyTwice(t *testing.T) {
	ended := ended("20", payment.Expired, usd(350), time.Minute)
	part := sale.Sale{ID: "s1", State: sale.Open, Total: usd(1200), Rate: 4100, Tenders: []sale.Tender{{Kind: sale.TenderCashUSD, Amount: usd(500)}}}
	typed := func(s state) state { s.entry.digits = "350"; return s }
	virtual := func(s state) state {
		s.canSheets, s.snap.Settings[settings.PrinterLink] = true, "paper:"
		return s
	}
	late := ended
	late.State, late.Received = payment.Unclaimed, usd(350)
	for _, tt := range []struct {
		name string
		verb verb
		in   func(state) state
	}{
		{"F1", doHelp, typed},
		{"F7", doRefund, typed},
		{"F9", doCash, typed},
		{"F9 on what ended", doCash, withFront(ended)},
		{"F10", doSplit, typed},
		{"F10 on what ended", doSplit, withFront(ended)},
		{"F10 on a part", doSplit, func(s state) state { s.snap.PartPaid = []sale.Sale{part}; return s }},
		{"F12", doDay, typed},
		{"I", doItems, func(s state) state { s.canItems = true; return typed(s) }},
		{"T", doHistory, func(s state) state { s.canHistory = true; return typed(s) }},
		{"X", doReports, func(s state) state { s.canReport = true; return typed(s) }},
		{"U", doUnclaimed, func(s state) state { s.snap.Unclaimed = []payment.Attempt{late}; return typed(s) }},
		{"S", doStaff, func(s state) state { return typed(staffed(s)) }},
		{"S without an owner", doStaff, typed},
		{"O", doOwner, typed},
		{"H", doHold, func(s state) state {
			s.snap.Held = []sale.Held{{ID: "h1", Bill: sale.Bill{Currency: money.USD, Lines: []sale.BillLine{{Quantity: 1, Price: usd(500)}}}}}
			return s
		}},
		{"R", doPrinter, typed},
		{"M", doLine, groceries},
		{"K", doRate, typed},
		{"B", doMark, withFront(shownAttempt("20", usd(350), time.Minute))},
		{"A", doAlarm, func(s state) state { s.snap.Alarms = []payment.Alarm{{ID: 3}}; return typed(s) }},
		{"V", doSheets, virtual},
		{"lock", doLock, func(s state) state { return typed(staffed(s)) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := tt.in(canned())
			s, _ = s.act(action{verb: tt.verb}, noon)
			before, bill, help, paper, busy := s.where(), s.entry, s.help, s.sheets.open, s.busy()
			if before.page == deskClosed && !help && !paper {
				t.Fatalf("nothing was opened: %+v", s.said)
			}
			s, c := s.act(action{verb: tt.verb}, noon.Add(120*time.Millisecond))
			if s.where() != before || s.help != help || s.sheets.open != paper || s.entry != bill || s.busy() != busy {
				t.Errorf("%+v became %+v", before, s.where())
			}
			if _, again := c.(signOutCommand); c != nil && !again {
				t.Errorf("it did %#v", c)
			}
		})
	}
}

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
		if v := c.cashier().cash; !v.good || v.change != "$1.00 + 2,100 ៛" {
			t.Errorf("after %s: page %d, change %q", what, c.ui.state.desk.page, v.change)
		}
		if v := c.customer(); v.kind != customerPaid {
			t.Errorf("after %s the customer sees %d", what, v.kind)
		}
	}
	c.press(w, "3", "5", "0", "F9", "5", "0", "0", "Return", "Return")
	c.answer()
	stands("Enter at once")
	c.clock.advance(time.Hour)
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
		if c.ui.state.desk.page == deskChange {
			t.Errorf("%s opens nothing", key)
		}
		c.clock.advance(time.Second)
		c.hit("Escape")
		stands(key + " and Esc")
	}
	c.clock.advance(time.Second)
	c.press(w, "5")
	if c.cashier().amount.amount != "$0.05" || c.ui.state.desk.page != deskClosed {
		t.Errorf("the next sale begins with %q", c.cashier().amount.amount)
	}
	c.press(w, "Escape")
	if c.ui.state.changing() {
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
		c.clock.advance(time.Second)
	}
	pay()
	c.scan("8847100010018")
	c.settle()
	if s := c.ui.state; s.desk.page != deskClosed || s.changing() || s.total() != usd(620) {
		t.Fatalf("after a scan: page %d, %v", s.desk.page, s.total())
	}
	c.press(w, "Escape", "F4")
	pay()
	c.press(w, "I")
	c.settle()
	c.tap(c.cashier().desk.quick[1].label)
	if s := c.ui.state; s.desk.page != deskClosed || s.total() != khr(1000) {
		t.Fatalf("after an item: page %d, %v", s.desk.page, s.total())
	}
	c.press(w, "Escape", "F4")
	pay()
	c.press(w, "/")
	if c.ui.state.desk.page != deskChange || c.ui.state.said.key != words.NextCurrency {
		t.Errorf("page %d, said %q", c.ui.state.desk.page, c.ui.state.said.key)
	}
	c.press(w, "5", "0", "0", "0")
	if got := c.ui.state.total(); got != khr(5000) {
		t.Errorf("after the currency's key: %v", got)
	}
}

// Keys that decide do nothing on what came by itself half a second ago at most: they
// were meant for what stood there before.
func TestKeysMeantForWhatStoodBefore(t *testing.T) {
	shown := shownAttempt("20", usd(350), time.Minute)
	paid, cancelled := shown, shown
	paid.State, paid.Changed, paid.Watched = payment.Paid, noon, false
	cancelled.State = payment.Cancelled
	asks := func(s state) state { s.confirm = true; return s }
	paying := func(s state) state {
		s.entry.digits = "350"
		s, _ = s.act(action{verb: doCash}, noon.Add(-time.Second))
		s, _ = s.act(action{verb: doCharge}, noon.Add(-time.Second))
		return s
	}
	for _, tt := range []struct {
		name string
		verb verb
		in   func(state) state
		came func(state) state
	}{
		{"Enter on an expired code", doCharge, withFront(shown), func(s state) state {
			a := shown
			a.State = payment.Expired
			s, _ = s.apply(next(s, a), noon)
			return s
		}},
		{"Esc on paid", doEscape, withFront(shown), func(s state) state { s, _ = s.apply(next(s, paid), noon); return s }},
		{"F2 on paid", doNextSale, withFront(shown), func(s state) state { s, _ = s.apply(next(s, paid), noon); return s }},
		{"P on paid", doPrint, withFront(shown), func(s state) state { s, _ = s.apply(next(s, paid), noon); return s }},
		{"F4 after the question went", doConfirm, func(s state) state { return asks(withFront(shown)(s)) }, func(s state) state {
			s, _ = s.apply(next(s, cancelled), noon)
			return s
		}},
		{"Y on another question", doYes, func(s state) state { s.snap.Asking = []queue.Job{{ID: 7}}; return s }, func(s state) state {
			snap := next(s)
			snap.Asking = []queue.Job{{ID: 8}}
			s, _ = s.apply(snap, noon)
			return s
		}},
		{"Y on an account", doYes, func(s state) state { s.snap.Asking = []queue.Job{{ID: 7}}; return s }, func(s state) state {
			snap := next(s)
			snap.Asking, snap.Questions = s.snap.Asking, []pos.PayeeQuestion{{Currency: money.USD, Payee: payment.Payee{Account: "a@b"}}}
			s, _ = s.apply(snap, noon)
			return s
		}},
		{"Enter on a PIN that is asked for", doCharge, paying, func(s state) state {
			return s.done(giveCommand{}, outcome{}, fault.New(fault.ManagerNeeded), noon)
		}},
		{"Enter on a refusal", doCharge, paying, func(s state) state {
			return s.done(giveCommand{}, outcome{}, fault.New(fault.TotalChanged, "$4.00"), noon)
		}},
		{"Enter on another total", doCharge, func(s state) state {
			s.cart = cart{currency: money.USD, lines: []sale.BillLine{{Quantity: 1, Price: khr(41_000)}}}
			return s
		}, func(s state) state {
			snap := next(s)
			snap.Settings = shopSettings()
			snap.Settings[settings.Rate] = "4000"
			s, _ = s.apply(snap, noon)
			return s
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := tt.came(tt.in(canned()))
			s, c := before.act(action{verb: tt.verb}, noon.Add(settleFor-time.Millisecond))
			if c != nil || s.where() != before.where() || s.front != before.front || s.busy() != before.busy() {
				t.Errorf("too early it did %#v: %+v", c, s.where())
			}
			if _, c := before.act(action{verb: tt.verb}, noon.Add(settleFor)); c == nil && tt.verb == doYes {
				if s, _ := before.act(action{verb: tt.verb}, noon.Add(settleFor)); s.where() == before.where() {
					t.Error("later it does nothing either")
				}
			}
		})
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
	if got := c.cashier().amount.amount; got != "$3.33" {
		t.Fatalf("held digits: %q", got)
	}
	hold(fyne.KeyF9, 3)
	let(fyne.KeyF9)
	hold(fyne.KeyReturn, 1)
	c.settle()
	c.clock.advance(time.Minute)
	canvas.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if c.ui.state.desk.page != deskChange || len(c.sales()) != 1 {
		t.Fatalf("page %d, %d sales", c.ui.state.desk.page, len(c.sales()))
	}
	let(fyne.KeyReturn)
	hold("7", 4) // the first is the next amount's, the others were its echo
	if got := c.cashier().amount.amount; got != "$0.07" {
		t.Errorf("held over the change: %q", got)
	}
	let("7")
	c.press(c.ui.cashier, "7")
	if got := c.cashier().amount.amount; got != "$0.77" {
		t.Errorf("pressed again: %q", got)
	}
	c.press(c.ui.cashier, "BackSpace", "BackSpace", "F12")
	hold("1", 3) // it opens the count, and counts nothing
	if d := c.ui.state.desk; d.page != deskCount || d.day.counts[0][0] != 0 {
		t.Errorf("page %d, counted %v", d.page, d.day.counts)
	}
}
