package app

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// A file that can't be finished leaves the one that stood there.
func TestWriteWholeKeepsWhatStoodThere(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "day.csv")
	if err := os.WriteFile(path, []byte("yesterday"), 0o600); err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	err := WriteWhole(path, func(w io.Writer) error {
		if _, err := io.WriteString(w, "half"); err != nil {
			return err
		}
		return full
	})
	if !errors.Is(err, full) {
		t.Error(err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "yesterday" {
		t.Errorf("%q, %v", data, err)
	}
	if left, _ := filepath.Glob(path + "?*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
