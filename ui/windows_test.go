package ui

import (
	"context"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// The whole way of a sale by keys: $12.30 typed, charged, shown, paid, recorded.
func TestSaleByKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "1", "2", "3", "0")
	if got := c.cashier().Amount.Amount; got != "$12.30" {
		t.Fatalf("amount %q", got)
	}
	c.press(w, "Return", "Return", "KP_Enter")
	if c.customer().Kind != view.CustomerIdle {
		t.Error("the customer's window shows a charge that is not committed")
	}
	c.settle()
	if v := c.customer(); v.Kind != view.CustomerPreparing || v.Amount != "$12.30" {
		t.Errorf("after the commit the customer sees %d %q", v.Kind, v.Amount)
	}
	if n := len(c.till.Snapshot().Attempts); n != 1 {
		t.Fatalf("%d payments for one sale", n)
	}
	c.accept()
	if got := scan(t, c.ui.customer); got != uitest.GoodCode {
		t.Errorf("the customer's phone reads %q", got)
	}
	c.press(w, "5", "/", "BackSpace")
	if got := c.cashier().Panel.Amount; got != "$12.30" {
		t.Errorf("the amount changed to %q", got)
	}
	c.press(w, "F5")
	c.settle()
	if id := <-c.asked; id != c.ui.state.Front {
		t.Errorf("asked the bank about %s", id)
	}
	c.happen(payment.VerifiedPaid{Received: uitest.USD(1230)})
	if v := c.customer(); v.Kind != view.CustomerPaid || v.Amount != "$12.30" {
		t.Errorf("the customer sees %d %q", v.Kind, v.Amount)
	}
	if !c.shows("01/2026/000001") {
		t.Errorf("the cashier reads %q", c.cashier().Panel.Sub)
	}
	if len(c.sounds) != 1 || c.sounds[0] != model.SoundPaid {
		t.Errorf("sounds %v", c.sounds)
	}
	c.clock.Add(3 * time.Second)
	c.ui.tick()
	if c.customer().Kind != view.CustomerIdle || c.cashier().Today[1] != "1 · $12.30 · 0 ៛" {
		t.Errorf("after 3 s: kind %d, today %q", c.customer().Kind, c.cashier().Today[1])
	}
	if len(c.logged) != 0 {
		t.Errorf("logged %q", c.logged)
	}
}

// A Khmer keyboard types Khmer digits, and the keys work in the customer's
// window too.
func TestKhmerDigitsInEitherWindow(t *testing.T) {
	c := openCounter(t, Deps{})
	c.press(c.ui.customer, "៣", "៥")
	c.press(c.ui.cashier, "០")
	if got := c.cashier().Amount.Amount; got != "$3.50" {
		t.Errorf("amount %q", got)
	}
}

func TestCancelNeedsTwoDifferentKeys(t *testing.T) {
	c := openCounter(t, Deps{})
	w := c.ui.cashier
	c.press(w, "5", "Return")
	c.settle()
	c.accept()
	id := c.ui.state.Front
	c.press(w, "F4", "Escape", "Escape", "Escape")
	if c.cashier().Panel.Kind != view.PanelAsk || c.cashier().Panel.Buttons[1].Action.Verb != view.DoConfirm {
		t.Error("no question")
	}
	if a, _ := c.till.Snapshot().Attempt(id); a.State != payment.Shown {
		t.Fatalf("one key made it %s", a.State)
	}
	c.press(w, "F4")
	c.settle()
	a, _ := c.till.Snapshot().Attempt(id)
	if a.State != payment.Cancelled || !a.Watched {
		t.Errorf("state %s, watched %v", a.State, a.Watched)
	}
	if c.customer().Kind != view.CustomerWait {
		t.Error("the customer still sees the code")
	}
	// Late money has a home, and is heard of.
	if _, err := c.till.Happened(context.Background(), id, payment.VerifiedPaid{Received: uitest.USD(5)}); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	if c.cashier().Head.Money.Text == "" {
		t.Error("no chip for unclaimed money")
	}
}

