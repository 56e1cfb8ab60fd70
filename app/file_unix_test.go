//go:build unix

package app

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

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
	if err := WriteWhole(t.Context(), to, says("today")); err != nil {
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
	folder, err := os.Open("/etc")
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	number := strconv.Itoa(int(folder.Fd()))
	for path, want := range map[string]bool{"/dev/null": true, "/dev/../dev/null": true, "/dev/none": false, "/etc/passwd": false, "/dev/../etc/passwd": false,
		"/dev/fd/" + number: true, "/proc/self/fd/" + number: true, "/dev/fd/" + number + "/passwd": false, "/proc/self/fd/" + number + "/passwd": false} {
		if got := isStream(path); got != want {
			t.Errorf("isStream(%s) = %v", path, got)
		}
	}
	if err := WriteWhole(t.Context(), File{Path: "/dev/null", Kind: Table}, says("today")); err != nil {
		t.Error(err)
	}
	if info, err := os.Lstat("/dev/null"); err != nil || info.Mode()&os.ModeDevice == 0 {
		t.Errorf("/dev/null is %v, %v", info.Mode(), err)
	}
}

// Nobody is at a pipe's other end: who waits for it goes on when asked to end.
func TestPipesAreLeft(t *testing.T) {
	t.Parallel()
	write := func(ctx context.Context, pipe string) error {
		return WriteWhole(ctx, File{Path: pipe, Kind: Table}, func(w io.Writer) error {
			for {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return err
				}
			}
		})
	}
	read := func(ctx context.Context, pipe string) error {
		f, err := OpenNamed(ctx, pipe)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, f)
		return errors.Join(err, f.Close())
	}
	for name, use := range map[string]func(context.Context, string) error{"write": write, "read": read} {
		for _, there := range []bool{false, true} { // somebody who neither reads nor writes
			pipe := filepath.Join(t.TempDir(), "pipe")
			if err := syscall.Mkfifo(pipe, 0o600); err != nil {
				t.Fatal(err)
			}
			if there {
				other, err := os.OpenFile(pipe, os.O_RDWR, 0)
				if err != nil {
					t.Fatal(err)
				}
				defer other.Close()
			}
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(20*time.Millisecond, cancel)
			if err := use(ctx, pipe); !errors.Is(err, context.Canceled) {
				t.Errorf("%s, somebody there %v: %v", name, there, err)
			}
			cancel()
		}
	}
}

// A pipe in the log's place, or its folder's, holds no till.
func TestLogWaitsForNoPipe(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"log", "log/psar.log"} {
		dir := t.TempDir()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
		log := openLog(dir, SystemClock{})
		log.Info("opened")
		if err := log.expire(time.Now(), time.Now()); err != nil {
			t.Error(err)
		}
		log.Close()
	}
}
