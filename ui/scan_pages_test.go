package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// labels gives a shop items with house labels, beside real barcodes.
func labels(t *testing.T) *counter {
	t.Helper()
	c := grocer(t)
	for i, code := range []string{"1001", "1000017", "FG-100", "K-2201", "BTL-0042"} {
		if _, err := c.till.PutItem(t.Context(), catalogue.Item{Name: "Label " + code, Barcode: code, Price: uitest.USD(int64(i+3) * 100)}, staff.Approval{}); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// names are the lines of the bill, with their quantities.
func (c *counter) names() string {
	var all []string
	for _, l := range c.ui.state.Cart.Lines {
		all = append(all, fmt.Sprint(l.Quantity, " × ", l.Name))
	}
	return strings.Join(all, ", ")
}

// frozen is all of the windows' state that a scan may not change where it is turned down,
// and all that the till has written.
func (c *counter) frozen() string {
	c.written()
	s := c.ui.state
	head, err := c.db.JournalHead(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	lines := ""
	for _, e := range c.lines() {
		lines += fmt.Sprintf("%q@%d ", e.Text, e.CursorColumn)
	}
	return fmt.Sprintf("%+v %+v %+v %v %v %v %q %v %s%d", s.Open(), s.Entry, s.Cart, s.Confirm, s.Help, s.Charging, s.Front,
		s.Looking, lines, head.Seq)
}

// Where a scan has nothing to say, none does anything, whatever it is and however it ends:
// it opens nothing, answers nothing, and nothing of it stays. It is turned down aloud.
func TestScanIsTurnedDown(t *testing.T) {
	waiting := func(c *counter) { // a live code
		c.press(c.ui.cashier, "3", "5", "0", "Return")
		c.settle()
		c.accept()
	}
	press := func(keys ...string) func(*counter) {
		return func(c *counter) { c.press(c.ui.cashier, keys...) }
	}
	resolved := func(n int, keys ...string) func(*counter) {
		return func(c *counter) {
			c.clock.Add(time.Second) // what came by an answer was read
			c.press(c.ui.cashier, keys...)
			for range n {
				c.settle()
			}
		}
	}
	pages := map[string]func(*counter){
		"Cash":         press("3", "5", "0", "F9"),
		"CashTyped":    press("3", "5", "0", "F9", "1", "0", "0", "0"),
		"CashAsks":     press("3", "5", "0", "F9", "1", "0", "0", "0", "0", "0", "0", "Return"),
		"Split":        resolved(1, "1", "2", "0", "0", "F10", "5", "0", "0", "F10"),
		"Discount":     press("5", "0", "0", "+", "5", "0", "-"),
		"Drawer":       press("F12"),
		"Count":        press("F12", "1", "3"),
		"CashIn":       press("F12", "1", "F2"),
		"Refund":       func(c *counter) { c.sellOne(); resolved(1, "F7", "1", "Return")(c) },
		"RefundReason": func(c *counter) { c.sellOne(); resolved(1, "F7", "1", "Return")(c); resolved(1, "Return")(c) },
		"RefundManager": func(c *counter) {
			c.sellOne()
			resolved(1, "F7", "1", "Return")(c)
			resolved(1, "Return")(c)
			c.write("sour")
			c.hit("Return")
		},
		"ItemName":     func(c *counter) { resolved(1, "I")(c); press("F3")(c) },
		"Owner":        resolved(1, "O"),
		"OwnerPIN":     func(c *counter) { resolved(1, "O")(c); c.write("Sokha"); c.hit("Return") },
		"Rate":         resolved(1, "K"),
		"Line":         press("5", "0", "0", "+", "M"),
		"Help":         press("F1"),
		"Waiting":      waiting,
		"WaitingAsks":  func(c *counter) { waiting(c); press("Escape")(c) },
		"Charging":     func(c *counter) { press("3", "5", "0", "Return")(c); c.answered() },
		"Unclaimed":    func(c *counter) { c.late(uitest.USD(500), "5", "0", "0"); press("U")(c) },
		"UnclaimedOne": func(c *counter) { c.late(uitest.USD(500), "5", "0", "0"); resolved(1, "U", "1")(c) },
		"Lock":         func(c *counter) { c.hire(); c.ui.do(view.Action{Verb: view.DoLock}); c.settle() },
		"SignInPIN": func(c *counter) {
			c.hire()
			c.ui.do(view.Action{Verb: view.DoLock})
			c.settle()
			press("1")(c)
			c.write("11")
		},
		"Staff":    func(c *counter) { c.hire(); press("S")(c) },
		"CashBusy": func(c *counter) { press("3", "5", "0", "F9", "Return")(c); c.answered() },
	}
	bursts := []struct {
		code string
		end  []string
	}{
		{"8847100010018", []string{"Return"}},
		{"1001", []string{"Return", "Return"}},
		{"FG-100", []string{"Return"}},
		{"K-2201", []string{"Tab"}},
		{"BTL-0042", nil},
		{"1", []string{"Return"}},
		{"y+*/1n", []string{"Return"}},
		{"01/2026/000001", []string{"Return"}},
		{strings.Repeat("00020101021229390014", 10), []string{"Return"}},
		{"៨៨៤៧១០០០១០០១៨", []string{"Return"}},
	}
	for name, open := range pages {
		t.Run(name, func(t *testing.T) {
			c := labels(t)
			open(c)
			if c.ui.state.Place() == (model.Place{}) && !c.ui.state.Busy() && !c.ui.state.Help {
				t.Fatal("the page did not open")
			}
			before := c.frozen()
			for _, b := range bursts {
				c.ui.state.Said = model.Said{}
				c.burst(b.code, b.end...)
				if after := c.frozen(); after != before {
					t.Fatalf("%s%v changed\n%s\ninto\n%s", b.code, b.end, before, after)
				}
				if c.ui.state.Said.Text(words.Khmer, c.clock.Now()) == "" {
					t.Errorf("%s%v is turned down without a word", b.code, b.end)
				}
				c.clock.Add(time.Second)
			}
		})
	}
}

// answered waits until the till has done a command, and leaves its answer on the way.
func (c *counter) answered() { c.queue <- <-c.queue }

// sellOne sells something for $3.50, in notes.
func (c *counter) sellOne() {
	c.press(c.ui.cashier, "3", "5", "0", "F9", "Return")
	c.settle()
	c.clock.Add(time.Second)
	c.press(c.ui.cashier, "5", "Escape") // the next sale's first digit ends the change
}

// House labels, letters and signs are codes like any other, however the scan ends, and
// each is taken as often as it was scanned.
func TestScanOfLabels(t *testing.T) {
	c := labels(t)
	for i, code := range []string{"1001", "1000017", "FG-100", "K-2201", "BTL-0042"} {
		end := [][]string{{"Return"}, {"Tab"}, nil, {"Return", "Return"}, {"Return", "Tab"}}[i]
		c.burst(code, end...)
		c.settle()
	}
	want := "1 × Label 1001, 1 × Label 1000017, 1 × Label FG-100, 1 × Label K-2201, 1 × Label BTL-0042"
	if got := c.names(); got != want || c.ui.state.Place() != (model.Place{}) || !c.ui.state.Entry.Empty() {
		t.Errorf("the bill holds %s, page %d", got, c.ui.state.Page())
	}
	c.burst("1000", "Return") // no barcode of the shop, and the beginning of one
	c.settle()
	if got := c.names(); got != want || c.ui.state.Said.Code != fault.BarcodeUnknown {
		t.Errorf("an unknown code: %s, %q", got, c.ui.state.Said.Code)
	}
	if n := len(c.till.Snapshot().Attempts); n != 0 {
		t.Errorf("%d payments were asked for", n)
	}
}

// In a line that wants a code the scan is the whole line, and Enter is still to come.
func TestScanIntoALine(t *testing.T) {
	c := labels(t)
	c.press(c.ui.cashier, "I")
	c.settle()
	c.press(c.ui.cashier, "F3")
	c.hit("Tab", "Tab")
	c.write("99")
	c.burst("FG-7", "Return", "Return")
	if l := c.line(); !c.at(words.FieldBarcode) || l.Text != "FG-7" || c.lines()[2].Text != "FG-7" {
		t.Errorf("the barcode is %q: %+v", c.lines()[2].Text, l)
	}
	c.hit("Escape", "Escape")
	c.settle()
	c.press(c.ui.cashier, "F7")
	c.write("12")
	c.burst("01/2026/000017", "Return")
	if l := c.line(); !c.at(words.FieldReceipt) || l.Text != "01/2026/000017" || c.ui.state.Form().Busy() {
		t.Errorf("the receipt is %+v", l)
	}
	c.hit("Escape")
	c = openHistoryCounter(t)
	c.sellOne()
	c.press(c.ui.cashier, "T")
	c.settle()
	c.write("3.5")
	c.found()
	c.burst("01/2026/000001", "Return")
	c.found()
	if c.ui.state.Page() != view.PageHistory || c.cashier().History.Find.Text != "01/2026/000001" || c.lines()[0].Text != "01/2026/000001" {
		t.Errorf("history looks for %q", c.cashier().History.Find.Text)
	}
}

// On the page of the items a scan matches a whole barcode: the first of what it begins is
// never sold, and the page stays where there is none.
func TestScanAmongItems(t *testing.T) {
	c := labels(t)
	c.press(c.ui.cashier, "I")
	c.settle()
	c.write("rice")
	for range 4 {
		c.settle()
	}
	c.burst("1000", "Return")
	c.settle()
	if s := c.ui.state; !s.Cart.Empty() || s.Page() != view.PageItems || c.cashier().Desk.Fields[0].Text != "rice" || c.lines()[0].Text != "rice" {
		t.Fatalf("an unknown code: %s, page %d, %q", c.names(), s.Page(), c.lines()[0].Text)
	}
	c.press(c.ui.cashier, "F3")
	if got, _ := c.filled(words.FieldBarcode); got != "1000" {
		t.Errorf("F3 takes in %q", got)
	}
	c.hit("Escape")
	c.burst("1000017", "Return")
	for c.ui.state.Looking > 0 {
		c.settle()
	}
	if got := c.names(); got != "1 × Label 1000017" || c.ui.state.Page() != view.PageClosed {
		t.Errorf("%s, page %d", got, c.ui.state.Page())
	}
}

// Enter before the answer takes the only item that is found, and none of several that
// nobody has seen.
func TestEnterBeforeAList(t *testing.T) {
	c := labels(t)
	for _, tt := range [][2]string{{"Label 100", ""}, {"Label FG", "1 × Label FG-100"}} {
		query, want := tt[0], tt[1]
		c.press(c.ui.cashier, "I")
		c.settle()
		c.write(query)
		c.enter("Return")
		for range []rune(query) {
			c.settle()
		}
		if got := c.names(); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
		if want == "" {
			if n := len(c.rows()); n < 2 {
				t.Errorf("%d items are shown", n)
			}
			c.enter("Escape")
		}
	}
}

// A quantity is of the scan that follows it, and of none before.
func TestQuantityOfAScan(t *testing.T) {
	c := labels(t)
	c.scan("1001") // its answer is slow
	c.press(c.ui.cashier, "3", "*")
	c.settle()
	if got := c.names(); got != "1 × Label 1001" || c.ui.state.Cart.Quantity != 3 {
		t.Fatalf("%s, and %d × what comes next", got, c.ui.state.Cart.Quantity)
	}
	c.scan("FG-100")
	if c.ui.state.Cart.Quantity != 0 {
		t.Error("a quantity of two scans")
	}
	c.settle()
	if got := c.names(); got != "1 × Label 1001, 3 × Label FG-100" || c.ui.state.Cart.Quantity != 0 {
		t.Fatalf("%s, and %d × what comes next", got, c.ui.state.Cart.Quantity)
	}
	c.press(c.ui.cashier, "2", "*")
	c.scan("1000")
	c.settle()
	if c.ui.state.Cart.Quantity != 2 || c.ui.state.Said.Code != fault.BarcodeUnknown {
		t.Errorf("an unknown code takes the quantity away: %d", c.ui.state.Cart.Quantity)
	}
}

// The change stays for a code that nobody knows, and goes with the first item of the next
// sale; a digit there is one digit.
func TestScanAtTheChange(t *testing.T) {
	c := labels(t)
	c.press(c.ui.cashier, "3", "5", "0", "F9", "Return")
	c.settle()
	c.scan("9999")
	c.settle()
	if c.ui.state.Page() != view.PageChange || c.ui.state.Said.Code != fault.BarcodeUnknown {
		t.Fatalf("an unknown code: page %d", c.ui.state.Page())
	}
	c.scan("1001")
	c.settle()
	if got := c.names(); got != "1 × Label 1001" || c.ui.state.Page() != view.PageClosed {
		t.Fatalf("%s, page %d", got, c.ui.state.Page())
	}
	c.press(c.ui.cashier, "F9", "Return")
	c.settle()
	c.press(c.ui.cashier, "1", "2", "3", "4", "5", "6", "7")
	if got := c.ui.state.Entry.Money(); got != uitest.USD(1234567) || len(c.sales()) != 2 {
		t.Errorf("typed %v after the change", got)
	}
}

// A digit is on the screen when it is typed, and a scan's goes without a trace.
func TestDigitsShowAtOnce(t *testing.T) {
	c := labels(t)
	c.stroke(c.ui.cashier, "3")
	if got := c.cashier().Amount.Amount; got != "$0.03" || !c.ui.state.Entry.Empty() {
		t.Errorf("3 shows %q", got)
	}
	c.clock.Add(hand)
	c.stroke(c.ui.cashier, "5")
	if got := c.cashier().Amount.Amount; got != "$0.35" {
		t.Errorf("3 5 shows %q", got)
	}
	c.quiet()
	c.burst("1000") // an amount of 4 digits, at a scanner's pace
	c.settle()
	if got := c.cashier().Amount.Amount; got != "$0.35" || c.ui.state.Said.Code != fault.BarcodeUnknown {
		t.Errorf("after a scan %q", got)
	}
}
