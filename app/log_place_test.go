package app

import (
	"os"
	"path/filepath"
	"testing"
)

// Only the shop's owner can read the log, and nothing is logged into a file elsewhere.
func TestLogIsTheShopsOwn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	logger := openLog(dir, SystemClock{})
	logger.Error("the printer is gone")
	logger.Close()
	for path, want := range map[string]os.FileMode{"log": os.ModeDir | 0o700, filepath.Join("log", "psar.log"): 0o600} {
		if info, err := os.Stat(filepath.Join(dir, path)); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	for _, link := range []string{"log", filepath.Join("log", "psar.log")} {
		t.Run(link, func(t *testing.T) {
			t.Parallel()
			dir, elsewhere := t.TempDir(), t.TempDir()
			if filepath.Dir(link) != "." {
				if err := os.Mkdir(filepath.Join(dir, "log"), 0o700); err != nil {
					t.Fatal(err)
				}
				elsewhere = filepath.Join(elsewhere, "profile")
			}
			if err := os.Symlink(elsewhere, filepath.Join(dir, link)); err != nil {
				t.Skip(err) // on Windows only administrators may
			}
			logger := openLog(dir, SystemClock{})
			logger.Error("$(rm -r /)")
			logger.Close()
			if held, _ := filepath.Glob(filepath.Join(elsewhere, "*")); len(held) > 0 {
				t.Errorf("logged into %v", held)
			}
			if held, err := os.ReadFile(elsewhere); err == nil {
				t.Errorf("logged %q", held)
			}
		})
	}
}
