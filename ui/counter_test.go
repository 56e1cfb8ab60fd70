package ui

import (
	"strings"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/sale"
	"psar/pos/settings"
)

// sales are the day's completed ones.
func (c *counter) sales() []sale.Sale {
	c.t.Helper()
	sales, err := c.db.Sales(c.t.Context(), c.till.Snapshot().Day)
	if err != nil {
		c.t.Fatal(err)
	}
	return sales
}

// A bill by the numpad alone: quantity × price, one more, a line off, a discount,
// then notes. Nine presses more than a free amount, and no mouse.
func TestBillByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "3", "*", "1", "5", "0", "+") // 3 × $1.50
	c.press(w, "2", "0", "0", "+", "+")      // $2.00, twice
	c.press(w, "9", "9", "+", "BackSpace", "F4")
	c.press(w, "1", "0", "-", "2") // 10 % off the chosen line
	if v := c.customer(); v.kind != customerBill || v.amount != "$8.10" || v.lines[0][1] != "$4.50" || v.lines[1][1] != "$3.60" {
		t.Fatalf("the customer sees %+v", v)
	}
	c.press(w, "F9")
	if v := c.cashier().cash; v.total != "$8.10" || v.due != "To be paid: $8.10  ·  33,200 ៛" {
		t.Errorf("the counter says %q, %q", v.total, v.due)
	}
	c.press(w, "1", "0", "0", "0", "Return", "Return")
	c.settle()
	if v := c.cashier().cash; !v.good || v.change != "$1.00 + 3,700 ៛" { // $1.90: 3,690 riel
		t.Errorf("the change is %q", v.change)
	}
	if v := c.customer(); v.kind != customerPaid || !strings.Contains(v.foot, "$1.00 + 3,700 ៛") {
		t.Errorf("the customer sees %+v", v)
	}
	sales := c.sales()
	if len(sales) != 1 || len(sales[0].Lines) != 2 || sales[0].Lines[0].Quantity != 3 || sales[0].Total != usd(810) || sales[0].Discount != usd(40) {
		t.Fatalf("%+v", sales)
	}
	c.press(w, "5") // the next sale
	if got := c.cashier().amount.amount; got != "$0.05" || c.ui.state.desk.page != deskClosed {
		t.Errorf("the next sale begins with %q", got)
	}
	if len(c.logged) != 0 {
		t.Errorf("logged %q", c.logged)
	}
}

// Enter alone is exact; the change stays however long it takes to count it.
func TestCashExact(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "3", "5", "0", "F9", "Return")
	c.settle()
	if v := c.cashier().cash; !v.good || v.change != "exact, no change" {
		t.Errorf("%+v", v)
	}
	c.clock.advance(time.Hour)
	c.ui.tick()
	if c.ui.state.desk.page != deskChange || c.customer().kind != customerPaid {
		t.Error("gone by itself")
	}
}

// What the cashier may do at the counter changes nothing before Enter; too little
// is said, and never taken.
func TestCashShortAndBack(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "F9")
	if c.ui.state.said.code != fault.AmountZero {
		t.Errorf("cash for nothing: %q", c.ui.state.said.code)
	}
	c.press(w, "3", "5", "0", "F9", "3", "0", "0", "Return")
	if v := c.cashier().cash; v.missing == "" || v.problem == "" || c.ui.state.desk.cash.busy {
		t.Errorf("%+v", v)
	}
	c.press(w, "Escape")
	if got := c.cashier().amount.amount; got != "$3.50" || len(c.sales()) != 0 {
		t.Errorf("back at %q", got)
	}
	c.press(w, "F9", "/", "2", "0", "0", "0", "0", "Down", "Return")
	c.settle()
	if sale := c.sales()[0]; sums(sale.Change) != "5,600 ៛" {
		t.Errorf("%+v", sale.Change)
	}
}

// So much given is asked about; Enter again is no answer, a second key is, and only
// for what was asked.
func TestCashAsksAboutMillions(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "3", "5", "0", "F9", "F4", "1", "0", "0", "0", "0", "0", "0", "Return", "Return")
	if d := c.ui.state.desk.cash; d.wrong.code != fault.GivenUnusual || d.busy {
		t.Fatalf("%+v", d)
	}
	if v := c.cashier().cash; v.buttons[1].hint != "F4" || !strings.Contains(v.problem, "$9,996.00 + 2,050 ៛") && !strings.Contains(v.problem, "$9,996.00 + 2,100 ៛") {
		t.Errorf("asks %q, with %+v", v.problem, v.buttons[1])
	}
	c.press(w, "BackSpace", "F4") // $1,000: another question
	if d := c.ui.state.desk.cash; d.busy || d.asking {
		t.Errorf("%+v", d)
	}
	c.press(w, "Return", "F4")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || sales[0].Tenders[0].Amount != usd(100_000) {
		t.Errorf("%+v", sales)
	}
}

