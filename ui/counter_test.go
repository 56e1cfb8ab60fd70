package ui

import (
	"strings"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
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
	if v := c.customer(); v.Kind != view.CustomerBill || v.Amount != "$8.10" || v.Lines[0][1] != "$4.50" || v.Lines[1][1] != "$3.60" {
		t.Fatalf("the customer sees %+v", v)
	}
	c.press(w, "F9")
	if v := c.cashier().Cash; v.Total != "$8.10" || v.Due != "To be paid: $8.10  ·  33,200 ៛" {
		t.Errorf("the counter says %q, %q", v.Total, v.Due)
	}
	c.press(w, "1", "0", "0", "0", "Return", "Return")
	c.settle()
	if v := c.cashier().Cash; !v.Good || v.Change != "$1.00 + 3,700 ៛" { // $1.90: 3,690 riel
		t.Errorf("the change is %q", v.Change)
	}
	if v := c.customer(); v.Kind != view.CustomerPaid || !strings.Contains(v.Foot, "$1.00 + 3,700 ៛") {
		t.Errorf("the customer sees %+v", v)
	}
	sales := c.sales()
	if len(sales) != 1 || len(sales[0].Lines) != 2 || sales[0].Lines[0].Quantity != 3 || sales[0].Total != uitest.USD(810) || sales[0].Discount != uitest.USD(40) {
		t.Fatalf("%+v", sales)
	}
	c.press(w, "5") // the next sale
	if got := c.cashier().Amount.Amount; got != "$0.05" || c.ui.state.Page() != view.PageClosed {
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
	if v := c.cashier().Cash; !v.Good || v.Change != "exact, no change" {
		t.Errorf("%+v", v)
	}
	c.clock.Add(time.Hour)
	c.ui.tick()
	if c.ui.state.Page() != view.PageChange || c.customer().Kind != view.CustomerPaid {
		t.Error("gone by itself")
	}
}

// What the cashier may do at the counter changes nothing before Enter; too little
// is said, and never taken.
func TestCashShortAndBack(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "F9")
	if c.ui.state.Said.Code != fault.AmountZero {
		t.Errorf("cash for nothing: %q", c.ui.state.Said.Code)
	}
	c.clock.Add(time.Second) // it was read
	c.press(w, "3", "5", "0", "F9", "3", "0", "0", "Return")
	if v := c.cashier().Cash; v.Missing == "" || v.Problem == "" || c.ui.state.Cash().Busy() {
		t.Errorf("%+v", v)
	}
	c.press(w, "Escape")
	if got := c.cashier().Amount.Amount; got != "$3.50" || len(c.sales()) != 0 {
		t.Errorf("back at %q", got)
	}
	c.press(w, "F9", "/", "2", "0", "0", "0", "0", "Down", "Return")
	c.settle()
	if sale := c.sales()[0]; money.Displayed(sale.Change) != "5,600 ៛" {
		t.Errorf("%+v", sale.Change)
	}
}

