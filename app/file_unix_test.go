//go:build unix

package app

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"psar/pos/fault"
)

// A pipe is written directly and stays a pipe; a link to one is a link.
func TestWriteWholeIntoAPipe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pipe, link := filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(pipe, link); err != nil {
		t.Fatal(err)
	}
	reader, err := os.OpenFile(pipe, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	to := File{Path: pipe, Kind: Table}
	if err := CanWrite(to); err != nil || !to.Direct() {
		t.Errorf("CanWrite = %v, Direct = %v", err, to.Direct())
	}
	if err := WriteWhole(to, says("today")); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 5)
	if _, err := io.ReadFull(reader, got); err != nil || string(got) != "today" {
		t.Errorf("the pipe brought %q, %v", got, err)
	}
	refused(t, File{Path: link, Kind: Table}, fault.FileLink)
	if info, err := os.Lstat(pipe); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe is %v, %v", info.Mode(), err)
	}
}

// A device is no file, also by one of the links in /dev that the system makes; in /dev/shm
// anybody makes them.
func TestStreams(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]bool{"/dev/null": true, "/dev/../dev/null": true, "/dev/none": false, "/etc/passwd": false, "/dev/../etc/passwd": false} {
		if got := isStream(path); got != want {
			t.Errorf("isStream(%s) = %v", path, got)
		}
	}
	if err := WriteWhole(File{Path: "/dev/null", Kind: Table}, says("today")); err != nil {
		t.Error(err)
	}
	if info, err := os.Lstat("/dev/null"); err != nil || info.Mode()&os.ModeDevice == 0 {
		t.Errorf("/dev/null is %v, %v", info.Mode(), err)
	}
}