// A split: notes first, then a code for the rest; the code comes to nothing, and
// the rest is paid in notes.
func TestSplitByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "1", "2", "0", "0", "F10", "5", "0", "0", "F10")
	c.settle()
	if v := c.cashier().cash; v.page != deskPart || v.total != "$7.00" {
		t.Fatalf("%+v", v)
	}
	c.press(w, "Return")
	c.settle()
	if a, ok := c.ui.state.attempt(); !ok || a.Amount != usd(700) {
		t.Fatalf("asked for %+v", a)
	}
	c.accept()
	if v := c.customer(); v.kind != customerCode || v.amount != "$7.00" {
		t.Errorf("the customer sees %+v", v)
	}
	c.press(w, "Escape", "F4")
	c.settle()
	c.press(w, "Escape")
	if bars := c.ui.state.bars(c.clock.Now()); len(bars) != 1 || !strings.Contains(bars[0].text, "$7.00") {
		t.Errorf("bars %+v", bars)
	}
	c.press(w, "F10", "F9", "1", "0", "0", "0", "Return")
	c.settle()
	sales := c.sales()
	if len(sales) != 1 || sales[0].Total != usd(1200) || len(sales[0].Tenders) != 2 || sums(sales[0].Change) != "$3.00" {
		t.Errorf("%+v", sales)
	}
}

// The rest of a sale costs what its own rate says, also after today's was changed: the
// counter shows what the till gives.
func TestPartAtTheSalesRate(t *testing.T) {
	c := openCounter(t, Deps{}) // 4,100
	w := c.ui.cashier
	c.press(w, "1", "2", "5", "0", "F9", "5", "0", "0", "F10")
	c.settle()
	if err := c.till.SetSetting(t.Context(), settings.Rate, "4900"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	if v := c.cashier().cash; v.page != deskPart || v.due != "To be paid: $7.50  ·  30,800 ៛" {
		t.Fatalf("%q on page %v", v.due, v.page)
	}
	c.press(w, "F9", "1", "0", "0", "0")
	if v := c.cashier().cash; v.due != "To be paid: $7.50  ·  30,800 ៛" || v.options[0].text != "$2.00 + 2,100 ៛" {
		t.Errorf("%q, change %q", v.due, v.options[0].text)
	}
	if v := c.customer(); v.other != "≈ 30,800 ៛" {
		t.Errorf("the customer sees %q", v.other)
	}
	c.press(w, "Return")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || sums(sales[0].Change) != "$2.00 + 2,100 ៛" {
		t.Errorf("%+v", sales)
	}
}

// A part is given back only by a second, different key.
func TestPartGivenBack(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "1", "2", "0", "0", "F9", "5", "0", "0", "F10")
	c.settle()
	c.press(w, "BackSpace", "Escape", "F4")
	if n := len(c.till.Snapshot().PartPaid); n != 1 {
		t.Fatalf("%d sales paid in part", n)
	}
	c.press(w, "BackSpace", "F4")
	c.settle()
	if n := len(c.till.Snapshot().PartPaid); n != 0 || c.till.Snapshot().Shift.Drawer[0].Minor != 0 {
		t.Errorf("%d sales paid in part, %v in the drawer", n, c.till.Snapshot().Shift.Drawer)
	}
}

// A customer whose bank does not work pays the same bill in notes.
func TestCashAfterCode(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "3", "*", "1", "0", "0", "+", "5", "0", "Return")
	c.settle()
	c.accept()
	if v := c.customer(); v.amount != "$3.50" {
		t.Fatalf("asked for %q", v.amount)
	}
	c.press(w, "F9")
	if c.ui.state.desk.page != deskClosed {
		t.Error("cash beside a live code")
	}
	c.press(w, "Escape", "F4")
	c.settle()
	c.press(w, "F9", "Return")
	c.settle()
	sales := c.sales()
	if len(sales) != 1 || len(sales[0].Lines) != 2 || sales[0].Lines[0].Quantity != 3 {
		t.Errorf("%+v", sales)
	}
}

