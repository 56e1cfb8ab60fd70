package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// fill fills the lines of a form, one after the other, and hands it in.
func (c *counter) fill(lines ...string) {
	c.t.Helper()
	for i, text := range lines {
		if i > 0 {
			c.enter(fyne.KeyDown)
		}
		c.write(text)
	}
}

// An unknown code becomes an item where the cashier stands, and is sold by the
// next scan.
func TestNewItemByKeys(t *testing.T) {
	c := grocer(t)
	c.press(c.ui.cashier, "I")
	c.settle()
	c.write("8847100030016")
	for range 13 {
		c.settle()
	}
	c.enter(fyne.KeyF3)
	if code, _ := c.filled(words.FieldBarcode); !c.form(words.ItemNew) || code != "8847100030016" {
		t.Fatalf("%+v", c.cashier().Desk)
	}
	c.fill("Palm sugar", "ស្ករត្នោត", "", "2500/", "Food", " ", "3")
	c.enter(fyne.KeyReturn)
	c.settle() // stored
	c.settle() // read anew
	if found := c.rows(); c.ui.state.Page() != view.PageItems || len(found) != 1 || found[0].Amount != "2,500 ៛" {
		t.Fatalf("page %d: %+v", c.ui.state.Page(), found)
	}
	c.enter(fyne.KeyEscape)
	c.clock.Add(time.Second)
	c.scan("8847100030016")
	c.settle()
	if l := c.ui.state.Cart.Lines; len(l) != 1 || l[0].NameKhmer != "ស្ករត្នោត" || !l[0].Exempt {
		t.Errorf("%+v", l)
	}
}

// A changed price counts from the next bill on; what can't be so is said at its
// line, and nothing is stored.
func TestChangeItemByKeys(t *testing.T) {
	c := grocer(t)
	c.press(c.ui.cashier, "I")
	c.settle()
	c.enter(fyne.KeyF2)
	if c.ui.state.Page() != view.PageItems {
		t.Fatal("nothing was chosen, and something is changed")
	}
	c.enter(fyne.KeyDown)
	c.enter(fyne.KeyF2) // the first quick key: fish sauce
	name, _ := c.filled(words.FieldItemName)
	if price, _ := c.filled(words.FieldPrice, "KHR"); name != "Fish sauce" || price != "9,800" {
		t.Fatalf("%q for %q", name, price)
	}
	c.enter(fyne.KeyUp) // the last line: the quick key
	c.enter(fyne.KeyBackspace)
	c.write("2")
	c.enter(fyne.KeyReturn)
	c.settle()
	if f := c.ui.state.Form(); f.Problem.Code != fault.ItemQuickKeyTaken || !c.at(words.FieldQuickKey) {
		t.Errorf("%+v", f.Problem)
	}
	c.enter(fyne.KeyBackspace)
	for !c.at(words.FieldPrice, "KHR") {
		c.enter(fyne.KeyUp)
	}
	c.enter(fyne.KeyBackspace)
	c.enter(fyne.KeyBackspace)
	c.write("00")
	for range 4 {
		c.enter(fyne.KeyReturn)
	}
	c.settle()
	c.settle()
	found, err := c.db.ItemsByBarcode(t.Context(), "8847100020017")
	if err != nil || len(found) != 1 || found[0].Price != uitest.KHR(9800) || found[0].QuickKey != 0 {
		t.Errorf("%+v %v", found, err)
	}
	if q := c.cashier().Desk.Quick; q[0].Label != "Ice" || q[1].Label != "" {
		t.Errorf("%+v", q)
	}
}

// An item leaves the catalogue by two different keys.
func TestArchiveItemByKeys(t *testing.T) {
	c := grocer(t)
	c.press(c.ui.cashier, "I")
	c.settle()
	c.enter(fyne.KeyDown)
	c.enter(fyne.KeyF2)
	c.enter(fyne.KeyF2) // pressed twice it opens the form alone
	if !c.form(words.ItemChange) {
		t.Fatalf("page %d", c.ui.state.Page())
	}
	c.clock.Add(model.SettleFor)
	c.enter(fyne.KeyF2)
	if c.ui.state.Page() != view.PageReview {
		t.Fatalf("page %d", c.ui.state.Page())
	}
	c.press(c.ui.cashier, "Escape")
	c.settle()
	if c.ui.state.Page() != view.PageItems {
		t.Fatalf("page %d", c.ui.state.Page())
	}
	c.enter(fyne.KeyF2)
	c.clock.Add(model.SettleFor)
	c.enter(fyne.KeyF2)
	c.press(c.ui.cashier, "F4")
	c.settle()
	c.settle()
	if _, err := c.db.ItemsByBarcode(t.Context(), "8847100020017"); fault.CodeOf(err) != fault.BarcodeUnknown {
		t.Errorf("still sold: %v", err)
	}
	if q := c.cashier().Desk.Quick; q[0].Label == "" || q[1].Label != "" {
		t.Errorf("%+v", q)
	}
}

// Once the shop has an owner the catalogue wants a manager's word from whoever
// is none.
func TestItemNeedsManager(t *testing.T) {
	c := grocer(t)
	if err := c.till.SetSetting(t.Context(), settings.SignIn, "false"); err != nil { // nobody has signed in
		t.Fatal(err)
	}
	for _, p := range []staff.Person{{Name: "Sokha", Role: staff.Owner}, {Name: "Dara", Role: staff.Manager}} {
		if _, err := c.till.AddStaff(t.Context(), p.Name, p.Role, "246810", staff.Approval{By: "Sokha", PIN: "246810"}); err != nil {
			t.Fatal(err)
		}
	}
	c.ui.apply(c.till.Snapshot())
	c.ui.deps.ManagerPIN = func() bool { return true }
	c.press(c.ui.cashier, "I")
	c.settle()
	c.enter(fyne.KeyF3)
	c.settle() // whether a PIN is asked for
	c.fill("Tea", "", "", "150", "", "", "", "Dara", "111111")
	c.enter(fyne.KeyReturn)
	c.settle()
	if f := c.ui.state.Form(); f.Problem.Code != fault.PINWrong {
		t.Fatalf("%+v", f)
	}
	c.write("246810")
	c.enter(fyne.KeyReturn)
	c.settle()
	c.settle()
	found, err := c.db.SearchItems(t.Context(), "Tea", 5)
	if err != nil || len(found) != 1 || found[0].Price != uitest.USD(150) {
		t.Errorf("%+v %v", found, err)
	}
}
