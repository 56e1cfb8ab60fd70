package cli

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
)

func TestPrinterCommands(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	if _, errs, exit := apptest.Run(t, psar, dir, "", "printer", "status"); exit == exitOK || !strings.Contains(errs, "No printer is set up") {
		t.Errorf("no printer: exit %d\n%s", exit, errs)
	}
	apptest.Psar(t, psar, dir, "settings", "set", "printer.link", "paper:")
	out, errs, exit := apptest.Run(t, psar, dir, "", "printer", "test")
	if exit != exitOK || !strings.Contains(out, "Printed") || !strings.Contains(errs, "psar printer saw") {
		t.Errorf("exit %d\n%s%s", exit, out, errs)
	}
	if pages, _ := filepath.Glob(filepath.Join(dir, "paper", "*test*.png")); len(pages) != 1 {
		t.Errorf("pages: %v", pages)
	}
	// The owner's answers are recorded, and apply to the next receipt.
	apptest.Psar(t, psar, dir, "printer", "saw", "1", "3")
	for key, want := range map[string]string{
		"printer.code_page": "yes", "printer.native_qr": "no", "printer.raster_double": "yes", "printer.cutter": "no",
	} {
		if got := strings.TrimSpace(apptest.Psar(t, psar, dir, "settings", "get", key)); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	for _, args := range [][]string{{"5"}, {}, {"1", "--none"}} {
		if _, _, exit := apptest.Run(t, psar, dir, "", append([]string{"printer", "saw"}, args...)...); exit != exitUsage {
			t.Errorf("saw %v: exit %d", args, exit)
		}
	}
	if out, errs, exit := apptest.Run(t, psar, dir, "", "printer", "status"); exit != exitOK || !strings.Contains(out, "ready") {
		t.Errorf("the virtual printer: exit %d\n%s%s", exit, out, errs)
	}
	sample := filepath.Join(dir, "sample.png")
	apptest.Psar(t, psar, dir, "printer", "preview", sample, "--role", "slip")
	if f, err := os.Open(sample); err != nil {
		t.Error(err)
	} else if config, err := png.DecodeConfig(f); err != nil || config.Width < 576 || f.Close() != nil {
		t.Errorf("the sample: %+v %v", config, err)
	}
	apptest.Psar(t, psar, dir, "report", "--print")
	if pages, _ := filepath.Glob(filepath.Join(dir, "paper", "*report*.png")); len(pages) != 1 {
		t.Errorf("reports: %v", pages)
	}
	apptest.Psar(t, psar, dir, "printer", "drawer", "--reason", "change", "--by", "Sokha")
	if _, errs, exit := apptest.Run(t, psar, dir, "", "printer", "drawer", "--reason", " ", "--by", "Sokha"); exit == exitOK || errs == "" {
		t.Errorf("without a reason: exit %d\n%s", exit, errs)
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
}

func TestShopLogo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(t.TempDir(), "logo.png")
	img := image.NewGray(image.Rect(0, 0, 300, 100))
	for x := range 300 {
		img.SetGray(x, 50, color.Gray{0})
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(io.Writer(f), img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	apptest.Psar(t, psar, dir, "settings", "set", "shop.logo", file)
	if got := apptest.Psar(t, psar, dir, "settings", "get", "shop.logo"); !strings.HasPrefix(got, "(picture, ") {
		t.Errorf("the logo reads as %.60q", got)
	}
	if _, errs, exit := apptest.Run(t, psar, dir, "", "settings", "set", "shop.logo", dir); exit == exitOK || !strings.Contains(errs, "logo") {
		t.Errorf("a folder: exit %d\n%s", exit, errs)
	}
	apptest.Psar(t, psar, dir, "settings", "set", "shop.logo", "")
	if got := apptest.Psar(t, psar, dir, "settings", "get", "shop.logo"); strings.TrimSpace(got) != "" {
		t.Errorf("after it was taken away: %.60q", got)
	}
}

func TestPrinterSaysHowItIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, tt := range map[string]struct {
		answer byte
		exit   int
		says   string
	}{
		"ready":  {0x12, exitOK, "ready"},
		"cover":  {0x16, exitPrinter, "cover is open"}, // 0x16 as the answer to question 2
		"silent": {0, exitPrinter, "does not say"},
	} {
		out, errs, exit := apptest.Run(t, psar, dir, "", "printer", "status", "--to", listeningPrinter(t, tt.answer))
		if exit != tt.exit || !strings.Contains(out+errs, tt.says) {
			t.Errorf("%s: exit %d\n%s%s", name, exit, out, errs)
		}
	}
	state := apptest.ReadJSON[struct {
		Link    string `json:"link"`
		Answers bool   `json:"answers"`
		Ready   bool   `json:"ready"`
	}](t, psar, dir, "printer", "status", "--to", listeningPrinter(t, 0x12))
	if !state.Answers || !state.Ready || state.Link == "" {
		t.Errorf("%+v", state)
	}
}

// listeningPrinter is a network printer that answers every real-time question with the
// same byte (0: not at all) and nothing else.
func listeningPrinter(t *testing.T, answer byte) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				buf := make([]byte, 1<<10)
				for {
					n, err := conn.Read(buf)
					if err != nil {
						return
					}
					for range strings.Count(string(buf[:n]), "\x10\x04") {
						if answer != 0 {
							_, _ = conn.Write([]byte{answer})
						}
					}
				}
			}()
		}
	}()
	return "tcp:" + l.Addr().String()
}
