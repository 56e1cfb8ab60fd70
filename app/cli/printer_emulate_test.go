package cli

import (
	"image/png"
	"net/http"
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

// Other machines reach the virtual printer only if that is meant, and a browser on this one
// prints nothing: it is said once.
func TestEmulateIsForThisMachine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:9100", "printer.example:9100", "127.0.0.1.printer.example:0"} {
		out, errs, exit := apptest.Run(t, psar, dir, "", "printer", "emulate", "--listen", address)
		if exit != exitUsage || out != "" || !strings.Contains(errs, "--public") {
			t.Errorf("%s: exit %d\n%s%s", address, exit, out, errs)
		}
	}
	if out, errs, exit := apptest.Run(t, psar, dir, "", "printer", "emulate", "--listen", "9100"); exit != exitUsage || out != "" || errs == "" {
		t.Errorf("no address: exit %d\n%s%s", exit, out, errs)
	}
	public := apptest.StartPrinterAt(t, psar, "tcp:[::]:", "--listen", "[::]:0", "--public")
	public.Stop(t)

	sheets := t.TempDir()
	printer := apptest.StartPrinter(t, psar, "--png", sheets)
	for range 3 {
		if answer, err := http.Post("http://"+strings.TrimPrefix(printer.Link, "tcp:"), "text/plain", strings.NewReader("\n\nFree lunch\n\n\x1dV\x01")); err == nil {
			t.Errorf("a browser is answered %s", answer.Status)
			_ = answer.Body.Close()
		}
	}
	errs := printer.Stop(t)
	if kept, err := os.ReadDir(sheets); err != nil || len(kept) != 0 {
		t.Errorf("%d sheets, %v", len(kept), err)
	}
	if strings.Count(errs, "HTTP") != 1 {
		t.Errorf("said: %s", errs)
	}
}
