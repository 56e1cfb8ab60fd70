package cli

import (
	"bufio"
	"encoding/json"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"psar/app/cli/jsonout"
)

// emulator is a virtual network printer in a process of its own.
type emulator struct {
	link string
	cmd  *exec.Cmd
}

func startEmulator(t *testing.T, bin string, flags ...string) *emulator {
	t.Helper()
	cmd := exec.Command(bin, append([]string{"printer", "emulate"}, flags...)...)
	cmd.Env = programEnv()
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(pipe).ReadBytes('\n')
	if err != nil {
		t.Fatalf("the printer's first line: %v", err)
	}
	var l jsonout.EmulatedPrinter
	if err := json.Unmarshal(line, &l); err != nil || !strings.HasPrefix(l.Listening, "tcp:127.0.0.1:") {
		t.Fatalf("%v: %s", err, line)
	}
	return &emulator{l.Listening, cmd}
}

// stop interrupts the printer, which must end well.
func (e *emulator) stop(t *testing.T) {
	t.Helper()
	if err := e.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := e.cmd.Wait(); err != nil {
		t.Errorf("interrupted, it ends with %v", err)
	}
}

// What the program prints on a virtual printer is kept as pictures, one for each
// sheet: at its cut, or where there is no knife at the job's end.
func TestEmulatedPrinterKeepsSheets(t *testing.T) {
	t.Parallel()
	bin := testBinary(t)
	for name, tt := range map[string]struct {
		flags []string
		width int // of the picture, with its margins of 12 dots
	}{
		"80 mm":                 {nil, 576 + 24},
		"58 mm without a knife": {[]string{"--width", "58", "--no-cutter", "--no-native-qr", "--speed", "100000", "--buffer", "1000"}, 384 + 24},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, sheets := t.TempDir(), filepath.Join(t.TempDir(), "sheets")
			printer := startEmulator(t, bin, append(tt.flags, "--png", sheets)...)
			if out, errs, exit := psarRun(t, bin, dir, "", "printer", "test", "--to", printer.link); exit != exitOK || !strings.Contains(out, "Printed") {
				t.Errorf("exit %d\n%s%s", exit, out, errs)
			}
			if out, errs, exit := psarRun(t, bin, dir, "", "printer", "status", "--to", printer.link); exit != exitOK || !strings.Contains(out, "ready") {
				t.Errorf("exit %d\n%s%s", exit, out, errs)
			}
			printer.stop(t)
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

// A printer that needs a person, one that says nothing, and one whose cable is
// pulled: each is told as what it is.
func TestEmulatedPrinterFails(t *testing.T) {
	t.Parallel()
	bin := testBinary(t)
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
			printer := startEmulator(t, bin, tt.flags...)
			out, errs, exit := psarRun(t, bin, dir, "", "printer", "status", "--to", printer.link)
			if exit != tt.status || !strings.Contains(out+errs, tt.statusSays) {
				t.Errorf("status: exit %d, want %d and %q\n%s%s", exit, tt.status, tt.statusSays, out, errs)
			}
			if out, errs, exit := psarRun(t, bin, dir, "", "printer", "test", "--to", printer.link); exit != tt.test {
				t.Errorf("test: exit %d, want %d\n%s%s", exit, tt.test, out, errs)
			}
			printer.stop(t)
		})
	}
}

func TestEmulateRefusesWhatItCannotBe(t *testing.T) {
	t.Parallel()
	bin, dir := testBinary(t), t.TempDir()
	printer := startEmulator(t, bin)
	for name, flags := range map[string][]string{
		"another width":         {"--width", "70"},
		"an address in use":     {"--listen", strings.TrimPrefix(printer.link, "tcp:")},
		"a folder that is none": {"--png", filepath.Join(bin, "sheets")},
	} {
		if out, errs, exit := psarRun(t, bin, dir, "", append([]string{"printer", "emulate"}, flags...)...); exit == exitOK || out != "" || errs == "" {
			t.Errorf("%s: exit %d\n%s%s", name, exit, out, errs)
		}
	}
}
