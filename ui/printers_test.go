package ui

import (
	"fmt"
	"image"
	"sync"
	"testing"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/ui/view"
)

// An owner sets a printer up, tries it and says what came out, by keys alone.
func TestPrinterIsSetUpByKeys(t *testing.T) {
	var mu sync.Mutex
	var previews []string
	c := openCounter(t, Deps{Preview: func(s settings.Values, role settings.PrintRole, test bool) (image.Image, error) {
		mu.Lock()
		defer mu.Unlock()
		setup := s.Printer(role)
		previews = append(previews, fmt.Sprint(setup.Link, " ", setup.Profile, " ", setup.WidthMM, " ", test))
		return image.NewGray(image.Rect(0, 0, 8, 8)), nil
	}})
	setting := func(part settings.PrinterPart) string {
		return c.till.Snapshot().Settings.Get(settings.PrinterKey(settings.RoleReceipt, part))
	}
	drawn := func(want string) { // the last preview is what comes after everything else
		t.Helper()
		last := func() string {
			mu.Lock()
			defer mu.Unlock()
			return previews[max(0, len(previews)-1)]
		}
		for c.cashier().Printer.Picture == nil || last() != want {
			c.settle()
		}
	}
	if err := c.till.SetSetting(t.Context(), settings.PrinterLink, ""); err != nil {
		t.Fatal(err)
	}
	c.ui.apply(c.till.Snapshot())
	c.press(c.ui.cashier, "រ") // R of a Khmer layout
	drawn(" generic 80 false")
	c.press(c.ui.cashier, "1") // nothing to try yet
	if c.ui.state.Said.Code != fault.PrinterMissing {
		t.Errorf("a test page without a printer: %+v", c.ui.state.Said)
	}
	c.press(c.ui.cashier, "4")
	c.typeInto("192.168.1.50")
	c.hit("Return")
	c.settle()
	if got := c.ui.state.Form().Problem.Code; got != fault.PrinterLink || setting(settings.PartLink) != "" {
		t.Fatalf("half an address: %q, kept %q", got, setting(settings.PartLink))
	}
	for range len("192.168.1.50") {
		c.hit("BackSpace")
	}
	c.typeInto("paper:")
	c.hit("Return")
	drawn("paper: generic 80 false")
	c.press(c.ui.cashier, "2")
	drawn("paper: clone 80 false")
	c.press(c.ui.cashier, "3")
	drawn("paper: clone 58 false")
	if setting(settings.PartLink) != "paper:" || setting(settings.PartProfile) != "clone" || setting(settings.PartWidth) != "58" {
		t.Errorf("kept %q %q %q", setting(settings.PartLink), setting(settings.PartProfile), setting(settings.PartWidth))
	}
	if c.cashier().Printer.Picture == nil {
		t.Error("the preview is not shown")
	}
	c.press(c.ui.cashier, "1")
	drawn("paper: clone 58 true") // the test page as it should be
	if p, _ := c.till.Snapshot().Printer(settings.RoleReceipt); p.Waiting != 1 || p.Next.Kind != queue.KindTest {
		t.Errorf("queued: %+v", p)
	}
	c.press(c.ui.cashier, "Y", "N", "BackSpace", "Y", "N")
	if c.ui.state.Page() != view.PageSaw || setting(settings.PartCodePage) != string(settings.AsProfile) {
		t.Errorf("page %d, kept before the last answer: %q", c.ui.state.Page(), setting(settings.PartCodePage))
	}
	c.press(c.ui.cashier, "Y")
	for c.ui.state.Said.Key != words.DidSaw {
		c.settle()
	}
	if got := setting(settings.PartCodePage) + setting(settings.PartNativeQR) + setting(settings.PartRaster) + setting(settings.PartCutter); got != "yesyesnoyes" {
		t.Errorf("what was seen: %s", got)
	}
	if c.ui.state.Page() != view.PagePrinter {
		t.Errorf("page %d", c.ui.state.Page())
	}
	c.press(c.ui.cashier, "Escape")
	if c.ui.state.Page() != view.PageClosed || c.cashier().Printer.Page != view.PageClosed {
		t.Error("the desk is still open")
	}
}

// The drawer opens by a manager's word, with a reason.
func TestDrawerOpensFromThePrintersDesk(t *testing.T) {
	c := openCounter(t, Deps{})
	c.tap(c.cashier().Head.Printer.Text)
	c.press(c.ui.cashier, "5")
	for range 2 { // the preview, and whether a PIN is needed
		c.settle()
	}
	c.hit("Return", "Return")
	if got := c.ui.state.Form().Problem.Code; got != fault.ReasonMissing {
		t.Errorf("without a reason: %q", got)
	}
	c.typeInto("change for the market")
	c.hit("Tab")
	c.typeInto("Sokha")
	c.hit("Return", "F4")
	for c.ui.state.Form().Busy() {
		c.settle()
	}
	if c.ui.state.Page() != view.PagePrinter || c.ui.state.Said.Key != words.DidDrawer {
		t.Fatalf("page %d, %+v", c.ui.state.Page(), c.ui.state.Said)
	}
	job, ok, err := c.till.TakePrintJob(t.Context(), c.till.Snapshot().Settings.Get(settings.PrinterLink))
	if err != nil || !ok || job.Kind != queue.KindDrawer || job.Opening.By != "Sokha" || job.Opening.Reason != "change for the market" {
		t.Errorf("%+v %v", job, err)
	}
}
