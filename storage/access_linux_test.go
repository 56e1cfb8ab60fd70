package storage

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"psar/pos/fault"
)

// Somebody who may write in a folder that is another's can't repair it: their shop sells on,
// with a notice.
func TestOpenInAnotherPersonsFolder(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root can be somebody else")
	}
	// t.TempDir lies in folders that only root may enter.
	dir, err := os.MkdirTemp("/dev/shm", "psar-access-")
	if err != nil {
		t.Skip(err)
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
	done := make(chan struct{})
	var access *fault.Error
	var open error
	go func() {
		defer close(done)
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		if err := unix.Setfsuid(nobody); err != nil {
			open = err
			return
		}
		access = closeToOthers(dir)
		_, open = Open(context.Background(), options(dir))
	}()
	<-done
	if access == nil || access.Code != fault.DataExposed {
		t.Errorf("the folder can be read by others, and that is %v", access)
	}
	wantCode(t, open, fault.DataNotPrivate, dir)
	if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
