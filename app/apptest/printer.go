package apptest

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"psar/app/cli/jsonout"
)

// Printer is a virtual network printer in a process of its own.
type Printer struct {
	Link string
	cmd  *exec.Cmd
}

// StartPrinter starts the virtual printer of a program; the test ends it.
func StartPrinter(t *testing.T, bin string, flags ...string) *Printer {
	t.Helper()
	cmd := exec.Command(bin, append([]string{"printer", "emulate"}, flags...)...)
	cmd.Env = Env()
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
	return &Printer{l.Listening, cmd}
}

// Stop interrupts the printer, which must end well.
func (e *Printer) Stop(t *testing.T) {
	t.Helper()
	if err := e.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := e.cmd.Wait(); err != nil {
		t.Errorf("interrupted, it ends with %v", err)
	}
}
