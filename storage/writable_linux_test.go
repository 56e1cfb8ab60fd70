package storage

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"psar/pos/fault"
)

// Whether a try at a PIN can be told is seen by a file beside the database, of which nothing is left.
func TestCanTell(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	db := mustOpen(t, options(dir))
	if err := db.CanTell(context.Background()); err != nil {
		t.Error(err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".room-*")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	gone := &DB{path: filepath.Join(dir, "gone", "psar.db")}
	wantCode(t, gone.CanTell(context.Background()), fault.DataUnwritable, filepath.Dir(gone.path))

	small := t.TempDir()
	if err := unix.Mount("tmpfs", small, "tmpfs", 0, "size=300k"); err != nil {
		t.Logf("no disk can be mounted here: %v", err)
		return
	}
	t.Cleanup(func() {
		if err := unix.Unmount(small, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	full := &DB{path: filepath.Join(small, "psar.db")}
	if err := full.CanTell(context.Background()); err != nil {
		t.Errorf("there is room: %v", err)
	}
	if err := os.WriteFile(filepath.Join(small, "others"), make([]byte, 100<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	wantCode(t, full.CanTell(context.Background()), fault.DiskFull, small)
}
