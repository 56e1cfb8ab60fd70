package paper

import (
	"context"
	"fmt"
	"image/png"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// receiptio installs the npm package of that name, an independent printing client.
func receiptio(t *testing.T) (command []string, job string) {
	t.Helper()
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("without %s there is no receiptio to print with: %v", tool, err)
		}
	}
	dir := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json", "job.receipt"} {
		text, err := os.ReadFile(filepath.Join("testdata", "receiptio", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	npm := exec.CommandContext(ctx, "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline")
	npm.Dir = dir
	if out, err := npm.CombinedOutput(); err != nil {
		t.Skipf("receiptio can't be had from npm: %v\n%s", err, out)
	}
	return []string{"node", filepath.Join(dir, "node_modules", "receiptio", "bin", "cli.js")}, filepath.Join(dir, "job.receipt")
}

// listen9100 listens on port 9100, the only one that receiptio prints to, on a free
// loopback address.
func listen9100(t *testing.T) (l net.Listener, host string) {
	t.Helper()
	for range 100 {
		host = fmt.Sprintf("127.%d.%d.%d", 1+rand.IntN(254), rand.IntN(256), 1+rand.IntN(254))
		var err error
		if l, err = net.Listen("tcp", host+":9100"); err == nil {
			return l, host
		}
	}
	t.Skip("no address of the loopback network is free on port 9100")
	return nil, ""
}

// An independent client prints, and reads the printer's state.
func TestReceiptioPrints(t *testing.T) {
	command, job := receiptio(t)
	for name, tt := range map[string]struct {
		behaviour Behaviour
		set       func(*Device)
		kind      string
		print     string
		ask       string
	}{
		"ready":                   {kind: "generic", print: "success", ask: "online"},
		"found out by itself":     {kind: "auto", print: "success", ask: "online"},
		"cover open":              {set: func(d *Device) { d.SetCover(true) }, kind: "generic", print: "coveropen", ask: "coveropen"},
		"paper out":               {set: func(d *Device) { d.SetPaper(true) }, kind: "generic", print: "paperempty", ask: "paperempty"},
		"paper out in the job":    {behaviour: Behaviour{PaperOutAfter: 300}, kind: "generic", print: "paperempty", ask: "paperempty"},
		"cover open in the job":   {behaviour: Behaviour{CoverOpenAfter: 300}, kind: "generic", print: "coveropen", ask: "coveropen"},
		"print head broken":       {set: func(d *Device) { d.Fail(HeadBroken) }, kind: "generic", print: "error", ask: "error"},
		"cable pulled in the job": {behaviour: Behaviour{PulledAfter: 300}, kind: "generic", print: "disconnect", ask: "disconnect"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, host := listen9100(t)
			d := NewDevice(576, tt.behaviour)
			if tt.set != nil {
				tt.set(d)
			}
			ctx, stop := context.WithCancel(t.Context())
			served := make(chan error, 1)
			go func() { served <- Serve(ctx, l, d, nil) }()
			defer func() {
				stop()
				if err := <-served; err != nil {
					t.Error(err)
				}
				_ = d.Close()
			}()
			run := func(args ...string) string {
				ctx, cancel := context.WithTimeout(ctx, time.Minute)
				defer cancel()
				out, _ := exec.CommandContext(ctx, command[0], append(append(command[1:], "-d", host), args...)...).CombinedOutput() // its exit code means nothing here
				return strings.TrimSpace(string(out))
			}
			if got := run(job, "-p", tt.kind); got != tt.print {
				t.Errorf("printing: %q, want %q", got, tt.print)
			}
			if got := run("-q", "printer"); got != tt.ask {
				t.Errorf("asking: %q, want %q", got, tt.ask)
			}
			if tt.print == "success" {
				readsBack(t, ctx, d)
			}
		})
	}
}

// readsBack reads the code on the finished sheet.
func readsBack(t *testing.T, ctx context.Context, d *Device) {
	t.Helper()
	sheet, err := d.NextSheet(ctx)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sheet.png")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, sheet); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
	if got := strings.TrimSpace(string(out)); err != nil || got != "01/2026/000187" {
		t.Errorf("the code on the paper is %q (%v)", got, err)
	}
}
