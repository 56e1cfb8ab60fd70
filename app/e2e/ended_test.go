//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"psar/app/apptest"
)

// TestWindowEndedWhileItOpens ends the till by a signal while it opens its shop, its socket and
// its windows: it ends without a word of the toolkit, and the next one opens.
func TestWindowEndedWhileItOpens(t *testing.T) {
	st := openStage(t, nil)
	st.close()
	lock, socket := filepath.Join(st.dir, "psar.lock"), filepath.Join(st.dir, "psar.sock")
	for _, moment := range []struct {
		name string
		is   func() bool
	}{
		{"the lock", func() bool { b, err := os.ReadFile(lock); return err == nil && len(b) > 0 }},
		{"the socket", func() bool { _, err := os.Lstat(socket); return err == nil }},
		{"a window", func() bool { return st.screen.tool("search", "--onlyvisible", "--name", "^Psar").Run() == nil }},
	} {
		for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			if err := os.Truncate(lock, 0); err != nil {
				t.Fatal(err)
			}
			st.till = startTill(t, st.bin, st.dir, st.log, st.screen.display)
			apptest.Eventually(t, moment.name, moment.is)
			if err := st.till.cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if !st.till.ends(t) {
				st.neverEnds()
			}
			said, err := os.ReadFile(st.log)
			if err != nil || len(said) > 0 {
				t.Errorf("%v at %s (%v):\n%s", signal, moment.name, err, said)
			}
			// A till that had nothing to warn of has no log.
			if text, err := os.ReadFile(st.tillLog()); err != nil && !os.IsNotExist(err) || strings.Contains(string(text), "panic") {
				t.Errorf("%v at %s, the till's log (%v):\n%s", signal, moment.name, err, text)
			}
		}
	}
	st.open()
	st.close()
}
