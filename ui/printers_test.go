package ui

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/queue"
	"psar/pos/settings"
)

// paperPicture is a paper as the virtual printer drew it.
func paperPicture(name string) image.Image {
	f, err := os.Open(filepath.Join("..", "printer", "layout", "testdata", name))
	if err != nil {
		panic(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		panic(err)
	}
	return picture
}

// atPrinterDesk is a shop with two printers whose desk is open.
func atPrinterDesk(s state) state {
	set := func(part settings.PrinterPart, value string) {
		s.snap.Settings[settings.PrinterKey(settings.RoleReceipt, part)] = value
	}
	set(settings.PartLink, "tcp:192.168.1.50:9100")
	set(settings.PartProfile, "xprinter")
	set(settings.PartCodePage, "yes")
	set(settings.PartNativeQR, "yes")
	set(settings.PartRaster, "yes")
	set(settings.PartCutter, "no")
	s.snap.Printers = []queue.PrinterStatus{{Link: "tcp:192.168.1.50:9100", Roles: settings.PrintRoles(), PrinterState: queue.PrinterState{Known: true}}}
	s = s.openPrinter(settings.RoleReceipt, noon)
	s.desk.printer.picture = paperPicture("receipt-80.png")
	return s
}

func printerScenes() []scene {
	return []scene{
		{"printer", atPrinterDesk},
		{"printer-out", func(s state) state {
			s = atPrinterDesk(waitingTray(s))
			s.snap.Printers[0].Problem = fault.PrinterPaperOut
			for _, t := range testedParts {
				delete(s.snap.Settings, settings.PrinterKey(settings.RoleReceipt, t.part))
			}
			return s
		}},
		{"printer-slips", func(s state) state {
			s, _ = atPrinterDesk(s).act(action{verb: doDown}, noon)
			s.desk.printer.picture = paperPicture("slip-80.png")
			s, _ = s.act(action{verb: doDigits, text: "2"}, noon)
			return s
		}},
		{"printer-none", func(s state) state {
			s = s.openPrinter(settings.RoleReceipt, noon)
			delete(s.snap.Settings, settings.PrinterLink)
			s.snap.Printers = nil
			return s
		}},
		{"printer-saw", func(s state) state {
			s = atPrinterDesk(s).askWhatCameOut()
			s.desk.printer.asked = 1
			s.desk.printer.picture = paperPicture("test-80.png")
			return s
		}},
		{"printer-link", func(s state) state {
			s, _ = atPrinterDesk(s).act(action{verb: doDigits, text: "4"}, noon)
			s.desk.form = s.desk.form.with(0, "192.168.1.50")
			return s.printerDone(printerCommand{}, outcome{}, fault.New(fault.SettingInvalid, settings.PrinterLink, "192.168.1.50"), noon)
		}},
		{"printer-drawer", func(s state) state {
			s, _ = atPrinterDesk(s).act(action{verb: doDigits, text: "5"}, noon)
			s.desk.form = s.desk.form.withPIN().with(0, "ប្ដូរប្រាក់").with(1, "សុខា")
			s.desk.page = deskReview
			return s
		}},
	}
}

// The printer's desk, as pictures.
func TestPrinterDeskLooksAsDesigned(t *testing.T) {
	for _, sc := range printerScenes() {
		for _, look := range looks {
			if look.dark && sc.name != "printer" {
				continue
			}
			t.Run(sc.name+"-"+look.name, func(t *testing.T) {
				cashier, _ := drawBoth(t, sc.in(look.language, look.dark), fyne.NewSize(1366, 768), fyne.NewSize(1280, 800))
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-"+look.name+".png"), cashier)
			})
		}
		if strings.HasSuffix(sc.name, "out") || strings.HasSuffix(sc.name, "saw") {
			t.Run(sc.name+"-1024x768", func(t *testing.T) {
				size := fyne.NewSize(1024, 768)
				cashier, _ := drawBoth(t, sc.in(words.Khmer, false), size, size)
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-1024x768.png"), cashier)
			})
		}
	}
}

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
		for c.ui.state.desk.printer.picture == nil || last() != want {
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
	if c.ui.state.said.code != fault.PrinterMissing {
		t.Errorf("a test page without a printer: %+v", c.ui.state.said)
	}
	c.press(c.ui.cashier, "4")
	c.typeInto("192.168.1.50")
	c.hit("Return")
	c.settle()
	if got := c.ui.state.desk.form.problem.code; got != fault.PrinterLink || setting(settings.PartLink) != "" {
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
	if c.cashier().printer.picture == nil {
		t.Error("the preview is not shown")
	}
	c.press(c.ui.cashier, "1")
	drawn("paper: clone 58 true") // the test page as it should be
	if p, _ := c.till.Snapshot().Printer(settings.RoleReceipt); p.Waiting != 1 || p.Next.Kind != queue.KindTest {
		t.Errorf("queued: %+v", p)
	}
	c.press(c.ui.cashier, "Y", "N", "BackSpace", "Y", "N")
	if c.ui.state.desk.page != deskSaw || setting(settings.PartCodePage) != string(settings.AsProfile) {
		t.Errorf("page %d, kept before the last answer: %q", c.ui.state.desk.page, setting(settings.PartCodePage))
	}
	c.press(c.ui.cashier, "Y")
	for c.ui.state.said.key != words.DidSaw {
		c.settle()
	}
	if got := setting(settings.PartCodePage) + setting(settings.PartNativeQR) + setting(settings.PartRaster) + setting(settings.PartCutter); got != "yesyesnoyes" {
		t.Errorf("what was seen: %s", got)
	}
	if c.ui.state.desk.page != deskPrinter {
		t.Errorf("page %d", c.ui.state.desk.page)
	}
	c.press(c.ui.cashier, "Escape")
	if c.ui.state.desk.page != deskClosed || c.cashier().printer.page != deskClosed {
		t.Error("the desk is still open")
	}
}

// The drawer opens by a manager's word, with a reason.
func TestDrawerOpensFromThePrintersDesk(t *testing.T) {
	c := openCounter(t, Deps{})
	c.tap(c.cashier().head.printer.text)
	c.press(c.ui.cashier, "5")
	for range 2 { // the preview, and whether a PIN is needed
		c.settle()
	}
	c.hit("Return", "Return")
	if got := c.ui.state.desk.form.problem.code; got != fault.ReasonMissing {
		t.Errorf("without a reason: %q", got)
	}
	c.typeInto("change for the market")
	c.hit("Tab")
	c.typeInto("Sokha")
	c.hit("Return", "F4")
	for c.ui.state.desk.form.busy {
		c.settle()
	}
	if c.ui.state.desk.page != deskPrinter || c.ui.state.said.key != words.DidDrawer {
		t.Fatalf("page %d, %+v", c.ui.state.desk.page, c.ui.state.said)
	}
	job, ok, err := c.till.TakePrintJob(t.Context(), c.till.Snapshot().Settings.Get(settings.PrinterLink))
	if err != nil || !ok || job.Kind != queue.KindDrawer || job.Opening.By != "Sokha" || job.Opening.Reason != "change for the market" {
		t.Errorf("%+v %v", job, err)
	}
}

// A role without a printer of its own is given a place before anything else.
func TestRoleWithoutAPrinterOfItsOwn(t *testing.T) {
	s := atPrinterDesk(newState(cannedSnapshot(), words.English, nil, false))
	s, _ = s.act(action{verb: doDown}, noon)
	if s.desk.printer.role != settings.RoleSlip {
		t.Fatal(s.desk.printer.role)
	}
	for _, key := range []string{"1", "2", "3", "6"} {
		next, c := s.act(action{verb: doDigits, text: key}, noon)
		if c != nil || next.said.key != words.PrinterStandsIn {
			t.Errorf("key %s: %T, %+v", key, c, next.said)
		}
	}
	next, _ := s.act(action{verb: doDigits, text: "4"}, noon)
	next.desk.form = next.desk.form.with(0, "tcp:192.0.2.11")
	_, c := next.act(action{verb: doCharge}, noon)
	if set, ok := c.(printerCommand); !ok || set.role != settings.RoleSlip || set.parts[settings.PartLink] != "tcp:192.0.2.11" {
		t.Errorf("%+v", c)
	}
}
