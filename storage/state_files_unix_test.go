//go:build unix

package storage

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe in the place of a folder or a file of the state folder is not waited for.
func TestStateFilesWaitForNoPipe(t *testing.T) {
	dir := t.TempDir()
	folder, file := filepath.Join(dir, "folders"), filepath.Join(dir, "0123456789abcdef.json")
	for _, path := range []string{folder, file} {
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := stateFiles(folder); got != nil {
		t.Errorf("a pipe's files are %v", got)
	}
	if got := stateFiles(dir); got != nil {
		t.Errorf("a folder's files are %v, a pipe among them", got)
	}
	if _, err := readStateFile(file); err == nil {
		t.Error("a pipe was read")
	}
	linked := filepath.Join(t.TempDir(), "state")
	if err := os.Symlink(dir, linked); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "fedcba9876543210.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := stateFiles(linked); len(got) != 1 {
		t.Errorf("the files of a folder that lies elsewhere are %v", got)
	}
}
