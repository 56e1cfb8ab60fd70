package cli

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
)

// The virtual printer saves one picture per sheet. A sheet ends at its cut or, without a
// cutter, at the end of its job.
func TestEmulatedPrinterKeepsSheets(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		flags []string
		width int // of the picture in dots, including margins of 12
	}{
		"80 mm":                 {nil, 576 + 24},
		"58 mm without a knife": {[]string{"--width", "58", "--no-cutter", "--no-native-qr", "--speed", "100000", "--buffer", "1000"}, 384 + 24},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, sheets := t.TempDir(), filepath.Join(t.TempDir(), "sheets")
			printer := apptest.StartPrinter(t, apptest.Process(t), append(tt.flags, "--png", sheets)...)
			if out, errs, exit := apptest.Run(t, psar, dir, "", "printer", "test", "--to", printer.Link); exit != exitOK || !strings.Contains(out, "Printed") {
				t.Errorf("exit %d\n%s%s", exit, out, errs)
			}
			if out, errs, exit := apptest.Run(t, psar, dir, "", "printer", "status", "--to", printer.Link); exit != exitOK || !strings.Contains(out, "ready") {
				t.Errorf("exit %d\n%s%s", exit, out, errs)
			}
			printer.Stop(t)
			kept, err := os.ReadDir(sheets)
			if err != nil || len(kept) != 1 {
				t.Fatalf("%d pictures, %v", len(kept), err)
			}
			f, err := os.Open(filepath.Join(sheets, kept[0].Name()))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if c, err := png.DecodeConfig(f); err != nil || c.Width != tt.width || c.Height < 300 {
				t.Errorf("the picture: %+v %v", c, err)
			}
		})
	}
}

// A printer that needs a person, one that does not answer, and one whose cable is pulled
// are reported as such.
func TestEmulatedPrinterFails(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		flags      []string
		status     int
		test       int
		statusSays string
	}{
		"cover":       {[]string{"--cover-open"}, exitPrinter, exitPrinter, "cover is open"},
		"no paper":    {[]string{"--paper-out"}, exitPrinter, exitPrinter, "has no paper"},
		"nearly none": {[]string{"--paper-low"}, exitOK, exitOK, "low"},
		"mute":        {[]string{"--mute"}, exitPrinter, exitOK, "does not say"},
		"cable":       {[]string{"--pulled-after", "1000"}, exitOK, exitPrinter, "ready"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			printer := apptest.StartPrinter(t, psar, tt.flags...)
			out, errs, exit := apptest.Run(t, psar, dir, "", "printer", "status", "--to", printer.Link)
			if exit != tt.status || !strings.Contains(out+errs, tt.statusSays) {
				t.Errorf("status: exit %d, want %d and %q\n%s%s", exit, tt.status, tt.statusSays, out, errs)
			}
			if out, errs, exit := apptest.Run(t, psar, dir, "", "printer", "test", "--to", printer.Link); exit != tt.test {
				t.Errorf("test: exit %d, want %d\n%s%s", exit, tt.test, out, errs)
			}
			printer.Stop(t)
		})
	}
}

func TestEmulateRefusesWhatItCannotBe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	printer := apptest.StartPrinter(t, psar)
	for name, flags := range map[string][]string{
		"another width":         {"--width", "70"},
		"an address in use":     {"--listen", strings.TrimPrefix(printer.Link, "tcp:")},
		"a folder that is none": {"--png", filepath.Join(string(apptest.Process(t)), "sheets")},
	} {
		if out, errs, exit := apptest.Run(t, psar, dir, "", append([]string{"printer", "emulate"}, flags...)...); exit == exitOK || out != "" || errs == "" {
			t.Errorf("%s: exit %d\n%s%s", name, exit, out, errs)
		}
	}
}
