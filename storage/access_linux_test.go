package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"psar/pos/fault"
)

// Somebody who may write in a folder that is another's can't repair it: a new shop is refused there,
// and leaves nothing behind.
func TestOpenInAnotherPersonsFolder(t *testing.T) {
	t.Parallel()
	var dir string
	var access *fault.Error
	var open error
	inAnothersFolder(t, func(another string) {
		dir, access = another, closeToOthers(another)
		_, open = Open(context.Background(), options(another))
	})
	if access == nil || access.Code != fault.DataExposed {
		t.Errorf("the folder can be read by others, and that is %v", access)
	}
	wantCode(t, open, fault.DataNotPrivate, dir)
	for _, name := range []string{databaseName, lockName, folderIDName} {
		if _, err := os.Lstat(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("left behind: %s, %v", name, err)
		}
	}
}

// inAnothersFolder does f with a folder in which everybody may write, and which is another
// account's: of root's making, by a thread of nobody's, or for whoever is not root one of the
// system's own.
func inAnothersFolder(t *testing.T, f func(dir string)) {
	t.Helper()
	if os.Geteuid() != 0 {
		for _, dir := range []string{"/dev/shm", "/tmp", "/var/tmp"} {
			info, err := os.Stat(dir)
			if err == nil && !ownedHere(info) && info.Mode()&0o002 != 0 && isNew(dir, false) {
				f(dir)
				return
			}
		}
		t.Fatal("no folder of the system's that everybody may write in")
	}
	// t.TempDir lies in folders that only root may enter.
	dir, err := os.MkdirTemp("/dev/shm", "psar-access-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	const nobody = 65534
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		wrong := unix.Setfsuid(nobody)
		if wrong == nil {
			f(dir)
		}
		done <- wrong
	}()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}
