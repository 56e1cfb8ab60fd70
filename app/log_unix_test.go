//go:build unix

package app

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// within fails a test that somebody's pipe holds.
func within(t *testing.T, what string, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s hangs", what)
	}
}

// pipe puts a pipe somewhere, with somebody at its other end who neither reads nor writes.
func pipe(t *testing.T, path string) {
	t.Helper()
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	holder, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = holder.Close() })
}

// What comes in the place of the log or its folder while the till is open is not written into, and
// holds nobody: neither with the next line, nor when the file is ended.
func TestLogIsOpenedOnce(t *testing.T) {
	t.Parallel()
	for _, plant := range []string{"link", "pipe", "folder"} {
		t.Run(plant, func(t *testing.T) {
			t.Parallel()
			dir, elsewhere := t.TempDir(), t.TempDir()
			folder := filepath.Join(dir, "log")
			precious := filepath.Join(elsewhere, "psar.log")
			put(t, precious, "precious\n")
			log := openLog(dir, SystemClock{})
			if err := os.Remove(filepath.Join(folder, "psar.log")); err != nil {
				t.Fatal(err)
			}
			switch plant {
			case "link":
				if err := os.Symlink(precious, filepath.Join(folder, "psar.log")); err != nil {
					t.Fatal(err)
				}
			case "pipe":
				pipe(t, filepath.Join(folder, "psar.log"))
			case "folder":
				if err := os.Rename(folder, filepath.Join(dir, "moved")); err != nil {
					t.Fatal(err)
				}
				if err := os.Symlink(elsewhere, folder); err != nil {
					t.Fatal(err)
				}
			}
			within(t, "whoever logs", func() { log.Warn("the printer is gone") })
			later := time.Now().Add(time.Hour)
			within(t, "expire", func() { _ = log.expire(later.AddDate(0, 0, -1), later.AddDate(0, 0, 1)) })
			within(t, "whoever logs", func() { log.Warn("the printer is back") })
			log.Close()
			kept(t, precious, "precious\n")
			text, err := os.ReadFile(filepath.Join(folder, "psar.log"))
			if plant != "folder" && (err != nil || !strings.Contains(string(text), "is back")) {
				t.Errorf("%q, %v", text, err)
			}
			if held, _ := filepath.Glob(filepath.Join(elsewhere, "*")); len(held) != 1 {
				t.Errorf("elsewhere is %v", held)
			}
		})
	}
}

// A pipe among the logs that were ended keeps no till from closing.
func TestOldLogsWaitForNoPipe(t *testing.T) {
	t.Parallel()
	shop := openShop(t, t.TempDir())
	defer shop.Close()
	log := shop.OpenLog()
	defer log.Close()
	name := "psar-" + time.Now().UTC().Format(endedLog) + ".log"
	pipe(t, filepath.Join(shop.Dir, "log", name))
	within(t, "expire", func() {
		if err := shop.expire(log); err != nil {
			t.Error(err)
		}
	})
	shop.Serve(log)
	within(t, "the shop", shop.StopWorkers)
}
