package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// grocer is a counter with a small catalogue.
func grocer(t *testing.T) *counter {
	t.Helper()
	var c *counter
	deps := Deps{
		Items: func(ctx context.Context, query string) ([]catalogue.Item, error) {
			if query == "" {
				return c.db.QuickItems(ctx)
			}
			return c.db.SearchItems(ctx, query, view.ItemRows)
		},
		Barcode: func(ctx context.Context, code string) ([]catalogue.Item, error) {
			return c.db.ItemsByBarcode(ctx, code)
		},
		SharedBarcodes: func(ctx context.Context) ([]catalogue.Item, error) { return c.db.SharedBarcodes(ctx) },
	}
	c = openCounter(t, deps)
	for _, item := range []catalogue.Item{
		{Name: "Jasmine rice 5 kg", NameKhmer: "អង្ករផ្កាម្លិះ ៥ គីឡូ", Barcode: "8847100010018", Price: uitest.USD(620), Category: "Food", Tax: catalogue.TaxStandard},
		{Name: "Fish sauce", NameKhmer: "ទឹកត្រី", Barcode: "8847100020017", Price: uitest.KHR(9800), Category: "Food", Tax: catalogue.TaxStandard, QuickKey: 1},
		{Name: "Ice", NameKhmer: "ទឹកកក", Price: uitest.KHR(1000), Tax: catalogue.TaxExempt, QuickKey: 2},
	} {
		if _, err := c.till.PutItem(t.Context(), item, staff.Approval{}); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// scan is what a barcode scanner does: it types the code, faster than any hand,
// and Enter.
func (c *counter) scan(code string) { c.burst(code, "Return") }

// burst is a scan that ends with some keys, or none.
func (c *counter) burst(code string, end ...string) {
	c.clock.Add(hand)
	for _, k := range append(strings.Split(code, ""), end...) {
		c.clock.Add(3 * time.Millisecond)
		c.strokeAtFocus(k)
	}
	c.quiet()
}

// strokeAtFocus is one key, now, where the toolkit sends it.
func (c *counter) strokeAtFocus(k string) {
	f := c.ui.cashier.Canvas().Focused()
	switch {
	case f == nil:
		c.stroke(c.ui.cashier, k)
	case len([]rune(k)) == 1:
		f.TypedRune([]rune(k)[0])
	default:
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(k)})
	}
}

// A scan adds the item whatever was being typed, which becomes a line before it; the
// same once more is one more of it.
func TestScan(t *testing.T) {
	c := grocer(t)
	c.press(c.ui.cashier, "7", "5")
	c.clock.Add(time.Second)
	c.scan("8847100010018")
	c.settle()
	if got := c.ui.state; len(got.Cart.Lines) != 2 || got.Cart.Lines[0].Price != uitest.USD(75) || got.Cart.Lines[1].Name != "Jasmine rice 5 kg" || got.Charging {
		t.Fatalf("%+v", got.Cart)
	}
	c.clock.Add(time.Second)
	c.scan("8847100010018")
	c.settle()
	c.clock.Add(time.Second)
	c.scan("8847100020017")
	c.settle()
	lines := c.ui.state.Cart.Lines
	if len(lines) != 3 || lines[1].Quantity != 2 || lines[2].Price != uitest.KHR(9800) {
		t.Fatalf("%+v", lines)
	}
	if v := c.customer(); v.Kind != view.CustomerBill || v.Lines[1][0] != "2 × អង្ករផ្កាម្លិះ ៥ គីឡូ" || v.Amount != "$15.54" {
		t.Errorf("the customer sees %+v", v)
	}
	c.clock.Add(time.Second)
	c.scan("8847199999990")
	c.settle()
	if c.ui.state.Said.Code == "" || len(c.ui.state.Cart.Lines) != 3 {
		t.Errorf("an unknown code: %q", c.ui.state.Said.Code)
	}
	if n := len(c.till.Snapshot().Attempts); n != 0 {
		t.Errorf("%d payments were asked for", n)
	}
}

// rices puts a barcode on two items, as an older program could.
func rices(t *testing.T, c *counter) {
	t.Helper()
	items := []catalogue.Item{
		{ID: "rice-1", Name: "Rice", Barcode: "8850999320007", Price: uitest.USD(140), Tax: catalogue.TaxStandard},
		{ID: "rice-2", Name: "Rice of last year", Barcode: "08850999320007", Price: uitest.USD(120), Tax: catalogue.TaxStandard},
	}
	if _, err := c.db.Commit(t.Context(), pos.Batch{At: c.clock.Now(), Till: 1, Items: items}); err != nil {
		t.Fatal(err)
	}
}

