package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/pos/text"
)

// What strangers and gateways say goes into the log: it can't forge a line of it, nor turn
// one around in the terminal of whoever reads it.
func TestLogShowsWhatCannotBeSeen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	log := OpenLog(dir)
	evil := "1\u202e\x1b[2J\u009b\nlevel=INFO msg=paid"
	log.Info("webhook", "transaction_id", evil)
	log.Info(evil, "error", evil)
	log.Close()
	b, err := os.ReadFile(filepath.Join(dir, "log", "psar.log"))
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(strings.TrimSpace(string(b)), "\n"); len(lines) != 2 {
		t.Errorf("%d lines: %q", len(lines), b)
	}
	if strings.ContainsFunc(strings.ReplaceAll(string(b), "\n", ""), text.Hidden) {
		t.Errorf("%q", b)
	}
}
