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
	var l jsonout.EmulatedPrinter
	running := serve(t, &l, psar, append([]string{"printer", "emulate"}, flags...)...)
	if !strings.HasPrefix(l.Listening, "tcp:127.0.0.1:") {
		t.Fatalf("the printer listens at %q", l.Listening)
	}
	return &Printer{l.Listening, running}
}

// Stop interrupts the printer, which must end without an error.
func (e *Printer) Stop(t *testing.T) {
	t.Helper()
	e.running.Interrupt(t)
	if code := e.running.Exit(); code != 0 {
		t.Errorf("interrupted, it ends with exit code %d\n%s", code, e.running.Errs.String())
	}
}
