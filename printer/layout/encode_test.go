package layout_test

import (
	"bytes"
	"strings"
	"testing"

	"psar/assets/khmer"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/printer/escpos"
	"psar/printer/layout"
	"psar/printer/paper"
)

// Every name that the setting accepts is a profile, and every profile can be set.
func TestEveryProfileCanBeSet(t *testing.T) {
	t.Parallel()
	spec, err := settings.SpecOf(settings.PrinterProfile)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range escpos.ProfileNames() {
		if err := spec.CheckValue(name); err != nil {
			t.Errorf("printer.profile refuses %s: %v", name, err)
		}
		for _, width := range []string{"58", "80"} {
			if p := layout.ProfileOf(setUp(width, name), settings.RoleReceipt); p.Name != name {
				t.Errorf("%s on %s mm is %+v", name, width, p)
			}
		}
	}
	if err := spec.CheckValue("laser"); err == nil {
		t.Error("printer.profile takes laser")
	}
	if p := layout.ProfileOf(setUp("58", ""), settings.RoleReceipt); p != escpos.Profile58() {
		t.Errorf("without a profile, 58 mm is %+v", p)
	}
}

// onPaper prints a job by the settings, and returns the printer and the bytes.
func onPaper(t *testing.T, s settings.Values, job queue.Job) (*paper.Printer, []byte) {
	t.Helper()
	data, err := layout.Encode(s, job)
	if err != nil {
		t.Fatal(err)
	}
	p := paper.New(layout.ProfileOf(s, settings.RoleReceipt).WidthDots)
	if _, err := p.Write(data); err != nil {
		t.Fatal(err)
	}
	return p, data
}

// No job prints with a fault on any printer, and none opens the drawer.
func TestEveryPrinterPrintsEveryPaper(t *testing.T) {
	t.Parallel()
	for _, name := range escpos.ProfileNames() {
		for _, width := range []string{"58", "80"} {
			for kind, job := range map[string]queue.Job{"receipt": receiptJob(), "slip": slipJob(), "link": linkJob()} {
				p, _ := onPaper(t, setUp(width, name), job)
				if faults := p.Faults(); len(faults) > 0 || p.Drawer() > 0 {
					t.Errorf("%s on %s, %s mm: faults %q, drawer %d", kind, name, width, faults, p.Drawer())
				}
			}
		}
	}
}

// TestNamesAreNeverCommands: whatever a name contains, the text stays within the
// paper's width, and no byte of the name is a command.
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
		for _, s := range []settings.Values{setUp("58", "generic"), setUp("80", "generic"), setUp("80", "clone"), setUp("58", "epson-tm-t88")} {
			job := receiptJob()
			job.Receipt.Lines[0].Name = name
			job.Receipt.Shop.Name, job.Receipt.Shop.NameKhmer, job.Receipt.Shop.Thanks = name, name, name
			job.Receipt.Shop.Header, job.Receipt.Shop.Footer = name, name
			job.Receipt.Remark = name
			p, data := onPaper(t, s, job)
			if faults := p.Faults(); len(faults) > 0 || p.Drawer() > 0 {
				t.Errorf("%.20q: faults %q, drawer %d", name, faults, p.Drawer())
			}
			// The paper is cut at most once, at the end.
			if n := strings.Count(string(data), "\x1dV"); n > 1 {
				t.Errorf("%.20q: %d cuts", name, n)
			}
		}
	}
}

// What failed on the test page is not used, whatever the profile says.
func TestAbilitiesThatTheOwnerSaw(t *testing.T) {
	t.Parallel()
	encode := func(s settings.Values, job queue.Job) []byte {
		t.Helper()
		data, err := layout.Encode(s, job)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	seen := func(part settings.PrinterPart, value string) settings.Values {
		return with(setUp("80", "generic"), settings.PrinterKey(settings.RoleReceipt, part), value)
	}
	native, raster := []byte("\x1d(k"), []byte("\x1dv0")
	cut, doubled, page437 := []byte("\x1dVB"), []byte("\x1dv0\x03"), []byte("\xf7 $4.88") // ≈
	latin := slipJob()
	latin.Slip.Shop.NameKhmer, latin.Slip.Training = "", false
	for name, tt := range map[string]struct {
		part  settings.PrinterPart
		value string
		has   []byte
		lacks []byte
	}{
		"draws no code":     {settings.PartNativeQR, "no", doubled, native},
		"draws codes":       {settings.PartNativeQR, "yes", native, doubled},
		"has no knife":      {settings.PartCutter, "no", native, cut},
		"has one":           {settings.PartCutter, "yes", cut, doubled},
		"has not that page": {settings.PartCodePage, "no", native, page437},
		"has it":            {settings.PartCodePage, "yes", page437, doubled},
	} {
		data := encode(seen(tt.part, tt.value), latin)
		if !bytes.Contains(data, tt.has) || bytes.Contains(data, tt.lacks) {
			t.Errorf("%s: % X: %v, % X: %v", name, tt.has, bytes.Contains(data, tt.has), tt.lacks, bytes.Contains(data, tt.lacks))
		}
	}
	whole := with(seen(settings.PartRaster, "no"), settings.PrinterKey(settings.RoleReceipt, settings.PartNativeQR), "no")
	if data := encode(whole, latin); bytes.Contains(data, doubled) || !bytes.Contains(data, raster) {
		t.Error("a printer that does not double is sent half a code")
	}
}

// The drawer's job moves no paper, resets nothing, and opens the drawer once.
func TestDrawerJob(t *testing.T) {
	t.Parallel()
	for pin, want := range map[string]string{"2": "\x1bp\x00\x19\xfa", "5": "\x1bp\x01\x19\xfa"} {
		data, err := layout.Encode(settings.Values{settings.DrawerPin: pin}, queue.Job{Kind: queue.KindDrawer})
		if err != nil || string(data) != want {
			t.Errorf("pin %s: % X %v", pin, data, err)
		}
		p := paper.New(576)
		if _, err := p.Write(data); err != nil || p.Drawer() != 1 || len(p.Faults()) != 0 {
			t.Errorf("pin %s: %d kicks, %v %v", pin, p.Drawer(), p.Faults(), err)
		}
	}
}
