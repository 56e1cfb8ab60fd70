package apptest

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"psar/app/cli/jsonout"
)

// Printer is a virtual network printer, run by psar printer emulate.
type Printer struct {
	Link string
	cmd  *exec.Cmd
}

// StartPrinter starts a printer with the program bin. It ends with the test.
func StartPrinter(t *testing.T, bin string, flags ...string) *Printer {
	t.Helper()
	var l jsonout.EmulatedPrinter
	cmd := start(t, &l, bin, append([]string{"printer", "emulate"}, flags...)...)
	if !strings.HasPrefix(l.Listening, "tcp:127.0.0.1:") {
		t.Fatalf("the printer listens at %q", l.Listening)
	}
	return &Printer{l.Listening, cmd}
}

// Stop interrupts the printer, which must end without an error.
func (e *Printer) Stop(t *testing.T) {
	t.Helper()
	if err := e.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := e.cmd.Wait(); err != nil {
		t.Errorf("interrupted, it ends with %v", err)
	}
}
