package printer_test

import (
	"strings"
	"testing"

	"psar/assets/khmer"
	"psar/pos"
	"psar/printer"
	"psar/printer/escpos"
	"psar/printer/paper"
)

// Every name that the setting takes is a printer, and every printer can be set.
func TestEveryProfileCanBeSet(t *testing.T) {
	t.Parallel()
	spec, err := pos.SpecOf(pos.SettingPrinterProfile)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range escpos.ProfileNames() {
		if err := spec.CheckValue(name); err != nil {
			t.Errorf("printer.profile refuses %s: %v", name, err)
		}
		for _, width := range []string{"58", "80"} {
			if p := printer.ProfileOf(settings(width, name), pos.RoleReceipt); p.Name != name {
				t.Errorf("%s on %s mm is %+v", name, width, p)
			}
		}
	}
	if err := spec.CheckValue("laser"); err == nil {
		t.Error("printer.profile takes laser")
	}
	if p := printer.ProfileOf(settings("58", ""), pos.RoleReceipt); p != escpos.Profile58() {
		t.Errorf("without a profile, 58 mm is %+v", p)
	}
}

// onPaper prints a job as the settings have it, and returns the printer and what
// it was sent.
func onPaper(t *testing.T, s pos.Settings, job pos.PrintJob) (*paper.Printer, []byte) {
	t.Helper()
	data, err := printer.Encode(s, job)
	if err != nil {
		t.Fatal(err)
	}
	p := paper.New(printer.ProfileOf(s, pos.RoleReceipt).WidthDots)
	if _, err := p.Write(data); err != nil {
		t.Fatal(err)
	}
	return p, data
}

// Whatever the printer is, no paper has a fault, and none kicks the drawer.
func TestEveryPrinterPrintsEveryPaper(t *testing.T) {
	t.Parallel()
	for _, name := range escpos.ProfileNames() {
		for _, width := range []string{"58", "80"} {
			for kind, job := range map[string]pos.PrintJob{"receipt": receiptJob(), "slip": slipJob(), "link": linkJob()} {
				p, _ := onPaper(t, settings(width, name), job)
				if faults := p.Faults(); len(faults) > 0 || p.Drawer() > 0 {
					t.Errorf("%s on %s, %s mm: faults %q, drawer %d", kind, name, width, faults, p.Drawer())
				}
			}
		}
	}
}

// TestNamesAreNeverCommands: whatever stands in a name, the paper's width is
// kept, and no byte of it is a command.
func TestNamesAreNeverCommands(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("កាហ្វេទឹកដោះគោ", 90)
	if n := len(khmer.Clusters(long)); n < 500 {
		t.Fatalf("the long name has %d letters", n)
	}
	for _, name := range []string{
		long, strings.Repeat("្", 500), strings.Repeat("W", 500), strings.Repeat("១", 500),
		"drawer\x1bp\x00\x19\xfa kick", "ថត\x1bp\x00\x19\xfa kick", "cut\x1dV\x00", "កាត់\x1dV\x00", "\x10\x14\x01\x00\x01",
		"code\x1d(k\x03\x001Q0", "raster\x1dv0\x00\xff\xff\xff\xff", "reset\x1b@", "line\nfeed\r\ttab", "\x7f\x80\xff", "\xc2\x9b",
		"emoji 🍜 noodles", "👨‍👩‍👧 គ្រួសារ", "\u202eright to left", "\ufeff", "", " ", "\x00",
	} {
		for _, s := range []pos.Settings{settings("58", "generic"), settings("80", "generic"), settings("80", "clone"), settings("58", "epson-tm-t88")} {
			job := receiptJob()
			job.Receipt.Lines[0].Name = name
			job.Receipt.Shop.Name, job.Receipt.Shop.NameKhmer, job.Receipt.Shop.Thanks = name, name, name
			job.Receipt.Remark = name
			p, data := onPaper(t, s, job)
			if faults := p.Faults(); len(faults) > 0 || p.Drawer() > 0 {
				t.Errorf("%.20q: faults %q, drawer %d", name, faults, p.Drawer())
			}
			// The knife falls once at most: at the end.
			if n := strings.Count(string(data), "\x1dV"); n > 1 {
				t.Errorf("%.20q: %d cuts", name, n)
			}
		}
	}
}
