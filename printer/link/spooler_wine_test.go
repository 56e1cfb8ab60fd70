//go:build linux

package link

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/pos/postest"
)

// TestSpoolerUnderWine prints with the spooler link, built for Windows, under Wine,
// whose spooler uses CUPS and so a network printer. The bytes arrive unchanged.
// WINEPREFIX may name an existing Wine prefix.
func TestSpoolerUnderWine(t *testing.T) {
	noLeaks(t)
	for _, tool := range []string{"wine", "wineserver", "cupsd"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("without %s (Debian: wine64, cups) there is no spooler to print through: %v", tool, err)
		}
	}
	program := filepath.Join(t.TempDir(), "link.exe")
	build := exec.Command("go", "test", "-c", "-o", program, ".")
	build.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	printed := make(chan []byte, 1)
	printer := listen(t, func(c *net.TCPConn) {
		got, _ := io.ReadAll(c)
		printed <- got
	})
	prefix := os.Getenv("WINEPREFIX")
	if prefix == "" {
		prefix = filepath.Join(t.TempDir(), "wine")
	}
	env := append(os.Environ(), "WINEPREFIX="+prefix, "WINEDEBUG=-all", "PSAR_TEST_SPOOLER=till",
		"CUPS_SERVER="+startCUPS(t, strings.TrimPrefix(printer, "tcp:")))
	wine := func(name string, args ...string) (string, error) {
		c := exec.Command(name, args...)
		c.Env = env
		said, err := os.Create(filepath.Join(t.TempDir(), "said")) // a file, because Wine's server keeps it open
		if err != nil {
			return "", err
		}
		defer said.Close()
		c.Stdout, c.Stderr = said, said
		inGroup(c)
		timer := time.AfterFunc(2*time.Minute, func() { killGroup(c) })
		defer timer.Stop()
		runErr := c.Run()
		out, err := os.ReadFile(said.Name())
		return string(out), errors.Join(runErr, err)
	}
	t.Cleanup(func() { _, _ = wine("wineserver", "-k", "-w") }) // it would outlive the programs
	if out, err := wine("wine", program, "-test.run", "^TestSpoolerTakesAJob$", "-test.v"); err != nil {
		if strings.Contains(out, "runtime.osinit") {
			t.Skip("this Wine is too old for programs of Go: it has no ProcessPrng in bcryptprimitives.dll")
		}
		t.Fatalf("%v\n%s", err, out)
	}
	select {
	case got := <-printed:
		if want := bytes.Repeat(allBytes(), 20); !bytes.Equal(got, want) {
			t.Errorf("%d bytes came out, want the %d that went in", len(got), len(want))
		}
	case <-time.After(postest.Patience):
		t.Error("the job did not come out")
	}
}