// The customer has no phone after all: what was on the bill can still be paid in notes when
// the cashier has asked, and goes once it was given up.
func TestCancelledCanBePaidInCash(t *testing.T) {
	for _, later := range []struct {
		by   time.Duration
		sold int
	}{{10 * time.Second, 1}, {20 * time.Second, 0}} {
		c := openCounter(t, Deps{})
		w := c.ui.cashier
		c.press(w, "5", "Return")
		c.settle()
		c.accept()
		c.press(w, "Escape", "F4")
		c.settle()
		c.clock.Add(later.by)
		c.ui.tick()
		c.press(w, "F9", "Return")
		if later.sold > 0 {
			c.settle()
		}
		if sold := c.sales(); len(sold) != later.sold {
			t.Errorf("%s later: %d sales, want %d", later.by, len(sold), later.sold)
		}
	}
}

func TestLanguageAndThemeSwitchWhileRunning(t *testing.T) {
	c := openCounter(t, Deps{})
	c.press(c.ui.cashier, "F11")
	c.settle()
	if got, want := c.cashier().Amount.Caption, words.Text(words.Khmer, words.Amount); got != want {
		t.Errorf("caption %q, want %q", got, want)
	}
	c.press(c.ui.cashier, "F6")
	c.settle()
	if got := c.till.Snapshot().Settings.Get(settings.TillTheme); got != "dark" || !c.ui.dark {
		t.Errorf("theme %q", got)
	}
	if got := c.till.Snapshot().Settings.Get(settings.TillLanguage); got != "km" {
		t.Errorf("language %q", got)
	}
}

// The customer's button is training's alone, and its failure is told.
func TestCustomerPaysInTraining(t *testing.T) {
	paid := make(chan id.Payment, 1)
	c := openCounter(t, Deps{CustomerPays: func(id id.Payment) error {
		paid <- id
		return fault.New(fault.GatewayTimeout)
	}})
	c.press(c.ui.cashier, "5", "Return")
	c.settle()
	c.accept()
	c.press(c.ui.cashier, "F8")
	c.settle()
	if id := <-paid; id != c.ui.state.Front {
		t.Errorf("paid %s", id)
	}
	if c.ui.state.Said.Code != fault.GatewayTimeout {
		t.Errorf("said %q", c.ui.state.Said.Code)
	}
}

// A defect in a handler is logged and said, and the till goes on. One that
// comes again with every tick fills no disk.
func TestPanicInAHandlerEndsNothing(t *testing.T) {
	c := openCounter(t, Deps{})
	for range 3 {
		c.ui.guard("test", func() { panic("defect") })
	}
	if c.ui.state.Said.Code != fault.Internal {
		t.Errorf("said %q", c.ui.state.Said.Code)
	}
	c.press(c.ui.cashier, "7")
	if len(c.logged) != 1 || c.cashier().Amount.Amount != "$0.07" {
		t.Errorf("logged %d, amount %q", len(c.logged), c.cashier().Amount.Amount)
	}
}

// scan reads the window's picture as a customer's phone does.
func scan(t testing.TB, w fyne.Window) string {
	t.Helper()
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Fatal("zbarimg is missing: install Debian's zbar-tools, it stands for the customer's phone")
	}
	file := filepath.Join(t.TempDir(), "window.png")
	save(t, file, w.Canvas().Capture())
	out, err := exec.Command("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
	if err != nil {
		t.Fatalf("no code was read: %v", err)
	}
	return strings.TrimSuffix(string(out), "\n")
}

func save(t testing.TB, file string, img image.Image) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

// From Enter to the card on the customer's window, painted by the software
// painter, with a gateway that answers at once: what the program itself adds.
func BenchmarkKeypressToCard(b *testing.B) {
	c := openCounter(b, Deps{})
	var floor time.Duration
	for b.Loop() {
		c.press(c.ui.cashier, "1", "2", "3", "0", "Return")
		c.settle()
		c.accept()
		if c.ui.customer.Canvas().Capture() == nil || c.customer().Kind != view.CustomerCode {
			b.Fatal("no card")
		}
		b.StopTimer()
		begun := time.Now()
		c.ui.customer.Canvas().Capture()
		floor += time.Since(begun)
		c.clock.Add(time.Second)
		c.happen(payment.VerifiedPaid{Received: uitest.USD(1230)})
		c.clock.Add(model.PaidFor)
		c.ui.tick()
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed())/float64(floor), "x/floor")
}
