package apptest

import (
	"strings"
	"testing"

	"psar/app/cli/jsonout"
)

// Printer is a virtual network printer, run by psar printer emulate.
type Printer struct {
	Link    string
	running *Running
}

// StartPrinter starts a printer. It ends with the test.
func StartPrinter(t *testing.T, psar Program, flags ...string) *Printer {
	t.Helper()
	return StartPrinterAt(t, psar, "tcp:127.0.0.1:", flags...)
}

// StartPrinterAt is StartPrinter for an address that flags choose: the link begins with at.
func StartPrinterAt(t *testing.T, psar Program, at string, flags ...string) *Printer {
	t.Helper()
	var l jsonout.EmulatedPrinter
	running := serve(t, &l, psar, append([]string{"printer", "emulate"}, flags...)...)
	if !strings.HasPrefix(l.Listening, at) {
		t.Fatalf("the printer listens at %q", l.Listening)
	}
	return &Printer{l.Listening, running}
}

// Stop interrupts the printer, which must end without an error. It returns what the printer
// said on standard error.
func (e *Printer) Stop(t *testing.T) string {
	t.Helper()
	e.running.Interrupt(t)
	if code := e.running.Exit(); code != 0 {
		t.Errorf("interrupted, it ends with exit code %d\n%s", code, e.running.Errs.String())
	}
	return e.running.Errs.String()
}