// A barcode that two items have asks which of them was scanned; nothing is added,
// whatever Enter comes behind the scan, before one of them is chosen.
func TestScanOfASharedBarcode(t *testing.T) {
	c := grocer(t)
	rices(t, c)
	c.scan("8850999320007")
	c.settle()
	if c.ui.state.Page() != view.PageItems || len(c.rows()) != 2 || len(c.ui.state.Cart.Lines) != 0 || c.ui.state.Said.Key != words.ItemsShared {
		t.Fatalf("page %d, %+v, bill %+v, said %q", c.ui.state.Page(), c.rows(), c.ui.state.Cart.Lines, c.ui.state.Said.Key)
	}
	if v := c.cashier().Desk; v.Rows[0].Chosen || v.Rows[1].Chosen || v.Rows[1].Why != "Rice of last year" {
		t.Errorf("rows %+v", v.Rows[:2])
	}
	c.clock.Add(time.Second)
	c.enter(fyne.KeyReturn)
	if s := c.ui.state; s.Page() != view.PageItems || len(s.Cart.Lines) != 0 || s.Said.Key != words.ItemChoose {
		t.Fatalf("Enter without a choice: page %d, bill %+v, said %q", s.Page(), s.Cart.Lines, s.Said.Key)
	}
	c.enter(fyne.KeyDown)
	c.enter(fyne.KeyDown)
	c.enter(fyne.KeyReturn)
	if lines := c.ui.state.Cart.Lines; len(lines) != 1 || lines[0].Price != uitest.USD(120) || c.ui.state.Page() != view.PageClosed {
		t.Errorf("chosen: %+v", lines)
	}
}

// The catalogue's page names the barcodes that several items have; searched, one
// shows its items.
func TestItemsPageNamesSharedBarcodes(t *testing.T) {
	c := grocer(t)
	c.press(c.ui.cashier, "I")
	c.settle()
	if foot := c.cashier().Desk.Foot; foot != "" {
		t.Errorf("none is shared: %q", foot)
	}
	c.press(c.ui.cashier, "Escape")
	rices(t, c)
	c.press(c.ui.cashier, "I")
	c.settle()
	if foot := c.cashier().Desk.Foot; !strings.Contains(foot, "8850999320007") {
		t.Errorf("the page says %q", foot)
	}
	c.write("8850999320007")
	for range "8850999320007" {
		c.settle()
	}
	if found := c.rows(); len(found) != 2 {
		t.Errorf("found %+v", found)
	}
}

// A slow machine takes a scanner's keys in lumps, one after each frame: the whole is
// faster than a hand all the same.
func TestScanInLumps(t *testing.T) {
	c := grocer(t)
	busy := uitest.Noon
	c.ui.machine = func() time.Time { return busy }
	c.ui.beat()
	for i, r := range "8847100010018" {
		if i%5 == 0 {
			c.clock.Add(200 * time.Millisecond)
			busy = busy.Add(200 * time.Millisecond)
			c.ui.beat()
		}
		c.stroke(c.ui.cashier, string(r))
	}
	c.clock.Add(90 * time.Millisecond)
	c.stroke(c.ui.cashier, "Return")
	c.settle()
	if n := len(c.ui.state.Cart.Lines); n != 1 {
		t.Errorf("%d lines", n)
	}
}

// What a hand types is an amount, however long; Enter asks for it.
func TestHandIsNoScanner(t *testing.T) {
	c := grocer(t)
	for _, k := range []string{"0", "0", "0", "0", "1", "2", "3", "0"} {
		c.clock.Add(90 * time.Millisecond) // as fast as hands are
		c.press(c.ui.cashier, k)
	}
	c.press(c.ui.cashier, "Return")
	c.settle()
	if a, ok := c.ui.state.Attempt(); !ok || a.Amount != uitest.USD(1230) {
		t.Errorf("%+v", a)
	}
}

// Items by name in either language, and by quick key.
func TestItemsByName(t *testing.T) {
	c := grocer(t)
	w := c.ui.cashier
	c.press(w, "I")
	c.settle()
	if v := c.cashier().Desk; v.Quick[0].Label != "Fish sauce" || v.Quick[1].Hint != "1,000 ៛" {
		t.Fatalf("quick keys %+v", v.Quick)
	}
	c.write("ទឹក")
	for range 3 {
		c.settle()
	}
	if n := len(c.rows()); n != 2 {
		t.Fatalf("found %+v", c.rows())
	}
	c.enter(fyne.KeyDown)
	c.enter(fyne.KeyReturn)
	if lines := c.ui.state.Cart.Lines; len(lines) != 1 || c.ui.state.Page() != view.PageClosed {
		t.Fatalf("%+v", lines)
	}
	c.press(w, "6", "*", "I")
	c.settle()
	c.tap(c.cashier().Desk.Quick[1].Label)
	last := c.ui.state.Cart.Lines[len(c.ui.state.Cart.Lines)-1]
	if last.Name != "Ice" || last.Quantity < 6 || !last.Exempt {
		t.Errorf("%+v", c.ui.state.Cart.Lines)
	}
	c.press(w, "i")
	c.settle()
	c.write("zzz")
	for range 3 {
		c.settle()
	}
	c.enter(fyne.KeyReturn)
	c.enter(fyne.KeyEscape)
	if c.ui.state.Page() != view.PageClosed {
		t.Error("still open")
	}
}

