package link

import (
	"bytes"
	"os"
	"testing"

	"psar/pos/fault"
)

// TestSpoolerTakesAJob needs a printer's name in PSAR_TEST_SPOOLER, and somebody who
// checks the output: TestSpoolerUnderWine does that.
func TestSpoolerTakesAJob(t *testing.T) {
	name := os.Getenv("PSAR_TEST_SPOOLER")
	if name == "" {
		t.Skip("PSAR_TEST_SPOOLER names no printer to print on")
	}
	l := open(t, "spooler:"+name, Options{})
	data := bytes.Repeat(allBytes(), 20)
	for part := data; len(part) > 0; part = part[min(1000, len(part)):] {
		if n, err := l.Write(t.Context(), part[:min(1000, len(part))]); err != nil || n != min(1000, len(part)) {
			t.Fatalf("Write = %d, %v", n, err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), "spooler:no such printer", Options{}); fault.CodeOf(err) != fault.PrinterUnreachable {
		t.Errorf("a printer that is not there: %v", err)
	}
}