// So much given is asked about; Enter again is no answer, a second key is, and only
// for what was asked.
func TestCashAsksAboutMillions(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "3", "5", "0", "F9", "F4", "1", "0", "0", "0", "0", "0", "0", "Return", "Return")
	if d := c.ui.state.Cash(); d.Wrong.Code != fault.GivenUnusual || d.Busy() {
		t.Fatalf("%+v", d)
	}
	if v := c.cashier().Cash; v.Buttons[1].Hint != "F4" || !strings.Contains(v.Problem, "$9,996.00 + 2,050 ៛") && !strings.Contains(v.Problem, "$9,996.00 + 2,100 ៛") {
		t.Errorf("asks %q, with %+v", v.Problem, v.Buttons[1])
	}
	c.press(w, "BackSpace", "F4") // $1,000: another question
	if d := c.ui.state.Cash(); d.Busy() || d.Asking {
		t.Errorf("%+v", d)
	}
	c.press(w, "Return", "F4")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || sales[0].Tenders[0].Amount != uitest.USD(100_000) {
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
	if v := c.cashier().Cash; v.Page != view.PagePart || v.Total != "$7.00" {
		t.Fatalf("%+v", v)
	}
	c.press(w, "Return")
	c.settle()
	if a, ok := c.ui.state.Attempt(); !ok || a.Amount != uitest.USD(700) {
		t.Fatalf("asked for %+v", a)
	}
	c.accept()
	if v := c.customer(); v.Kind != view.CustomerCode || v.Amount != "$7.00" {
		t.Errorf("the customer sees %+v", v)
	}
	c.press(w, "Escape", "F4")
	c.settle()
	c.press(w, "Escape")
	if bars := c.cashier().Notices; len(bars) != 1 || !strings.Contains(bars[0].Text, "$7.00") {
		t.Errorf("bars %+v", bars)
	}
	c.press(w, "F10", "F9", "1", "0", "0", "0", "Return")
	c.settle()
	sales := c.sales()
	if len(sales) != 1 || sales[0].Total != uitest.USD(1200) || len(sales[0].Tenders) != 2 || money.Displayed(sales[0].Change) != "$3.00" {
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
	if v := c.cashier().Cash; v.Page != view.PagePart || v.Due != "To be paid: $7.50  ·  30,800 ៛" {
		t.Fatalf("%q on page %v", v.Due, v.Page)
	}
	c.press(w, "F9", "1", "0", "0", "0")
	if v := c.cashier().Cash; v.Due != "To be paid: $7.50  ·  30,800 ៛" || v.Options[0].Text != "$2.00 + 2,100 ៛" {
		t.Errorf("%q, change %q", v.Due, v.Options[0].Text)
	}
	if v := c.customer(); v.Other != "≈ 30,800 ៛" {
		t.Errorf("the customer sees %q", v.Other)
	}
	c.press(w, "Return")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || money.Displayed(sales[0].Change) != "$2.00 + 2,100 ៛" {
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
	if v := c.customer(); v.Amount != "$3.50" {
		t.Fatalf("asked for %q", v.Amount)
	}
	c.press(w, "F9")
	if c.ui.state.Page() != view.PageClosed {
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
	c.tap("000", "1", "000", "+", c.cashier().Pad.Cash.Label) // $10.00
	c.tap(c.cashier().Cash.Notes[3].Label)                    // $20
	c.tap(c.cashier().Cash.Given[1].Label)
	c.tap(c.cashier().Cash.Notes[0].Label) // and 1,000 riel
	c.tap(c.cashier().Cash.Options[1].Text)
	c.tap(c.cashier().Cash.Buttons[0].Label)
	c.settle()
	if v := c.cashier().Cash; !v.Good || v.Change != "42,000 ៛" {
		t.Errorf("the change is %q", v.Change)
	}
	c.tap("0")
	if c.ui.state.Page() != view.PageClosed {
		t.Error("the change stays")
	}
}

// Clearing a bill needs two different keys, and discounts stay within it.
func TestBillIsHardToLose(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "1", "0", "0", "+", "2", "0", "0", "+", "Escape", "Escape", "F4")
	if n := len(c.ui.state.Cart.Lines); n != 2 {
		t.Fatalf("%d lines", n)
	}
	c.press(w, "2", "0", "1", "-", "1")
	if c.ui.state.Said.Code != fault.Discount || len(c.ui.state.Cart.Lines) != 2 {
		t.Errorf("more off than there is: %q", c.ui.state.Said.Code)
	}
	c.press(w, "Escape", "F4") // the figure went with the page
	if n := len(c.ui.state.Cart.Lines); n != 0 {
		t.Errorf("%d lines", n)
	}
	c.press(w, "*")
	c.press(w, "-")
	if c.ui.state.Page() != view.PageClosed {
		t.Error("a discount of nothing")
	}
}

// A bill that waits leaves the screen for the next customer, and comes back as it
// was.
func TestHoldByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "h")
	if c.ui.state.Page() != view.PageClosed {
		t.Error("a list of nothing")
	}
	c.clock.Add(time.Second)                                // it was read
	c.press(w, "3", "*", "1", "5", "0", "+", "9", "9", "H") // what is typed waits too
	c.settle()
	if v := c.cashier().Amount; v.Amount != "$0.00" || c.customer().Kind != view.CustomerIdle {
		t.Fatalf("after the hold: %q", v.Amount)
	}
	c.press(w, "2", "0", "0", "F9", "Return")
	c.settle()
	c.press(w, "0", "H", "1")
	c.settle()
	if v := c.cashier().Amount; v.Amount != "$5.49" || len(c.ui.state.Cart.Lines) != 2 || len(c.till.Snapshot().Held) != 0 {
		t.Errorf("after the recall: %q, %+v", v.Amount, c.ui.state.Cart)
	}
}

// A voucher of the shop pays a part, notes the rest; too much of it is refused.
func TestVoucherByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "1", "2", "0", "0", "F9", "o")
	if c.ui.state.Cash().Other != "" {
		t.Error("a tender that nobody named")
	}
	c.press(w, "Escape")
	if err := c.till.SetSetting(t.Context(), settings.TenderOther, "Voucher | Card"); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(w, "F9", "o", "1", "2", "0", "1", "Return")
	c.settle()
	if c.ui.state.Cash().Wrong.Code != fault.TenderOver {
		t.Fatalf("more than is due: %+v", c.ui.state.Cash().Wrong)
	}
	c.press(w, "BackSpace", "BackSpace", "Return") // $0.12
	c.settle()
	if v := c.cashier().Cash; v.Page != view.PagePart || v.Total != "$11.88" {
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
	if d := c.ui.state.Cash(); c.ui.state.Page() != view.PageCash || d.Busy() || d.Wrong.Code != fault.AmountZero {
		t.Fatalf("%+v", d)
	}
	c.press(w, "BackSpace", "Return")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || sales[0].Total != uitest.USD(600) {
		t.Errorf("%+v", sales)
	}
}