// Every key of the counter by touch.
func TestCashByTouch(t *testing.T) {
	c := openCounter(t, Deps{})
	c.tap("000", "1", "000", "+", c.cashier().pad.cash.label) // $10.00
	c.tap(c.cashier().cash.notes[3].label)                    // $20
	c.tap(c.cashier().cash.given[1].label)
	c.tap(c.cashier().cash.notes[0].label) // and 1,000 riel
	c.tap(c.cashier().cash.options[1].text)
	c.tap(c.cashier().cash.buttons[0].label)
	c.settle()
	if v := c.cashier().cash; !v.good || v.change != "42,000 ៛" {
		t.Errorf("the change is %q", v.change)
	}
	c.tap("0")
	if c.ui.state.desk.page != deskClosed {
		t.Error("the change stays")
	}
}

// Clearing a bill needs two different keys, and discounts stay within it.
func TestBillIsHardToLose(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "1", "0", "0", "+", "2", "0", "0", "+", "Escape", "Escape", "F4")
	if n := len(c.ui.state.cart.lines); n != 2 {
		t.Fatalf("%d lines", n)
	}
	c.press(w, "2", "0", "1", "-", "1")
	if c.ui.state.said.code != fault.Discount || len(c.ui.state.cart.lines) != 2 {
		t.Errorf("more off than there is: %q", c.ui.state.said.code)
	}
	c.press(w, "Escape", "F4") // the figure went with the page
	if n := len(c.ui.state.cart.lines); n != 0 {
		t.Errorf("%d lines", n)
	}
	c.press(w, "*")
	c.press(w, "-")
	if c.ui.state.desk.page != deskClosed {
		t.Error("a discount of nothing")
	}
}

// A bill that waits leaves the screen for the next customer, and comes back as it
// was.
func TestHoldByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "h")
	if c.ui.state.desk.page != deskClosed {
		t.Error("a list of nothing")
	}
	c.press(w, "3", "*", "1", "5", "0", "+", "9", "9", "H") // what is typed waits too
	c.settle()
	if v := c.cashier().amount; v.amount != "$0.00" || c.customer().kind != customerIdle {
		t.Fatalf("after the hold: %q", v.amount)
	}
	c.press(w, "2", "0", "0", "F9", "Return")
	c.settle()
	c.press(w, "0", "H", "1")
	c.settle()
	if v := c.cashier().amount; v.amount != "$5.49" || len(c.ui.state.cart.lines) != 2 || len(c.till.Snapshot().Held) != 0 {
		t.Errorf("after the recall: %q, %+v", v.amount, c.ui.state.cart)
	}
}

// A voucher of the shop pays a part, notes the rest; too much of it is refused.
func TestVoucherByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "1", "2", "0", "0", "F9", "o")
	if c.ui.state.desk.cash.other != "" {
		t.Error("a tender that nobody named")
	}
	c.press(w, "Escape")
	if err := c.till.SetSetting(t.Context(), settings.TenderOther, "Voucher | Card"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(w, "F9", "o", "1", "2", "0", "1", "Return")
	c.settle()
	if c.ui.state.desk.cash.wrong.code != fault.TenderOver {
		t.Fatalf("more than is due: %+v", c.ui.state.desk.cash.wrong)
	}
	c.press(w, "BackSpace", "BackSpace", "Return") // $0.12
	c.settle()
	if v := c.cashier().cash; v.page != deskPart || v.total != "$11.88" {
		t.Fatalf("%+v", v)
	}
	c.press(w, "F9", "o", "o", "Return") // the rest by card
	c.settle()
	sale := c.sales()[0]
	if len(sale.Tenders) != 2 || sale.Tenders[0].Name != "Voucher" || sale.Tenders[1].Name != "Card" || len(sale.Change) != 0 {
		t.Errorf("%+v", sale)
	}
}

// A tender of nothing is refused; taken back, Enter is the exact sum again.
func TestTenderOfZero(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "6", "0", "0", "F9", "0", "Return")
	if d := c.ui.state.desk; d.page != deskCash || d.cash.busy || d.cash.wrong.code != fault.AmountZero {
		t.Fatalf("%+v", d.cash)
	}
	c.press(w, "BackSpace", "Return")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || sales[0].Total != usd(600) {
		t.Errorf("%+v", sales)
	}
}
