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
	log := openLog(dir, SystemClock{})
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

// A log can't fill the disk: a file that is full is ended, and four such are kept.
func TestLogIsBounded(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	log := openLog(dir, SystemClock{})
	defer log.Close()
	for range 8 * 5 {
		log.Info(strings.Repeat("x", mostLog/5))
	}
	log.Info("the last one")
	names := logsIn(t, filepath.Join(dir, "log"))
	if len(names) != mostLogs+1 {
		t.Errorf("%v", names)
	}
	for _, name := range names {
		info, err := os.Stat(filepath.Join(dir, "log", name))
		if err != nil || info.Size() > mostLog || info.Mode().Perm()&0o077 != 0 && filepath.Separator == '/' {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if text, err := os.ReadFile(filepath.Join(dir, "log", "psar.log")); err != nil || !strings.HasSuffix(string(text), "\"the last one\"\n") {
		t.Error(err)
	}
}