// A scan while notes are taken sells nothing, and takes back what it typed; while
// the sale is with the till neither it nor a lock changes what is on the screen.
func TestScanAtTheCounter(t *testing.T) {
	c := grocer(t)
	c.press(c.ui.cashier, "3", "5", "0", "F9")
	c.clock.Add(time.Second)
	c.scan("8847100010018")
	if v := c.cashier().Cash; v.Page != view.PageCash || c.ui.state.Cash().Busy() || v.Given[0].Amount != "$0.00" || v.Given[1].Amount != "0 ៛" || len(c.sales()) != 0 {
		t.Fatalf("%+v", v)
	}
	c.clock.Add(time.Second)
	c.press(c.ui.cashier, "Return")
	c.ui.do(view.Action{Verb: view.DoLock})
	c.scan("8847100010018")
	c.settle()
	if c.ui.state.Page() != view.PageChange || len(c.sales()) != 1 || !c.ui.state.Cart.Empty() || !c.ui.state.Entry.Empty() {
		t.Errorf("page %d, %+v", c.ui.state.Page(), c.ui.state.Cart)
	}
}

// A key that sells waits for the code that is being looked up: the bill without
// it would be too small.
func TestScanBeforeCash(t *testing.T) {
	c := grocer(t)
	for _, sells := range []string{"F9", "Return", "F10", "h", "l"} {
		c.clock.Add(time.Second)
		c.press(c.ui.cashier, "1", "0", "0", "+")
		c.clock.Add(time.Second)
		c.scan("8847100010018")
		c.clock.Add(time.Second)
		c.press(c.ui.cashier, sells)
		if s := c.ui.state; s.Page() != view.PageClosed || s.Charging || s.Holding || s.Said.Key != words.Working {
			t.Fatalf("%s went ahead of the scan", sells)
		}
		c.settle()
		if got := c.ui.state; got.Total() != uitest.USD(720) || got.Looking != 0 {
			t.Fatalf("%v after the scan", got.Total())
		}
		c.clock.Add(time.Second)
		c.press(c.ui.cashier, "Escape", "F4") // all of it goes
	}
}

// A scan or a quick hand on the catalogue's page: Enter comes before the answer, and
// is not lost.
func TestEnterBeforeTheAnswer(t *testing.T) {
	c := grocer(t)
	c.press(c.ui.cashier, "I")
	c.settle()
	c.write("8847100010018")
	c.enter(fyne.KeyReturn)
	if len(c.ui.state.Cart.Lines) != 0 {
		t.Fatal("an item was taken that nobody had found")
	}
	for range 13 {
		c.settle()
	}
	if l := c.ui.state.Cart.Lines; len(l) != 1 || l[0].Name != "Jasmine rice 5 kg" || c.ui.state.Page() != view.PageClosed {
		t.Errorf("%+v", l)
	}
}

// A machine that hangs for a second gets a hand's keys all at once, and a scan of the
// same keys too: nobody can tell them apart, and nothing is done with either.
func TestHandInALump(t *testing.T) {
	c := grocer(t)
	busy := uitest.Noon
	c.ui.machine = func() time.Time { return busy }
	c.ui.beat()
	busy = busy.Add(time.Second)
	for _, k := range []string{"2", "*", "1", "5", "0", "+", "F9", "1", "0", "0", "0", "Return"} {
		c.stroke(c.ui.cashier, k)
	}
	for range 2 {
		c.ui.beat()
		c.quiet()
	}
	if s := c.ui.state; len(c.sales()) != 0 || s.Page() != view.PageClosed || !s.Cart.Empty() || !s.Entry.Empty() || s.Said.Key != words.TypeAgain {
		t.Errorf("%+v, page %d, %q", s.Cart, s.Page(), s.Said.Key)
	}
	if c.dropped == 0 {
		t.Error("the log has nothing of it")
	}
	c.clock.Add(time.Second) // what follows at once goes with it
	c.press(c.ui.cashier, "2", "*", "1", "5", "0", "+", "F9", "1", "0", "0", "0", "Return")
	c.settle()
	if sales := c.sales(); len(sales) != 1 || sales[0].Total != uitest.USD(300) {
		t.Errorf("typed again: %+v, page %d", sales, c.ui.state.Page())
	}
}
